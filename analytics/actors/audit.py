"""Which actors are probably one: pairs of the registry and of new names, ranked, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Indel

from analytics.actors.registry import Registry
from analytics.measures.tally import totals
from analytics.snapshot import Known, Snapshot
from analytics.weights import View, view
from data.selection import Selection

MOST = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair: the actor and how often it is named in the selection; `known` is False for a new name."""

    key: str
    name: str
    local: str
    kind: str
    state: str | None
    known: bool
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

    Counts are those of the selection, or of the whole snapshot.
    """
    seen = seen or view(snapshot, Selection())
    sides = _sides(seen, registry)
    pairs = [pair for pair in _alike(sides) if frozenset((pair.one.key, pair.other.key)) not in registry.apart]
    pairs.sort(key=lambda p: (-p.score, -p.one.mentions - p.other.mentions, p.one.key, p.other.key))
    return pairs[:most]


def _sides(seen: View, registry: Registry) -> list[Side]:
    counts, spread = totals(seen, "actors")
    return [_side(a, a.known, int(counts[n]), int(spread[n])) for n, a in enumerate(seen.snapshot.actors) if counts[n]]


def _side(actor: Known, known: bool, mentions: int, articles: int) -> Side:
    return Side(actor.key, actor.name, actor.local, actor.kind, actor.iso3, known, mentions, articles)


def _alike(sides: Sequence[Side]) -> Iterator[Pair]:
    for one, other in combinations(sides, 2):
        if one.kind == other.kind and one.name[:1] == other.name[:1]:
            score = Indel.normalized_similarity(one.name, other.name, score_cutoff=0.85)
            if score:
                yield Pair(round(score, 3), one, other, ("spelled alike",), 0)
