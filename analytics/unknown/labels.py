"""Names in a row of words as labels: begin, inside, last, unit and outside (BILOU), and back again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OUTSIDE = "O"


class Span(NamedTuple):
    """A name in a sentence: its words from `start` up to `end`, its kind, and how probable it is."""

    start: int
    end: int
    kind: str
    probability: float = 1.0


def spans(tags: Sequence[str]) -> list[Span]:
    """The names of a sentence that is labelled with B-, I- and O; an I- that continues nothing begins a name."""
    found: list[Span] = []
    for at, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        last = found[-1] if found else None
        if tag[0] == "I" and last and last.end == at and last.kind == tag[2:]:
            found[-1] = last._replace(end=at + 1)
        else:
            found.append(Span(at, at + 1, tag[2:]))
    return found


def labelled(names: Sequence[Span], length: int) -> list[str]:
    """The BILOU labels of a sentence of so many words."""
    labels = [OUTSIDE] * length
    for start, end, kind, _ in names:
        labels[start:end] = [f"I-{kind}"] * (end - start)
        labels[start], labels[end - 1] = f"B-{kind}", f"L-{kind}"
        if end - start == 1:
            labels[start] = f"U-{kind}"
    return labels


def read_labels(labels: Sequence[str]) -> list[Span]:
    """The names of a sentence that is labelled with BILOU, as decoding gives it."""
    found, start = [], 0
    for at, label in enumerate(labels):
        if label[0] in "BU":
            start = at
        if label[0] in "LU":
            found.append(Span(start, at + 1, label[2:]))
    return found


def allowed(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label may follow which: a name that has begun goes on to its last word."""
    return np.array([[_follows(one, two) for two in labels] for one in labels])


def first(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which labels may stand at the head of a sentence."""
    return np.array([label[0] in "BUO" for label in labels])


def last(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which labels may stand at the end of a sentence."""
    return np.array([label[0] in "LUO" for label in labels])


def _follows(one: str, two: str) -> bool:
    return two[0] in "BUO" if one[0] in "LUO" else two[0] in "IL" and one[1:] == two[1:]
