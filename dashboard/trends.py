"""Trends as lines, with hover texts and what their points open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from analytics.measures import Target
from analytics.snapshot import Snapshot
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.charts import Figure, Line, lines, style
from dashboard.charts.theme import DASHES, SERIES
from dashboard.gaps import bands
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.tables import table
from data.selection import Selection

UNITS = {"count": "occurrences"}  # what a column counts, where its name does not say it
Opens = Callable[[str, date, date], Target]


@lru_cache(maxsize=32)
def ranks(snapshot: Snapshot, name: str, key: str) -> Mapping[str, int]:
    """The place of each thing in a table of the whole corpus, which fixes its colour on every page."""
    whole = table(name, Asked(view(snapshot, Selection()), Options()))
    return {thing: at for at, thing in enumerate(whole[key])}


def trend_lines(
    scene: Scene,
    rows: pd.DataFrame,
    key: str,
    value: str,
    *,
    names: Mapping[str, str],
    whole: str,
    opens: Opens,
) -> Figure | None:
    """Lines of a trend table: one for each value of column `key`, of column `value`; `whole` is the table that fixes the colours."""
    if rows.empty:
        return None
    places = ranks(scene.snapshot, whole, key)
    drawn, looks = [], apart([places.get(thing, 0) for thing in dict.fromkeys(rows[key])])
    for thing, look in zip(dict.fromkeys(rows[key]), looks, strict=True):
        part = rows[rows[key] == thing]
        see = [opens(thing, a, b) for a, b in zip(part["period"], part["period_end"], strict=True)]
        drawn.append(_line(scene, part, value, name=names.get(thing, thing), look=look, see=see))
    periods = dict(zip(rows["period"], rows["period_end"], strict=True))
    shaded = bands(scene, list(periods), list(periods.values()), span)
    return lines(list(periods), drawn, unit_of(scene, value), bands=shaded)


def apart(places: Sequence[int]) -> list[tuple[str, str]]:
    """A look for each place of the whole corpus, its own where no other line has that colour yet, else the next free colour."""
    looks: list[tuple[str, str]] = []
    for place in places:
        colours = {colour for colour, _ in looks}
        offered = [style(place + step) for step in range(len(SERIES) * len(DASHES))]
        free = [look for look in offered if look[0] not in colours] or [look for look in offered if look not in looks]
        looks.append((free or offered)[0])
    return looks


def _line(
    scene: Scene, part: pd.DataFrame, value: str, *, name: str, look: tuple[str, str], see: Sequence[Target]
) -> Line:
    unit = unit_of(scene, value)
    hover = [
        f"<b>{name}</b><br>{span(scene, row['period'], row['period_end'])}<br>{scene.say.number(row[value])} {unit}"
        for row in records(part)
    ]
    return Line(name, [int(n) for n in part[value]], hover, [str(target) for target in see], look)


def span(scene: Scene, first: date, last: date) -> str:
    """A period in words: a day, a month, or from one day to another."""
    if first == last:
        return scene.say.day(first)
    if first.day == 1 and (last.month, last.year) == (first.month, first.year) and last.day >= 28:
        return scene.say.day(first, "MMMM yyyy")
    return f"{scene.say.day(first)} – {scene.say.day(last)}"


def unit_of(scene: Scene, column: str) -> str:
    """What a column of a table counts, in words."""
    return scene.unit if column == "articles" else scene.say(UNITS.get(column, column))
