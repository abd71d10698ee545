"""Days, weeks and months: which period a row falls in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analytics.block import Block
from analytics.snapshot import EPOCH
from analytics.weights import View

By = Literal["day", "week", "month"]
BYS: tuple[By, ...] = ("day", "week", "month")


@dataclass(frozen=True)
class Periods:
    """Consecutive periods: their first days, and the day after the last of them."""

    by: By
    starts: tuple[date, ...]
    stop: date

    def ends(self) -> list[date]:
        """The last day of each period."""
        return [following - timedelta(days=1) for following in (*self.starts[1:], self.stop)] if self.starts else []

    def of(self, block: Block) -> NDArray[Any]:
        """The number of the period of each row, -1 where it falls in none (undated or outside)."""
        edges = np.array([(d - EPOCH).days for d in (*self.starts, self.stop)], np.int64)
        where = np.searchsorted(edges, block.days, side="right") - 1
        return np.where(where < len(self.starts), where, -1)


def periods(view: View, by: By | None = None) -> Periods:
    """The periods from the first to the last day of the selection (of the corpus where it names none).

    Without `by`: days up to 45 days, weeks up to 400, else months.
    """
    span = view.snapshot.span
    if span is None:
        return Periods(by or "day", (), EPOCH)
    first, last = view.selection.start or span[0], view.selection.end or span[1]
    first, last = min(max(first, span[0]), span[1]), max(min(last, span[1]), span[0])
    chosen = by or _fitting((last - first).days + 1)
    starts = [floor(first, chosen)]
    while (following := after(starts[-1], chosen)) <= last:
        starts.append(following)
    return Periods(chosen, tuple(starts), after(starts[-1], chosen))


def _fitting(days: int) -> By:
    return "day" if days <= 45 else "week" if days <= 400 else "month"


def floor(day: date, by: By) -> date:
    """The first day of the period a day is in; weeks begin on Monday."""
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if by == "week" else day


def after(start: date, by: By) -> date:
    """The first day of the next period."""
    if by == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if by == "week" else 1)
