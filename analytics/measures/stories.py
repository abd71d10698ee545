"""Which texts were carried by whom: the most copied stories, who copied whom, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.measures.evidence import local_time
from analytics.snapshot import Snapshot
from analytics.weights import View, view
from data.outlets import family_of

MINUTE = 60_000_000  # microseconds
UNKNOWN = np.iinfo(np.int64).max
SPANS = (15, 60, 180, 360, 720, 1440, 4320, 10080)  # minutes within which a copy came
STORIES = ["story", "title", "outlet", "published", "articles", "outlets", "families", "median_delay", "hours"]
PAIRS = ["outlet", "copier", "articles", "median_delay"]
DELAYS = ["within", "articles"]


@dataclass(frozen=True)
class Told:
    """The selected articles of stories that more than one selected article carries, in order of story and time.

    `first` is the place of the story's first selected article in these arrays, `delay` the minutes since it (NaN where
    a date is unknown).
    """

    story: NDArray[np.uint64]
    block: NDArray[np.int32]
    row: NDArray[np.int64]
    outlet: NDArray[np.object_]
    first: NDArray[np.int64]
    delay: NDArray[np.float64]

    @property
    def copies(self) -> NDArray[np.bool_]:
        """Which of them are not the first."""
        return np.not_equal(self.first, np.arange(len(self.first)))


def told(seen: View) -> Told:
    """What a selection says of stories; every selected article counts, whatever the unit."""
    every = view(seen.snapshot, seen.selection.but(unit="article"))
    rows = [np.flatnonzero(weights) for weights in every.weights]
    parts = list(zip(every.snapshot.blocks, rows, strict=True))
    story = _all([s[r] for s, r in zip(every.snapshot.stories, rows, strict=True)], np.uint64)
    instant = _all([b.order[r] for b, r in parts], np.int64)
    ids = _all([b.ids[r] for b, r in parts], np.uint64)
    outlet = _all([np.array(b.codes("outlet")[1], object)[b.codes("outlet")[0][r]] for b, r in parts if len(r)], object)
    order = np.lexsort((ids, instant, story))
    _, begins, sizes = np.unique(story[order], return_index=True, return_counts=True)
    first, many = np.repeat(begins, sizes), np.repeat(sizes > 1, sizes)
    at = order[many]
    lead = order[first[many]]
    known = (instant[at] != UNKNOWN) & (instant[lead] != UNKNOWN)
    delay = np.where(known, (instant[at] - np.where(known, instant[lead], 0)) / MINUTE, np.nan)
    block = _all([np.full(len(r), n, np.int32) for n, r in enumerate(rows)], np.int32)
    place = np.cumsum(many) - 1
    return Told(story[at], block[at], _all(rows, np.int64)[at], outlet[at], place[first[many]], delay)


def _all(parts: Sequence[NDArray[np.generic]], kind: type) -> NDArray[np.generic]:
    return np.concatenate([*parts, np.empty(0, kind)]).astype(kind)


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
