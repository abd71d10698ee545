"""Lines over time, one a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts.shading import Band, shaded
from dashboard.charts.theme import Figure, axis, counts, figure, short

DOTTED = 60  # periods up to which each point is marked


@dataclass(frozen=True, slots=True)
class Line:
    """A thing's values over the periods, its place in the whole corpus, hover texts and what clicks open."""

    name: str
    values: Sequence[float]
    hover: Sequence[str]
    see: Sequence[str]
    look: tuple[str, str]


def lines(
    starts: Sequence[date], drawn: Sequence[Line], unit: str, height: int = 420, bands: Sequence[Band] = ()
) -> Figure:
    """One line a thing, named in a legend above; `height` is the least, it grows with the card it stands in.

    `bands` are shaded.
    """
    days = [d.isoformat() for d in starts]
    dots = len(days) <= DOTTED
    legend = {
        "orientation": "h",
        "y": 1.02,
        "yanchor": "bottom",
        "x": 0,
        "font": {"size": 12},
        "itemclick": False,
        "itemdoubleclick": False,
    }
    made = figure(
        [_line(days, line, dots=dots) for line in drawn], height, autosize=True, showlegend=True, legend=legend, margin={"l": 48, "r": 12, "t": 8, "b": 36},
        xaxis=axis(type="date", showgrid=False), yaxis=counts(unit, max((v for line in drawn for v in line.values), default=0)),
    )  # fmt: skip
    return shaded(made, starts, bands)


def _line(days: Sequence[str], line: Line, *, dots: bool) -> dict[str, Any]:
    colour, dash = line.look
    return {
        "type": "scatter", "mode": "lines+markers" if dots else "lines", "name": short(line.name, 36), "x": list(days), "y": list(line.values),
        "customdata": list(line.see), "hovertext": list(line.hover), "hovertemplate": "%{hovertext}<extra></extra>",
        "line": {"color": colour, "width": 2 if dots else 1.6, "dash": dash}, "marker": {"size": 5, "color": colour},
    }  # fmt: skip
