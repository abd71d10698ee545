"""A grid of cells, darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.shading import MARK
from dashboard.charts.theme import GROUND, HEAT, INK, MUTED, Figure, axis, figure, short

NUMBERED = 400  # cells in which numbers can still be read
SCALE = {
    "orientation": "h", "x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "len": 0.6, "thickness": 8, "outlinewidth": 0,
    "tickfont": {"size": 10, "color": MUTED}, "tickangle": 0, "nticks": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell whose thing was missing: its row and column, whether it could not be read (else it was silent), and its hover text."""

    row: int
    column: int
    failing: bool
    hover: str


def heat(
    rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[float]], hover: Sequence[Sequence[str]],
    see: Sequence[Sequence[str]], *, dates: bool = False, cell: int = 26,
    missing: Sequence[Missing] = (),
) -> Figure:  # fmt: skip
    """Rows x columns; every cell says its value on hover and opens what `see` names; what is `missing` is marked."""
    scaled = sum(map(len, values)) > NUMBERED
    made: dict[str, Any] = {
        "type": "heatmap", "x": list(columns) if dates else list(range(len(columns))), "y": list(range(len(rows))),
        "z": [[v or None for v in row] for row in values], "customdata": [list(r) for r in see],
        "hovertext": [list(r) for r in hover], "hovertemplate": "%{hovertext}<extra></extra>", "colorscale": HEAT,
        "showscale": scaled, "colorbar": SCALE, "xgap": 2, "ygap": 2, "hoverongaps": False,
    }  # fmt: skip
    if not scaled:
        made |= {
            "text": [[f"{v:,.0f}" if v else "" for v in row] for row in values],
            "texttemplate": "%{text}",
            "textfont": {"size": 10},
        }
    across = axis(showgrid=False, side="top", tickangle=-38 if dates else -58) | (
        {"type": "date"}
        if dates
        else {
            "tickmode": "array",
            "tickvals": list(range(len(columns))),
            "ticktext": [short(c, 26) for c in columns],
        }
    )
    down = axis(
        autorange="reversed", showgrid=False, tickmode="array", tickvals=list(range(len(rows))),
        ticktext=[short(r, 26) for r in rows], tickfont={"size": 12, "color": INK},
    )  # fmt: skip
    room = 40 if dates else 150
    return figure(
        [made, *_marks(columns if dates else list(range(len(columns))), missing)],
        room + (56 if scaled else 24) + cell * max(len(rows), 2),
        xaxis=across,
        yaxis=down,
        margin={"l": 8, "r": 30 if dates else 62, "t": room, "b": 40 if scaled else 8},
        plot_bgcolor=GROUND,
    )


def _marks(columns: Sequence[str] | Sequence[int], missing: Sequence[Missing]) -> list[dict[str, Any]]:
    """A ring on each cell that was silent, a cross on each that could not be read."""
    if not missing:
        return []
    return [{
        "type": "scatter", "mode": "markers", "x": [columns[one.column] for one in missing], "y": [one.row for one in missing],
        "hovertext": [one.hover for one in missing], "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
        "marker": {"symbol": ["x-thin-open" if one.failing else "circle-open" for one in missing], "size": 7, "color": MARK, "line": {"width": 2, "color": MARK}},
    }]  # fmt: skip
