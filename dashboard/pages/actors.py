"""Actors: who is named, how often, when, with whom and about what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.charts import Edge, Figure, Node, heat, network
from dashboard.parts import card, choice, empty, grid, number_column, share_column, text_column
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.tables import CROSSED, PAIRED, RANKED, SERIES
from dashboard.trends import trend_lines

COLOURS = {"state": "#0072B2", "organisation": "#009E73", "person": "#D55E00"}
EDGES = 45  # lines drawn in the network, those of most articles
LEAST = 2  # articles that must name both


def page(scene: Scene) -> Component:
    """The actors page."""
    if not scene.seen.total:
        return empty(scene)
    say = scene.say
    kinds = [
        ("", say("All")),
        ("state", say("States")),
        ("organisation", say("Bodies and forces")),
        ("person", say("Persons")),
    ]
    picked = choice(scene, "kind", kinds, scene.options.kind, say("Show"))
    return html.Div(
        [
            picked,
            html.Div(
                [_ranking(scene), _trend(scene), _network(scene), _themes(scene), _table(scene)],
                className="cards",
            ),
        ]
    )


def _ranking(scene: Scene) -> Component:
    table = scene.table("actors", top=20)
    title = scene.say("Most named: {names}", names=", ".join(table["name"][:3])) if len(table) else scene.say("Actors")
    see = [Target(actor=key, count="mentions") for key in table["actor"]]
    return ranking(
        scene,
        Ranking("actors-ranking", "actors", title, scene.say("Mentions in title and text"), "name", "mentions"),
        table,
        see,
    )


def _trend(scene: Scene) -> Component:
    table = scene.table("actor-trend", top=SERIES)
    drawn = trend_lines(scene, table, "actor", "mentions", names=scene.actor_names, whole="actors", opens=_between)
    title = scene.say("The {n} most named over time", n=table["actor"].nunique())
    return card(scene, "actors-trend", title, scene.say("Mentions by period"), drawn, table="actor-trend")


def _between(key: str, start: date, end: date) -> Target:
    return Target(actor=key, start=start, end=end, count="mentions")


def _network(scene: Scene) -> Component:
    say = scene.say
    who, pairs = scene.table("actors", top=PAIRED), scene.table("co-mentions")
    pairs = pairs[(pairs["articles"] >= LEAST) & (pairs["lift"] > 1)].head(EDGES)
    drawn = _net(scene, who, pairs) if len(pairs) else None
    title = (
        say(
            "Who is named with whom: {a} and {b} most often",
            a=pairs["name"].iloc[0],
            b=pairs["other_name"].iloc[0],
        )
        if len(pairs)
        else say("Who is named with whom")
    )
    note = say(
        "The {n} most named: states blue, bodies green, persons orange. A line joins two named together"
        " more often than chance; it is as thick as the {unit} that name both are many",
        n=len(who),
        unit=scene.unit,
    )
    return card(scene, "actors-network", title, note, drawn, table="co-mentions", wide=True)


def _net(scene: Scene, who: pd.DataFrame, pairs: pd.DataFrame) -> Figure:
    tied = set(pairs["actor"]) | set(pairs["other"])
    nodes = [_node(scene, row) for row in records(who) if row["actor"] in tied]
    return network(nodes, [_edge(scene, row) for row in records(pairs)])


def _node(scene: Scene, row: dict[str, Any]) -> Node:
    told = f"<b>{row['name']}</b><br>{scene.say.number(row['mentions'])} {scene.say('mentions')}"
    see = str(Target(actor=row["actor"], count="mentions"))
    return Node(row["actor"], row["name"], row["mentions"], COLOURS[row["kind"]], told, see)


def _edge(scene: Scene, row: dict[str, Any]) -> Edge:
    say = scene.say
    chance = say("{x} times as often as chance", x=say.number(round(row["lift"], 1)))
    told = f"<b>{row['name']} – {row['other_name']}</b><br>{say.number(row['articles'])} {scene.unit}<br>{chance}"
    return Edge(
        row["actor"],
        row["other"],
        row["articles"],
        row["lift"],
        told,
        str(Target(actor=row["actor"], other=row["other"])),
    )


def _themes(scene: Scene) -> Component:
    say, table = scene.say, scene.table("actors-by-theme", top=CROSSED)
    drawn = None
    if table["articles"].sum():
        order = table.groupby("theme")["articles"].sum().sort_values(ascending=False)
        keys, labels = (
            list(dict.fromkeys(table["actor"])),
            dict(zip(table["theme"], table["label"], strict=True)),
        )
        columns = [key for key in order.index if order[key] > 0]
        cells = {(r["actor"], r["theme"]): r for r in records(table)}
        drawn = heat(
            [scene.actor_names[k] for k in keys], [labels[c] for c in columns],
            [[cells[k, c]["articles"] for c in columns] for k in keys],
            [[_cell(scene, cells[k, c]) for c in columns] for k in keys],
            [[str(Target(actor=k, theme=c)) for c in columns] for k in keys],
        )  # fmt: skip
    note = say("{unit} that name the actor and have the theme", unit=scene.unit.capitalize())
    return card(scene, "actors-themes", say("Who is named on which theme"), note, drawn, "actors-by-theme", wide=True)


def _cell(scene: Scene, row: dict[str, Any]) -> str:
    say = scene.say
    told = say("{share} of those that name the actor", share=say.percent(row["share"]))
    return f"<b>{row['name']}</b> · {row['label']}<br>{say.number(row['articles'])} {scene.unit}<br>{told}"


def _table(scene: Scene) -> Component:
    say, table = scene.say, scene.table("actors", top=None)
    rows = [_row(scene, row) for row in records(table.head(RANKED * 3))]
    columns = [
        text_column("name", say("actor"), minWidth=150), number_column("mentions", say("mentions")), number_column("articles", scene.unit),
        share_column("share", say("share of {unit}", unit=scene.unit)), text_column("kind", say("kind"), maxWidth=140),
        text_column("state", say("state"), maxWidth=100), text_column("known", say("registry"), maxWidth=130),
    ]  # fmt: skip
    title = say("{n} actors", n=say.number(len(table)))
    note = say(
        "A click on a number opens its sentences. New names were found in the texts and are not in the registry."
    )
    if len(table) > len(rows):
        note += " " + say("The {n} most frequent are shown; the download holds all.", n=len(rows))
    extra = [grid("actors-table", columns, rows)] if rows else []
    return card(scene, "actors-table", title, note, None, table="actors", wide=True, extra=extra)


def _row(scene: Scene, row: dict[str, Any]) -> dict[str, Any]:
    kinds = {"state": scene.say("state"), "person": scene.say("person"), "organisation": scene.say("organisation")}
    told = "" if row["known"] else scene.say("new name")
    see = str(Target(actor=row["actor"]))
    return row | {"kind": kinds[row["kind"]], "see": see, "state": row["state"] or "", "known": told}
