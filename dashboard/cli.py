"""The command line: `pantau demo | load | watch | reread | serve | show | annotate | export | audit | actors | info`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from analytics.home import Home
from dashboard.plain import Plain

OWN = "actors.toml"  # own entries of a home
SILENT = ("actors", "show")  # commands that go by no registry, or tell by themselves what is wrong with it


@click.group("pantau", cls=Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Where Pantau keeps its archive and snapshots (else PANTAU_HOME, else your user data folder).",
)  # fmt: skip
@click.version_option(package_name="pantau", prog_name="pantau")
@click.pass_context
def main(context: click.Context, home: Path | None) -> None:
    """Pantau watches Indonesian and English news on defence and diplomacy: every number opens its sentences.

    Load pages, serve the dashboard, open it in a browser:

    \b
      pantau load ~/news/                 folders, pages, feeds, web archives, CSV, JSONL, Parquet
      pantau serve                        http://127.0.0.1:8050
      pantau export keywords "from=2024-06-01&actor=PRK" -o words.csv
    """
    context.obj = Home(home.expanduser()) if home else Home.default()
    if context.invoked_subcommand not in SILENT and (context.obj.path / OWN).is_file():
        _warn(context.obj)


def _warn(home: Home) -> None:
    """Say on stderr that the home's own actors cannot stand, if so; the registry is read only where there are any."""
    if said := import_module("analytics.actors.own").trouble(home):
        click.echo(f"Warning: {said}. Until it is mended, the last entries that could stand are used.", err=True)
