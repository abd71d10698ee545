"""Which person a title belongs to: the one right after it, or the one it is said of right before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analytics.actors.forms import Span
from analytics.actors.kinds import vocabulary
from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Registry
from analytics.actors.titles import Title

FAR = 120  # characters between a title and its name
NEXT = re.compile(r" ([^\W\d_][\w'’.-]*)")
APPOSED = re.compile(r"(?: ?\([^()]{1,30}\))?, (?:(?:yang juga|selaku|the|seorang) ?)?|(?: ?\()$")
CLOSED = re.compile(r"(?: ?\([^()]{1,30}\))?[,.);]")
SPACES = re.compile(r" +")
BRACKETS = re.compile(r"\([^()]{1,30}\)")  # an acronym of the title
TOKEN = re.compile(r"[^\s,()]+")
NUMBER = re.compile(r"ke-?\d+|[IVX]+|\d{4}(?:-\d{4})?")


class Attached:
    """Looks beside titles; made once from the registry and the lexicon."""

    def __init__(self, registry: Registry, words: Lexicon) -> None:
        self._registry, self._words = registry, words
        self._heads = words.set("heads", "plain") | words.set("heads", "proper") | words.set("heads", "english")
        self._carry = words.titles | words.fill | vocabulary().between | {"ri", "yang", "juga"}

    def to(self, text: str, title: Title, names: Sequence[Span]) -> Span | bool | None:
        """The person's span; None where the title stands alone, False where it belongs to a name nobody knows.

        `names` are all spans of the text in order.
        """
        after = self._after(text, title, names)
        return after if after is not None else self._before(text, title, names)

    def held(self, who: str, title: Title) -> bool:
        """Whether a person held an office that the title may name."""
        return any(
            (office.kind in title.kinds or office.key in title.offices) and title.state in (None, office.state)
            for office, _ in self._registry.offices.held_by(who)
        )

    def _could(self, who: str, title: Title) -> bool:
        """Whether nothing that is known speaks against a person's holding such an office: somebody new, or of that state."""
        actor = self._registry.actors.get(who)
        return actor is None or (title.state is not None and actor.iso3 == title.state)

    def _after(self, text: str, title: Title, names: Sequence[Span]) -> Span | bool | None:
        at = bisect_left(names, (title.end,))
        while at < len(names) and names[at].start - title.end <= FAR:
            span = names[at]
            if span.sort == "person":
                gap = text[title.end : span.start]
                return (
                    span
                    if gap in {" ", "\n"} or self._carries(text, title, span, names)
                    else self._unknown(text, title)
                )
            at += 1
        return self._unknown(text, title)

    def _carries(self, text: str, title: Title, span: Span, names: Sequence[Span]) -> bool:
        gap = text[title.end : span.start]
        if "\n" in gap or ":" in gap or ". " in gap.replace("Purn.", ""):
            return False
        said = [m.group() for m in TOKEN.finditer(BRACKETS.sub(" ", _unnamed(gap, title.end, names)))]
        if not all(self._carried(word) for word in said):
            return False
        if "," not in gap:
            return True
        closed = text[span.end : span.end + 1] in {",", "."}
        return self.held(span.key, title) or (closed and self._could(span.key, title))

    def _carried(self, word: str) -> bool:
        low = word.casefold().rstrip(".")
        return low in self._carry or low in self._words.personal or NUMBER.fullmatch(word) is not None

    def _unknown(self, text: str, title: Title) -> bool | None:
        """False where the next word is a name that nobody knows, or goes on with the title; None else."""
        match = NEXT.match(text, title.end)
        if match is None or not match.group(1)[0].isupper():
            return None
        low = match.group(1).casefold().rstrip(".,")
        if low in self._heads:
            return False
        if (low in self._words.common or self._is_verb(low)) and low not in self._words.titles:
            return None
        return None if low in {"ri"} else False

    def _is_verb(self, low: str) -> bool:
        """Whether a word is a verb as headlines cut it ("Sambut" for "menyambut")."""
        return any(
            active in self._words.common
            for active in (f"me{low}", f"mem{low}", f"men{low}", f"meng{low}", f"meny{low[1:]}")
        )

    def _before(self, text: str, title: Title, names: Sequence[Span]) -> Span | None:
        at = bisect_right(names, (title.start,)) - 1
        while at >= 0 and title.start - names[at].end <= FAR:
            span = names[at]
            if span.sort == "person" and span.end <= title.start:
                return span if self._apposed(text, title, span, names) else None
            at -= 1
        return None

    def _apposed(self, text: str, title: Title, span: Span, names: Sequence[Span]) -> bool:
        if text[span.end : title.start] == " ":
            return True
        gap = _unnamed(text[span.end : title.start], span.end, names)
        if APPOSED.fullmatch(SPACES.sub(" ", gap)) is None:
            return False
        closed = CLOSED.match(text, title.end) is not None
        return self.held(span.key, title) or (closed and self._could(span.key, title))


def _unnamed(gap: str, start: int, names: Sequence[Span]) -> str:
    """The gap with the states and bodies in it blanked."""
    for span in names[bisect_left(names, (start,)) :]:
        if span.end > start + len(gap):
            break
        gap = gap[: span.start - start] + " " * (span.end - span.start) + gap[span.end - start :]
    return gap
