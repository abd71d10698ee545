"""Tables of actors by name: all of them, pairs, and what is known of one (`who`, else the most named)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics import measures
from analytics.actors.own import registry_of
from analytics.weights import View
from dashboard.asked import SERIES, Asked
from dashboard.kinds import asked_kinds

PAIRED = 90  # actors of whom pairs are made
CROSSED = 12  # actors crossed with themes


def actors(asked: Asked) -> pd.DataFrame:
    """Actors by mentions, of the kinds and states asked for; every one unless `top` says how many."""
    kinds, states = asked_kinds(asked.options.kind), tuple(filter(None, asked.options.state.split(",")))
    return measures.actors(asked.seen, asked.options.top, kinds, asked.language, states=states)


def _most(asked: Asked, usual: int) -> list[str]:
    """The actors a table is about: the one of the page, else the most mentioned."""
    if asked.options.who:
        return [asked.options.who]
    return list(actors(asked.but(top=asked.options.top or usual))["actor"])


def actor_trend(asked: Asked) -> pd.DataFrame:
    """The most mentioned actors by period."""
    return measures.actor_trend(asked.seen, _most(asked, SERIES), asked.options.by, asked.language)


def actor_change(asked: Asked) -> pd.DataFrame:
    """The most mentioned actors now, and in the period before."""
    return measures.change(asked.seen, _most(asked, 100))


def co_mentions(asked: Asked) -> pd.DataFrame:
    """Pairs of the most mentioned actors named in the same article."""
    return measures.co_mentions(asked.seen, _most(asked.but(who=""), PAIRED), asked.language)


def ties(asked: Asked) -> pd.DataFrame:
    """The pairs that are drawn as a net: the surest, without pairs of names of one actor."""
    return measures.ties(asked.seen.snapshot, co_mentions(asked))


def actors_by_theme(asked: Asked) -> pd.DataFrame:
    """The most mentioned actors crossed with themes."""
    return measures.actors_by_topic(asked.seen, _most(asked, CROSSED), "themes", asked.language)


def actors_by_topic(asked: Asked) -> pd.DataFrame:
    """The most mentioned actors crossed with topics found."""
    return measures.actors_by_topic(asked.seen, _most(asked, CROSSED), "topics", asked.language)


def states(asked: Asked) -> pd.DataFrame:
    """States by mentions: what the map shows."""
    return measures.actors(asked.seen, asked.options.top, ("state",), asked.language)


def _who(asked: Asked) -> str:
    return next(iter(_most(asked, 1)), "")


def actor_ways(asked: Asked) -> pd.DataFrame:
    """How often an actor is named by name, by its seat or a bare title, and as a place."""
    return measures.ways(asked.seen, _who(asked))


def actor_spellings(asked: Asked) -> pd.DataFrame:
    """How an actor is written, and how often."""
    return measures.spellings(asked.seen, _who(asked))


def actor_company(asked: Asked) -> pd.DataFrame:
    """With whom an actor is named, the surest first."""
    return measures.company(asked.seen, _who(asked), asked.language)[: asked.options.top]


def actor_outlets(asked: Asked) -> pd.DataFrame:
    """In which outlets an actor is named: `actor, outlet, articles, share` of those naming it, `rate` of the outlet's own."""
    who = _who(asked)
    table, whole = measures.sources(_naming(asked, who)), measures.sources(asked.seen)
    own = dict(zip(whole["outlet"], whole["articles"], strict=True))
    table.insert(0, "actor", who)
    return table.assign(
        rate=np.array([n / own[o] for o, n in zip(table["outlet"], table["articles"], strict=True)], float)
    )


def _naming(asked: Asked, who: str) -> View:
    return measures.naming(asked.seen, who)


def actor_offices(asked: Asked) -> pd.DataFrame:
    """What a person held, who held an office, or who held those of a state or body; from the registry.

    Columns: `office, office_name, kind, holder, holder_name, start, end` (empty: still in office, as far as `checked`),
    `sure` (False: only the month is known), `acting`, `checked, source`.
    """
    known, who = registry_of(asked.seen.snapshot.home), _who(asked)
    rows = [
        {
            "office": f"office:{office.key}", "office_name": office.shown(asked.language), "kind": office.kind, "holder": held.who,
            "holder_name": known[held.who].shown(asked.language), "start": held.start, "end": held.end, "sure": held.sure,
            "acting": held.acting, "checked": office.checked, "source": office.source,
        }
        for office in known.offices for held in office.holders
        if who in (held.who, f"office:{office.key}", office.body, office.state)
    ]  # fmt: skip
    columns = [
        "office",
        "office_name",
        "kind",
        "holder",
        "holder_name",
        "start",
        "end",
        "sure",
        "acting",
        "checked",
        "source",
    ]
    return pd.DataFrame(rows, columns=columns)


NAMING_TABLES: dict[str, Callable[[Asked], pd.DataFrame]] = {
    "actors": actors,
    "actor-trend": actor_trend,
    "actor-change": actor_change,
    "co-mentions": co_mentions,
    "ties": ties,
    "actors-by-theme": actors_by_theme,
    "actors-by-topic": actors_by_topic,
    "states": states,
    "actor-ways": actor_ways,
    "actor-spellings": actor_spellings,
    "actor-company": actor_company,
    "actor-outlets": actor_outlets,
    "actor-offices": actor_offices,
}
