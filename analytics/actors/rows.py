"""Capitalised words of a text in rows, with what is known of them: where new names are sought."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from analytics.actors.forms import Span
from analytics.actors.lexicon import lexicon

UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞİĹŁŃŇŌŐŘŚŠŞŤŪŮŰŹŻŽ]"
# a group matches where a word is not plain: joined to what stands before, a mark within, a full stop after it
CAPITAL = re.compile(rf"{UPPER}(?:(?<=[\w-].)(?P<joined>)|)\w*(?:(?P<mark>['’-])\w+)*(?P<dot>\.)?")
ARTICLES = frozenset(["al-", "el-", "Al-", "El-", "as-", "at-"])
OWNING = ("'s", "’s")
LINK = re.compile(r" (?:(?:bin|binti|van|von|der|den|de|da|dos|del|ibn|bint|la|ul) )*")


@dataclass(slots=True, eq=False)
class Part:
    """A capitalised word not yet known (`span` is None), or a known span."""

    start: int
    end: int
    word: str
    span: Span | None = None


Row = list[Part]  # parts with nothing but blanks and name particles between them


def rows(text: str, spans: list[Span]) -> Iterator[Row]:
    """The rows of a text in order."""
    row: Row = []
    end = -1
    for part in _parts(text, spans):
        gap = part.start - end
        if row and not (text[end] == " " if gap == 1 else gap < 16 and LINK.fullmatch(text, end, part.start)):
            yield row
            row = []
        row.append(part)
        end = part.end
    if row:
        yield row


def _parts(text: str, spans: list[Span]) -> Iterator[Part]:
    waiting = iter((*spans, Span(len(text) + 1, len(text) + 1, "", "thing")))
    span = next(waiting)
    begins, ends = span.start, span.end
    for start, end in capitals(text):
        while ends <= start:
            yield Part(begins, ends, "", span)
            span = next(waiting)
            begins, ends = span.start, span.end
        if end <= begins:
            yield Part(start, end, text[start:end])
        elif start < begins and text[begins - 1] not in "-–/":
            yield Part(start, begins, text[start:begins])
    while begins <= len(text):
        yield Part(begins, ends, "", span)
        span = next(waiting)
        begins, ends = span.start, span.end


def capitals(text: str) -> list[tuple[int, int]]:
    """Where words begun with a capital stand, an Arabic article or the dot of an abbreviation with them."""
    found = [m.span() if m.lastindex is None else _bounds(text, m) for m in CAPITAL.finditer(text)]
    return [bounds for bounds in found if bounds]


def _bounds(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where a word begins and ends that is joined to another, or has a mark within or after it."""
    start, end = match.span()
    if match.start("joined") >= 0:
        if text[start - 3 : start] not in ARTICLES:
            return None
        start -= 3
    dotted = match.start("dot") >= 0
    end -= dotted
    if text.endswith(OWNING, start, end):
        return start, end - 2
    abbreviated = dotted and (end - start == 1 or text[start:end].casefold() in lexicon().abbreviated)
    return start, end + abbreviated


def headlines(text: str) -> list[tuple[int, int]]:
    """The lines of a text set as headlines: short, without a full stop, most words begun with a capital."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if 12 < len(line) < 140 and line.rstrip()[-1:] not in {".", '"', "”", ",", ":", ")"} and _titled(line):
            found.append((start, end))
        start = end + 1
    return found


def within(start: int, lines: list[tuple[int, int]]) -> bool:
    """Whether a place is in one of these stretches, which are in order."""
    at = bisect(lines, (start + 1,)) - 1
    return at >= 0 and start < lines[at][1]


def _titled(line: str) -> bool:
    words = [w for w in line.split() if w[:1].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)
