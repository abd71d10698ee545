"""Which selected articles carry a text that another selected article carries too, and how long after the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.weights import View, view

MINUTE = 60_000_000  # microseconds
UNKNOWN = np.iinfo(np.int64).max
SPANS = (15, 60, 180, 360, 720, 1440, 4320, 10080)  # minutes within which a copy came


@dataclass(frozen=True)
class Told:
    """The selected articles of stories that more than one selected article carries, in order of story and time.

    `first` is the place of the story's first selected article in these arrays, `delay` the minutes since it (NaN where
    a date or its clock is unknown).
    """

    story: NDArray[np.uint64]
    block: NDArray[np.int32]
    row: NDArray[np.int64]
    outlet: NDArray[np.object_]
    first: NDArray[np.int64]
    delay: NDArray[np.float64]

    @property
    def copies(self) -> NDArray[np.bool_]:
        """Which of them are not the first."""
        return np.not_equal(self.first, np.arange(len(self.first)))


def by_article(seen: View) -> View:
    """The same selection with every article counted, whatever the unit."""
    return view(seen.snapshot, seen.selection.but(unit="article"))


@lru_cache(maxsize=8)
def told(seen: View) -> Told:
    """What a selection says of stories; every selected article counts, whatever the unit."""
    every = by_article(seen)
    rows = [np.flatnonzero(weights) for weights in every.weights]
    parts = list(zip(every.snapshot.blocks, rows, strict=True))
    story = _all([s[r] for s, r in zip(every.snapshot.stories, rows, strict=True)], np.uint64)
    instant = _all([b.latest[r] for b, r in parts], np.int64)
    vague = _all([b.day_only[r] for b, r in parts], np.bool_)
    ids = _all([b.ids[r] for b, r in parts], np.uint64)
    outlet = _all([np.array(b.codes("outlet")[1], object)[b.codes("outlet")[0][r]] for b, r in parts if len(r)], object)
    order = np.lexsort((ids, instant, story))
    _, begins, sizes = np.unique(story[order], return_index=True, return_counts=True)
    first, many = np.repeat(begins, sizes), np.repeat(sizes > 1, sizes)
    at = order[many]
    lead = order[first[many]]
    known = (instant[at] != UNKNOWN) & (instant[lead] != UNKNOWN) & ~vague[at] & ~vague[lead]
    delay = np.where(known, (instant[at] - np.where(known, instant[lead], 0)) / MINUTE, np.nan)
    block = _all([np.full(len(r), n, np.int32) for n, r in enumerate(rows)], np.int32)
    place = np.cumsum(many) - 1
    return Told(story[at], block[at], _all(rows, np.int64)[at], outlet[at], place[first[many]], delay)


def _all(parts: Sequence[NDArray[np.generic]], kind: type) -> NDArray[np.generic]:
    return np.concatenate([*parts, np.empty(0, kind)]).astype(kind)


def copied(seen: View, which: int, origin: str, within: int) -> NDArray[Any]:
    """The rows of a block (by its place) that are copies, ascending.

    Of a text that the outlet `origin` had first, of any where it is `*`; and so late that they fall into the span of
    `SPANS` that ends with `within` minutes, however late where that is 0.
    """
    found = told(seen)
    chosen = found.copies & (found.block == which)
    if origin != "*":
        chosen &= found.outlet[found.first] == origin
    if within:
        low = max((s for s in SPANS if s < within), default=0)
        chosen &= (found.delay >= low) & ((found.delay < within) | ((within == SPANS[-1]) & (found.delay <= within)))
    return np.sort(found.row[chosen])
