"""How was an actor named: by a name, by its seat of government, or by a title that stood alone; acting, or only as a place?"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.block import VIAS, Block
from analytics.weights import View

Array = NDArray[Any]
Placed = Literal["", "yes", "no"]  # any use, only as a place, only as one who acts


def mentions_of(block: Block, actor: int, via: str = "", place: Placed = "") -> tuple[Array, Array]:
    """Rows in which an actor (by number) is named this way, ascending, and how often there."""
    held = block.mentions
    chosen = _column(held, "actor") == actor
    if via:
        chosen &= _column(held, "via") == VIAS.index(via)
    if place:
        chosen &= _column(held, "place") == (place == "yes")
    return np.unique(_column(held, "row")[chosen], return_counts=True)


def _column(table: pa.Table, name: str) -> Array:
    return np.asarray(table[name].combine_chunks().to_numpy(zero_copy_only=False))


def naming(seen: View, key: str) -> View:
    """The same view, with only the units that name an actor."""
    number = seen.snapshot.actor_numbers.get(key)
    kept = []
    for block, weights in seen.parts:
        here = np.zeros(len(block))
        if number is not None:
            here[block.actors.column(number)[0]] = 1
        kept.append(weights * here)
    return View(seen.snapshot, seen.selection, tuple(kept))


def ways(seen: View, key: str) -> pd.DataFrame:
    """How often an actor is named in each way: `actor, via, place, mentions, articles`, most mentions first.

    `via` is `name`, `metonym` (its seat of government) or `office` (a title that stood alone); `place` is `yes` where a
    state is only where something happens.
    """
    number = seen.snapshot.actor_numbers.get(key)
    uses: list[tuple[str, Placed]] = [(via, place) for via in VIAS for place in ("no", "yes")]
    rows = []
    for via, place in uses if number is not None else []:
        counted = np.zeros(2)
        for block, weights in seen.parts:
            at, counts = mentions_of(block, number or 0, via, place)
            counted += [weights[at] @ counts, weights[at].sum()]
        if counted[0]:
            rows.append((key, via, place, int(counted[0]), int(counted[1])))
    table = pd.DataFrame(rows, columns=["actor", "via", "place", "mentions", "articles"])
    return table.sort_values(["mentions", "via", "place"], ascending=[False, True, True], ignore_index=True)
