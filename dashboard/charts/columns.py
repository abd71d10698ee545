"""Columns over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.charts.shading import Band, shaded
from dashboard.charts.theme import ACCENT, Figure, axis, counts, figure


def columns(
    starts: Sequence[date],
    values: Sequence[int],
    hover: Sequence[str],
    see: Sequence[str],
    *,
    unit: str,
    height: int = 260,
    bands: Sequence[Band] = (),
) -> Figure:
    """One column a period; `see` is what a click on it opens, `bands` are shaded."""
    bars = {
        "type": "bar", "x": [d.isoformat() for d in starts], "y": list(values), "customdata": list(see),
        "hovertext": list(hover), "hovertemplate": "%{hovertext}<extra></extra>", "marker": {"color": ACCENT},
    }  # fmt: skip
    across = axis(type="date", showgrid=False)
    drawn = figure([bars], height, xaxis=across, yaxis=counts(unit, max(values, default=0)), bargap=0.18)
    return shaded(drawn, starts, bands)
