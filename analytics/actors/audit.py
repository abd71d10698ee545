"""Which actors are probably one: pairs of the registry and of new names, ranked, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.actors import alike
from analytics.actors.actor import BRACKET, Actor
from analytics.actors.new_names import listable, written
from analytics.actors.pairs import Match, Subject, matches
from analytics.actors.registry import Registry
from analytics.block import Block
from analytics.measures.tally import totals
from analytics.snapshot import Known, Snapshot
from analytics.weights import View, view
from data.selection import Selection

MOST = 200
TOGETHER = "named in the same articles"
NEVER = "never named in the same article"
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
    subjects, found = _compared(snapshot, registry)
    pairs = [_pair(seen, registry, subjects, match) for match in found]
    named = [pair for pair in pairs if seen is whole or pair.one.mentions or pair.other.mentions]
    return sorted(named, key=_rank)[:most]


def _rank(pair: Pair) -> tuple[float, int, str, str]:
    return -pair.score, -pair.one.mentions - pair.other.mentions, pair.one.key, pair.other.key


@lru_cache(maxsize=2)
def _compared(snapshot: Snapshot, registry: Registry) -> tuple[list[Subject], list[Match]]:
    """All actors of the registry and new names of a snapshot, and the pairs of them that are alike."""
    subjects = [_registered(actor) for actor in registry if actor.kind in ("person", "organisation")]
    subjects += _new(snapshot, registry)
    found = [
        m for m in matches(subjects) if frozenset((subjects[m.one].key, subjects[m.other].key)) not in registry.apart
    ]
    return subjects, found


def _registered(actor: Actor) -> Subject:
    names = tuple(alike.name(form, actor.kind) for form in actor.written)
    return Subject(actor.key, actor.kind, actor.subkind, actor.iso3, True, names)


def _new(snapshot: Snapshot, registry: Registry) -> Iterator[Subject]:
    numbers = [n for n, a in enumerate(snapshot.actors) if not a.known and a.key not in registry.actors]
    forms = written(view(snapshot, Selection()), numbers)
    for n in numbers:
        a = snapshot.actors[n]
        names = dict.fromkeys((a.name, a.local, *(f for f in forms[n] if listable(f))))
        yield Subject(a.key, a.kind, a.subkind, a.iso3, False, tuple(alike.name(f, a.kind) for f in names))


def _pair(seen: View, registry: Registry, subjects: list[Subject], match: Match) -> Pair:
    one = _side(seen, registry, subjects[match.one], match.form)
    other = _side(seen, registry, subjects[match.other], match.other_form)
    if (one.known, one.mentions) < (other.known, other.mentions):
        one, other = other, one
    both = _together(seen, one.key, other.key) if one.articles and other.articles else 0
    why = (match.why, *([TOGETHER] if both else [NEVER] if min(one.articles, other.articles) >= OFTEN else []))
    return Pair(match.score, one, other, why, both)


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
