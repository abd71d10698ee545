"""Which pairs of names are worth comparing, and the best likeness of any of their forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from analytics.actors import alike
from analytics.actors.alike import Name

USUAL = 6  # names that share the rarest word of one before it is a usual name
CROWD = 40  # names that may share a word before it says too little to compare them all


class Subject(NamedTuple):
    """An actor as it is compared."""

    key: str
    kind: str
    subkind: str
    state: str | None
    known: bool
    names: tuple[Name, ...]


class Match(NamedTuple):
    """Two subjects (their places in the list), how alike they are and why, and the forms that showed it."""

    one: int
    other: int
    score: float
    why: str
    form: str
    other_form: str


def matches(subjects: Sequence[Subject], least: float = 0.4) -> list[Match]:
    """The pairs of subjects that are alike, in no order."""
    shelves = _shelves(subjects)
    pairs = {pair for shelf in shelves.values() if 1 < len(shelf) <= CROWD for pair in combinations(sorted(shelf), 2)}
    found = (_match(i, j, subjects, shelves) for i, j in sorted(pairs))
    return [match for match in found if match and match.score >= least]


def _shelves(subjects: Sequence[Subject]) -> Mapping[str, set[int]]:
    """By each word, whole name as it sounds, acronym and initials, the subjects that have it."""
    shelves: dict[str, set[int]] = defaultdict(set)
    for at, subject in enumerate(subjects):
        for mark in {mark for one in subject.names for mark in _marks(one)}:
            shelves[mark].add(at)
    return shelves


def _marks(one: Name) -> Iterator[str]:
    yield f"={''.join(one.sounds)}"
    yield from (f"#{said}" for said in (one.acronym, one.initials) if len(said) > 2)
    yield from (word for word in one.sounds if len(word) > 2)
    yield from (f"~{_bones(word)}" for word in one.sounds if len(word) > 4)


def _bones(word: str) -> str:
    """A word without its vowels: the same for most ways to misspell it."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _match(i: int, j: int, subjects: Sequence[Subject], shelves: Mapping[str, set[int]]) -> Match | None:
    one, other = subjects[i], subjects[j]
    best = max(_likenesses(one, other), key=lambda m: m[0], default=None)
    if best is None:
        return None
    score, why, a, b = best
    score = _weighed(score, why, one, other)
    if one.kind == "person" and min(_rarity(a, shelves), _rarity(b, shelves)) > USUAL:
        score -= 0.15
    return Match(i, j, round(score, 2), why, a.form, b.form)


def _rarity(one: Name, shelves: Mapping[str, set[int]]) -> int:
    """How many subjects have the rarest word of a name."""
    return min((len(shelves.get(word, ())) for word in one.sounds if len(word) > 2), default=0)


def _likenesses(one: Subject, other: Subject) -> Iterable[tuple[float, str, Name, Name]]:
    for a in one.names:
        for b in other.names:
            if a.acronym and a.acronym == b.acronym:
                yield 0.5, alike.ACRONYM, a, b
            elif said := alike.alike(a, b, one.kind):
                yield *said, a, b
    if one.kind == "person" and one.state and one.state == other.state and one.names and other.names:
        a, b = one.names[0], other.names[0]
        if alike.surname(a.sounds, b.sounds):
            yield 0.45, alike.SURNAME, a, b


def _weighed(score: float, why: str, one: Subject, other: Subject) -> float:
    """The score with what else speaks for or against: states, kinds, and that both were entered with care."""
    if one.state and other.state and one.state != other.state:
        score -= 0.3
    if one.kind != other.kind:
        score -= 0.2 if why in (alike.SAME, alike.SPELLING) else 1
    if one.known and other.known:
        score -= 0.15
    return score
