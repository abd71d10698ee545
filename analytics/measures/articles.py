"""Which articles are selected?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.block import FIELDS
from analytics.measures.copies import story_of
from analytics.measures.evidence import Place, article, places
from analytics.measures.target import Target
from analytics.snapshot import Snapshot
from analytics.weights import View, view
from data.selection import Selection

COLUMNS = [
    "published",
    "outlet",
    "language",
    "title",
    "place",
    "topic",
    "words",
    "date_evidence",
    "url",
    "article",
]


def articles(seen: View, first: int = 0, most: int | None = None) -> pd.DataFrame:
    """Selected articles, newest first.

    Columns: `published` (local, ISO 8601; empty where unknown), `outlet, language, title, place` (dateline), `topic`
    (main topic's id), `words, date_evidence, url, article` (id).
    """
    found = places(seen, Target())
    chosen = found[first : None if most is None else first + most]
    topics = seen.snapshot.models.topics.ids
    return pd.DataFrame([_row(place, topics) for place in chosen], columns=COLUMNS)


def _row(place: Place, topics: Sequence[str]) -> dict[str, Any]:
    row = place.block.articles.slice(place.row, 1).to_pylist()[0]
    named = {key: row[key] for key in ("language", "place", "words", "date_evidence")}
    return article(place) | named | {"topic": topics[row["topic"]] if row["topic"] >= 0 else ""}


def reading(snapshot: Snapshot, article_id: str) -> dict[str, Any] | None:
    """One article whole, for the reader: head, title, text, caption, credit, author, mentions; None if it is not there.

    `dates` holds the dates that were considered, as JSON; none in blocks of earlier builds.
    """
    found = places(view(snapshot, Selection()), Target(article=article_id))
    if not found:
        return None
    place = found[0]
    block = place.block
    texts = block.texts.slice(place.row, 1).to_pylist()[0]
    first, last = block.mention_starts[place.row], block.mention_starts[place.row + 1]
    mentions = [
        m | {"field": FIELDS[m["field"]], "actor": snapshot.actors[m["actor"]]}
        for m in block.mentions.slice(first, last - first).to_pylist()
    ]
    story = story_of(snapshot, place)
    copies = sum(int((told == story).sum()) for told in snapshot.stories)
    said: dict[str, Any] = {"dates": ""} | _row(place, snapshot.models.topics.ids) | texts
    return said | {"mentions": mentions, "copies": copies, "story": f"{story:016x}"}
