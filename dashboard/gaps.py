"""Which periods of a chart are shaded, as outlets that usually carry much of it were silent or could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from analytics.measures import gaps
from dashboard.charts import Band
from dashboard.records import records
from dashboard.scene import Scene, outlet_name

NAMED = 4  # outlets that a mark names


def bands(
    scene: Scene, starts: Sequence[date], ends: Sequence[date], told: Callable[[Scene, date, date], str]
) -> list[Band]:
    """The periods of which half the selected days or more are gaps; `told` puts a period in words."""
    rows = records(gaps(scene.seen))
    if not rows:
        return []
    found = []
    for start, end in zip(starts, ends, strict=True):
        here = [row for row in rows if start <= row["day"] <= end]
        if here and 2 * len(here) >= _days(scene, start, end):
            found.append(
                Band(start, f"<b>{told(scene, start, end)}</b><br>{_without(scene, [r['outlets'] for r in here])}")
            )
    return found


def _days(scene: Scene, start: date, end: date) -> int:
    """How many days of a period are selected."""
    span = scene.snapshot.span or (start, end)
    first, last = scene.selection.start or span[0], scene.selection.end or span[1]
    return (min(end, last) - max(start, first)).days + 1


def _without(scene: Scene, absent: Sequence[Sequence[str]]) -> str:
    """Who was silent or could not be read, those missing on most days first."""
    say, days = scene.say, Counter(outlet for outlets in absent for outlet in outlets)
    names = [outlet_name(key) for key, _ in days.most_common(NAMED)]
    more = len(days) - len(names)
    told = say("without {outlets}", outlets=", ".join(names)) + (f" {say('and {n} more', n=more)}" if more else "")
    return told if len(absent) == 1 else f"{told} {say('on {n} days', n=len(absent))}"
