"""`pantau show`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import orjson

from data.intake.mapping import read_mapping
from data.show import show as show_pages


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Which columns of the tables hold what (TOML); else TABLE.map.toml beside a table is used.",
)  # fmt: skip
def show(paths: Sequence[Path], mapping: Path | None) -> None:
    """Print how pages are read, one JSON object a line, in file-name order; nothing is kept.

    \b
    path, id, outlet, url, title, published_at, date_evidence, dates [{source, said, instant, verdict, reason,
    day_only}], dateline {place, agency}, caption, credit, author, language, text — or path and reason where a page
    cannot be read.
    """
    for record in show_pages(paths, mapping=read_mapping(mapping) if mapping else None):
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
