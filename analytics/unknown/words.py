"""What is known of a word beforehand: how much it is like others, how it is written, and as what it was linked.

Figures made of many articles without labels (`analytics/unknown/distributions.py`). Words are kept as checksums, so the
table holds no list of words.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference import REFERENCE

MODELS = REFERENCE / "models"
DIGIT = re.compile(r"\d")


def normal(word: str) -> str:
    """A word as it is looked up: in small letters, any digit as 0."""
    return DIGIT.sub("0", word.lower())


def checksum(word: str) -> int:
    """The number a word or a feature is kept as (CRC-32)."""
    return zlib.crc32(word.encode())


class Words:
    """The table: for each word clusters of three sizes, a few small figures, and a vector of 64 numbers."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.arrays = dict(arrays)
        self._rows = {int(key): row for row, key in enumerate(arrays["keys"])}
        self._clusters: list[list[int]] = arrays["clusters"].tolist()
        self._marks: list[list[int]] = arrays["marks"].tolist()
        self._vectors: NDArray[np.int8] = arrays["vectors"]
        self.width = int(self._vectors.shape[1])

    def row(self, word: str) -> int:
        """The row of a word, -1 where it is not known."""
        return self._rows.get(checksum(normal(word)), -1)

    def known(self, word: str) -> list[str]:
        """What is known of a word, as features."""
        row = self.row(word)
        if row < 0:
            return ["c?"]
        capitals, person, organisation, state = self._marks[row]
        return [
            *(f"c{size}={number}" for size, number in enumerate(self._clusters[row])),
            f"frequent={int(np.log2(row + 1))}",
            f"capitals={capitals}",
            f"person={person}",
            f"organisation={organisation}",
            f"state={state}",
            f"linked={person}/{organisation}/{state}",
        ]

    def capitals(self, word: str) -> int:
        """How much a word is written in capitals, from 0 (never) to 13 (always); 12 where it is not known."""
        row = self.row(word)
        return self._marks[row][0] if row >= 0 else 12

    def vector(self, word: str) -> NDArray[np.float32]:
        """The vector of a word, zeros where it is not known."""
        row = self.row(word)
        if row < 0:
            return np.zeros(self.width, np.float32)
        vector: NDArray[np.float32] = self._vectors[row].astype(np.float32) * np.float32(3 / 127)
        return vector


@cache
def words(folder: Path = MODELS) -> Words:
    """The shipped table."""
    with np.load(folder / "words.npz") as file:
        return Words(dict(file))
