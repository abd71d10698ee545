"""A progress bar on the terminal, one line a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

Tell = Callable[[str, int, int], None]


@contextmanager
def bar() -> Iterator[Tell]:
    """Give a function `(doing, done, of)` that draws its progress on stderr."""
    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as drawn:
        tasks: dict[str, TaskID] = {}

        def tell(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = drawn.add_task(doing, total=of)
            drawn.update(tasks[doing], completed=done, total=of)

        yield tell
