"""Streams in handfuls, worked on by all cores, in order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

A = TypeVar("A")
R = TypeVar("R")
Mapped = Callable[[Callable[[list[A]], R], Iterable[A]], Iterator[R]]


_CONTEXT = multiprocessing.get_context("forkserver")


def prepare(*modules: str) -> None:
    """Have these modules imported once for all working processes, before the first of them is started."""
    _CONTEXT.set_forkserver_preload(["__main__", *modules])


def batches(items: Iterable[A], size: int) -> Iterator[list[A]]:
    """Lists of up to `size` items, in order."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


@contextmanager
def workers(much: bool, size: int, begin: Callable[..., None], *given: Any) -> Iterator[Mapped[Any, Any]]:
    """Give a map of a batch function over a stream, in order: in this process, or on all cores where there is much.

    `begin(*given)` is called once in each process that works; batches hold `size` items.
    """
    cores = os.cpu_count() or 1
    if not much or cores == 1:
        begin(*given)
        yield lambda work, stream: map(work, batches(stream, size))
        return
    with ProcessPoolExecutor(cores, _CONTEXT, begin, given) as pool:
        yield lambda work, stream: _ordered(pool, work, batches(stream, size), 3 * cores)


def _ordered(
    pool: ProcessPoolExecutor, work: Callable[[list[A]], R], stream: Iterable[list[A]], ahead: int
) -> Iterator[R]:
    waiting: deque[Future[R]] = deque()
    for batch in stream:
        waiting.append(pool.submit(work, batch))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
