"""Which pairs of names are worth comparing, and the best likeness of any of their forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import or_
from typing import NamedTuple

from analytics.actors import alike
from analytics.actors.alike import Likeness, Name

USUAL = 6  # names that share the rarest word of one before it is a usual name
CROWD = 40  # actors that may share a word before it says too little to compare them all


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
    """The pairs of subjects that are alike, each by its most alike forms, in no order."""
    names = [(at, one) for at, subject in enumerate(subjects) for one in subject.names]
    shelves = _shelves(names)
    bearers = {mark: len({names[at][0] for at in shelf}) for mark, shelf in shelves.items()}
    best: dict[tuple[int, int], Match] = {}
    for a, b in _worth(shelves, names, bearers):
        match = _match(names[a], names[b], subjects, bearers)
        if match and match.score >= max(least, best[key].score if (key := (match.one, match.other)) in best else 0):
            best[key] = match
    return list(best.values())


def _shelves(names: Sequence[tuple[int, Name]]) -> Mapping[str, Sequence[int]]:
    """By each word, whole name as it sounds, acronym and initials, the names that have it."""
    shelves: dict[str, list[int]] = defaultdict(list)
    for at, (_, one) in enumerate(names):
        for mark in set(_marks(one)):
            shelves[mark].append(at)
    return shelves


def _worth(
    shelves: Mapping[str, Sequence[int]], names: Sequence[tuple[int, Name]], bearers: Mapping[str, int]
) -> Iterable[tuple[int, int]]:
    """Pairs of names of different subjects that share a mark few have; of those that share a word, none that cannot be."""
    whose, letters = [at for at, _ in names], [_letters(one) for _, one in names]
    found: set[tuple[int, int]] = set()
    for mark, shelf in shelves.items():
        if 1 < bearers[mark] <= CROWD:
            sure = mark[0] in "=#"
            found |= {
                (a, b) for a, b in combinations(shelf, 2)
                if whose[a] != whose[b] and (sure or _may(letters[a], letters[b]))
            }  # fmt: skip
    return sorted(found)


def _letters(one: Name) -> int:
    """The first letters of a name's words, a bit each."""
    return reduce(or_, (1 << (ord(word[0]) % 64) for word in one.sounds), 0)


def _may(one: int, other: int) -> bool:
    """Whether all words of one name but for one may stand in the other, by their first letters."""
    return min((one & ~other).bit_count(), (other & ~one).bit_count()) <= 1


def _marks(one: Name) -> Iterator[str]:
    yield f"={one.heard}"
    yield from (f"#{said}" for said in (one.acronym, one.initials) if len(said) > 2)
    yield from (word for word in one.sounds if len(word) > 2)
    yield from (f"~{_bones(word)}" for word in one.sounds if len(word) > 4)


def _bones(word: str) -> str:
    """A word without its vowels: the same for most ways to misspell it."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _match(
    first: tuple[int, Name], second: tuple[int, Name], subjects: Sequence[Subject], bearers: Mapping[str, int]
) -> Match | None:
    (i, a), (j, b) = first, second
    one, other = subjects[i], subjects[j]
    said = _likeness(a, b, one, other)
    if said is None:
        return None
    score = _weighed(said, one, other)
    if one.kind == "person" and min(_rarity(a, bearers), _rarity(b, bearers)) > USUAL:
        score -= 0.15
    return Match(i, j, round(score, 2), said.why, a.form, b.form)


def _rarity(one: Name, bearers: Mapping[str, int]) -> int:
    """How many have the rarest word of a name."""
    return min((bearers[word] for word in one.sounds if len(word) > 2), default=0)


def _likeness(a: Name, b: Name, one: Subject, other: Subject) -> Likeness | None:
    if one.kind == "organisation" and a.words == b.words and len(a.words) == 1 and len(a.words[0]) < 6:
        return Likeness(0.3 if _explained(a, one) and _explained(b, other) else 0.65, alike.ACRONYM)
    if said := alike.alike(a, b, one.kind):
        return None if said.why == alike.SPELT_OUT and _otherwise(a, one, b, other) else said
    akin = one.kind == other.kind == "person" and one.state is not None
    akin = akin and (one.state, one.subkind) == (other.state, other.subkind)
    return Likeness(0.55, alike.SURNAME) if akin and alike.surname(a.sounds, b.sounds) else None


def _explained(acronym: Name, whose: Subject) -> bool:
    """Whether a full name of an actor has these initials."""
    return any(one.initials == acronym.words[0].upper() for one in whose.names)


def _otherwise(a: Name, one: Subject, b: Name, other: Subject) -> bool:
    """Whether an acronym stands for another full name, or a full name has another acronym."""
    short, whose, owner = (a, one, other) if a.acronym else (b, other, one)
    return _explained(short, whose) or any(n.acronym and n.acronym != short.form for n in owner.names)


def _weighed(said: Likeness, one: Subject, other: Subject) -> float:
    """The score with what else speaks for or against: states, kinds, and that both were entered with care."""
    score = said.score
    if one.state and other.state and one.state != other.state:
        score -= 0.3 if one.kind == "person" else 1  # every state has its ministries
    if one.kind != other.kind:
        score -= 0.2 if said.why in (alike.SAME, alike.SHORT, alike.SPELLING) else 1
    if one.known and other.known:
        score -= 0.15
    return score
