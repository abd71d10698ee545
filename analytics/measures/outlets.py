"""Who wrote it, and in which language?"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from analytics.measures.periods import By, periods
from analytics.measures.tally import share
from analytics.weights import View

Column = Literal["outlet", "language"]


def sources(seen: View, column: Column = "outlet") -> pd.DataFrame:
    """Units by outlet or language, most first: `outlet|language, articles, share` (of the units selected)."""
    counted: dict[str, float] = {}
    for block, weights in seen.parts:
        codes, names = block.codes(column)
        for name, count in zip(names, np.bincount(codes, weights, len(names)), strict=True):
            counted[name] = counted.get(name, 0) + count
    rows = sorted(((name, n) for name, n in counted.items() if n), key=lambda row: (-row[1], row[0]))
    articles = np.array([n for _, n in rows])
    return pd.DataFrame({
        column: pd.Series([name for name, _ in rows], dtype=object), "articles": articles.astype(np.int64),
        "share": share(articles, seen.total),
    })  # fmt: skip


def source_trend(seen: View, by: By | None = None, column: Column = "outlet") -> pd.DataFrame:
    """Units by period and outlet or language, only where there are any: `period, period_end, outlet|language, articles`."""
    over = periods(seen, by)
    starts, ends = over.starts, over.ends()
    counted: dict[tuple[int, str], int] = {}
    for block, weights in seen.parts:
        codes, names = block.codes(column)
        when = over.of(block)
        here = when >= 0
        grid = np.bincount(codes[here] * len(starts) + when[here], weights[here], len(names) * len(starts))
        for cell in np.flatnonzero(grid):
            name, at = divmod(int(cell), len(starts))
            counted[at, names[name]] = counted.get((at, names[name]), 0) + int(grid[cell])
    rows = [(starts[at], ends[at], name, n) for (at, name), n in sorted(counted.items())]
    return pd.DataFrame(rows, columns=["period", "period_end", column, "articles"])
