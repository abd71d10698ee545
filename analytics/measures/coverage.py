"""Who was silent or could not be read, on days on which they usually write?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
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

AROUND = 14  # days before and after a day that tell what is usual on it
KNOWN = 7  # of these, how many must lie within the outlet's first and last day
RARE = 0.01  # silence less likely than this is told
USUAL = -log(RARE)  # articles a day at which a Poisson process is silent so rarely
FAILING = 0.5  # share of a day's polls that failed, from which the day counts as failing
CARRIED = 0.2  # share of the selection's articles that the absent usually carry, from which a day is a gap
Array = NDArray[Any]
Counts = Mapping[str, Array]  # outlet -> articles on each day of the snapshot

NEAR = tuple(step for step in range(-AROUND, AROUND + 1) if step)
SAME_WEEKDAY = tuple(step for step in NEAR if step % 7 == 0)


def coverage(seen: View) -> pd.DataFrame:
    """Days on which an outlet of the selection was silent or failing: `day, outlet, state`, oldest first.

    *silent*: without any article in the whole snapshot on a day between its first and last, though at its usual rate
    that happens on less than one day in a hundred (Poisson). The usual rate is the median over the 14 days before and
    the 14 after, or that of the same weekdays among them where it is lower. *failing*: at least half of the polls of
    its feeds failed that day.
    """
    absent = _absent(seen)
    rows = [(EPOCH + timedelta(days=day), outlet, state) for (day, outlet), state in sorted(absent.items())]
    return pd.DataFrame(rows, columns=["day", "outlet", "state"])


def gaps(seen: View) -> pd.DataFrame:
    """Days on which outlets that usually carry a fifth of the selection or more were silent or failing.

    Columns: `day`, `outlets` (a tuple, who carries most first), `share` (of the units selected in the 14 days before
    and after, how many were theirs, 0 to 1).
    """
    if seen.snapshot.span is None:
        return pd.DataFrame(columns=["day", "outlets", "share"])
    first = (seen.snapshot.span[0] - EPOCH).days
    usual = {outlet: _around(counts) for outlet, counts in _selected(seen.snapshot, seen.selection).items()}
    missing: dict[int, list[str]] = {}
    for day, outlet in sorted(_absent(seen)):
        missing.setdefault(day, []).append(outlet)
    rows = []
    for day, outlets in missing.items():
        carried = {outlet: at(usual[outlet], day - first) for outlet in outlets}
        share = sum(carried.values()) / max(1, sum(at(counts, day - first) for counts in usual.values()))
        if share >= CARRIED:
            named = tuple(sorted((o for o in outlets if carried[o]), key=lambda o: (-carried[o], o)))
            rows.append((EPOCH + timedelta(days=day), named, share))
    return pd.DataFrame(rows, columns=["day", "outlets", "share"])


def at(counts: Array, place: int) -> float:
    """What was counted on a day of the snapshot; nothing on one outside it."""
    return float(counts[place]) if 0 <= place < len(counts) else 0.0


def _absent(seen: View) -> dict[tuple[int, str], str]:
    """(day, outlet) -> state, of the outlets and days of the selection."""
    found: dict[tuple[int, str], str] = dict.fromkeys(_silent(seen.snapshot), "silent")
    found |= dict.fromkeys(_failing(seen.snapshot), "failing")
    first, last = _days(seen)
    here = _selected(seen.snapshot, seen.selection)
    return {key: state for key, state in found.items() if key[1] in here and first <= key[0] <= last}


def _days(seen: View) -> tuple[int, int]:
    """The first and last selected day; of the snapshot where none is selected."""
    if seen.snapshot.span is None:
        return 0, -1
    chosen = seen.selection.start or seen.snapshot.span[0], seen.selection.end or seen.snapshot.span[1]
    return (chosen[0] - EPOCH).days, (chosen[1] - EPOCH).days


@lru_cache(maxsize=4)
def _silent(snapshot: Snapshot) -> frozenset[tuple[int, str]]:
    """(day, outlet) where an outlet had no article at all that usually writes."""
    first = (snapshot.span[0] - EPOCH).days if snapshot.span else 0
    whole = _counts(view(snapshot, Selection()))
    return frozenset((first + place, outlet) for outlet, counts in whole.items() for place in _silences(counts))


def _silences(counts: Array) -> list[int]:
    """The places of silent days in an outlet's counts by day."""
    busy = np.flatnonzero(counts > USUAL)
    if len(busy) <= KNOWN // 2:  # no median can reach the usual rate
        return []
    there = np.flatnonzero(counts)
    within = range(int(there[0]), int(there[-1]) + 1)
    near = np.convolve(counts > USUAL, np.ones(2 * AROUND + 1), "same")
    quiet = [day for day in np.flatnonzero((counts == 0) & (near > KNOWN // 2)).tolist() if day in within]
    return [day for day in quiet if _usual(counts, day, within) > USUAL]


def _usual(counts: Array, day: int, within: range) -> float:
    """An outlet's usual articles on a day: the median around it, or of its weekday where that is lower; 0 if unknown."""
    near = [counts[day + step] for step in NEAR if day + step in within]
    weekday = [counts[day + step] for step in SAME_WEEKDAY if day + step in within]
    if len(near) < KNOWN:
        return 0.0
    return float(min(np.median(near), np.median(weekday or near)))


def _failing(snapshot: Snapshot) -> set[tuple[int, str]]:
    """(day, outlet) where at least half of the polls of its feeds failed; read anew each time, as feeds are polled on."""
    if not snapshot.home.archive.is_file():
        return set()
    with Archive(snapshot.home.archive) as archive:
        days = poll_days(archive)
    bad = days[days["failures"] >= FAILING * days["polls"]]
    return {(_number(day), str(outlet)) for day, outlet in zip(bad["day"], bad["source"], strict=True)}


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
        here = (block.days != NO_DAY) & (weights > 0)
        for code in np.unique(codes[here]).tolist():
            rows = here & (codes == code)
            counted = np.bincount(block.days[rows] - first, weights[rows], days)
            found[names[code]] = found.get(names[code], 0) + counted
    return {outlet: counts for outlet, counts in found.items() if outlet}


def _around(counts: Array) -> Array:
    """How many were counted in the days around each day, itself left out."""
    window = np.ones(2 * AROUND + 1)
    window[AROUND] = 0
    return np.convolve(np.pad(counts, AROUND), window, "valid")
