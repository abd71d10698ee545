"""Archived pages -> the archive again, as today's parser reads them; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.archive import Archive, Read
from data.archive_reread import Kept, Reread, due, kept, replace
from data.batches import batches, workers
from data.load import BATCH, KEPT_AT_ONCE, WORTH_IT, ready
from data.reading import read_one, version

Progress = Callable[[str, int, int], None]


def reread(archive: Archive, progress: Progress, *, everything: bool = False) -> Reread:
    """Read again what an older parser read (or every page), a batch a transaction; says what changed.

    Broken off, it goes on where it stopped: a page that was read again is not due any more.
    """
    numbers = due(archive, version(), everything=everything)
    told, done = Reread(), 0
    with workers(len(numbers) > WORTH_IT, BATCH, ready) as apply:
        for batch in batches(numbers, KEPT_AT_ONCE):
            progress("reading pages again", done, len(numbers))
            pages = kept(archive, batch)
            read = [one for some in apply(_again, pages) for one in some]
            told += replace(archive, zip((page.number for page in pages), read, strict=True))
            done += len(batch)
            progress("reading pages again", done, len(numbers))
    return told


def _again(pages: Sequence[Kept]) -> list[Read]:
    """What the pages say now; no date may lie after the day a page was taken in."""
    return [read_one(one.page, one.taken_at) for one in pages]
