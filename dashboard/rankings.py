"""Rankings: the head of a table as bars, each of which opens its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.charts import bars
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import unit_of


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a ranking is told: the card's name, the table behind it, title and note, and its columns of names and values."""

    name: str
    table: str
    title: str
    note: str
    label: str
    value: str = "articles"


def ranking(scene: Scene, told: Ranking, rows: pd.DataFrame, see: Sequence[Target]) -> Component:
    """The rows as bars; `see` is what each of them opens."""
    unit = unit_of(scene, told.value)
    hover = [_hover(scene, row, told, unit) for row in records(rows)]
    values = [float(v) for v in rows[told.value]]
    drawn = bars(list(rows[told.label]), values, hover, [str(s) for s in see], unit=unit) if values else None
    return card(scene, told.name, told.title, told.note, drawn, table=told.table)


def _hover(scene: Scene, row: dict[str, Any], told: Ranking, unit: str) -> str:
    say = scene.say
    among = say(
        "in {share} of {n} {unit}", share=say.percent(row["share"]), n=say.number(scene.seen.total), unit=scene.unit
    )
    return f"<b>{row[told.label]}</b><br>{say.number(row[told.value])} {unit}<br>{among}"
