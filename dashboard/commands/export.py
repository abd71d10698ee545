"""`pantau export`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import click

from analytics.home import Home
from analytics.receipt import Receipt
from analytics.snapshot import current
from analytics.weights import view
from dashboard.asked import OPTIONS, Asked, Options
from dashboard.files import FORMATS
from dashboard.language import LANGUAGES
from dashboard.scene import OURS
from dashboard.tables import TABLES, table
from data.selection import KEYS as SELECTION
from data.selection import BadQuery, Selection

KEYS = (*SELECTION, *OPTIONS)
ENDINGS = ", ".join(f".{form}" for form in FORMATS)


@click.command(epilog=f"Tables: {', '.join(TABLES)}.")
@click.argument("name", metavar="TABLE", type=click.Choice(list(TABLES)))
@click.argument("query", default="")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its ending says the form: {ENDINGS}.",
)
@click.option(
    "--language", default="id", show_default=True, type=click.Choice(LANGUAGES), help="Language of names and labels."
)
@click.pass_obj
def export(home: Home, name: str, query: str, output: Path, language: str) -> None:
    """Write a TABLE of the selection in QUERY to a file, with its receipt; as the dashboard's download does.

    QUERY is what stands after ? in the dashboard's
    address: from, to, topic, theme, actor, outlet, lang, q, unit, panel, and by (day, week, month), kind, top, see.

    \b
      pantau export actor-trend "from=2024-01-01&to=2024-06-30&by=month&unit=story" -o actors.xlsx
      pantau export evidence "see=actor:PRK;count:mentions" -o sentences.csv
    """
    _known(query)
    form = output.suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise click.ClickException(f"{output.name}: the ending says the form; use {ENDINGS}")
    snapshot, selection, options = current(home), Selection.from_query(query), Options.from_query(query)
    made = table(name, Asked(view(snapshot, selection), options, language))
    output.write_bytes(FORMATS[form][0](made, Receipt.of(snapshot, selection, name + options.text)))
    click.echo(f"{len(made):,} rows in {output}", err=True)


def _known(query: str) -> None:
    """Refuse a query with a key that says nothing here; what only the dashboard goes by is let pass."""
    unknown = next((k for k, _ in parse_qsl(query.removeprefix("?"), True) if k not in (*KEYS, *OURS)), None)
    if unknown is not None:
        raise BadQuery(f"a query has no key {unknown!r}; there are {', '.join(KEYS)}")
