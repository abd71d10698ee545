"""Is an actor named more than before? Its share in a period, and in the one just before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.measures.tally import share, totals
from analytics.weights import View, view

Span = tuple[date, date]


def halves(seen: View) -> tuple[Span, Span] | None:
    """The period before and the period now, of the same length, both days included; None where there are no days.

    Now are the selected days, before as many days just before them; where none of the corpus lies there, or no first
    day is selected, the selected days themselves are parted in two (a middle day is left out).
    """
    if seen.snapshot.span is None:
        return None
    oldest, newest = seen.snapshot.span
    first = max(seen.selection.start or oldest, oldest)
    last = min(seen.selection.end or newest, newest)
    days = (last - first).days + 1
    if days < 1:
        return None
    if seen.selection.start and first - timedelta(days) >= oldest:
        return (first - timedelta(days), first - timedelta(1)), (first, last)
    half = timedelta(days // 2)
    return ((first, first + half - timedelta(1)), (last - half + timedelta(1), last)) if days > 1 else None


def change(seen: View, keys: Sequence[str]) -> pd.DataFrame:
    """Units naming actors now and before: `actor, start, end, articles, share, before_start, before_end, before, before_share`.

    `articles` are the units of the days from `start` to `end` that name the actor, `share` is theirs of all selected
    units of these days; `before` and `before_share` the same for the days from `before_start` to `before_end`. Under a
    unit other than articles each period counts its own first ones.
    """
    found = halves(seen)
    numbers = [seen.snapshot.actor_numbers[k] for k in keys if k in seen.snapshot.actor_numbers]
    held = [k for k in keys if k in seen.snapshot.actor_numbers] if found else []
    columns: dict[str, object] = {"actor": pd.Series(held, dtype=object)}
    for prefix, span in zip(("before_", ""), found or (), strict=False):
        there = view(seen.snapshot, seen.selection.but(start=span[0], end=span[1]))
        spread = totals(there, "actors")[1][numbers] if held else np.zeros(0)
        columns |= {f"{prefix}start": [span[0]] * len(held), f"{prefix}end": [span[1]] * len(held)}
        columns |= {
            prefix.rstrip("_") or "articles": spread.astype(np.int64),
            f"{prefix}share": share(spread, there.total),
        }
    return pd.DataFrame(columns, columns=COLUMNS)


COLUMNS = ["actor", "start", "end", "articles", "share", "before_start", "before_end", "before", "before_share"]
