"""Pages -> archive: read on all cores, kept a batch at a time, nothing lost and nothing fatal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from data.archive import Archive, Read, Tally
from data.archive_schema import REFUSED
from data.article import Page
from data.batches import batches, workers
from data.intake.mapping import Mapping
from data.intake.pages import Refused, Remark, count, read_pages
from data.reading import read_all

BATCH = 50  # pages read by one core at a time
KEPT_AT_ONCE = 500  # pages in one transaction
WORTH_IT = 300  # pages below which starting processes costs more than it saves

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Loaded(Tally):
    """What came of a load: pages by outcome, and what else a person should know.

    `standing` gives source and reason of pages that had been set aside before and still are, `remarks` how often
    something was said of a file.
    """

    standing: list[tuple[str, str]] = field(default_factory=list)
    remarks: Counter[tuple[str, str]] = field(default_factory=Counter)


def load(paths: Sequence[Path], archive: Archive, progress: Progress, mapping: Mapping | None = None) -> Loaded:
    """Take in every page of these paths; what cannot be read is set aside with its reason. Says what came of it."""
    tally, about = Tally(), count(paths)
    standing: list[tuple[str, str]] = []
    remarks: Counter[tuple[str, str]] = Counter()
    progress("reading pages", 0, about)
    with workers(about > WORTH_IT, BATCH, ready) as apply:
        for taken in batches(read_pages(paths, mapping), KEPT_AT_ONCE):
            remarks.update((one.source, one.said) for one in taken if isinstance(one, Remark))
            pages = [_page(one) for one in taken if not isinstance(one, Remark)]
            standing += _standing(archive, [page for page, _ in pages])
            new = archive.unknown([page for page, _ in pages])
            refused = {page.digest: reason for page, reason in pages if reason}
            readable = [page for page in new if page.digest not in refused]
            batch = [Read(page, refused[page.digest], REFUSED) for page in new if page.digest in refused]
            batch += [one for some in apply(read_all, readable) for one in some]
            fresh = {id(page) for page in new}
            tally += archive.add(batch) + archive.again(page for page, _ in pages if id(page) not in fresh)
            progress("reading pages", min(sum(astuple(tally)) + remarks.total(), about), about)
    progress("reading pages", about, about)
    return Loaded(tally.article, tally.repeat, tally.aside, tally.known, standing, remarks)


def ready() -> None:
    """Nothing to prepare in a process that reads."""


def _standing(archive: Archive, pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Source and reason of those pages that had been set aside under their name before."""
    return [(source, reason) for (_, source), reason in archive.standing(pages).items()]


def _page(taken: Page | Refused) -> tuple[Page, str]:
    """What was refused at the door is kept as a page too, with its reason."""
    if isinstance(taken, Page):
        return taken, ""
    return Page(taken.source, "text", taken.content or taken.source.encode()), taken.reason
