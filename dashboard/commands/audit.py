"""`pantau audit`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
import pandas as pd

from analytics.home import Home
from analytics.receipt import Receipt
from analytics.snapshot import current
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.files import FORMATS
from dashboard.language import LANGUAGES
from dashboard.records import records
from dashboard.tables import table
from data.selection import Selection

SHOWN = 50  # pairs, unless --top says how many


@click.command()
@click.argument("query", default="")
@click.option(
    "--top", default=SHOWN, show_default=True, type=click.IntRange(1), help="How many pairs, the surest first."
)
@click.option(
    "--form",
    default="text",
    show_default=True,
    type=click.Choice(("text", "csv", "json")),
    help="How they are printed.",
)
@click.option("--language", default="id", show_default=True, type=click.Choice(LANGUAGES), help="Language of names.")
@click.pass_obj
def audit(home: Home, query: str, top: int, form: str, language: str) -> None:
    """Print pairs of actors that are probably one, of the selection in QUERY (see `pantau export`), the surest first.

    \b
    Say what you think of a pair with
      pantau actors merge ONE OTHER       they are one
      pantau actors apart ONE OTHER       they are two; not asked again
    """
    snapshot, selection, options = current(home), Selection.from_query(query), Options(top=top)
    made = table("audit", Asked(view(snapshot, selection), options, language))
    if form == "text":
        click.echo("\n".join(_lines(made)) or "no pair of actors looks like one")
    else:
        sys.stdout.buffer.write(FORMATS[form][0](made, Receipt.of(snapshot, selection, f"audit{options.text}")))
        sys.stdout.buffer.flush()


def _lines(pairs: pd.DataFrame) -> Iterator[str]:
    """Each pair in three lines: how sure and why, and the two."""
    for row in records(pairs):
        yield f"{row['score']:.2f}  {row['why']}"
        yield f"      {_side(row, 'actor', '')}"
        yield f"      {_side(row, 'other', 'other_')}"


def _side(row: dict[str, object], key: str, prefix: str) -> str:
    """Name, the form that was compared where it is another, key, and how often it is named."""
    name, form, many = (row[f"{prefix}{what}"] for what in ("name", "form", "mentions"))
    written = "" if form == name else f' as "{form}"'
    new = "" if row[f"{prefix}known"] else ", new name"
    return f"{name}{written}  [{row[key]}]  {many} {'mention' if many == 1 else 'mentions'}{new}"
