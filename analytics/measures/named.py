"""How was an actor named: by which written form, its seat of government or a bare title; acting, or only as a place?"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.block import FIELDS, VIAS, Block
from analytics.weights import View

Array = NDArray[Any]
Placed = Literal["", "yes", "no"]  # any use, only as a place, only as one who acts


def mentions_of(block: Block, actor: int, via: str = "", place: Placed = "", form: str = "") -> tuple[Array, Array]:
    """Rows in which an actor (by number) is named this way, ascending, and how often there."""
    held = block.mentions
    chosen = np.flatnonzero(_column(held, "actor") == actor)
    if via:
        chosen = chosen[_column(held, "via")[chosen] == VIAS.index(via)]
    if place:
        chosen = chosen[_column(held, "place")[chosen] == (place == "yes")]
    if form:
        at, forms = _written(block, actor)
        chosen = np.intersect1d(chosen, at[forms == form])
    return np.unique(_column(held, "row")[chosen], return_counts=True)


def _column(table: pa.Table, name: str) -> Array:
    return np.asarray(table[name].combine_chunks().to_numpy(zero_copy_only=False))


@lru_cache(maxsize=64)
def _written(block: Block, actor: int) -> tuple[Array, Array]:
    """An actor's mentions by their number in a block, and how each is written."""
    at = np.flatnonzero(_column(block.mentions, "actor") == actor)
    rows, field, start, end = (_column(block.mentions, name)[at] for name in ("row", "field", "start", "end"))
    needed, place = np.unique(rows, return_inverse=True)
    texts = [block.texts[name].take(pa.array(needed)).to_pylist() for name in FIELDS]
    forms = [texts[f][p][a:b] for f, p, a, b in zip(field, place, start, end, strict=True)]
    return at, np.array(forms, object)


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
    uses: list[tuple[str, Placed]] = [(via, place) for via in VIAS for place in ("no", "yes")]
    number = seen.snapshot.actor_numbers.get(key, -1)
    counted = [
        (via, place, *_amounts(seen, partial(mentions_of, actor=number, via=via, place=place))) for via, place in uses
    ]
    rows = [(key, *row) for row in counted if row[2]]
    table = pd.DataFrame(rows, columns=["actor", "via", "place", "mentions", "articles"])
    return table.sort_values(["mentions", "via", "place"], ascending=[False, True, True], ignore_index=True)


def spellings(seen: View, key: str) -> pd.DataFrame:
    """How an actor is written: `actor, form, mentions, articles`, most mentions first."""
    number = seen.snapshot.actor_numbers.get(key, -1)
    found = sorted({str(form) for block in seen.snapshot.blocks for form in _written(block, number)[1]})
    counted = [(form, *_amounts(seen, partial(mentions_of, actor=number, form=form))) for form in found]
    table = pd.DataFrame([(key, *row) for row in counted if row[1]], columns=["actor", "form", "mentions", "articles"])
    return table.sort_values(["mentions", "form"], ascending=[False, True], ignore_index=True)


def _amounts(seen: View, held: Callable[[Block], tuple[Array, Array]]) -> tuple[int, int]:
    """Mentions and units of the view, from the rows of each block and their counts."""
    counted = np.zeros(2)
    for block, weights in seen.parts:
        at, counts = held(block)
        counted += [weights[at] @ counts, weights[at].sum()]
    return int(counted[0]), int(counted[1])
