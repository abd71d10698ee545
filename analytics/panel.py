"""Which outlets were there throughout? A trend over outlets that came and went shows who was collected, not what was said."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

import numpy as np

from analytics.block import NO_DAY
from analytics.snapshot import EPOCH, Snapshot

PARTS = 12  # equal parts of the selected days, in each of which an outlet must have an article


@lru_cache(maxsize=64)
def panel(snapshot: Snapshot, start: date | None, end: date | None) -> frozenset[str]:
    """The outlets with an article in each of `PARTS` equal parts of these days; of each day where there are fewer.

    Without a first or last day, the snapshot's.
    """
    if snapshot.span is None:
        return frozenset()
    first, last = ((day - EPOCH).days for day in (start or snapshot.span[0], end or snapshot.span[1]))
    days = max(1, last - first + 1)
    parts = min(PARTS, days)
    seen = defaultdict[str, set[int]](set)
    for block in snapshot.blocks:
        codes, names = block.codes("outlet")
        here = (block.days != NO_DAY) & (block.days >= first) & (block.days <= last)
        part = (block.days[here] - first).astype(np.int64) * parts // days
        for pair in np.unique(codes[here] * parts + part).tolist():
            seen[names[pair // parts]].add(pair % parts)
    return frozenset(name for name, there in seen.items() if len(there) == parts)
