"""Who was silent or could not be read, on days on which they usually write?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.block import NO_DAY
from analytics.panel import panel
from analytics.snapshot import EPOCH, Snapshot
from analytics.weights import View, view
from data.archive import Archive
from data.archive_ledger import poll_days
from data.selection import Selection

AROUND = 14  # days before and after days without articles that tell what is usual on them
KNOWN = 7  # of these, how many must lie within the outlet's first and last day
LONGEST = 60  # days; an outlet that is gone for longer is no longer collected
RARE = 0.01  # silence less likely than this is told
USUAL = -log(RARE)  # articles a day at which a Poisson process is silent so rarely
FAILING = 0.5  # share of a day's polls that failed, from which the day counts as failing
CARRIED = 0.2  # share of the selection's articles that the absent usually carry, from which a day is a gap
Array = NDArray[Any]
Counts = Mapping[str, Array]  # outlet -> articles on each day of the snapshot


@dataclass(frozen=True, slots=True)
class Absence:
    """An outlet that was *silent* or *failing* on these days (since 1970-01-01), all of them in one break."""

    outlet: str
    state: str
    days: tuple[int, ...]
    first: int
    last: int


def coverage(seen: View) -> pd.DataFrame:
    """Days on which an outlet of the selection was silent or failing: `day, outlet, state`, oldest first.

    *silent*: without any article in the whole snapshot on a day between its first and last, though at its usual rate
    that happens on less than one day in a hundred (Poisson). The usual rate is the median over the 14 days before and
    the 14 after the days without articles, or that of the same weekday among them where it is lower. *failing*: at
    least half of the polls of its feeds failed that day.
    """
    rows = [(EPOCH + timedelta(days=day), one.outlet, one.state) for (day, _), one in sorted(_absent(seen).items())]
    return pd.DataFrame(rows, columns=["day", "outlet", "state"])


def gaps(seen: View) -> pd.DataFrame:
    """Days on which outlets that usually carry a fifth of the selection or more were silent or failing.

    Columns: `day`, `outlets` (a tuple, who carries most first), `share` (of the units selected in the 14 days before
    and after each one's break, how many were theirs, 0 to 1).
    """
    selected, rows = _selected(seen.snapshot, seen.selection), []
    whole = sum(selected.values(), np.zeros(1))
    missing: dict[int, list[tuple[float, str]]] = {}
    for (day, _), one in sorted(_absent(seen).items()):
        own, all_of_them = (_nearby(counts, one, seen.snapshot) for counts in (selected[one.outlet], whole))
        if own.sum():
            missing.setdefault(day, []).append((float(own.sum() / all_of_them.sum()), one.outlet))
    for day, carried in missing.items():
        share = min(1.0, sum(part for part, _ in carried))
        if share >= CARRIED:
            named = tuple(outlet for _, outlet in sorted(carried, key=lambda row: (-row[0], row[1])))
            rows.append((EPOCH + timedelta(days=day), named, share))
    return pd.DataFrame(rows, columns=["day", "outlets", "share"])


def _nearby(counts: Array, absence: Absence, snapshot: Snapshot) -> Array:
    """The counts of the days before and after an absence."""
    start = _number(snapshot.span[0]) if snapshot.span else 0
    return counts[_around(absence.first - start, absence.last - start, range(len(counts)))]


def _around(first: int, last: int, within: range) -> list[int]:
    """The days before the first and after the last, as far as they lie within others."""
    both = (*range(first - AROUND, first), *range(last + 1, last + 1 + AROUND))
    return [day for day in both if day in within]


def _absent(seen: View) -> dict[tuple[int, str], Absence]:
    """(day, outlet) -> absence, of the outlets and days of the selection; failing goes before silent."""
    if seen.snapshot.span is None:
        return {}
    first, last = (
        _number(seen.selection.start or seen.snapshot.span[0]),
        _number(seen.selection.end or seen.snapshot.span[1]),
    )
    here = _selected(seen.snapshot, seen.selection)
    return {
        (day, one.outlet): one
        for one in (*_silent(seen.snapshot), *_failing(seen.snapshot))
        if one.outlet in here
        for day in one.days
        if first <= day <= last
    }


@lru_cache(maxsize=4)
def _silent(snapshot: Snapshot) -> tuple[Absence, ...]:
    """Where outlets had no article at all that usually write."""
    start = _number(snapshot.span[0]) if snapshot.span else 0
    return tuple(
        Absence(outlet, "silent", tuple(start + day for day in days), start + first, start + last)
        for outlet, counts in _counts(view(snapshot, Selection())).items()
        for first, last, days in silences(counts)
    )


def silences(counts: Array) -> list[tuple[int, int, list[int]]]:
    """The breaks in an outlet's articles by day: first and last place, and the days on which it usually writes."""
    there = np.flatnonzero(counts)
    if (counts > USUAL).sum() <= KNOWN // 2:  # no median can reach the usual rate
        return []
    within, found = range(int(there[0]), int(there[-1]) + 1), []
    for before, after in pairwise(there.tolist()):
        near = _around(before + 1, after - 1, within) if 1 < after - before <= LONGEST + 1 else []
        if len(near) >= KNOWN and np.median(counts[near]) > USUAL:
            found.append(
                (before + 1, after - 1, [day for day in range(before + 1, after) if _writes(counts, near, day)])
            )
    return found


def _writes(counts: Array, near: Sequence[int], day: int) -> bool:
    """Whether an outlet usually writes on this weekday."""
    same = [counts[other] for other in near if (other - day) % 7 == 0]
    return not same or float(np.median(same)) > USUAL


def _failing(snapshot: Snapshot) -> list[Absence]:
    """Where at least half of the polls of an outlet failed; read anew each time, as feeds are polled on."""
    if not snapshot.home.archive.is_file():
        return []
    with Archive(snapshot.home.archive) as archive:
        days = poll_days(archive)
    bad = days[days["failures"] >= FAILING * days["polls"]]
    numbers = [_number(day) for day in bad["day"]]
    return [
        Absence(str(outlet), "failing", (day,), day, day) for day, outlet in zip(numbers, bad["source"], strict=True)
    ]


def _number(day: date) -> int:
    return (day - EPOCH).days


@lru_cache(maxsize=32)
def _selected(snapshot: Snapshot, selection: Selection) -> Counts:
    """The selection's articles by outlet and day, on all days, as what is usual does not end with the selected ones."""
    counts = _counts(view(snapshot, selection.but(start=None, end=None, panel=False)))
    steady = panel(snapshot, selection.start, selection.end) if selection.panel else counts
    return {outlet: days for outlet, days in counts.items() if outlet in steady}


def _counts(seen: View) -> Counts:
    """Units by outlet and day of the snapshot, of the outlets that have any."""
    if seen.snapshot.span is None:
        return {}
    first, last = (_number(day) for day in seen.snapshot.span)
    days, found = last - first + 1, dict[str, Array]()
    for block, weights in seen.parts:
        codes, names = block.codes("outlet")
        rows = np.flatnonzero((block.days != NO_DAY) & (weights > 0))
        rows = rows[np.argsort(codes[rows], kind="stable")]
        for part in np.split(rows, np.flatnonzero(np.diff(codes[rows])) + 1) if len(rows) else ():
            name = names[codes[part[0]]]
            found[name] = found.get(name, 0) + np.bincount(block.days[part] - first, weights[part], days)
    return {outlet: counts for outlet, counts in found.items() if outlet}
