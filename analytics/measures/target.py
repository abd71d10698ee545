"""What was clicked: a number of a table, as conditions on top of a selection and the thing that was counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self, cast
from urllib.parse import quote, unquote

import numpy as np
from numpy.typing import NDArray

from analytics.block import NO_DAY, VIAS, Block
from analytics.measures.named import Placed, mentions_of
from analytics.measures.tally import occurrences
from analytics.measures.told import SPANS, by_article, copied
from analytics.measures.topics import ids
from analytics.weights import View, dates
from data.selection import BadQuery

STORY = re.compile(r"[0-9a-f]{1,16}")
Count = Literal["mentions", "articles"]
KEYS = (
    "term",
    "actor",
    "other",
    "via",
    "place",
    "form",
    "topic",
    "theme",
    "outlet",
    "language",
    "article",
    "story",
    "origin",
    "within",
    "from",
    "to",
    "undated",
    "count",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A clicked number.

    All conditions that are not empty hold together. `via` takes only mentions of the actor by `name`, `metonym` or
    `office` (a title that stood alone), `place` only those as a place (`yes`) or as one who acts (`no`), `form` only
    those written like that. `story` takes the articles that carry a text; `origin` those that
    copied an outlet (`*`: any), `within` how late (one of `SPANS`, in minutes). `count` says what the number counts:
    every occurrence of the term or actor (`mentions`), or units (`articles`). As text: `actor:PRK;from:2024-06-01;to:2024-06-30;count:mentions`.
    """

    term: str = ""
    actor: str = ""
    other: str = ""
    via: str = ""
    place: Placed = ""
    form: str = ""
    topic: str = ""
    theme: str = ""
    outlet: str = ""
    language: str = ""
    article: str = ""
    story: str = ""
    origin: str = ""
    within: int = 0
    start: date | None = None
    end: date | None = None
    undated: bool = False
    count: Count = "articles"

    def __post_init__(self) -> None:
        if self.count not in ("mentions", "articles"):
            raise BadQuery(f"count is mentions or articles, not {self.count!r}")
        if self.count == "mentions" and not (self.term or self.actor):
            raise BadQuery("mentions are counted of a term or an actor; none is named")
        if self.how and not self.actor:
            raise BadQuery("how it was named is asked of an actor; none is named")
        if self.via and self.via not in VIAS:
            raise BadQuery(f"via is {', '.join(VIAS)}, not {self.via!r}")
        if self.place not in ("", "yes", "no"):
            raise BadQuery(f"place is yes or no, not {self.place!r}")
        if self.story and not STORY.fullmatch(self.story):
            raise BadQuery(f"a story is named by up to 16 hex digits, not {self.story!r}")
        if self.within and (not self.origin or self.within not in SPANS):
            raise BadQuery(f"within is {', '.join(map(str, SPANS))} minutes, of copies of an origin, not {self.within}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form; raises BadQuery where it says something unknown."""
        said: dict[str, Any] = {}
        for part in filter(None, text.split(";")):
            key, _, value = part.partition(":")
            if key not in KEYS:
                raise BadQuery(f"nothing is known of {key!r}; known are {', '.join(KEYS)}")
            said[{"from": "start", "to": "end"}.get(key, key)] = unquote(value)
        for key in ("start", "end"):
            if key in said:
                said[key] = _day(said[key])
        if "within" in said:
            said["within"] = _minutes(said["within"])
        if "undated" in said:
            said["undated"] = said["undated"] == "yes"
        return cls(**said)

    @property
    def how(self) -> bool:
        """Whether it asks for a way in which the actor is named."""
        return bool(self.via or self.place or self.form)

    @property
    def told(self) -> bool:
        """Whether what was clicked is about copies."""
        return bool(self.story or self.origin)

    def __str__(self) -> str:
        values = {
            "term": self.term, "actor": self.actor, "other": self.other, "via": self.via, "place": cast("str", self.place), "form": self.form, "topic": self.topic, "theme": self.theme,
            "outlet": self.outlet, "language": self.language, "article": self.article, "story": self.story, "origin": self.origin, "within": str(self.within or ""),
            "from": self.start.isoformat() if self.start else "", "to": self.end.isoformat() if self.end else "",
            "undated": "yes" if self.undated else "", "count": cast("str", self.count),
        }  # fmt: skip
        return ";".join(f"{key}:{quote(value, safe='')}" for key, value in values.items() if value)


def _minutes(text: str) -> int:
    if not text.isdecimal():
        raise BadQuery(f"within is a number of minutes, not {text!r}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadQuery(f"{text} is not a date; write it as 2024-06-10") from None


def rows(seen: View, block: Block, weights: NDArray[Any], target: Target) -> NDArray[Any]:
    """The rows of a block that the clicked number counts, ascending; of stories every article, whatever the unit."""
    which = seen.snapshot.blocks.index(block) if target.told else 0
    chosen = (by_article(seen).weights[which] if target.told else weights) > 0
    chosen &= block.days == NO_DAY if target.undated else dates(block, target.start, target.end)
    for column, wanted in (("outlet", target.outlet), ("language", target.language)):
        if wanted:
            codes, names = block.codes(column)
            chosen &= codes == (names.index(wanted) if wanted in names else -1)
    for of, number in _columns(seen, target):
        here = np.zeros(len(block), bool)
        if number is not None:
            here[occurrences(block, of, number)[0]] = True
        chosen &= here
    if target.how:
        chosen &= np.isin(np.arange(len(block)), counted(seen, block, target)[0])
    if target.article:
        chosen &= np.array([v == target.article for v in block.articles["id"].to_pylist()], bool)
    if target.story:
        chosen &= seen.snapshot.stories[which] == np.uint64(int(target.story, 16))
    if target.origin:
        chosen &= np.isin(np.arange(len(block)), copied(seen, which, target.origin, target.within))
    return np.flatnonzero(chosen)


def counted(seen: View, block: Block, target: Target) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rows of a block in which the target's term or actor occurs, ascending, and how often it counts there."""
    snapshot = seen.snapshot
    of, number = (
        ("terms", snapshot.term_numbers.get(target.term))
        if target.term
        else ("actors", snapshot.actor_numbers.get(target.actor))
    )
    if number is None:
        return np.empty(0, np.int64), np.empty(0)
    if of == "actors" and target.how:
        return mentions_of(block, number, target.via, target.place, target.form)
    return occurrences(block, "terms" if target.term else "actors", number)


def _columns(seen: View, target: Target) -> list[tuple[Any, int | None]]:
    snapshot = seen.snapshot
    asked: list[tuple[Any, int | None]] = []
    if target.term:
        asked.append(("terms", snapshot.term_numbers.get(target.term)))
    asked += [("actors", snapshot.actor_numbers.get(key)) for key in (target.actor, target.other) if key]
    for which, key in (("topics", target.topic), ("themes", target.theme)):
        if key:
            known = ids(snapshot, which)  # type: ignore[arg-type]
            asked.append((which, known.index(key) if key in known else None))
    return asked
