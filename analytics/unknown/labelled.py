"""Labelled sets: their sentences, read from JSON lines, and how well names are found in them (strict spans)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from analytics.unknown.labels import Span, spans


class Labelled(NamedTuple):
    """A sentence and its names, and whether a model may not be told which of its words are registered forms."""

    words: list[str]
    names: list[Span]
    hidden: bool = False


def read_set(path: Path) -> list[Labelled]:
    """The sentences of a file of lines `{"tokens": [...], "tags": [...]}`, tags with B-, I- and O."""
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
    return [Labelled(row["tokens"], spans(row["tags"])) for row in rows if row["tokens"]]


def f1(right: Iterable[Sequence[Span]], found: Iterable[Sequence[Span]]) -> float:
    """F1 of names: right is one with the same words and the same kind."""
    hits = there = said = 0
    for one, two in zip(right, found, strict=True):
        names, guesses = ({span[:3] for span in side} for side in (one, two))
        hits, there, said = hits + len(names & guesses), there + len(names), said + len(guesses)
    return 2 * hits / max(there + said, 1)
