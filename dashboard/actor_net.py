"""Who is named with whom: a net on a desk, a list on a phone; a name leads to its page, a tie to its sentences."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.charts import Edge, Figure, Node, network
from dashboard.kinds import COLOURS, kinds
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene

LISTED = 20  # ties in the list


def actor_net(scene: Scene) -> Component | None:
    """The card with the net of the most named actors; None where no two are surely tied."""
    say = scene.say
    who, pairs = scene.table("actors", top=None).set_index("actor", drop=False), scene.table("ties")
    if pairs.empty:
        return None
    first = pairs.iloc[0]
    title = say("Who is named with whom: {a} and {b} most surely", a=first["name"], b=first["other_name"])
    tied = who.loc[list(dict.fromkeys([*pairs["actor"], *pairs["other"]]))]
    note = say(
        "{n} of the most named, tied where at least three {unit} name both and more often than chance would. The surer a"
        " tie, the thicker or higher it stands (log-likelihood ratio: how often, and how far beyond chance). A name opens"
        " its page, a tie its sentences.",
        n=len(tied), unit=scene.unit,
    )  # fmt: skip
    drawn = _net(scene, tied, pairs)
    extra = [_legend(scene), _list(scene, pairs)]
    return card(scene, "actors-network", title, note, drawn, table="ties", wide=True, extra=extra)


def _legend(scene: Scene) -> Component:
    """What the colours mean."""
    named = [(COLOURS[kind], name) for kind, name in kinds(scene.say)]
    return html.P(
        [html.Span([html.Span(className="dot", style={"background": colour}), name]) for colour, name in named],
        className="legend",
    )


def _list(scene: Scene, pairs: pd.DataFrame) -> Component:
    """The surest ties in words: what a phone shows in place of the net."""
    return html.Ol(
        [
            html.Li([
                dcc.Link(row["name"], href=scene.about(row["actor"])), " – ", dcc.Link(row["other_name"], href=scene.about(row["other"])), " ",
                dcc.Link(_told(scene, row), href=scene.open(Target(actor=row["actor"], other=row["other"])), className="told"),
            ])
            for row in records(pairs.head(LISTED))
        ],
        className="pairs",
    )  # fmt: skip


def _told(scene: Scene, row: dict[str, Any]) -> str:
    say = scene.say
    chance = say("{x} times as often as chance", x=say.number(round(row["lift"], 1)))
    return f"{say.number(row['articles'])} {scene.unit}, {chance}"


def _net(scene: Scene, who: pd.DataFrame, pairs: pd.DataFrame) -> Figure:
    most = pairs["strength"].max()
    edges = [_edge(scene, row, sqrt(row["strength"] / most)) for row in records(pairs)]
    return network([_node(scene, row) for row in records(who)], edges)


def _node(scene: Scene, row: dict[str, Any]) -> Node:
    told = f"<b>{row['name']}</b><br>{scene.say.number(row['mentions'])} {scene.say('mentions')}"
    return Node(row["actor"], row["name"], row["mentions"], COLOURS[row["kind"]], told, f"who:{row['actor']}")


def _edge(scene: Scene, row: dict[str, Any], strength: float) -> Edge:
    told = f"<b>{row['name']} – {row['other_name']}</b><br>{_told(scene, row)}"
    return Edge(row["actor"], row["other"], strength, told, str(Target(actor=row["actor"], other=row["other"])))
