"""`pantau load`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from analytics.home import Home
from dashboard.ingest import ingest, told
from dashboard.progress import bar
from data.archive import Archive

TOLD = 20  # reasons printed


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="End with exit code 1 when any page was set aside.")
@click.option("--anew", is_flag=True, help="Find phrases and topics anew and annotate everything again.")
@click.pass_obj
def load(home: Home, paths: Sequence[Path], strict: bool, anew: bool) -> None:
    """Take in pages and publish a new snapshot; an open dashboard shows them on its next request.

    PATH is a folder or a file: text pages (.txt), HTML, RSS or Atom (.xml), tables (.csv, .tsv, .jsonl, .json,
    .parquet with columns such as url, outlet, title, text, published_at), also packed as .gz, .zst or .zip.
    A page that was loaded before changes nothing; a page that cannot be read is set aside with its reason.
    """
    tally = ingest(home, paths, bar, anew=anew)
    click.echo(told(tally))
    if tally.aside:
        _reasons(home, tally.aside)
    if strict and tally.aside:
        sys.exit(1)


def _reasons(home: Home, many: int) -> None:
    with Archive(home.archive) as archive:
        asides = archive.set_asides()
    here = asides[asides["outcome"] == "aside"].head(min(many, TOLD))
    for source, reason in zip(here["source"], here["reason"], strict=True):
        click.echo(f"  {source}: {reason}", err=True)
    if many > TOLD:
        click.echo(f"  … and {many - TOLD:,} more; the Sources page lists them all", err=True)
