"""Block: an immutable part of a snapshot, as Arrow tables and sparse matrices, memory-mapped.

Rows are articles in order of publication (undated ones last, then by id). Columns of the matrices are numbers of
terms, actors, topics and themes that hold across the snapshot: a block carries only the words and actors it adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.matrix import Matrix
from analytics.stories import prints
from analytics.text import WORD

FIELDS = ("title", "text")
VIAS = ("name", "metonym", "office")
DAY = 86_400_000_000  # microseconds
DAY_ONLY = "(day only)"  # how a date without a clock says so in its evidence
NO_DAY = np.iinfo(np.int32).min
Array = NDArray[Any]


@dataclass(frozen=True)
class Widths:
    """How many terms, actors, topics and themes a snapshot knows."""

    terms: int = 0
    actors: int = 0
    topics: int = 0
    themes: int = 0


@dataclass(frozen=True)
class Block:
    """One block, opened from its folder, as wide as the snapshot it is seen in."""

    folder: Path
    widths: Widths

    @cached_property
    def meta(self) -> dict[str, Any]:
        """`articles, first_term, first_actor, terms, actors`: size, and where its own words and actors begin."""
        said: dict[str, Any] = orjson.loads((self.folder / "block.json").read_bytes())
        return said

    def __len__(self) -> int:
        return int(self.meta["articles"])

    @property
    def id(self) -> str:
        """The block's name: a hash of its files."""
        return self.folder.name

    @cached_property
    def articles(self) -> pa.Table:
        """A row an article: everything but its text."""
        return self.table("articles")

    @cached_property
    def texts(self) -> pa.Table:
        """A row an article: title, text, and where its sentences begin and end."""
        return self.table("texts")

    @cached_property
    def mentions(self) -> pa.Table:
        """A row a mention, ordered by article and place in it."""
        return self.table("mentions")

    @property
    def prints(self) -> list[NDArray[np.uint64]]:
        """Of each article the prints that stories are found by; made anew where an earlier build kept none."""
        if not (self.folder / "prints.arrow").exists():
            return [prints(match.group() for match in WORD.finditer(text)) for text in self.texts["text"].to_pylist()]
        held = self.table("prints")["prints"].combine_chunks()
        return np.split(np.asarray(held.flatten()), np.asarray(held.offsets)[1:-1] - held.offsets[0].as_py())

    @cached_property
    def ids(self) -> NDArray[np.uint64]:
        """The articles' ids as numbers."""
        return np.array([int(key, 16) for key in self.articles["id"].to_pylist()], np.uint64)

    @cached_property
    def terms(self) -> Matrix:
        """Article x term counts."""
        return self._matrix("terms")

    @cached_property
    def actors(self) -> Matrix:
        """Article x actor mention counts."""
        return self._matrix("actors")

    @cached_property
    def topics(self) -> Matrix:
        """Article x topic: weights."""
        return self._matrix("topics")

    @cached_property
    def themes(self) -> Matrix:
        """Article x theme: hits of the theme's words, where the article has the theme."""
        return self._matrix("themes")

    @cached_property
    def days(self) -> Array:
        """Local days since 1970-01-01 (int32), NO_DAY where unknown."""
        days = self.articles["day"].combine_chunks().cast(pa.int32())
        return np.asarray(days.fill_null(NO_DAY))

    @cached_property
    def order(self) -> Array:
        """Instants in microseconds (int64); unknown ones sort last."""
        instants = self.articles["published"].combine_chunks().cast(pa.int64())
        return np.asarray(instants.fill_null(np.iinfo(np.int64).max))

    @cached_property
    def day_only(self) -> NDArray[np.bool_]:
        """Which articles bear a day without a clock."""
        said = pc.match_substring(self.articles["date_evidence"].combine_chunks(), DAY_ONLY)
        return np.asarray(said.fill_null(False))

    @cached_property
    def latest(self) -> Array:
        """The latest that an article may have appeared, in microseconds: a day without a clock counts as its end."""
        return self.order + np.where(self.day_only, DAY - 1, 0)

    def numbers(self, column: str) -> Array:
        """A column of numbers of `articles`."""
        return np.asarray(self.articles[column].combine_chunks())

    def codes(self, column: str) -> tuple[Array, list[str]]:
        """A column of few different texts as numbers, and the texts they stand for."""
        return self._codes[column]

    @cached_property
    def _codes(self) -> dict[str, tuple[Array, list[str]]]:
        found = {}
        for column in ("outlet", "language"):
            coded = pc.dictionary_encode(self.articles[column].combine_chunks())
            found[column] = (np.asarray(coded.indices), coded.dictionary.to_pylist())
        return found

    @cached_property
    def mention_starts(self) -> Array:
        """Where each article's mentions begin in `mentions` (articles + 1)."""
        rows = np.asarray(self.mentions["row"].combine_chunks())
        return np.searchsorted(rows, np.arange(len(self) + 1))

    def table(self, name: str) -> pa.Table:
        """One of the block's Arrow tables, memory-mapped."""
        with pa.memory_map(str(self.folder / f"{name}.arrow")) as source:
            return pa.ipc.open_file(source).read_all()

    def _matrix(self, name: str) -> Matrix:
        return Matrix(self.folder, name, len(self), getattr(self.widths, name))
