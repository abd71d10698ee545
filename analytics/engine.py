"""One thing: map a function over blocks and add the results. Here in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import add
from typing import TypeVar

R = TypeVar("R")
B = TypeVar("B")


def map_add(work: Callable[[B], R], blocks: Iterable[B], nothing: R) -> R:
    """The sum of `work(block)` over blocks, `nothing` where there are none; `+` must be associative."""
    return reduce(add, map(work, blocks), nothing)
