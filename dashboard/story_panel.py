"""One story in the panel: who carried it, in order, and what each copy left out, put in and changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target, copies, count
from dashboard.lag import lag
from dashboard.moments import when
from dashboard.parts import downloads
from dashboard.records import records
from dashboard.scene import Scene, outlet_name

CHANGES = 4  # changed names and numbers told of a copy


def story_panel(scene: Scene, story: str) -> Component:
    """The copies of a story, the first text first."""
    say, table = scene.say, copies(scene.snapshot, story)
    if table.empty:
        return html.P(say("This story is not in the snapshot."), className="empty")
    rows = records(table)
    chosen = count(scene.seen, Target(story=story))
    carried = say(
        "{n} articles of {outlets} outlets carry this text",
        n=say.number(len(rows)), outlets=say.number(table["outlet"].nunique()),
    )  # fmt: skip
    carried += "" if chosen == len(rows) else " · " + say("{n} of them are selected", n=say.number(chosen))
    head = html.Header([
        html.H2(rows[0]["title"] or say("(no title)"), id="panel-count"),
        html.P(carried),
        html.P(say("Everything in the snapshot, whatever is selected. A copy is compared with the first text."), className="note"),
    ])  # fmt: skip
    items = [_item(scene, at, row) for at, row in enumerate(rows)]
    return html.Div(
        [head, downloads(scene, "copies", see=str(Target(story=story))), html.Ol(items, className="copies")]
    )


def _item(scene: Scene, at: int, row: dict[str, Any]) -> Component:
    say = scene.say
    late = html.Strong(say("first") if not at else f"+ {lag(say, row['delay'])}", className="lag")
    source = [html.Span(outlet_name(row["outlet"])), html.Time(when(scene, row["published"], row["outlet"]))]
    link = dcc.Link(row["title"] or say("(no title)"), href=scene.open(Target(article=row["article"])))
    return html.Li(
        [html.P([late, *source], className="source"), html.P(link), html.P(_told(scene, at, row), className="note")]
    )


def _told(scene: Scene, at: int, row: dict[str, Any]) -> str:
    """What a copy did to the text, in words."""
    say = scene.say
    if not at:
        return say("the first text; the others are compared with it")
    parts = [say("{share} of the first text kept", share=say.percent(row["kept"]))]
    parts += [say("paragraph {which} cut", which=_ranges(row["cut"]))] if row["cut"] else []
    parts += [say("{n} words added", n=say.number(row["added"]))] if row["added"] else []
    shown = row["changed"][:CHANGES]
    parts += (
        [say("changed: {what}", what=", ".join(shown) + (" …" if len(row["changed"]) > CHANGES else ""))]
        if shown
        else []
    )
    return " · ".join(parts)


def _ranges(numbers: Sequence[int]) -> str:
    """`2, 5–9`."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
