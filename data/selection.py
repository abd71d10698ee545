"""What the reader asked for: one frozen value that knows its address and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, Self, cast
from urllib.parse import parse_qs, quote, urlencode

Unit = Literal["article", "story", "family"]
UNITS: dict[Unit, str] = {"article": "articles", "story": "stories", "family": "publications"}

# field of a Selection -> its name in the address; several values are joined by commas
LISTS = {"topics": "topic", "themes": "theme", "actors": "actor", "outlets": "outlet", "languages": "lang"}
KEYS = ("from", "to", *LISTS.values(), "q", "unit", "panel")  # all that an address may say of a selection


class BadQuery(ValueError):
    """An address that asks for something impossible; its message says what."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Dates (inclusive, local days), topics, themes, actors, outlets, languages, words and the unit counted.

    The unit is an article, a story (its copies are not counted again), or a family: a story counts once for every
    publisher's group that carried it. A fixed `panel` takes only outlets that were there throughout.
    Values of one field are alternatives, the fields are conditions that all hold. Lists are sorted and unique, so
    equal selections are equal, hash alike and have one address.
    """

    start: date | None = None
    end: date | None = None
    topics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""
    unit: Unit = "article"
    panel: bool = False

    def __post_init__(self) -> None:
        for name in LISTS:
            object.__setattr__(self, name, tuple(sorted({v for v in getattr(self, name) if v})))
        object.__setattr__(self, "words", " ".join(self.words.split()))
        if self.start and self.end and self.start > self.end:
            raise BadQuery(f"the first day ({self.start}) comes after the last ({self.end})")
        if self.unit not in UNITS:
            raise BadQuery(f"unit is {', '.join(UNITS)}, not {self.unit!r}")

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Read an address such as `?from=2024-01-01&topic=t3&unit=story`; keys it does not know are left alone."""
        asked = parse_qs(query.removeprefix("?"))
        lists: dict[str, Any] = {name: _split(asked.get(key, ())) for name, key in LISTS.items()}
        return cls(
            start=_day(asked, "from"),
            end=_day(asked, "to"),
            words=asked.get("q", [""])[-1],
            unit=cast("Unit", asked.get("unit", ["article"])[-1]),
            panel=_fixed(asked.get("panel", [""])[-1]),
            **lists,
        )

    def to_query(self) -> str:
        """The address of this selection, without `?`, in one fixed order; empty for everything."""
        pairs = {"from": self.start and self.start.isoformat(), "to": self.end and self.end.isoformat()}
        pairs |= {key: ",".join(getattr(self, name)) for name, key in LISTS.items()}
        pairs |= {"q": self.words, "unit": "" if self.unit == "article" else self.unit}
        pairs |= {"panel": "fixed" if self.panel else ""}
        return urlencode({k: v for k, v in pairs.items() if v}, safe=",:", quote_via=quote)

    def but(self, **changes: Any) -> Selection:
        """A copy with these fields changed."""
        return replace(self, **changes)

    @property
    def frame(self) -> Selection:
        """The same dates, outlets, languages, panel and unit without any condition on content: what shares are shares of."""
        return self.but(topics=(), themes=(), actors=(), words="")

    @property
    def narrowed(self) -> bool:
        """Whether any condition on content (topic, theme, actor, words) is set."""
        return self != self.frame

    def sentence(self, name: Callable[[str, str], str], say: Callable[[str], str] = str) -> str:
        """What is selected, in words: `1 Jan 2024 – 30 Jun 2024 · nuclear · all outlets · stories`.

        `name(field, value)` gives the shown name of a value (a `date` field gives a day), `say` translates.
        """
        parts = [_span(self.start, self.end, lambda d: name("date", d.isoformat()), say)]
        parts += [f"“{self.words}”"] if self.words else []
        for part in ("themes", "topics", "actors"):
            parts += _some([name(part, v) for v in getattr(self, part)])
        parts += _some([name("outlets", v) for v in self.outlets]) or [say("all outlets")]
        parts += [say("fixed panel")] if self.panel else []
        parts += _some([name("languages", v) for v in self.languages])
        return " · ".join([*parts, say(UNITS[self.unit])])


def _some(names: Sequence[str], most: int = 3) -> list[str]:
    """At most three names and how many more, as one part of a sentence, or none."""
    more = f" +{len(names) - most}" if len(names) > most else ""
    return [", ".join(names[:most]) + more] if names else []


def _span(start: date | None, end: date | None, day: Callable[[date], str], say: Callable[[str], str]) -> str:
    if start and end:
        return day(start) if start == end else f"{day(start)} – {day(end)}"
    if start:
        return f"{say('from')} {day(start)}"
    return f"{say('until')} {day(end)}" if end else say("all dates")


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(v.strip() for value in values for v in value.split(",") if v.strip())


def _fixed(said: str) -> bool:
    if said not in ("", "fixed"):
        raise BadQuery(f"panel is fixed or left out, not {said!r}")
    return said == "fixed"


def _day(asked: Mapping[str, Sequence[str]], key: str) -> date | None:
    text = asked.get(key, [""])[-1].strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadQuery(f"{key}={text} is not a date; write it as 2024-06-10") from None


FIELDS = tuple(f.name for f in fields(Selection))
