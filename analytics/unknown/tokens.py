"""What the model reads as words: as the labelled sets have them, a bracket stays at the one word it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

WORD = re.compile(r"\([^\s()]+\)|[^\W_]+(?:[-‐‑'’./:,&][^\W_]+)*|[^\w\s]|_+")


class Sentence(NamedTuple):
    """The words of a sentence and where each stands in the text."""

    words: list[str]
    places: list[tuple[int, int]]


def read(text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The words of each sentence, in order."""
    return [_sentence(text, start, end) for start, end in spans]


def _sentence(text: str, start: int, end: int) -> Sentence:
    found = list(WORD.finditer(text, start, end))
    return Sentence([m.group() for m in found], [m.span() for m in found])
