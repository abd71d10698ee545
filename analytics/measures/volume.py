"""How much was written, and when?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.periods import By
from analytics.measures.tally import by_period
from analytics.weights import View, view


def volume(seen: View, by: By | None = None) -> pd.DataFrame:
    """Units by period.

    Columns: `period`, `period_end` (days, both included), `articles` (units selected), `all` (units under the same
    dates, outlets and languages without any condition on content), `share` (articles / all, 0 to 1).
    """
    over, counted = by_period(seen, by)
    _, whole = by_period(view(seen.snapshot, seen.selection.frame), by)
    share = np.divide(counted, whole, out=np.zeros(len(counted)), where=whole > 0)
    return pd.DataFrame({
        "period": pd.Series(over.starts, dtype=object), "period_end": pd.Series(over.ends(), dtype=object),
        "articles": counted.astype(np.int64), "all": whole.astype(np.int64), "share": share,
    })  # fmt: skip


def undated(seen: View) -> int:
    """Selected units whose day is unknown; they are in no period."""
    _, counted = by_period(seen)
    return seen.total - int(counted.sum())
