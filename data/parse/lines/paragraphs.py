"""Lines into paragraphs: a blank line parts them, a broken sentence does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from data.parse.lines.dateline import find_dateline

_ENDS = (".", "!", "?", ":", '"', "”", "’", "'", ")", "…", "]", ";", "*")
_GOES_ON = (",", ".", ";", ")", "’s", "'s", "–", "—", "-- ", "%", "?", "!", "”")
_OPEN_ENDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
) | frozenset(("atau", "dan", "dari", "dengan", "di", "ke", "oleh", "pada", "untuk", "yang"))
_INSIDE = re.compile(r"(?![ai]\b)[a-z]\b|[lmnr][bcdfgjkpqstvxz]|([b-df-hj-np-tv-z])\1|[cfp]t")  # no word begins so
_WRAPPED = range(40, 111)
_UNFINISHED = 80
_SENTENCE = 6


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines make; a blank line parts two of them unless it breaks a sentence."""
    blocks = [list(group) for filled, group in groupby(lines, key=bool) if filled]
    wrapped = is_wrapped(blocks)
    found: list[str] = []
    for block in blocks:
        for number, line in enumerate(block):
            if (
                found
                and (number > 0 or line[0].islower())
                and ((wrapped and number > 0) or _continues(found[-1], line))
            ):
                found[-1] = _joined(found[-1], line)
            else:
                found.append(line)
    return found


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    if line[:2] in ("- ", "* ", "• ") or _has_dateline(line):
        return False
    if line.startswith(_GOES_ON) or before.endswith((",", "–", "—", " -", " --")):
        return True
    if before.endswith(_ENDS):
        return False
    if len(before) >= _UNFINISHED:
        return True
    return line[0].islower() or before.rsplit(" ", 1)[-1].lower() in _OPEN_ENDS


def _has_dateline(line: str) -> bool:
    """Whether a line is a sentence behind a dateline: what stands above it is a caption or a deck."""
    end = find_dateline(line).end if line[0].isupper() else 0
    return end > 0 and len(line[end:].split()) >= _SENTENCE


def _joined(before: str, line: str) -> str:
    """Two parts of a sentence with a space between them unless the second begins with a stop."""
    drop_cap = len(before) == 1 and before.isupper() and (before not in "AI" or _INSIDE.match(line) is not None)
    return before + ("" if drop_cap or line[0] in ",.;:)?!%”’" else " ") + line


def is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether the lines were broken at a width, as in mail: most inner lines alike in length, unfinished."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 4:
        return False
    alike = sum(len(line) in _WRAPPED for line in inner)
    unfinished = sum(not line.endswith(_ENDS) for line in inner)
    return alike >= 0.8 * len(inner) and unfinished >= 0.6 * len(inner)
