"""`pantau watch`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from analytics.build import quiet
from analytics.home import Home
from dashboard.ingest import publish, told
from data.archive import Archive
from data.archive_feeds import FeedStore
from data.feeds import Checked, Declared, Summary, Watch, check, declared, run


@click.command()
@click.option("--once", is_flag=True, help="Poll every feed once, fetch what is new, publish it and end.")
@click.option("--check", "only_check", is_flag=True, help="Say of every feed whether it can be read; take nothing in.")
@click.option(
    "--feeds", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
    help="Watch the feeds of this file only.",
)  # fmt: skip
@click.pass_obj
def watch(home: Home, once: bool, only_check: bool, feeds: Path | None) -> None:
    """Watch feeds until stopped with Ctrl-C: poll each as it is due, fetch new pages, publish new snapshots.

    Feeds are those that come with Pantau, and those in feeds.toml in the home. Hosts are asked politely: robots.txt,
    a pause between requests, only what changed. What was seen is kept, so a stop or a crash loses and doubles nothing.
    """
    said = declared(home.path, feeds)
    if not said.feeds:
        raise click.ClickException(f"no feed is declared; write some into {home.path / 'feeds.toml'}")
    with Archive(home.archive) as archive:
        if only_check:
            _check(FeedStore(archive), said)
            return
        with home.watching():
            click.echo(_told(_watched(home, FeedStore(archive), said, once=once)))


def _watched(home: Home, store: FeedStore, said: Declared, *, once: bool) -> Summary:
    """Watch, and publish what came."""
    say = partial(click.echo, err=True)
    if not once:
        say(f"watching {len(said.feeds)} feeds (Ctrl-C ends it)")
        return run(_forever(home, store, said))
    summary = run(_once(store, said))
    if publish(home, quiet) is None:
        say("another load is running: what came will be in its snapshot or the next")
    return summary


async def _once(store: FeedStore, said: Declared) -> Summary:
    return await Watch(store, said, partial(click.echo, err=True)).once()


async def _forever(home: Home, store: FeedStore, said: Declared) -> Summary:
    watching = Watch(store, said, partial(click.echo, err=True))
    return await watching.forever(lambda: publish(home, quiet), said.settings.publish)


def _told(summary: Summary) -> str:
    """What came of a watch, in one line."""
    waits = f" · {summary.waiting:,} pages wait for another try" if summary.waiting else ""
    return (
        f"{summary.polls:,} polls, {summary.failed:,} failed · {summary.fresh:,} new entries · "
        f"{told(summary.tally)}{waits}"
    )


def _check(store: FeedStore, said: Declared) -> None:
    """Print how each feed was found; exit code 1 where one was not."""
    found = run(check(store, said))
    for line in _table(found):
        click.echo(line)
    bad = sum(bool(one.error) for one in found)
    click.echo(f"{len(found) - bad} of {len(found)} feeds confirmed", err=True)
    if bad:
        sys.exit(1)


def _table(found: Sequence[Checked]) -> list[str]:
    """The feeds as a plain table."""
    rows = [("outlet", "section", "state", "entries", "newest", "address", "what is wrong")]
    for one in found:
        state, newest = "failed" if one.error else "confirmed", f"{one.newest:%Y-%m-%d %H:%M%z}" if one.newest else "-"
        entries = str(one.entries)
        rows.append(
            (one.feed.outlet, one.feed.section, state, entries, newest, one.feed.address, one.error or one.note)
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
