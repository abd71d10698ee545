"""The command line: `pantau demo | load | watch | reread | serve | show | annotate | export | info`."""

from __future__ import annotations

from pathlib import Path

import click

from analytics.home import Home
from dashboard.plain import Plain


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
