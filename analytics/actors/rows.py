"""Capitalised words of a text in rows, with what is known of them: where new names are sought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analytics.actors.forms import Span
from analytics.actors.lexicon import lexicon

UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞİĹŁŃŇŌŐŘŚŠŞŤŪŮŰŹŻŽ]"
CAPITAL = re.compile(rf"{UPPER}\w*(?:['’-]\w+)*")
ARTICLES = frozenset(["al-", "el-", "Al-", "El-", "as-", "at-"])
LINK = re.compile(r" (?:(?:bin|binti|van|von|der|den|de|da|dos|del|ibn|bint|la|ul) )*")


class Part(NamedTuple):
    """A capitalised word not yet known (`span` is None), or a known span."""

    start: int
    end: int
    word: str
    span: Span | None = None


Row = list[Part]  # parts with nothing but blanks and name particles between them


def rows(text: str, spans: list[Span]) -> Iterator[Row]:
    """The rows of a text in order."""
    row: Row = []
    for part in _parts(text, spans):
        if row and not _linked(text, row[-1].end, part.start):
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _linked(text: str, end: int, start: int) -> bool:
    """Whether only a blank, or name particles, stand between."""
    if start - end == 1:
        return text[end] == " "
    return start - end < 16 and LINK.fullmatch(text, end, start) is not None


def capitals(text: str) -> Iterator[tuple[int, int]]:
    """Where words begun with a capital stand, an Arabic article or the dot of an abbreviation with them."""
    abbreviated = lexicon().abbreviated
    for match in CAPITAL.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        if before == "-" and text[start - 3 : start] in ARTICLES:
            start -= 3
        elif before == "-" or before.isalnum() or before == "_":
            continue
        if text[end - 2 : end] in {"'s", "’s"}:
            end -= 2
        if end < len(text) and text[end] == "." and (end - start == 1 or text[start:end].casefold() in abbreviated):
            end += 1
        yield start, end


def _parts(text: str, spans: list[Span]) -> Iterator[Part]:
    waiting = iter(spans)
    span = next(waiting, None)
    for start, end in capitals(text):
        while span and span.end <= start:
            yield Part(span.start, span.end, "", span)
            span = next(waiting, None)
        if span is None or end <= span.start:
            yield Part(start, end, text[start:end])
        elif start < span.start and text[span.start - 1] not in "-–/":
            yield Part(start, span.start, text[start : span.start])
    while span:
        yield Part(span.start, span.end, "", span)
        span = next(waiting, None)


def headlines(text: str) -> list[tuple[int, int]]:
    """The lines of a text set as headlines: short, without a full stop, most words begun with a capital."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if 12 < len(line) < 140 and line.rstrip()[-1:] not in {".", '"', "”", ",", ":", ")"} and _titled(line):
            found.append((start, end))
        start = end + 1
    return found


def _titled(line: str) -> bool:
    words = [w for w in line.split() if w[:1].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)
