"""`pantau info`."""

from __future__ import annotations

import click

from analytics.home import Home
from analytics.receipt import Receipt
from analytics.snapshot import Snapshot, current
from data.archive import Archive
from data.selection import Selection


@click.command()
@click.pass_obj
def info(home: Home) -> None:
    """Say what the snapshot holds, and its receipt."""
    snapshot = current(home)
    receipt = Receipt.of(snapshot, Selection(), "info")
    for key, value in (
        _facts(home, snapshot) | {"receipt": receipt.line()} | {f"  {k}": v for k, v in receipt.versions}
    ).items():
        click.echo(f"{key:12} {value}")


def _facts(home: Home, snapshot: Snapshot) -> dict[str, str]:
    known = sum(actor.known for actor in snapshot.actors)
    return {
        "home": str(home.path),
        "articles": f"{len(snapshot):,}",
        "days": " to ".join(map(str, snapshot.span)) if snapshot.span else "none",
        "outlets": f"{len(snapshot.values('outlet')):,}",
        "languages": ", ".join(snapshot.values("language")) or "none",
        "terms": f"{snapshot.manifest.terms:,}",
        "actors": f"{known:,} known, {len(snapshot.actors) - known:,} new names",
        "topics": f"{len(snapshot.models.topics.ids):,}",
        "blocks": f"{len(snapshot.blocks):,}",
        "set aside": f"{_asides(home):,}",
    }


def _asides(home: Home) -> int:
    if not home.archive.exists():
        return 0
    with Archive(home.archive) as archive:
        return archive.count("aside")
