"""The stories of articles that are given side by side, outside any snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from analytics.annotate import Readable
from analytics.stories import UNDATED, Dated, find, prints, words
from analytics.text import WORD


def stories_of(articles: Sequence[Readable]) -> list[str]:
    """The story of each article: 16 hex digits that all articles with the same text have in common."""
    if not articles:
        return []
    ids = np.array([int(hashlib.sha256(a.id.encode()).hexdigest()[:16], 16) for a in articles], np.uint64)
    instants = np.array([_instant(a.published_at) for a in articles], np.int64)
    found = [prints(m.group() for m in WORD.finditer(a.text)) for a in articles]
    told = find(Dated(ids, instants, found), lambda at: words(articles[at].title, articles[at].text))
    return [f"{story:016x}" for story in told]


def _instant(when: datetime | None) -> int:
    return int(when.timestamp() * 1_000_000) if when else int(UNDATED)
