"""How was one text carried: its copies in order, what each left out, put in and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.measures.evidence import Place, article
from analytics.snapshot import Snapshot
from analytics.stories import Words, align, words
from analytics.text import WORD
from data.outlets import family_of

COLUMNS = ["article", "published", "delay", "outlet", "family", "title", "kept", "cut", "added", "changed", "url"]
GONE = 0.3  # of a paragraph's words: where a copy has fewer the paragraph was cut
MINUTE = 60_000_000  # microseconds
UNKNOWN = np.iinfo(np.int64).max


def story_of(snapshot: Snapshot, place: Place) -> int:
    """The story of an article, as a number."""
    return int(snapshot.stories[snapshot.blocks.index(place.block)][place.row])


def copies(snapshot: Snapshot, story: str) -> pd.DataFrame:
    """The articles that carry a story (by its key), the first text first, then in order of time.

    Columns: `article` (id), `published` (local, ISO 8601), `delay` (minutes since the first, NaN where unknown),
    `outlet, family, title`, `kept` (share of the first text's words), `cut` (numbers of the first text's paragraphs
    that are missing, from 1), `added` (words that the first text has not), `changed` (pairs of names or numbers, as
    `old → new`), `url`.
    """
    found = _places(snapshot, int(story, 16))
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    lead = found[0]
    texts = [_text(place) for place in found]
    first = words(*texts[0])
    rows = [
        _row(place, lead) | _told(texts[0][1], first, words(*text)) for place, text in zip(found, texts, strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _places(snapshot: Snapshot, story: int) -> list[Place]:
    found = [
        (int(block.latest[row]), int(block.ids[row]), Place(block, int(row)))
        for block, told in zip(snapshot.blocks, snapshot.stories, strict=True)
        for row in np.flatnonzero(told == np.uint64(story))
    ]
    return [place for *_, place in sorted(found, key=lambda item: item[:2])]


def _text(place: Place) -> tuple[str, str]:
    texts = place.block.texts
    return texts["title"][place.row].as_py(), texts["text"][place.row].as_py()


def _row(place: Place, lead: Place) -> dict[str, Any]:
    instants = [int(p.block.order[p.row]) for p in (lead, place)]
    vague = UNKNOWN in instants or any(p.block.day_only[p.row] for p in (lead, place))
    delay = float("nan") if vague else (instants[1] - instants[0]) / MINUTE
    head = article(place)
    return head | {"delay": delay, "family": family_of(head["outlet"])}


def _told(text: str, first: Words, copy: Words) -> dict[str, Any]:
    laid = align(first, copy)
    mine, other = (laid.shared, laid.shared_there) if laid.short is first else (laid.shared_there, laid.shared)
    swaps = [pair if laid.short is first else pair[::-1] for pair in laid.swaps]
    return {
        "kept": sum(mine) / max(1, len(mine)), "cut": _cut(text, mine), "added": len(other) - sum(other),
        "changed": [f"{' '.join(old)} → {' '.join(new)}" for old, new in swaps],
    }  # fmt: skip


def _cut(text: str, kept: Sequence[bool]) -> list[int]:
    """The numbers of the paragraphs that are missing."""
    missing, start = list[int](), 0
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        size = sum(1 for _ in WORD.finditer(paragraph))
        if size and sum(kept[start : start + size]) < GONE * size:
            missing.append(number)
        start += size
    return missing
