"""Pages -> archive: read on all cores, kept a batch at a time, nothing lost and nothing fatal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from data.archive import Archive, Read, Tally
from data.article import Page, Unreadable
from data.batches import batches, workers
from data.pages import Refused, count, read_pages
from data.parse import read

BATCH = 50  # pages read by one core at a time
KEPT_AT_ONCE = 500  # pages in one transaction
WORTH_IT = 300  # pages below which starting processes costs more than it saves

Progress = Callable[[str, int, int], None]


def load(paths: Sequence[Path], archive: Archive, progress: Progress) -> Tally:
    """Take in every page of these paths; what cannot be read is set aside with its reason. Says what came of it."""
    tally, about = Tally(), count(paths)
    progress("reading pages", 0, about)
    with workers(about > WORTH_IT, BATCH, _ready) as apply:
        for pages in batches(read_pages(paths), KEPT_AT_ONCE):
            taken = [_page(p) for p in pages]
            new = archive.unknown([page for page, _ in taken])
            refused = {page.digest: reason for page, reason in taken if reason}
            readable = [page for page in new if page.digest not in refused]
            batch = [Read(page, refused[page.digest]) for page in new if page.digest in refused]
            batch += [one for some in apply(read_all, readable) for one in some]
            fresh = {id(page) for page in new}
            tally += archive.add(batch) + archive.again(page for page, _ in taken if id(page) not in fresh)
            progress("reading pages", min(_done(tally), about), about)
    progress("reading pages", about, about)
    return tally


def _ready() -> None:
    """Nothing to prepare in a process that reads."""


def _done(tally: Tally) -> int:
    return tally.article + tally.repeat + tally.aside + tally.known


def _page(taken: Page | Refused) -> tuple[Page, str]:
    """What was refused at the door is kept as a page too, with its reason."""
    if isinstance(taken, Page):
        return taken, ""
    return Page(taken.source, "text", taken.content or taken.source.encode()), taken.reason


def read_all(pages: Iterable[Page]) -> list[Read]:
    """Each page with the article read from it, or the reason why it could not be."""
    return list(_each(pages, datetime.now(UTC)))


def _each(pages: Iterable[Page], now: datetime) -> Iterator[Read]:
    for page in pages:
        try:
            yield Read(page, read(page, now))
        except Unreadable as unreadable:
            yield Read(page, str(unreadable))
        except Exception as error:
            yield Read(page, f"the reader failed on this page ({type(error).__name__}: {error})"[:300])
