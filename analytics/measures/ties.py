"""Which pairs of actors make a net that can be read: surely tied, few to a node, and never two names of one actor."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import pandas as pd

from analytics.actors import Actor, Registry
from analytics.actors.own import registry_of
from analytics.snapshot import Known, Snapshot

LEAST = 3  # units that must name both
SURE = 10.83  # G² that chance reaches once in a thousand times (chi-square, one degree of freedom)
WORD = re.compile(r"\w+")
Form = tuple[str, ...]


def ties(snapshot: Snapshot, pairs: pd.DataFrame, nodes: int = 40, each: int = 5) -> pd.DataFrame:
    """Of a table of pairs (`co_mentions`) the strongest that join at most `nodes` actors, the strongest first.

    A pair is named together by three units or more and more often than chance would in one of a thousand cases. None
    is a pair of names of one actor (see `one_and_the_same`). An actor that has `each` lines gets more only to actors
    that would else stand alone.
    """
    sure = pairs[(pairs["articles"] >= LEAST) & (pairs["lift"] > 1) & (pairs["strength"] >= SURE)]
    ordered = sure.sort_values(["strength", "articles", "actor", "other"], ascending=[False, False, True, True])
    kept, lines, known = [], Counter[str](), registry_of(snapshot.home)
    for at, (a, b) in zip(ordered.index, zip(ordered["actor"], ordered["other"], strict=True), strict=True):
        new = (lines[a] == 0) + (lines[b] == 0)
        full = new == 0 and (lines[a] >= each or lines[b] >= each)
        if full or sum(n > 0 for n in lines.values()) + new > nodes or one_and_the_same(snapshot, known, a, b):
            continue
        kept.append(at)
        lines.update((a, b))
    return ordered.loc[kept].reset_index(drop=True)


def one_and_the_same(snapshot: Snapshot, known: Registry, a: str, b: str) -> bool:
    """Whether two actors may be two names of one: a written form of one stands in a form of the other.

    States are sure of their names, so neither two states nor a state and a body that bears its name are such a pair.
    """
    one, other = (snapshot.actors[snapshot.actor_numbers[key]] for key in (a, b))
    if "state" in (one.kind, other.kind):
        return False
    mine, theirs = forms(one, known), forms(other, known)
    return any(_within(x, y) or _within(y, x) for x in mine for y in theirs)


def forms(actor: Known, known: Registry) -> list[Form]:
    """The written forms of an actor in words, small letters; of one that is not in the registry its name."""
    entry = known.actors.get(actor.key)
    return _words(entry or actor)


@lru_cache(maxsize=4096)
def _words(actor: Actor | Known) -> list[Form]:
    written = actor.written if isinstance(actor, Actor) else (actor.name, actor.local)
    found = (tuple(w.casefold() for w in WORD.findall(form)) for form in written)
    return [form for form in dict.fromkeys(found) if form]


def _within(short: Form, long: Form) -> bool:
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))
