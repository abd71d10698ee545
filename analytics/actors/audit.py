"""Which actors are probably one: pairs of the registry and of new names, ranked, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.actors import alike
from analytics.actors.actor import BRACKET, Actor
from analytics.actors.pairs import Match, Subject, matches
from analytics.actors.registry import Registry
from analytics.actors.written import awaited, listable, written
from analytics.block import Block
from analytics.measures.tally import totals
from analytics.snapshot import Known, Snapshot
from analytics.weights import View, view
from data.selection import Selection

MOST = 200
NEW = 8_000  # new names compared at most, the most mentioned
TOGETHER = "named in the same articles"
NEVER = "never named in the same article"
BESIDE = {
    alike.ACRONYM: 0.2,
    alike.SPELT_OUT: 0.1,
    alike.WITHIN: 0.05,
    alike.NEAR: 0.05,
}  # surer by so much where an article names both
OFTEN = 3  # articles of each, from which it tells something that none names both


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair: the actor, the form compared, how often it is named; `known` is False for a new name."""

    key: str
    name: str
    local: str
    kind: str
    state: str | None
    known: bool
    form: str = ""
    mentions: int = 0
    articles: int = 0

    def shown(self, language: str) -> str:
        """The name for a reader of this language."""
        return self.local if language == "id" else self.name


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that may be one: how sure (0 to 1), why, and in how many units both are named."""

    score: float
    one: Side
    other: Side
    why: tuple[str, ...]
    together: int


def audit(snapshot: Snapshot, registry: Registry, most: int = MOST, seen: View | None = None) -> list[Pair]:
    """The pairs most probably one actor, best first; those told to be two are left out.

    Counts are those of the selection, or of the whole snapshot; of a selection, pairs of which one is named in it.
    """
    whole = view(snapshot, Selection())
    seen = seen or whole
    subjects, found = _alike(snapshot, registry)
    pairs = [_pair(seen, registry, subjects, match) for match in found]
    named = [pair for pair in pairs if seen is whole or pair.one.mentions or pair.other.mentions]
    return sorted(named, key=_rank)[:most]


def _rank(pair: Pair) -> tuple[float, int, str, str]:
    return -pair.score, -pair.one.mentions - pair.other.mentions, pair.one.key, pair.other.key


@dataclass(frozen=True)
class _Told:
    """A registry, as far as the comparison depends on it: telling that two are two changes nothing in it."""

    version: str
    registry: Registry = field(compare=False)


@lru_cache(maxsize=2)
def _compared(snapshot: Snapshot, told: _Told) -> tuple[list[Subject], list[Match]]:
    """All actors of the registry and new names of a snapshot, and the pairs of them that are alike; none before a load."""
    if not snapshot.blocks:
        return [], []
    subjects = [_registered(actor) for actor in told.registry if actor.kind in ("person", "organisation")]
    subjects += _new(snapshot, told.registry)
    return subjects, matches(subjects)


def _alike(snapshot: Snapshot, registry: Registry) -> tuple[list[Subject], list[Match]]:
    """The same without the pairs that are told to be two."""
    subjects, found = _compared(snapshot, _Told(registry.version, registry))
    keys = [subject.key for subject in subjects]
    return subjects, [m for m in found if frozenset((keys[m.one], keys[m.other])) not in registry.apart]


def nearest(snapshot: Snapshot, registry: Registry) -> dict[str, tuple[str, float]]:
    """Of each new name that is like one, the key of the registered actor most like it, and how alike they are."""
    subjects, found = _alike(snapshot, registry)
    best: dict[str, tuple[str, float]] = {}
    for match in found:
        one, other = sorted((subjects[match.one], subjects[match.other]), key=lambda s: s.known)
        if not one.known and other.known and match.score > best.get(one.key, ("", 0.0))[1]:
            best[one.key] = (other.key, match.score)
    return best


def _registered(actor: Actor) -> Subject:
    names = tuple(alike.name(form, actor.kind) for form in actor.written)
    return Subject(actor.key, actor.kind, actor.subkind, actor.iso3, True, names)


def _new(snapshot: Snapshot, registry: Registry) -> Iterator[Subject]:
    whole, entered = view(snapshot, Selection()), awaited(registry)
    counts, _ = _totals(whole)
    new = [n for n, a in enumerate(snapshot.actors) if not a.known and a.name not in entered]
    numbers = sorted(new, key=lambda n: (-counts[n], snapshot.actors[n].key))[:NEW]
    forms = written(whole, numbers)
    for n in numbers:
        a = snapshot.actors[n]
        names = dict.fromkeys((a.name, a.local, *sorted(filter(listable, forms[n]))))
        yield Subject(a.key, a.kind, a.subkind, a.iso3, False, tuple(alike.name(f, a.kind) for f in names))


def _pair(seen: View, registry: Registry, subjects: list[Subject], match: Match) -> Pair:
    one = _side(seen, registry, subjects[match.one], match.form)
    other = _side(seen, registry, subjects[match.other], match.other_form)
    if (not one.known, -one.mentions, one.key) > (not other.known, -other.mentions, other.key):
        one, other = other, one
    both = _together(seen, one.key, other.key) if one.articles and other.articles else 0
    why = (match.why, *([TOGETHER] if both else [NEVER] if min(one.articles, other.articles) >= OFTEN else []))
    score = match.score + (BESIDE.get(match.why, 0) if both else 0)
    return Pair(round(score, 2), one, other, why, both)


def _side(seen: View, registry: Registry, subject: Subject, form: str) -> Side:
    mentions, articles = _counts(seen, subject.key)
    actor = registry.actors.get(subject.key) or _found(seen.snapshot, subject.key)
    name = BRACKET.sub("", actor.name)
    return Side(subject.key, name, actor.local, subject.kind, subject.state, subject.known, form, mentions, articles)


def _found(snapshot: Snapshot, key: str) -> Known:
    return snapshot.actors[snapshot.actor_numbers[key]]


def _counts(seen: View, key: str) -> tuple[int, int]:
    at = seen.snapshot.actor_numbers.get(key)
    if at is None:
        return 0, 0
    counts, spread = _totals(seen)
    return int(counts[at]), int(spread[at])


@lru_cache(maxsize=2)
def _totals(seen: View) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return totals(seen, "actors")


def _together(seen: View, one: str, other: str) -> int:
    """Units that name both."""
    a, b = (seen.snapshot.actor_numbers[key] for key in (one, other))
    return int(sum(weights[_both(block, a, b)].sum() for block, weights in seen.parts))


def _both(block: Block, a: int, b: int) -> NDArray[np.int32]:
    return np.intersect1d(block.actors.column(a)[0], block.actors.column(b)[0])
