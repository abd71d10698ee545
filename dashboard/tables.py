"""The tables by name: what a chart draws, a download holds and `pantau export` writes are the same call."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pandas as pd

from analytics import measures
from analytics.measures import Target
from analytics.measures.keywords import TermKind
from dashboard.actor_tables import audited, unregistered
from dashboard.archive_tables import coverage, feeds, ledger, outcomes, set_asides
from dashboard.asked import SERIES, Asked
from dashboard.naming_tables import NAMING_TABLES
from data.selection import BadQuery

RANKED = 100  # rows of a ranking on screen


def volume(asked: Asked) -> pd.DataFrame:
    """Articles by period."""
    return measures.volume(asked.seen, asked.options.by)


def keywords(asked: Asked) -> pd.DataFrame:
    """Words and phrases by frequency; every one of them unless `top` says how many."""
    kind = asked.options.kind or "all"
    if kind not in ("all", "word", "phrase"):
        raise BadQuery(f"kind of term is all, word or phrase, not {kind!r}")
    return measures.keywords(asked.seen, asked.options.top, cast("TermKind", kind))


def keyword_trend(asked: Asked) -> pd.DataFrame:
    """The most frequent terms by period."""
    top = asked.options.top or SERIES
    return measures.keyword_trend(asked.seen, list(keywords(asked.but(top=top))["term"]), asked.options.by)


def topics(asked: Asked) -> pd.DataFrame:
    """Topics found, by size."""
    return measures.sizes(asked.seen, "topics", asked.language)


def themes(asked: Asked) -> pd.DataFrame:
    """Themes declared, by size."""
    return measures.sizes(asked.seen, "themes", asked.language)


def topic_trend(asked: Asked) -> pd.DataFrame:
    """The largest topics by period."""
    keys = list(topics(asked)["topic"][: asked.options.top or SERIES])
    return measures.size_trend(asked.seen, "topics", keys, asked.options.by, asked.language)


def theme_trend(asked: Asked) -> pd.DataFrame:
    """The largest themes by period."""
    keys = list(themes(asked)["theme"][: asked.options.top or SERIES])
    return measures.size_trend(asked.seen, "themes", keys, asked.options.by, asked.language)


def outlets(asked: Asked) -> pd.DataFrame:
    """Outlets by articles."""
    return measures.sources(asked.seen, "outlet")


def outlet_trend(asked: Asked) -> pd.DataFrame:
    """Outlets by period."""
    return measures.source_trend(asked.seen, asked.options.by)


def languages(asked: Asked) -> pd.DataFrame:
    """Languages by articles."""
    return measures.sources(asked.seen, "language")


def stories(asked: Asked) -> pd.DataFrame:
    """The texts that more than one selected article carries, the most carried first."""
    return measures.stories(asked.seen, asked.options.top)


def copiers(asked: Asked) -> pd.DataFrame:
    """Who carried whose texts."""
    return measures.copiers(asked.seen, asked.options.top)


def copy_delays(asked: Asked) -> pd.DataFrame:
    """How soon copies came."""
    return measures.delays(asked.seen)


def copies(asked: Asked) -> pd.DataFrame:
    """The articles that carry the story that `see` names, in order."""
    table = measures.copies(asked.seen.snapshot, Target.parse(asked.options.see).story or "0")
    return table.assign(
        cut=[" ".join(map(str, cut)) for cut in table["cut"]], changed=["; ".join(c) for c in table["changed"]]
    )


def articles(asked: Asked) -> pd.DataFrame:
    """The selected articles, newest first."""
    return measures.articles(asked.seen, 0, asked.options.top)


def evidence(asked: Asked) -> pd.DataFrame:
    """The sentences behind the number `see` names; behind the whole selection where it names none."""
    table = measures.evidence(asked.seen, Target.parse(asked.options.see), 0, asked.options.top)
    return table.assign(
        marks=[" ".join(f"{a}-{b}" for a, b in spans) for spans in table["marks"]],
        holders=[" ".join(f"{a}-{b}={key}" for a, b, key in held) for held in table["holders"]],
    )


TABLES: dict[str, Callable[[Asked], pd.DataFrame]] = {
    "volume": volume,
    "keywords": keywords,
    "keyword-trend": keyword_trend,
    "topics": topics,
    "topic-trend": topic_trend,
    "themes": themes,
    "theme-trend": theme_trend,
    **NAMING_TABLES,
    "outlets": outlets,
    "outlet-trend": outlet_trend,
    "languages": languages,
    "stories": stories,
    "copiers": copiers,
    "copy-delays": copy_delays,
    "copies": copies,
    "articles": articles,
    "evidence": evidence,
    "set-asides": set_asides,
    "ledger": ledger,
    "outcomes": outcomes,
    "feeds": feeds,
    "coverage": coverage,
    "audit": audited,
    "new-names": unregistered,
}


def table(name: str, asked: Asked) -> pd.DataFrame:
    """One of the tables; raises BadQuery for a name that is none."""
    if name not in TABLES:
        raise BadQuery(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name](asked)
