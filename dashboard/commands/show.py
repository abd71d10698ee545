"""`pantau show`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import orjson

from data.show import show as show_pages


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
def show(paths: Sequence[Path]) -> None:
    """Print how pages are read, one JSON object a line, in file-name order; nothing is kept.

    \b
    path, id, outlet, url, title, published_at, date_evidence, dates [{source, said, instant, verdict, reason,
    day_only}], dateline {place, agency}, caption, credit, author, language, text — or path and reason where a page
    cannot be read.
    """
    for record in show_pages(paths):
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
