"""Selection x Block -> one weight per row: 1 where the row counts, 0 where it does not.

For the unit *article* every selected row counts. For the unit *story* the earliest selected article of each story
counts (by instant, then id) and its copies do not, so a number is a number of stories and its evidence one text each.
For the unit *family* the earliest of each story in each publisher family counts: how many houses carried it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.block import NO_DAY, Block
from analytics.panel import panel
from analytics.snapshot import EPOCH, Snapshot
from analytics.text import forms, tokens
from data.outlets import family_of
from data.selection import Selection

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class View:
    """A snapshot as a selection weighs it: one array of weights (0 or 1, float64) per block."""

    snapshot: Snapshot
    selection: Selection
    weights: tuple[Array, ...]

    @property
    def total(self) -> int:
        """How many units are selected."""
        return int(sum(w.sum() for w in self.weights))

    @property
    def parts(self) -> list[tuple[Block, Array]]:
        """Blocks with their weights."""
        return list(zip(self.snapshot.blocks, self.weights, strict=True))


@lru_cache(maxsize=64)
def _view(snapshot: Snapshot, selection: Selection) -> View:
    masks = [mask(snapshot, block, selection) for block in snapshot.blocks]
    if selection.unit != "article":
        masks = _first_of_each(snapshot, masks, selection.unit == "family")
    return View(snapshot, selection, tuple(m.astype(np.float64) for m in masks))


def view(snapshot: Snapshot, selection: Selection) -> View:
    """The weights of a selection over a snapshot; kept, as the same ones are asked for by every chart of a page."""
    return _view(snapshot, selection)


def mask(snapshot: Snapshot, block: Block, selection: Selection) -> Array:
    """Which rows of a block a selection takes (bool)."""
    chosen = dates(block, selection.start, selection.end)
    for column, wanted in (("outlet", selection.outlets), ("language", selection.languages)):
        if wanted:
            codes, names = block.codes(column)
            chosen &= np.isin(codes, [at for at, name in enumerate(names) if name in wanted])
    if selection.panel:
        codes, names = block.codes("outlet")
        steady = panel(snapshot, selection.start, selection.end)
        chosen &= np.isin(codes, [at for at, name in enumerate(names) if name in steady])
    if selection.actors:
        chosen &= _any(block, "actors", [snapshot.actor_numbers.get(key) for key in selection.actors])
    if selection.topics or selection.themes:
        chosen &= _topical(snapshot, block, selection)
    if selection.words:
        chosen &= saying(snapshot, block, selection.words)
    return chosen


def dates(block: Block, start: date | None, end: date | None) -> Array:
    """Rows published from `start` to `end`, local days, both included; undated rows only where neither is given."""
    if start is None and end is None:
        return np.ones(len(block), bool)
    days = block.days
    first = (start - EPOCH).days if start else NO_DAY + 1
    last = (end - EPOCH).days if end else np.iinfo(np.int32).max
    return np.asarray((days >= first) & (days <= last))


def _topical(snapshot: Snapshot, block: Block, selection: Selection) -> Array:
    """Rows with any of the topics (as their main one) or any of the themes."""
    ids = snapshot.models.topics.ids
    wanted = [ids.index(t) for t in selection.topics if t in ids]
    by_topic = np.isin(block.numbers("topic"), wanted)
    themes = [theme.id for theme in snapshot.themes]
    return by_topic | _any(block, "themes", [themes.index(t) for t in selection.themes if t in themes])


def _any(block: Block, matrix: str, columns: list[int | None]) -> Array:
    found = np.zeros(len(block), bool)
    for column in columns:
        if column is not None:
            found[getattr(block, matrix).column(column)[0]] = True
    return found


def saying(snapshot: Snapshot, block: Block, words: str) -> Array:
    """Rows whose title or text holds these words next to one another (see `phrase_spans`).

    One word is found in the matrix; of several, the rows that hold them all are read again.
    """
    wanted = forms(words)
    found = np.ones(len(block), bool) if wanted else np.zeros(len(block), bool)
    for form in wanted:
        found &= _any(block, "terms", list(_spellings(snapshot, form)))
    if len(wanted) > 1:
        for row in np.flatnonzero(found):
            found[row] = any(phrase_spans(block.texts[f][int(row)].as_py(), words) for f in ("title", "text"))
    return found


def _spellings(snapshot: Snapshot, form: str) -> set[int | None]:
    """The counted forms a word asked for stands for: in capitals, the acronym only; else any case."""
    asked = {form} if form != form.casefold() else {form, form.upper()}
    return {snapshot.term_numbers.get(f) for f in asked} - {None}


def phrase_spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand next to one another in a text, as (start, end) of characters.

    A word asked for in capitals is an acronym and found in capitals only; others are found in any case.
    """
    wanted, row = forms(words), tokens(text)
    size = len(wanted)
    return [
        (row[at].start, row[at + size - 1].end)
        for at in range(len(row) - size + 1)
        if size and all(t.form == w or t.form.casefold() == w for t, w in zip(row[at : at + size], wanted, strict=True))
    ]


def _first_of_each(snapshot: Snapshot, masks: list[Array], families: bool) -> list[Array]:
    """Keep of each story (by each publisher family) the earliest selected row over all blocks."""
    rows = [np.flatnonzero(m) for m in masks]
    if not rows:
        return masks
    stories = np.concatenate([told[r] for told, r in zip(snapshot.stories, rows, strict=True)])
    houses = np.concatenate(
        [
            _houses(snapshot, b, r) if families else np.zeros(len(r), np.uint64)
            for b, r in zip(snapshot.blocks, rows, strict=True)
        ]
    )
    instants = np.concatenate([b.latest[r] for b, r in zip(snapshot.blocks, rows, strict=True)])
    ids = np.concatenate([b.ids[r] for b, r in zip(snapshot.blocks, rows, strict=True)])
    ordered = np.lexsort((ids, instants, houses, stories))
    new = np.ones(len(ordered), bool)
    new[1:] = (np.diff(stories[ordered]) != 0) | (np.diff(houses[ordered]) != 0)
    keep = np.zeros(len(stories), bool)
    keep[ordered[new]] = True
    bounds = np.cumsum([len(r) for r in rows])[:-1]
    return [_only(m, r[k]) for m, r, k in zip(masks, rows, np.split(keep, bounds), strict=True)]


def _houses(snapshot: Snapshot, block: Block, rows: Array) -> Array:
    """The publisher family of each row, as a number."""
    known = _families(snapshot)
    codes, names = block.codes("outlet")
    return np.array([known[family_of(name)] for name in names], np.uint64)[codes[rows]]


@lru_cache(maxsize=8)
def _families(snapshot: Snapshot) -> dict[str, int]:
    """The publisher families of a snapshot, numbered."""
    found = sorted({family_of(outlet) for outlet in snapshot.values("outlet")})
    return {family: at for at, family in enumerate(found)}


def _only(chosen: Array, rows: Array) -> Array:
    kept = np.zeros_like(chosen)
    kept[rows] = True
    return kept
