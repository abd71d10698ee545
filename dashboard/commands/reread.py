"""`pantau reread`."""

from __future__ import annotations

import click

from analytics.home import Home
from dashboard.ingest import renew
from dashboard.progress import bar
from data.archive_reread import Reread


@click.command()
@click.option("--all", "everything", is_flag=True, help="Read every page, also those that this parser read already.")
@click.pass_obj
def reread(home: Home, everything: bool) -> None:
    """Read the archived pages again with today's parser and publish a new snapshot; nothing is fetched.

    Pages that were set aside may become articles, articles may change or be set aside. Only pages that an older
    parser read are read, unless --all is given. Broken off, it goes on where it stopped when it is called again.
    """
    if not home.archive.exists():
        raise click.ClickException(f"nothing was loaded into {home.path} yet, so there is nothing to read again")
    click.echo(told(renew(home, bar, everything=everything)))


def told(came: Reread) -> str:
    """What came of reading again, in one line."""
    pages = came.same + came.changed + came.new + came.repeat + came.aside
    if not pages:
        return "every page was read by this parser already; --all reads them once more"
    repeats = f" · {came.repeat:,} repeats now" if came.repeat else ""
    return (
        f"{pages:,} pages read again · {came.changed:,} articles changed · {came.new:,} new"
        f" · {came.aside:,} set aside now{repeats}"
    )
