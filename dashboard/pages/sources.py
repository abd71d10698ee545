"""Sources: what was loaded, from whom and when, and what was set aside."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.charts import Figure, heat
from dashboard.parts import card, empty, figures, grid, text_column
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import span

SHOWN = 500


def page(scene: Scene) -> Component:
    """The sources page."""
    if not scene.snapshot.blocks:
        return empty(scene)
    asides, outcomes = scene.table("set-asides"), scene.table("ledger")
    return html.Div(
        [
            _figures(scene, outcomes),
            html.Div([_days(scene), _outlets(scene), _languages(scene), _asides(scene, asides)], className="cards"),
        ]
    )


def _figures(scene: Scene, outcomes: pd.DataFrame) -> Component:
    say, total = scene.say, outcomes.drop(columns="outlet").sum()
    whole = type(scene.selection)()
    return figures([
        (say.number(int(total["pages"])), say("pages taken in"), scene.narrow(whole)),
        (say.number(int(total["articles"])), say("became articles"), scene.narrow(whole, "/articles")),
        (say.number(int(total["repeats"])), say("were there before"), scene.narrow(scene.selection) + "#aside"),
        (say.number(int(total["aside"])), say("set aside, with a reason"), scene.narrow(scene.selection) + "#aside"),
    ])  # fmt: skip


def _days(scene: Scene) -> Component:
    table = scene.table("outlet-trend")
    note = scene.say("{unit} by outlet and period; an empty cell is a period without any", unit=scene.unit.capitalize())
    return card(
        scene,
        "sources-days",
        scene.say("Which outlets were read when"),
        note,
        _calendar(scene, table),
        "outlet-trend",
        wide=True,
    )


def _calendar(scene: Scene, table: pd.DataFrame) -> Figure | None:
    if table.empty:
        return None
    order = table.groupby("outlet")["articles"].sum().sort_values(ascending=False).index[:30]
    periods = scene.table("volume")
    cells = {(r["outlet"], r["period"]): r["articles"] for r in records(table)}
    spans = list(zip(periods["period"], periods["period_end"], strict=True))
    names = [scene.name("outlets", key) for key in order]
    values = [[float(cells.get((key, a), 0)) for a, _ in spans] for key in order]
    hover = [
        [
            f"<b>{name}</b><br>{span(scene, a, b)}<br>{scene.say.number(cells.get((key, a), 0))} {scene.unit}"
            for a, b in spans
        ]
        for key, name in zip(order, names, strict=True)
    ]
    see = [[str(Target(outlet=key, start=a, end=b)) for a, b in spans] for key in order]
    return heat(names, [a.isoformat() for a, _ in spans], values, hover, see, dates=True, cell=24)


def _outlets(scene: Scene) -> Component:
    table = scene.table("outlets")
    table = table.assign(label=[scene.name("outlets", key) for key in table["outlet"]]).head(20)
    see = [Target(outlet=key) for key in table["outlet"]]
    note = scene.say("{unit} by outlet", unit=scene.unit.capitalize())
    return ranking(
        scene,
        Ranking(
            "sources-outlets",
            "outlets",
            scene.say("{n} outlets", n=len(scene.table("outlets"))),
            note,
            "label",
            "articles",
        ),
        table,
        see,
    )


def _languages(scene: Scene) -> Component:
    table = scene.table("languages")
    table = table.assign(label=[scene.name("languages", key) for key in table["language"]])
    see = [Target(language=key) for key in table["language"]]
    note = scene.say("{unit} by language of the text", unit=scene.unit.capitalize())
    return ranking(
        scene,
        Ranking("sources-languages", "languages", scene.say("{n} languages", n=len(table)), note, "label", "articles"),
        table,
        see,
    )


def _asides(scene: Scene, asides: pd.DataFrame) -> Component:
    say = scene.say
    rows = [_aside(scene, at, row) for at, row in enumerate(records(asides.head(SHOWN)))]
    columns = [
        text_column("source", say("page"), minWidth=240), text_column("outlet", say("outlet"), minWidth=150), text_column("what", say("outcome"), maxWidth=140),
        text_column("reason", say("reason"), minWidth=320, flex=3), text_column("taken", say("taken in (UTC)"), maxWidth=160),
    ]  # fmt: skip
    title = (
        say("{n} pages were not counted, and why", n=say.number(len(asides)))
        if rows
        else say("Every page taken in became an article")
    )
    note = say("Nothing is lost: a page that cannot be read is kept, with its reason.")
    extra = [grid("sources-aside", columns, rows)] if rows else [html.Div()]
    return html.Div(
        card(scene, "sources-aside", title, note, None, table="set-asides" if rows else "", wide=True, extra=extra),
        id="aside",
        className="wide",
    )


def _aside(scene: Scene, at: int, row: dict[str, Any]) -> dict[str, str]:
    kinds = {"aside": scene.say("set aside"), "repeat": scene.say("there before")}
    return {
        "source": "/".join(row["source"].split("/")[-2:]),
        "outlet": scene.name("outlets", row["outlet"]) if row["outlet"] else "–",
        "what": kinds.get(row["outcome"], row["outcome"]),
        "reason": scene.say(row["reason"]),
        "taken": row["taken_at"][:16].replace("T", " "),
        "see": str(at),
    }
