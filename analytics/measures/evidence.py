"""Which sentences are behind a number? The same product, run backwards.

A number of mentions opens one row an occurrence, a number of units one row a unit; either way as many rows as the
number says. What was counted is marked where it stands in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from analytics.block import FIELDS, NO_DAY, Block
from analytics.measures.marks import Mark, marks
from analytics.measures.target import Target, counted, rows
from analytics.text import sentence_at, sentences
from analytics.weights import View

COLUMNS = [
    "article",
    "published",
    "day",
    "outlet",
    "title",
    "url",
    "field",
    "sentence",
    "start",
    "end",
    "marked",
    "via",
    "actor",
    "marks",
    "holders",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a block that a number counts."""

    block: Block
    row: int


def places(seen: View, target: Target) -> list[Place]:
    """The articles behind a number, newest first, undated ones last."""
    found = [
        (block.order[row], block.days[row] != NO_DAY, Place(block, int(row)))
        for block, weights in seen.parts
        for row in rows(seen, block, weights, target)
    ]
    found.sort(key=lambda item: (item[1], item[0]), reverse=True)
    return [place for _, _, place in found]


def count(seen: View, target: Target) -> int:
    """The clicked number, from the matrices alone."""
    total = 0
    for block, weights in seen.parts:
        here = rows(seen, block, weights, target)
        total += len(here) if target.count == "articles" else int(_counts(seen, block, target)[here].sum())
    return total


def _counts(seen: View, block: Block, target: Target) -> np.ndarray:
    full = np.zeros(len(block))
    here, counts = counted(seen, block, target)
    full[here] = counts
    return full


def evidence(seen: View, target: Target, first: int = 0, most: int | None = None) -> pd.DataFrame:
    """The sentences behind a number, newest first.

    Columns: `article, published` (local instant, ISO 8601), `day, outlet, title, url, field` (title or text),
    `sentence, start, end` (the marked form in its sentence, characters; -1 where nothing is marked), `marked` (that
    form as written), `via` (how an actor was named), `actor` (its key), `marks` (all marked spans of the sentence),
    `holders` (of the marks that are titles standing alone: start, end and key of who was meant). Rows from `first`, at
    most `most`.
    """
    every = (row for place in places(seen, target) for row in _rows(seen, place, target))
    chosen = list(islice(every, first, None if most is None else first + most))
    return pd.DataFrame(chosen, columns=COLUMNS)


def _rows(seen: View, place: Place, target: Target) -> Iterator[dict[str, Any]]:
    head = article(place)
    texts = {f: place.block.texts[f][place.row].as_py() for f in FIELDS}
    found = marks(seen, place.block, place.row, texts, target)
    if target.count == "mentions":
        for mark in found:
            yield head | _sentence(place, texts, mark, found)
    else:
        yield head | _sentence(place, texts, found[0] if found else None, found)


def article(place: Place) -> dict[str, Any]:
    """What identifies an article: `article, published, day, outlet, title, url`."""
    row = place.block.articles.slice(place.row, 1).to_pylist()[0]
    return {
        "article": row["id"], "published": local_time(row["published"], row["offset"]), "day": row["day"], "outlet": row["outlet"],
        "title": row["title"], "url": row["url"],
    }  # fmt: skip


def local_time(when: Any, offset: int) -> str:
    """An instant at an offset of so many minutes, in ISO 8601; empty where unknown."""
    if when is None:
        return ""
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    stamp = pd.Timestamp(when).tz_localize(None) + pd.Timedelta(minutes=offset)
    return f"{stamp.isoformat(timespec='seconds')}{zone}"


def _sentence(place: Place, texts: dict[str, str], mark: Mark | None, found: list[Mark]) -> dict[str, Any]:
    """The sentence of a mark; without one, the first of the text, else the title."""
    field = mark.field if mark else ("text" if texts["text"] else "title")
    spans = spans_of(place, field, texts)
    at = sentence_at(spans, mark.start) if mark else 0
    start, end = spans[at] if spans else (0, 0)
    end = max(end, mark.end) if mark else end
    inside = [m for m in found if m.field == field and start <= m.start and m.end <= end]
    return {
        "field": field, "sentence": texts[field][start:end], "start": mark.start - start if mark else -1,
        "end": mark.end - start if mark else -1, "marked": texts[field][mark.start : mark.end] if mark else "",
        "via": mark.via if mark else "", "actor": mark.actor if mark else "",
        "marks": [(m.start - start, m.end - start) for m in inside],
        "holders": [(m.start - start, m.end - start, m.actor) for m in inside if m.via == "office"],
    }  # fmt: skip


def spans_of(place: Place, field: str, texts: dict[str, str]) -> list[tuple[int, int]]:
    """The sentences of a title or text."""
    if field == "title":
        return sentences(texts["title"])
    kept = place.block.texts.slice(place.row, 1).to_pylist()[0]
    return list(zip(kept["starts"], kept["ends"], strict=True))
