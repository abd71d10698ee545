"""Periods shaded behind columns and lines, with a mark above each that says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from dashboard.charts.theme import Figure

BAND, MARK = "rgba(180,83,9,0.10)", "#b45309"


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded period: its first day, and what its mark says."""

    start: date
    hover: str


def shaded(figure: Figure, starts: Sequence[date], bands: Sequence[Band]) -> Figure:
    """The figure with these of its periods shaded; neighbours make one band. Without bands it stays as it is."""
    if not bands:
        return figure
    over = {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
    shapes = [_shape(starts, run) for run in _runs(starts, {band.start for band in bands})]
    layout = figure["layout"] | {"shapes": shapes, "yaxis2": over}
    return {"data": [*figure["data"], _marks(bands)], "layout": layout}


def _marks(bands: Sequence[Band]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "yaxis": "y2", "x": [band.start.isoformat() for band in bands],
        "y": [0.97] * len(bands), "hovertext": [band.hover for band in bands], "showlegend": False,
        "hovertemplate": "%{hovertext}<extra></extra>", "marker": {"symbol": "triangle-down", "size": 9, "color": MARK},
    }  # fmt: skip


def _runs(starts: Sequence[date], chosen: set[date]) -> list[list[int]]:
    """The places of chosen periods, neighbours together."""
    places = [at for at, start in enumerate(starts) if start in chosen]
    runs = groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    return [[at for _, at in run] for _, run in runs]


def _shape(starts: Sequence[date], run: Sequence[int]) -> dict[str, Any]:
    """A rectangle from half a period before the first to half a period after the last."""
    edges = [_midnight(starts[run[0]]) - _half(starts, run[0]), _midnight(starts[run[-1]]) + _half(starts, run[-1])]
    left, right = (edge.isoformat() for edge in edges)
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": left, "x1": right, "y0": 0, "y1": 1, "layer": "below",
        "fillcolor": BAND, "line": {"width": 0},
    }  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _half(starts: Sequence[date], at: int) -> timedelta:
    """Half of the distance between two periods."""
    if len(starts) < 2:
        return timedelta(hours=12)
    near = min(at, len(starts) - 2)
    return (_midnight(starts[near + 1]) - _midnight(starts[near])) / 2
