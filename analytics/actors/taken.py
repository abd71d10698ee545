"""Which stretches of a text are taken: asked of each new one in the time of a look-up, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any


class Taken:
    """Stretches that are taken, in any order; each begins with its first character and the one after its last."""

    def __init__(self, stretches: Iterable[tuple[Any, ...]]) -> None:
        order = sorted((one[0], one[1]) for one in stretches)
        self._starts = [start for start, _ in order]
        self._reached = list(accumulate((end for _, end in order), max))  # by this one and all before it

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them has a character of this stretch."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._reached[at - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them is longer than this stretch and has all of it."""
        before, until = bisect_left(self._starts, start), bisect_right(self._starts, start)
        return (before > 0 and self._reached[before - 1] >= end) or (until > 0 and self._reached[until - 1] > end)
