"""How are actors written in the texts, and which forms may be listed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.actors.registry import Registry, registry
from analytics.block import FIELDS, Block
from analytics.weights import View


def listable(form: str) -> bool:
    """Whether a form says enough by itself to be listed: of several words, or an acronym; not a bare first name."""
    return " " in form.strip() or (form.isupper() and len(form) > 2)


def written(seen: View, numbers: Sequence[int]) -> dict[int, Counter[str]]:
    """How actors are written in the selection, and how often."""
    found: dict[int, Counter[str]] = {n: Counter() for n in numbers}
    for block, weights in seen.parts:
        _written(block, weights, found)
    return found


def _written(block: Block, weights: NDArray[np.float64], found: dict[int, Counter[str]]) -> None:
    table = block.mentions
    row, actor = (np.asarray(table[name].combine_chunks()) for name in ("row", "actor"))
    here = np.flatnonzero(np.isin(actor, list(found)) & (weights[row] > 0))
    texts = {name: block.texts[name] for name in FIELDS}
    for at in table.take(here).to_pylist():
        text = texts[FIELDS[at["field"]]][at["row"]].as_py()
        found[at["actor"]][text[at["start"] : at["end"]]] += 1


def awaited(known: Registry) -> frozenset[str]:
    """The written forms of a home's own entries: new names that a snapshot made before them still has."""
    base = registry().actors
    changed = (actor for actor in known if actor.kind != "office" and base.get(actor.key) != actor)
    return frozenset(form for actor in changed for form in actor.written)
