"""Ranked bars, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.theme import ACCENT, INK, Figure, axis, counts, figure, short


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    hover: Sequence[str],
    see: Sequence[str],
    *,
    unit: str,
    colours: Sequence[str] = (),
) -> Figure:
    """One bar a row, its value written at its end; `see` is what a click on it opens."""
    made = {
        "type": "bar", "orientation": "h", "y": list(range(len(labels))), "x": list(values), "customdata": list(see),
        "hovertext": list(hover), "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [f"{v:,.0f}" for v in values], "textposition": "outside", "cliponaxis": False,
        "textfont": {"size": 11, "color": INK}, "marker": {"color": list(colours) or ACCENT},
    }  # fmt: skip
    names = axis(
        autorange="reversed", showgrid=False, tickmode="array", tickvals=list(range(len(labels))),
        ticktext=[short(label) for label in labels], tickfont={"size": 12, "color": INK},
    )  # fmt: skip
    return figure(
        [made],
        60 + 25 * max(len(labels), 2),
        xaxis=counts(unit, max(values, default=0)),
        yaxis=names,
        bargap=0.28,
        margin={"l": 8, "r": 40, "t": 4, "b": 40},
    )
