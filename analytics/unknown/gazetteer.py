"""Which words of a sentence are a registered actor's written form, or a known place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from analytics.actors import registry
from analytics.unknown.features import bare
from analytics.unknown.tokens import WORD
from data.reference import REFERENCE

KINDS = ("state", "person", "organisation", "place")
SIZES = 3  # one word, two, three or more
NOTHING = 0
MARKS = 1 + len(KINDS) * SIZES * 2
SEPARATORS = re.compile("[;\n]")
Row = tuple[str, ...]


def kind_of(mark: int) -> str:
    """Which kind of form a mark says; empty where it says none."""
    return KINDS[(mark - 1) // 2 // SIZES] if mark else ""


class Gazetteer:
    """Written forms as rows of words in small letters; the longest that stands at a word is taken."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._kinds: dict[Row, int] = {}
        self._longest: dict[str, int] = {}
        for form, kind in forms:
            row = tuple(bare(m.group()).lower() for m in WORD.finditer(form))
            if row:
                self._kinds.setdefault(row, KINDS.index(kind))
                self._longest[row[0]] = max(len(row), self._longest.get(row[0], 0))

    def marks(self, sentence: Sequence[str]) -> list[int]:
        """For each word which kind of form it stands in, of how many words, and whether at its head; else 0."""
        low = [bare(word).lower() for word in sentence]
        marks, at = [NOTHING] * len(low), 0
        while at < len(low):
            length, kind = self._at(low, at)
            for n in range(length):
                marks[at + n] = 1 + (kind * SIZES + min(length, SIZES) - 1) * 2 + (n > 0)
            at += max(length, 1)
        return marks

    def _at(self, low: list[str], at: int) -> tuple[int, int]:
        for length in range(min(self._longest.get(low[at], 0), len(low) - at), 0, -1):
            kind = self._kinds.get(tuple(low[at : at + length]))
            if kind is not None:
                return length, kind
        return 0, 0


@cache
def gazetteer() -> Gazetteer:
    """The forms of the registry, then the places datelines and titles go by."""
    actors = [(form, actor.kind) for actor in registry() if actor.kind in KINDS for form in actor.written]
    return Gazetteer([*actors, *((place, "place") for place in _places())])


def _places() -> Iterator[str]:
    declared = tomllib.loads((REFERENCE / "places.toml").read_text("utf-8"))
    for part in ("indonesia", "more", "regions", "world"):
        yield from SEPARATORS.split(declared[part])
    titles = tomllib.loads((REFERENCE / "linking.toml").read_text("utf-8"))
    yield from SEPARATORS.split(titles["places"]["names"])
