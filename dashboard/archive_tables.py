"""Tables of the archive as it is now: what came in from whom, how feeds are, and what was set aside."""

from __future__ import annotations

import pandas as pd

from analytics import measures
from dashboard.asked import Asked
from data import archive_ledger
from data.archive import Archive
from data.archive_ledger import WORST_FIRST
from data.selection import BadQuery


def set_asides(asked: Asked) -> pd.DataFrame:
    """Pages taken in that were not counted, and why, newest first; of the whole archive."""
    with Archive.looking(asked.seen.snapshot.home.archive) as archive:
        return archive.set_asides()


def ledger(asked: Asked) -> pd.DataFrame:
    """What came of each source on each day, newest first; of the whole archive."""
    with Archive.looking(asked.seen.snapshot.home.archive) as archive:
        return archive_ledger.ledger(archive)


def outcomes(asked: Asked) -> pd.DataFrame:
    """Pages taken in by outlet: articles, repeats, set aside; of the whole archive."""
    with Archive.looking(asked.seen.snapshot.home.archive) as archive:
        return archive.outcomes()


def feeds(asked: Asked) -> pd.DataFrame:
    """The feeds that are watched, or those in the state that `kind` names; the worst first, instants as text in UTC."""
    if asked.options.kind not in ("", *WORST_FIRST):
        raise BadQuery(f"the state of a feed is {', '.join(WORST_FIRST)}, not {asked.options.kind!r}")
    with Archive.looking(asked.seen.snapshot.home.archive) as archive:
        table = archive_ledger.feed_states(archive)
    rank = table["state"].map(WORST_FIRST.index).astype(int)
    table = table.assign(rank=rank).sort_values(["rank", "fails"], ascending=[True, False], kind="stable")
    if asked.options.kind:
        table = table[table["state"] == asked.options.kind]
    stamps = {name: _written(table[name]) for name in ("last_success", "newest", "next_due")}
    return table.drop(columns="rank").assign(**stamps).reset_index(drop=True)


def _written(instants: pd.Series) -> pd.Series:
    """Instants as text, empty where there is none."""
    return pd.Series(instants.dt.strftime("%Y-%m-%dT%H:%M:%SZ"), dtype=object).where(instants.notna(), "")


def coverage(asked: Asked) -> pd.DataFrame:
    """Days on which an outlet of the selection was silent or could not be read."""
    return measures.coverage(asked.seen)
