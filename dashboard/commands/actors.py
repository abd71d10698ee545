"""`pantau actors add | merge | apart | forget | check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from analytics.actors import BadEntry, Registry, registry
from analytics.actors import own as entries
from analytics.home import Home
from analytics.snapshot import current

THEN = "The next `pantau load` counts by it."


@click.group()
def actors() -> None:
    """Keep actors of your own in actors.toml of the home, and check how entries are written."""


@actors.command()
@click.argument("key")
@click.option("--kind", type=click.Choice(("person", "organisation")), help="What it is; of a new name, as found.")
@click.option("--name", help="English or official name; of a new name, as found.")
@click.option("--id", "local", default="", metavar="NAME", help="Indonesian name, where it is another.")
@click.option("--alias", "aliases", multiple=True, metavar="FORM", help="A further written form; may be repeated.")
@click.option("--state", metavar="ISO3", help="The state it belongs to, such as IDN.")
@click.option("--subkind", help="ministry, force, party, minister, diplomat, …; other, unless it is said.")
@click.option("--parent", default="", metavar="KEY", help="The body above it.")
@click.option("--wikidata", default="", metavar="QID", help="Its Wikidata id, such as Q252.")
@click.option("--source", default="", help="Where this is known from.")
@click.pass_obj
def add(
    home: Home, key: str, *, kind: str | None, name: str | None, local: str, aliases: Sequence[str], state: str | None,
    subkind: str | None, parent: str, wikidata: str, source: str,
) -> None:  # fmt: skip
    """Add an actor under KEY: one of your choice (kapal-uji), or that of a new name (new:…) in the snapshot."""
    found = next((a for a in current(home).actors if a.key == key and not a.known), None)
    kind, name = kind or (found.kind if found else None), name or (found.name if found else None)
    if not kind or not name:
        raise click.UsageError("--kind and --name are needed, as no new name in the snapshot has this key")
    state, local = state or (found.iso3 if found else None), local or (found.local if found else "")
    made = entries.adopt(
        home, key, kind, name, aliases, state,
        subkind=subkind or (found.subkind if found else "other"), local=local, parent=parent, wikidata=wikidata, source=source,
    )  # fmt: skip
    click.echo(f"{made} stands in {home.path / entries.NAME}. {THEN}")


@actors.command()
@click.argument("one")
@click.argument("other")
@click.pass_obj
def merge(home: Home, one: str, other: str) -> None:
    """Say that ONE and OTHER are one actor: its names become forms of ONE."""
    kept = entries.merge(home, one, other, current(home).actors)
    click.echo(f"{one} and {other} are {kept} now. {THEN}")


@actors.command()
@click.argument("one")
@click.argument("other")
@click.pass_obj
def apart(home: Home, one: str, other: str) -> None:
    """Say that ONE and OTHER are two, so that the audit no longer asks."""
    entries.apart(home, one, other)
    click.echo(f"{one} and {other} are two.")


@actors.command()
@click.argument("key")
@click.argument("other", required=False, default="")
@click.pass_obj
def forget(home: Home, key: str, other: str) -> None:
    """Take your own entry KEY out again, or what you said of KEY and OTHER."""
    if not entries.forget(home, key, other):
        raise click.ClickException(
            f"{home.path / entries.NAME} says nothing of {' and '.join(filter(None, (key, other)))}"
        )
    click.echo(f"taken out of {home.path / entries.NAME}. {THEN}")


@actors.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def check(home: Home, file: Path | None) -> None:
    """Check the registry that comes with Pantau, and with it actors.toml of the home, or FILE in its place."""
    path = file or home.path / entries.NAME
    raw = path.read_bytes() if path.is_file() else b""
    try:
        base, known = registry(), entries.check(raw, path.name)
    except BadEntry as bad:
        click.echo("\n".join(bad.problems), err=True)
        many = "one thing is" if len(bad.problems) == 1 else f"{len(bad.problems):,} things are"
        raise click.ClickException(f"{many} to be mended") from None
    click.echo(f"{_told(base)}{_own(base, known, path) if raw else ''}.")


def _told(known: Registry) -> str:
    actors = sum(actor.kind != "office" for actor in known)
    return f"{actors:,} actors and {len(known.offices):,} offices stand"


def _own(base: Registry, known: Registry, path: Path) -> str:
    changed = sum(base.actors.get(actor.key) != actor for actor in known)
    gone = sum(key not in known.actors for key in base.actors)
    return f"; with {path}, {changed:,} are added or changed and {gone:,} merged away"
