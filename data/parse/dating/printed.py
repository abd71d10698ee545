"""The printed date: a line that is a date and little else, and which of several is the publication's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.outlets import Outlet
from data.parse.dating.dates import FACTS, Dated, any_of, find_dates, squeeze
from data.parse.dating.relative import find_relative

_LONGEST = 130
_DIGIT = re.compile(r"\d")
_NEAR = 30  # lines at the top
_SIGN_OFF = 10  # lines at the end
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|bin|dan|and|de|van|&)){0,7}")
_SEPARATOR = re.compile(r"\s+[|/·•–—-]+\s+|\s*[|·•]\s*")
_CRUMB = re.compile(
    rf"(?:{any_of([*FACTS['published'], *FACTS['updated'], 'dibuat', 'tanggal', 'date', 'on', 'at', 'pada'])}|views?"
    r"|\d[\d.,]*|\d+ (?:menit|minutes?|mins?) (?:baca|membaca|read))\s*:?",
    re.IGNORECASE,
)


class Printed(NamedTuple):
    """A date of a date line, and the words beside it."""

    dated: Dated
    beside: list[str]


def date_lines(line: str, outlet: Outlet, before: str = "", fetched: datetime | None = None) -> list[Printed]:
    """The dates of a line that holds them and little else (section, outlet or byline beside them); else none.

    `before` is the line above, which may label the date; `fetched` the instant that `3 jam yang lalu` is counted from.
    """
    if not line or len(line) > _LONGEST:
        return []
    said = squeeze(line)
    relative = find_relative(said, fetched, outlet.zone)
    if relative:
        return [Printed(relative, [])]
    dates = find_dates(said, outlet.zone, outlet.month_first, before) if any(c.isdigit() for c in said) else []
    parts = _beside(said, dates)
    if any(len(p.split()) > 6 or p.endswith(".") for p in parts) or sum(map(len, parts)) > 80:
        return []
    if parts and _reads_on(parts, line):
        return []
    return [Printed(dated, [] if number else parts) for number, dated in enumerate(dates)]


def _beside(said: str, dates: Sequence[Dated]) -> list[str]:
    """The words of a line beside its dates, without those that only label them."""
    edges = [0, *(at for dated in dates for at in dated.span), len(said)]
    sides = [said[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    parts = [p.strip(" ,:|/–—-()[]") for side in sides for p in _SEPARATOR.split(side)]
    return [p for p in parts if p and not _CRUMB.fullmatch(p)]


def labelled_dates(lines: Sequence[str], outlet: Outlet) -> list[Dated]:
    """Dates of lines near the top or the end that call themselves a date of publication (`Terbit: 10 Juni 2024`)."""
    filled = [line for line in lines if line]
    near = [squeeze(line) for line in filled[:_NEAR] + filled[_NEAR:][-_SIGN_OFF:] if _may_be_date(line)]
    return [
        dated
        for line in near
        for dated in find_dates(line, outlet.zone, outlet.month_first)
        if dated.labelled and not line[0].islower()
    ]


def _may_be_date(line: str) -> bool:
    """A cheap look before the patterns are tried."""
    return len(line) <= _LONGEST and _DIGIT.search(line) is not None


def _reads_on(parts: Sequence[str], line: str) -> bool:
    """Whether the words beside a date make a sentence (`Jakarta, 10 Juni 2024, jadi ...`) or a headline."""
    loose = [
        p
        for p in parts
        if not _NAME.fullmatch(p) and not p.lower().startswith(("by ", "oleh", "published", "updated", "tayang"))
    ]
    return any(len(p.split()) > 3 for p in loose) or line.endswith(("?", "!")) or len(loose) > 2
