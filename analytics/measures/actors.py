"""Which actors, and how often?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analytics.measures.periods import By
from analytics.measures.tally import long, share, totals, trend
from analytics.weights import View


def actors(
    seen: View,
    top: int | None = 100,
    kinds: Collection[str] = (),
    language: str = "id",
    *,
    states: Collection[str] = (),
    known_only: bool = False,
) -> pd.DataFrame:
    """Actors by mentions; `states` (ISO 3166 alpha-3) takes these and what belongs to them.

    Columns: `actor` (key), `name`, `kind`, `state` (ISO 3166 alpha-3, or None), `known` (False: a name found in the
    texts that the registry lacks), `mentions`, `articles` (units with a mention), `share` (articles / units selected).
    """
    counts, spread = totals(seen, "actors")
    all_known = seen.snapshot.actors
    wanted = [
        at for at, actor in enumerate(all_known)
        if counts[at] > 0 and (not kinds or actor.kind in kinds) and (not states or actor.iso3 in states)
        and (actor.known or not known_only)
    ]  # fmt: skip
    picked = sorted(wanted, key=lambda at: (-counts[at], -spread[at], all_known[at].key))[:top]
    who = [all_known[at] for at in picked]
    return pd.DataFrame({
        "actor": pd.Series([a.key for a in who], dtype=object), "name": pd.Series([a.shown(language) for a in who], dtype=object),
        "kind": pd.Series([a.kind for a in who], dtype=object), "state": pd.Series([a.iso3 for a in who], dtype=object),
        "known": pd.Series([a.known for a in who], dtype=bool), "mentions": counts[picked].astype(np.int64),
        "articles": spread[picked].astype(np.int64), "share": share(spread[picked], seen.total),
    })  # fmt: skip


def actor_trend(seen: View, keys: Sequence[str], by: By | None = None, language: str = "id") -> pd.DataFrame:
    """Mentions of actors by period: `period, period_end, actor, name, mentions, articles`."""
    numbers = seen.snapshot.actor_numbers
    known = [k for k in keys if k in numbers]
    over, found = trend(seen, "actors", [numbers[k] for k in known], by)
    table = long(over, found, known, "actor").rename(columns={"count": "mentions"})
    names = {k: seen.snapshot.actors[numbers[k]].shown(language) for k in known}
    table.insert(3, "name", table["actor"].map(names))
    return table
