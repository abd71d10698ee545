"""What is it about: sizes of topics and themes, and their trend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analytics.measures.periods import By
from analytics.measures.tally import long, share, totals, trend
from analytics.snapshot import Snapshot, theme_names, topic_labels
from analytics.weights import View

Which = Literal["topics", "themes"]


def ids(snapshot: Snapshot, which: Which) -> list[str]:
    """The ids of topics or themes, in the order of their numbers."""
    return list(snapshot.models.topics.ids) if which == "topics" else [t.id for t in snapshot.themes]


def shown(snapshot: Snapshot, which: Which, language: str) -> dict[str, str]:
    """Id -> name or label for readers of this language."""
    return topic_labels(snapshot, language) if which == "topics" else theme_names(snapshot.themes, language)


def sizes(seen: View, which: Which = "topics", language: str = "id") -> pd.DataFrame:
    """Units by topic or theme, largest first.

    Columns: `topic` or `theme` (id), `label`, `articles`, `share` (of the units selected). A unit has one main topic
    but may have several themes or none, so shares of themes need not sum to 1.
    """
    keys, names = ids(seen.snapshot, which), shown(seen.snapshot, which, language)
    _, spread = totals(seen, which)
    spread = spread if seen.snapshot.blocks else np.zeros(len(keys))
    table = pd.DataFrame({
        which[:-1]: keys, "label": [names[k] for k in keys], "articles": spread.astype(np.int64),
        "share": share(spread, seen.total),
    })  # fmt: skip
    return table.sort_values(["articles", which[:-1]], ascending=[False, True], ignore_index=True)


def size_trend(
    seen: View, which: Which, keys: Sequence[str], by: By | None = None, language: str = "id"
) -> pd.DataFrame:
    """Units of topics or themes by period: `period, period_end, topic|theme, label, articles`."""
    everything, names = ids(seen.snapshot, which), shown(seen.snapshot, which, language)
    known = [k for k in keys if k in everything]
    over, found = trend(seen, which, [everything.index(k) for k in known], by)
    table = long(over, found, known, which[:-1]).drop(columns="count")
    table.insert(3, "label", table[which[:-1]].map(names))
    return table
