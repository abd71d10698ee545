"""Which texts were carried by whom: the most copied stories, who copied whom, and how fast."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.evidence import local_time
from analytics.measures.told import SPANS, Told, told
from analytics.snapshot import Snapshot
from analytics.weights import View
from data.outlets import family_of

STORIES = ["story", "title", "outlet", "published", "articles", "outlets", "families", "median_delay", "hours"]
PAIRS = ["outlet", "copier", "articles", "median_delay"]
DELAYS = ["within", "articles"]


def stories(seen: View, most: int | None = None) -> pd.DataFrame:
    """The texts that more than one selected article carries, the most carried first.

    Columns: `story` (key), `title`, `outlet` and `published` of the first selected article (local, ISO 8601),
    `articles` (with the first), `outlets`, `families` (publishers), `median_delay` (minutes from the first to a copy),
    `hours` from the first to the last.
    """
    found = told(seen)
    frame = pd.DataFrame({"story": found.story, "outlet": found.outlet, "first": found.first, "delay": found.delay})
    frame["family"] = [family_of(name) for name in frame["outlet"]]
    frame["later"] = frame["delay"].where(found.copies)
    groups = frame.groupby("first", sort=False)
    made = groups.agg(
        articles=("story", "size"), outlets=("outlet", "nunique"), families=("family", "nunique"),
        median_delay=("later", "median"), hours=("delay", "max"), story=("story", "first"), outlet=("outlet", "first"),
    ).reset_index()  # fmt: skip
    made = made.sort_values(["articles", "outlets", "story"], ascending=[False, False, True]).head(most or len(made))
    heads = [_head(seen.snapshot, found, at) for at in made["first"]]
    made["title"], made["published"] = [h[0] for h in heads], [h[1] for h in heads]
    made["story"], made["hours"] = [f"{key:016x}" for key in made["story"]], made["hours"] / 60
    return made[STORIES].reset_index(drop=True)


def _head(snapshot: Snapshot, found: Told, at: int) -> tuple[str, str]:
    """Title and local instant of an article."""
    row = snapshot.blocks[found.block[at]].articles.slice(int(found.row[at]), 1).to_pylist()[0]
    return row["title"], local_time(row["published"], row["offset"])


def copiers(seen: View, most: int | None = None) -> pd.DataFrame:
    """Who carried whose texts: `outlet` (that had it first), `copier, articles, median_delay` (minutes), most first."""
    found = told(seen)
    frame = pd.DataFrame({"outlet": found.outlet[found.first], "copier": found.outlet, "delay": found.delay})
    groups = frame[found.copies].groupby(["outlet", "copier"])["delay"]
    made = pd.DataFrame({"articles": groups.size(), "median_delay": groups.median()}).reset_index()
    made = made.sort_values(["articles", "outlet", "copier"], ascending=[False, True, True])
    return made.head(most or len(made))[PAIRS].reset_index(drop=True)


def delays(seen: View) -> pd.DataFrame:
    """How soon copies came: `within` (minutes; each counts those that came after the span before it), `articles`."""
    found = told(seen)
    late = found.delay[found.copies]
    counts, _ = np.histogram(late[~np.isnan(late)], [0, *SPANS])
    return pd.DataFrame({"within": SPANS, "articles": counts}, columns=DELAYS)
