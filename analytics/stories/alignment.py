"""Two texts laid side by side: what they share, in place or moved, and what one has where the other has something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from analytics.stories.compared import GRAM, Words

EDIT = 10  # words: a longer gap between shared runs is another passage, not an edit
ANCHOR = 8  # words: a shorter shared run does not tell where the shared part begins and ends
ALIKE = 70  # of 100: two spellings of one thing


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start:end` of the shorter text that stand in the longer one at `there`."""

    start: int
    end: int
    there: int

    @property
    def there_end(self) -> int:
        """Where the run ends in the longer text."""
        return self.there + self.end - self.start


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two runs: words `start:end` of the shorter text where the longer one has `there:there_end`."""

    start: int
    end: int
    there: int
    there_end: int

    @property
    def edit(self) -> bool:
        """Whether it is short on both sides, so that a few words were changed."""
        return 0 <= self.there_end - self.there <= EDIT and self.end - self.start <= EDIT

    @property
    def inserted(self) -> bool:
        """Whether the longer text goes on as if nothing stood here."""
        return self.end - self.start > EDIT and 0 <= self.there_end - self.there < GRAM


@dataclass(frozen=True)
class Alignment:
    """The shorter of two texts laid along the longer."""

    short: Words
    long: Words
    runs: tuple[Run, ...]

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What stands between the runs."""
        return tuple(Gap(a.end, b.start, a.there_end, b.there) for a, b in pairwise(self.runs))

    @cached_property
    def core(self) -> tuple[int, int]:
        """Words of the shorter text from the first longer run to the last, (0, 0) where there is none."""
        long = [run for run in self.runs if run.end - run.start >= ANCHOR]
        return (min(r.start for r in long), max(r.end for r in long)) if long else (0, 0)

    @cached_property
    def core_there(self) -> tuple[int, int]:
        """The same of the longer text."""
        long = [run for run in self.runs if run.end - run.start >= ANCHOR]
        return (min(r.there for r in long), max(r.there_end for r in long)) if long else (0, 0)

    @cached_property
    def shared(self) -> list[bool]:
        """Of each word of the shorter text, whether the longer has it, or a few others in its place."""
        spans = [(r.start, r.end) for r in self.runs] + [(g.start, g.end) for g in self.gaps if g.edit]
        return _marked(len(self.short), spans)

    @cached_property
    def shared_there(self) -> list[bool]:
        """The same of the longer text."""
        spans = [(r.there, r.there_end) for r in self.runs] + [(g.there, g.there_end) for g in self.gaps if g.edit]
        return _marked(len(self.long), spans)

    @property
    def inserted(self) -> int:
        """Words in the core that were put in between, with nothing taken out."""
        first, last = self.core
        return sum(g.end - g.start for g in self.gaps if g.inserted and first <= g.start and g.end <= last)

    @cached_property
    def swaps(self) -> tuple[tuple[list[str], list[str]], ...]:
        """Names and numbers of the shorter text, and those that stand in their place in the longer; not spellings."""
        return tuple(swap for gap in self.gaps if gap.edit and (swap := self._swap(gap)))

    @property
    def facts(self) -> int:
        """How many shared words are names and numbers."""
        return sum(fact and shared for fact, shared in zip(self.short.facts, self.shared, strict=True))

    def _swap(self, gap: Gap) -> tuple[list[str], list[str]] | None:
        """What is named in a gap on one side only, if on both sides something is."""
        here = Counter(_facts(self.short, gap.start, gap.end))
        there = Counter(_facts(self.long, gap.there, gap.there_end))
        gone, come = list((here - there).elements()), list((there - here).elements())
        whole = self.short.plain[gap.start : gap.end], self.long.plain[gap.there : gap.there_end]
        if not gone or not come or _alike(gone, come) or _alike(*whole):
            return None
        return gone, come


def _facts(of: Words, start: int, end: int) -> list[str]:
    return [of.plain[at] for at in range(start, end) if of.facts[at]]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two runs of words are one thing in two spellings."""
    return fuzz.ratio("".join(one), "".join(other)) >= ALIKE


def _marked(size: int, spans: list[tuple[int, int]]) -> list[bool]:
    found = [False] * size
    for start, end in spans:
        found[start:end] = [True] * (end - start)
    return found


def align(one: Words, other: Words) -> Alignment:
    """Lay the shorter of two texts along the longer: every run of `GRAM` or more words that both have, greedily."""
    short, long = (one, other) if (len(one), one.plain) <= (len(other), other.plain) else (other, one)
    return Alignment(short, long, tuple(_runs(short, long)))


def _runs(short: Words, long: Words) -> Iterator[Run]:
    """The shared runs in the order of the shorter text; of several places the one nearest to where the last run ended."""
    at, expected = 0, 0
    while at <= len(short) - GRAM:
        places = long.grams.get(short.plain[at : at + GRAM])
        if not places:
            at += 1
            continue
        there = min(places, key=lambda place: (abs(place - expected), place))
        size = GRAM
        while (
            at + size < len(short) and there + size < len(long) and short.plain[at + size] == long.plain[there + size]
        ):
            size += 1
        yield Run(at, at + size, there)
        at, expected = at + size, there + size
