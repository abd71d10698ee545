"""Who held what from when until when: bands over time, a row an office or a holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.charts.theme import ACCENT, GROUND, INK, MUTED, Figure, axis, figure, short

ROW = 30  # pixels of a row
NAME = 40  # letters of a name that are written
PAST = "#66829b"  # of those who are no longer there


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time in an office: the row it stands in, first day and the day after the last, whether it still runs.

    `text` stands in the band where there is room, `see` is what a click opens.
    """

    row: str
    start: date
    end: date
    running: bool
    text: str
    hover: str
    see: str


def tenures(drawn: Sequence[Tenure], first: date, last: date, below: Mapping[str, str] | None = None) -> Figure:
    """Bands from `first` to `last`; `below` is written under the names of rows, such as who is there now."""
    rows = list(dict.fromkeys(t.row for t in drawn))
    days = [(t.end - max(t.start, first)).days for t in drawn]
    made = {
        "type": "bar", "orientation": "h", "y": [rows.index(t.row) for t in drawn], "base": [max(t.start, first).isoformat() for t in drawn],
        "x": [n * 86_400_000 for n in days], "width": 0.62, "marker": {"color": [ACCENT if t.running else PAST for t in drawn], "line": {"color": GROUND, "width": 1.5}},
        "text": [t.text + (" →" if t.running else "") for t in drawn], "textposition": "inside", "insidetextanchor": "start", "textangle": 0,
        "constraintext": "inside", "textfont": {"size": 11, "color": GROUND}, "hovertext": [t.hover for t in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>", "customdata": [t.see for t in drawn], "cliponaxis": True,
    }  # fmt: skip
    names = axis(
        autorange="reversed", showgrid=False, tickmode="array", tickvals=list(range(len(rows))),
        ticktext=[_label(row, (below or {}).get(row, "")) for row in rows], tickfont={"size": 12, "color": INK},
    )  # fmt: skip
    across = axis(type="date", range=[first.isoformat(), (last + timedelta(20)).isoformat()])
    return figure(
        [made],
        52 + (ROW + (8 if below else 0)) * max(len(rows), 2),
        xaxis=across,
        yaxis=names,
        barmode="overlay",
        uniformtext={"minsize": 10, "mode": "hide"},  # what its band has no room for is told by its hover text
        margin={"l": 8, "r": 12, "t": 4, "b": 32},
    )


def _label(row: str, below: str) -> str:
    more = f'<br><span style="font-size:10.5px;color:{MUTED}">{short(below, NAME)}</span>' if below else ""
    return short(row, NAME) + more
