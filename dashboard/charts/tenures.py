"""Who held what from when until when: bands over time, a row an office or a holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.charts.theme import GROUND, INK, Figure, axis, figure, short

ROW = 30  # pixels of a row


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time in an office: the row it stands in, first day and the day after the last, whether it still runs.

    `text` stands in the band where there is room, `colour` is its own, `see` what a click opens.
    """

    row: str
    start: date
    end: date
    running: bool
    text: str
    colour: str
    hover: str
    see: str


def tenures(drawn: Sequence[Tenure], first: date, last: date) -> Figure:
    """Bands from `first` to `last`; one that still runs ends in a point."""
    rows = list(dict.fromkeys(t.row for t in drawn))
    days = [(t.end - max(t.start, first)).days for t in drawn]
    made = {
        "type": "bar", "orientation": "h", "y": [rows.index(t.row) for t in drawn], "base": [max(t.start, first).isoformat() for t in drawn],
        "x": [n * 86_400_000 for n in days], "width": 0.62, "marker": {"color": [t.colour for t in drawn], "line": {"color": GROUND, "width": 1.5}},
        "text": [t.text + (" →" if t.running else "") for t in drawn], "textposition": "inside", "insidetextanchor": "start", "textangle": 0,
        "constraintext": "none", "textfont": {"size": 11, "color": GROUND}, "hovertext": [t.hover for t in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>", "customdata": [t.see for t in drawn], "cliponaxis": True,
    }  # fmt: skip
    room = (last - first).days / 700
    made["text"] = [_fitting(str(text), n / room) for text, n in zip(made["text"], days, strict=True)]  # type: ignore[call-overload]
    names = axis(
        autorange="reversed", showgrid=False, tickmode="array", tickvals=list(range(len(rows))),
        ticktext=[short(row, 34) for row in rows], tickfont={"size": 12, "color": INK},
    )  # fmt: skip
    across = axis(type="date", range=[first.isoformat(), (last + timedelta(20)).isoformat()])
    return figure(
        [made],
        52 + ROW * max(len(rows), 2),
        xaxis=across,
        yaxis=names,
        barmode="overlay",
        margin={"l": 8, "r": 12, "t": 4, "b": 32},
    )


def _fitting(text: str, pixels: float) -> str:
    """As much of a text as its band has room for, nothing where that is too little."""
    letters = int(pixels / 6.6) - 1
    return text if len(text) <= letters else short(text, letters) if letters > 5 else ""
