"""Which of the names that a trained model sees beside those known are taken, and which are things, credits or doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from typing import Literal, NamedTuple, Protocol

from analytics.actors.actor import Actor
from analytics.actors.families import new_actor
from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon

ALONE, TOGETHER = 0.97, 0.7  # the least probability of a name of one word, and of one of several
WITHIN = frozenset(["di", "in", "at", "near"])  # before a place, not a person
SHIP = re.compile(r"\b(?:kapal(?: \w+)?|induk|fregat|korvet|ITS|SS|MV|KM)(?: [A-Z]\w+)?,? ?$", re.IGNORECASE)
BYLINE = re.compile(r"(?:^|\n)(?:Laporan|Penulis|Editor|Reporter|Pewarta|Penyunting)\b[^\n.]{0,30}$")
SITE = re.compile(r"\.(?:com|net|org|co|id|go|tv|news)\b", re.IGNORECASE)


class Named(Protocol):
    """A name that a finder gives: its characters, whether it names a person or an organisation, and how sure that is."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> Literal["person", "organisation"]: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102


class Cut(NamedTuple):
    """A name with something taken off it."""

    start: int
    end: int
    kind: Literal["person", "organisation"]
    probability: float


# text, spans known, where words stand that may be names, language -> names beside those known
Seek = Callable[[str, Sequence[tuple[int, int]], Sequence[int], str], Sequence[Named]]


class Sought:
    """Takes names from a finder; made once from the lexicon and the forms of the registry."""

    def __init__(self, words: Lexicon, registered: Container[str], seek: Seek) -> None:
        self._words, self._registered, self._seek = words, registered, seek
        self._credits = words.set("media", "before")
        self._events, self._ends = words.set("things", "events"), words.set("things", "ends")

    def spans(
        self, text: str, known: Sequence[Span], loose: Sequence[int], language: str, actors: dict[str, Actor]
    ) -> list[Span]:
        """The names taken, in order, their actors put among `actors`; `loose` is where unknown words with capitals stand.

        A name that is a thing's or a mere source's in one place is none in the whole text.
        """
        names = [self._untitled(text, n) for n in self._seek(text, [(s.start, s.end) for s in known], loose, language)]
        barred = {text[n.start : n.end] for n in names if self._is_thing(text, n) or self._is_credit(text, n)}
        taken = [n for n in names if text[n.start : n.end] not in barred and self._is_sure(text, n)]
        return [self._span(text, name, actors) for name in taken]

    def _untitled(self, text: str, name: Named) -> Named:
        """A person's name without the title it was found with ("Dr Nurdin")."""
        first, _, rest = text[name.start : name.end].partition(" ")
        if name.kind != "person" or not rest or first.casefold().rstrip(".") not in self._words.abbreviated:
            return name
        return Cut(name.start + len(first) + 1, name.end, name.kind, name.probability)

    def _span(self, text: str, name: Named, actors: dict[str, Actor]) -> Span:
        written = text[name.start : name.end]
        actor = new_actor(Actor("", name.kind, "other", written, written))
        actors.setdefault(actor.key, actor)
        return Span(name.start, name.end, actor.key, name.kind)

    def _is_sure(self, text: str, name: Named) -> bool:
        """Whether a name is probable enough, has a capital, and is none that linking knows and left out here."""
        written = text[name.start : name.end]
        words = written.split()
        if written in self._registered or not written[:1].isupper() or SITE.search(written):
            return False
        if len(words) == 1 and self._words.nameless(written.casefold()):
            return False
        return name.probability >= (ALONE if len(words) == 1 and not isinstance(name, Cut) else TOGETHER)

    def _is_thing(self, text: str, name: Named) -> bool:
        words = text[name.start : name.end].casefold().split()
        if words[0] in self._words.things_before or words[-1] in self._ends or words[-1] in self._words.things_after:
            return True
        before = text[max(0, name.start - 40) : name.start]
        if SHIP.search(before) or (name.kind == "person" and BYLINE.search(before)):
            return True
        left = text[max(0, name.start - 40) : name.start].casefold().split()[-2:]
        if left and (left[-1] in self._events or (name.kind == "person" and left[-1] in WITHIN)):
            return True
        return any(word in self._words.things_before for word in left)

    def _is_credit(self, text: str, name: Named) -> bool:
        """Whether an organisation is only the source of a report."""
        left = text[max(0, name.start - 30) : name.start].casefold().split()[-2:]
        return name.kind == "organisation" and any(word in self._credits for word in left)
