"""`pantau load`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from analytics.home import Home
from dashboard.ingest import ingest, told
from dashboard.progress import bar
from data.archive import Archive
from data.intake.mapping import read_mapping

TOLD = 20  # reasons printed


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="End with exit code 1 when any page was set aside, now or before.")
@click.option("--anew", is_flag=True, help="Find phrases and topics anew and annotate everything again.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Which columns of the tables hold what (TOML); else TABLE.map.toml beside a table is used.",
)  # fmt: skip
@click.pass_obj
def load(home: Home, paths: Sequence[Path], strict: bool, anew: bool, mapping: Path | None) -> None:
    """Take in pages and publish a new snapshot; an open dashboard shows them on its next request.

    PATH is a folder or a file: text pages (.txt), HTML, RSS or Atom (.xml), tables (.csv, .tsv, .jsonl, .json,
    .parquet with columns such as url, outlet, title, text, published_at), also packed as .gz, .zst or .zip; web
    archives (.warc, .warc.gz).
    A page that was loaded before changes nothing; a page that cannot be read is set aside with its reason.
    """
    loaded = ingest(home, paths, bar, anew=anew, mapping=read_mapping(mapping) if mapping else None)
    click.echo(told(loaded))
    _remarks(loaded.remarks)
    if loaded.aside:
        _reasons(_newest(home, min(loaded.aside, TOLD)), loaded.aside)
    if loaded.standing:
        many = len(loaded.standing)
        said = "one page there before is" if many == 1 else f"{many:,} pages there before are"
        click.echo(f"{said} still set aside", err=True)
        _reasons(loaded.standing[: TOLD if strict else 0], many if strict else 0)
    if strict and (loaded.aside or loaded.standing):
        sys.exit(1)


def _remarks(remarks: Counter[tuple[str, str]]) -> None:
    for (source, said), times in remarks.items():
        click.echo(f"  {source}: {said}" + (f" ({times:,})" if times > 1 else ""), err=True)


def _newest(home: Home, many: int) -> list[tuple[str, str]]:
    """Source and reason of the pages set aside last."""
    with Archive(home.archive) as archive:
        asides = archive.set_asides()
    here = asides[asides["outcome"] == "aside"].head(many)
    return list(zip(here["source"], here["reason"], strict=True))


def _reasons(told: Sequence[tuple[str, str]], many: int) -> None:
    for source, reason in told:
        click.echo(f"  {source}: {reason}", err=True)
    if many > len(told):
        click.echo(f"  … and {many - len(told):,} more; the Sources page lists them all", err=True)
