"""Pages in, snapshot out: the whole journey in, as the command line starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from analytics.build import build
from analytics.home import Busy, Home
from analytics.snapshot import current
from data.archive import Archive, Tally
from data.archive_reread import Reread
from data.batches import prepare
from data.intake.mapping import Mapping
from data.load import Loaded, load
from data.reread import reread

Tell = Callable[[str, int, int], None]
Bar = Callable[[], AbstractContextManager[Tell]]


def ingest(
    home: Home, paths: Sequence[Path], progress: Bar, *, anew: bool = False, mapping: Mapping | None = None
) -> Loaded:
    """Load paths into the archive and publish what it then holds; one process at a time may do so in a home."""
    prepare("data.load", "analytics.pool")
    with home.writing(), Archive(home.archive) as archive, progress() as tell:
        loaded = load(paths, archive, tell, mapping)
        build(home, archive, tell, anew=anew)
    return loaded


def renew(home: Home, progress: Bar, *, everything: bool = False) -> Reread:
    """Read the archived pages again and publish what the archive then holds."""
    prepare("data.load", "analytics.pool")
    with home.writing(), Archive(home.archive) as archive, progress() as tell:
        told = reread(archive, tell, everything=everything)
        build(home, archive, tell)
    return told


def publish(home: Home, tell: Tell) -> int | None:
    """Publish what the archive holds by now; how many articles more that is, None where another process is loading."""
    prepare("data.load", "analytics.pool")
    try:
        with home.writing(), Archive(home.archive) as archive:
            before = len(current(home))
            return len(build(home, archive, tell)) - before
    except Busy:
        return None


def told(tally: Tally) -> str:
    """What came of a load, in one line."""
    there = tally.known + tally.repeat
    return f"{tally.article:,} articles added · {there:,} pages there before · {tally.aside:,} set aside"
