"""Fingerprints of a text: hashes of word runs, so chosen that two texts with a longer run in common share one.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every `WINDOW` runs of `RUN` words in a row the smallest hash is
kept. A run of `RUN + WINDOW - 1` words that two texts share is sure to give them a print in common, however different
the rest is; a signature of the whole text (MinHash) loses a copy that was cut to a third.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.stories.compared import folded

RUN = 5
WINDOW = 12
Prints = NDArray[np.uint64]
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # splitmix64's constants
_SHIFT = np.uint64(31)


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    """A word's hash, the same in every process."""
    return zlib.crc32(folded(word).encode())


def prints(said: Iterable[str]) -> Prints:
    """The prints (uint64, ascending, each once) of a text's words; none of fewer than `RUN` words."""
    hashed = np.fromiter(map(_hash, said), np.uint64)
    size = len(hashed) - RUN + 1
    if size < 1:
        return np.empty(0, np.uint64)
    runs = np.zeros(size, np.uint64)
    for at in range(RUN):
        runs = runs * _MIX[0] + hashed[at : at + size]
    runs = (runs ^ (runs >> _SHIFT)) * _MIX[1]
    runs ^= runs >> _SHIFT
    windows = np.lib.stride_tricks.sliding_window_view(runs, min(WINDOW, size))
    return np.unique(windows.min(axis=1))
