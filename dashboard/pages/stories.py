"""Stories: which texts were carried most, who copied whom, and how fast."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import SPANS, Target
from dashboard.charts import Figure, bars, heat
from dashboard.lag import lag
from dashboard.language import Say
from dashboard.parts import card, empty, figures, grid, number_column, text_column
from dashboard.records import records
from dashboard.scene import Scene, outlet_name

SHOWN = 300  # stories in the table
CROSSED = 14  # outlets on each side of the grid


def page(scene: Scene) -> Component:
    """The stories page."""
    if not scene.seen.total:
        return empty(scene)
    told = scene.table("stories", top=None)
    if told.empty:
        return _none(scene)
    cards = [_most(scene, told), _who(scene), _fast(scene)]
    return html.Div([_figures(scene, told), html.Div(cards, className="cards")])


def _none(scene: Scene) -> Component:
    say = scene.say
    title = say("No two of the selected articles carry the same text.")
    note = say("A copy is found when it appears within a week of the first text: whole, cut, framed or lightly edited.")
    whole = dcc.Link(say("Show everything"), href=scene.narrow(type(scene.selection)()))
    return html.Div(card(scene, "stories-most", title, note, None, extra=[whole], wide=True), className="cards")


def _figures(scene: Scene, told: pd.DataFrame) -> Component:
    say, whole = scene.say, Scene(scene.snapshot, "/", "?" + scene.selection.but(unit="article").to_query(), scene.say)
    copies = int(told["articles"].sum() - len(told))
    middle = scene.table("copiers", top=None)
    every = scene.open(Target(origin="*"))
    typical = float(told["median_delay"].median())
    return figures([
        (say.number(len(told)), say("texts carried more than once"), scene.narrow(scene.selection)),
        (say.number(copies), say("copies of them"), every),
        (say.percent(copies / max(1, whole.seen.total)), say("of the selected articles are copies"), every),
        (say.number(len(set(middle["copier"]))), say("outlets carried a text second-hand"), every),
        (lag(say, typical), say("from the first text to a copy, typically"), every),
    ])  # fmt: skip


def _named(say: Say, outlet: str) -> str:
    """An outlet's name."""
    return outlet_name(outlet) if outlet else say("unknown outlet")


def _most(scene: Scene, told: pd.DataFrame) -> Component:
    say = scene.say
    columns = [
        text_column("title", say("first headline"), minWidth=260, flex=3, cellClass="opens"),
        number_column("articles", say("articles")), number_column("outlets", say("outlets"), cellClass="ag-right-aligned-cell"),
        number_column("families", say("publishers"), cellClass="ag-right-aligned-cell"),
        text_column("first", say("first in"), minWidth=150), text_column("when", say("first at"), maxWidth=170),
        text_column("delay", say("typical delay"), maxWidth=130),
    ]  # fmt: skip
    rows = [_row(scene, row) for row in records(told.head(SHOWN))]
    title = say("Carried most: {title}", title=told["title"].iloc[0] or say("(no title)"))
    note = say("A text and its copies: whole, cut, framed, reordered or lightly edited, within a week of the first.")
    note += " " + say("A click on a headline shows the copies in order and what each left out.")
    return card(
        scene, "stories-most", title, note, None, "stories", wide=True, extra=[grid("stories-most", columns, rows)]
    )


def _row(scene: Scene, row: dict[str, Any]) -> dict[str, Any]:
    when = row["published"][:16].replace("T", " ") or scene.say("unknown date")
    return {
        "title": row["title"] or scene.say("(no title)"), "articles": row["articles"], "outlets": row["outlets"],
        "families": row["families"], "first": _named(scene.say, row["outlet"]), "when": when,
        "delay": lag(scene.say, row["median_delay"]), "see": str(Target(story=row["story"])),
    }  # fmt: skip


def _who(scene: Scene) -> Component:
    say, table = scene.say, scene.table("copiers", top=None)
    across = table[table["outlet"] != table["copier"]]
    best = across if len(across) else table
    title = say(
        "{copier} carried {outlet} most",
        copier=_named(say, best["copier"].iloc[0]), outlet=_named(say, best["outlet"].iloc[0]),
    )  # fmt: skip
    note = say("Copies by the outlet that had the text first (rows) and the outlet that carried it (columns)")
    return card(scene, "stories-who", title, note, _crossed(scene, table), "copiers", wide=True)


def _crossed(scene: Scene, table: pd.DataFrame) -> Figure:
    say = scene.say
    firsts = list(table.groupby("outlet")["articles"].sum().sort_values(ascending=False).index[:CROSSED])
    copiers = list(table.groupby("copier")["articles"].sum().sort_values(ascending=False).index[:CROSSED])
    cells = {(r["outlet"], r["copier"]): r for r in records(table)}

    def told(first: str, copier: str) -> str:
        row = cells.get((first, copier))
        number = say("{n} copies", n=say.number(row["articles"] if row else 0))
        late = f"<br>{say('typically after {lag}', lag=lag(say, row['median_delay']))}" if row else ""
        return f"<b>{_named(say, first)} → {_named(say, copier)}</b><br>{number}{late}"

    return heat(
        [_named(say, first) for first in firsts], [_named(say, copier) for copier in copiers],
        [[float(cells[a, b]["articles"]) if (a, b) in cells else 0.0 for b in copiers] for a in firsts],
        [[told(a, b) for b in copiers] for a in firsts],
        [[str(Target(origin=a, outlet=b)) for b in copiers] for a in firsts],
    )  # fmt: skip


def _fast(scene: Scene) -> Component:
    say, table = scene.say, scene.table("copy-delays")
    ends = [lag(say, minutes) for minutes in SPANS]
    labels = [say("within {lag}", lag=ends[0]), *[f"{a} – {b}" for a, b in pairwise(ends)]]
    counts = [int(n) for n in table["articles"]]
    soon = sum(counts[:2]) / max(1, sum(counts))
    hover = [f"<b>{label}</b><br>{say('{n} copies', n=say.number(n))}" for label, n in zip(labels, counts, strict=True)]
    see = [str(Target(origin="*", within=minutes)) for minutes in SPANS]
    drawn = bars(labels, [float(n) for n in counts], hover, see, unit=say("copies")) if sum(counts) else None
    title = say("{share} of copies came within an hour", share=say.percent(soon))
    return card(
        scene, "stories-fast", title, say("Copies by the time since the first text"), drawn, "copy-delays", wide=True
    )
