"""The printed date: a line that is a date and little else, and which of several is the publication's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from data.outlets import Outlet
from data.parse.dates import Dated, find_date, squeeze

_LONGEST = 130
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|bin|dan|and|de|van|&)){0,7}")
_SEPARATOR = re.compile(r"\s+[|/·•–—-]+\s+|\s*\|\s*")
_PIECES = re.compile(r"\s*[|·•]\s*")
_UPDATED = re.compile(
    r"(?:last )?(?:up-?dated?|di-?update|diperbarui|pembaruan|terakhir diubah|modified)\b", re.IGNORECASE
)
_CRUMB = re.compile(
    r"(?:published|(?:last )?updated?|diterbitkan|terbit|tayang|diperbarui|posted|dibuat|tanggal|date|on|at|pada|views?|\d[\d.,]*"
    r"|\d+ (?:menit|minutes?|mins?) (?:baca|membaca|read))\s*:?",
    re.IGNORECASE,
)


class Printed(NamedTuple):
    """A date line: its date, whether it tells of a later change, and the words beside it."""

    dated: Dated
    updated: bool
    beside: list[str]


def date_lines(line: str, outlet: Outlet) -> list[Printed]:
    """The dates of a line that holds them and little else (section, outlet or byline beside them); else none."""
    if len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return []
    said = squeeze(line)
    pieces = [piece for piece in _PIECES.split(said) if find_date(piece, outlet.zone, outlet.month_first)]
    if len(pieces) > 1:
        found = [_date_line(piece, outlet) for piece in pieces]
        return [f for f in found if f] if all(found) else []
    alone = _date_line(said, outlet)
    return [alone] if alone else []


def _date_line(said: str, outlet: Outlet) -> Printed | None:
    """The date of a line with one."""
    dated = find_date(said, outlet.zone, outlet.month_first)
    if dated is None:
        return None
    beside = [said[: dated.span[0]], said[dated.span[1] :]]
    parts = [p.strip(" ,:|/–—-()[]") for side in beside for p in _SEPARATOR.split(side)]
    parts = [p for p in parts if p and not _CRUMB.fullmatch(p)]
    if any(len(p.split()) > 6 or p.endswith(".") for p in parts) or sum(map(len, parts)) > 80:
        return None
    if parts and _reads_on(parts, said):
        return None
    return Printed(dated, _UPDATED.match(said) is not None, parts)


def _reads_on(parts: Sequence[str], line: str) -> bool:
    """Whether the words beside a date make a sentence (`Jakarta, 10 Juni 2024, jadi ...`) or a headline."""
    loose = [
        p
        for p in parts
        if not _NAME.fullmatch(p) and not p.lower().startswith(("by ", "oleh", "published", "updated", "tayang"))
    ]
    return any(len(p.split()) > 3 for p in loose) or line.endswith(("?", "!")) or len(loose) > 2
