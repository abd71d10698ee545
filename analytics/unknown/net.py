"""A small network over a window of words: what each word is, joined with its neighbours, gives potentials of labels.

A word by itself (letters, clusters, vector) becomes 64 numbers, whichever sentence it stands in, so they are made once a
word. Five neighbours feed a layer of 128, three of those a second; the sum of both layers gives the potentials.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.unknown.gazetteer import MARKS

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
NEAR, NEXT = 5, 3  # words that feed the first layer, and the second
PADDING = 2  # empty words around each sentence, so that no window sees two


@dataclass(frozen=True, slots=True)
class Laid:
    """Sentences laid in one row with padding between: which words, which forms they stand in, where each begins."""

    words: NDArray[np.int64]
    marks: NDArray[np.int64]
    begins: list[int]
    lengths: list[int]

    def cut(self, rows: Floats) -> list[Floats]:
        """A row's values, sentence by sentence."""
        return [rows[at : at + n] for at, n in zip(self.begins, self.lengths, strict=True)]

    @property
    def real(self) -> Floats:
        """1 where a word stands, 0 for padding."""
        return (self.words >= 0)[:, None].astype(np.float32)


def lay(words: list[NDArray[np.int64]], marks: list[NDArray[np.int64]]) -> Laid:
    """Sentences in one row; padding is word -1."""
    lengths = [len(w) for w in words]
    begins, at = [], PADDING
    for n in lengths:
        begins.append(at)
        at += n + PADDING
    row, form = np.full(at, -1, np.int64), np.zeros(at, np.int64)
    for begin, w, m in zip(begins, words, marks, strict=True):
        row[begin : begin + len(w)], form[begin : begin + len(w)] = w, m
    return Laid(row, form, begins, lengths)


def fresh(features: int, width: int, labels: int, chance: np.random.Generator, *, word: int = 64, hidden: int = 128) -> Weights:  # fmt: skip
    """Weights to begin learning with."""

    def drawn(rows: int, columns: int, size: float = 0.0) -> Floats:
        return (chance.standard_normal((rows, columns)) * (size or rows**-0.5)).astype(np.float32)

    return {
        "features": drawn(features, word, 0.1),
        "vector": drawn(width, word),
        "mark": drawn(MARKS, word, 0.1),
        "near": drawn(NEAR * word, hidden),
        "near+": np.zeros(hidden, np.float32),
        "next": drawn(NEXT * hidden, hidden),
        "next+": np.zeros(hidden, np.float32),
        "label": drawn(hidden, labels),
        "label+": np.zeros(labels, np.float32),
        "steps": np.zeros((labels, labels), np.float32),
    }


def window(rows: Floats, size: int) -> Floats:
    """Each row with its neighbours beside it."""
    half, (length, width) = size // 2, rows.shape
    made = np.zeros((length, size * width), np.float32)
    for n in range(size):
        shift = n - half
        one, two = max(0, -shift), min(length, length - shift)
        made[one:two, n * width : (n + 1) * width] = rows[one + shift : two + shift]
    return made


def potentials(weights: Weights, words: Floats, laid: Laid) -> Floats:
    """Potentials of the labels at each word of the row; `words` are the numbers of each word, the last row is zero."""
    real = laid.real
    row = words[laid.words] + weights["mark"][laid.marks]
    low = np.maximum(window(row, NEAR) @ weights["near"] + weights["near+"], 0) * real
    high = np.maximum(window(low, NEXT) @ weights["next"] + weights["next+"], 0) * real
    made: Floats = (low + high) @ weights["label"] + weights["label+"]
    return made
