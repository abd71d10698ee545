"""`pantau demo`."""

from __future__ import annotations

from pathlib import Path

import click

from analytics.home import Home
from dashboard.ingest import ingest, told
from dashboard.progress import bar

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when something was loaded before.")
@click.pass_obj
def demo(home: Home, if_empty: bool) -> None:
    """Load the demo corpus: some 210 example pages on 2024 and 2025, written for this project."""
    if if_empty and home.pointer.exists():
        return
    if not SEEDS.is_dir():
        raise click.ClickException(f"the demo corpus is not at {SEEDS}; it comes with a checkout of the project")
    click.echo(told(ingest(home, [SEEDS], bar)))
