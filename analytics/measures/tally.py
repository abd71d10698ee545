"""Weights x matrix: the sum every table is made of, whole and by period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.block import Block
from analytics.engine import map_add
from analytics.measures.periods import By, Periods, periods
from analytics.weights import View

Of = Literal["terms", "actors", "themes", "topics"]
Array = NDArray[Any]


def totals(view: View, of: Of) -> tuple[Array, Array]:
    """What each column amounts to in the selection: (counts, units it occurs in), both of the matrix's width.

    Topics count the units whose main topic they are.
    """

    def one(part: tuple[Block, Array]) -> Array:
        block, weights = part
        if of == "topics":
            here = main_topics(block, weights)
            return np.array([here, here])
        return np.array(getattr(block, of).sums(weights))

    both = map_add(one, view.parts, np.zeros((2, 1)))
    return both[0], both[1]


def main_topics(block: Block, weights: Array) -> Array:
    """Weight of the rows by main topic."""
    topic = block.numbers("topic")
    known = topic >= 0
    return np.bincount(topic[known], weights[known], block.widths.topics)


def occurrences(block: Block, of: Of, column: int) -> tuple[Array, Array]:
    """Rows in which a column occurs and its counts there; of a topic, the rows whose main topic it is."""
    if of == "topics":
        rows = np.flatnonzero(block.numbers("topic") == column)
        return rows, np.ones(len(rows))
    rows, counts = getattr(block, of).column(column)
    return rows, counts


def trend(view: View, of: Of, columns: Sequence[int], by: By | None = None) -> tuple[Periods, Array]:
    """By period: (periods, array of shape (2, periods, columns) with counts and units)."""
    over = periods(view, by)

    def one(part: tuple[Block, Array]) -> Array:
        block, weights = part
        when = over.of(block)
        found = np.zeros((2, len(over.starts), len(columns)))
        for at, column in enumerate(columns):
            rows, counts = occurrences(block, of, column)
            rows, counts = rows[when[rows] >= 0], counts[when[rows] >= 0]
            for which, values in enumerate((weights[rows] * counts, weights[rows])):
                found[which, :, at] = np.bincount(when[rows], values, len(over.starts))
        return found

    return over, map_add(one, view.parts, np.zeros((2, len(over.starts), len(columns))))


def by_period(view: View, by: By | None = None) -> tuple[Periods, Array]:
    """Units in each period."""
    over = periods(view, by)

    def one(part: tuple[Block, Array]) -> Array:
        block, weights = part
        when = over.of(block)
        return np.bincount(when[when >= 0], weights[when >= 0], len(over.starts))

    return over, map_add(one, view.parts, np.zeros(len(over.starts)))


def long(over: Periods, found: Array, names: Sequence[str], key: str) -> pd.DataFrame:
    """A trend as rows `period, period_end, <key>, count, articles`."""
    return pd.DataFrame({
        "period": np.repeat(np.array(over.starts, object), len(names)),
        "period_end": np.repeat(np.array(over.ends(), object), len(names)),
        key: list(names) * len(over.starts),
        "count": found[0].ravel().astype(np.int64),
        "articles": found[1].ravel().astype(np.int64),
    })  # fmt: skip


def share(part: Array, whole: float) -> Array:
    """Part of a whole, 0 where the whole is nothing."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
