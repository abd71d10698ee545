"""The states as a map of squares, shaded by mentions or by share, and the most named of them beside it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.actor_ranking import name_link
from dashboard.charts import Tile, tiles
from dashboard.charts.tiles import Said
from dashboard.parts import card, chart, choice
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.world import world

BESIDE = 22  # states listed beside the map


def state_map(scene: Scene) -> Component | None:
    """The card with the map of states; None where none is named, or other actors are asked for."""
    say, table = scene.say, scene.table("states", top=None)
    if table.empty or scene.options.state or scene.options.kind not in ("", "state"):
        return None
    shade = scene.options.shade or "mentions"
    table = table.sort_values([shade, "mentions", "actor"], ascending=[False, False, True], ignore_index=True)
    picked = choice(
        scene,
        "shade",
        [("", say("mentions")), ("share", say("share"))],
        scene.options.shade.replace("mentions", ""),
        say("Shaded by"),
    )
    title = _title(scene, table, shade)
    drawn = tiles(_tiles(scene, table, shade), *_said(scene, shade))
    held = html.Div([chart(scene, "actors-map", drawn, title), _list(scene, table)], className="worldmap")
    return card(scene, "actors-map", title, _note(scene, table), None, table="states", wide=True, extra=[picked, held])


def _title(scene: Scene, table: pd.DataFrame, shade: str) -> str:
    say, first = scene.say, records(table.head(3))
    if shade == "share":
        named = ", ".join(f"{row['name']} {say.percent(row['share'])}" for row in first)
        return say("{n} states are named; in most {unit}: {first}", n=len(table), unit=scene.unit, first=named)
    named = ", ".join(f"{row['name']} {say.number(row['mentions'])}" for row in first)
    return say("{n} states are named; mentioned most: {first}", n=len(table), first=named)


def _note(scene: Scene, table: pd.DataFrame) -> str:
    say, at = scene.say, world()
    note = say(
        "Each square is a state, roughly where it lies; share is of all {unit} selected. A square opens its sentences,"
        " a name its page.",
        unit=scene.unit,
    )
    off = [f"{r['name']} ({say.number(r['mentions'])})" for r in records(table) if r["actor"] not in at]
    return f"{note} {say('Not on the map: {names}.', names=', '.join(off))}" if off else note


def _said(scene: Scene, shade: str) -> tuple[Said, str]:
    """How a step of the legend is written, and what is not named."""
    say = scene.say

    def shares(low: float, high: float | None) -> str:
        return f"{say.percent(low)}–{say.percent(high)}" if high else f"{say.percent(low)}+"

    def mentions(low: float, high: float | None) -> str:
        if high is None:
            return f"{say.number(low)}+"
        return say.number(low) if high - low <= 1 else f"{say.number(low)}–{say.number(high - 1)}"

    return (shares if shade == "share" else mentions), say("none")


def _tiles(scene: Scene, table: pd.DataFrame, shade: str) -> list[Tile]:
    rows = {row["actor"]: row for row in records(table)}
    return [_tile(scene, key, *at, rows.get(key), shade) for key, at in world().items()]


def _tile(scene: Scene, key: str, column: int, row: int, found: dict[str, Any] | None, shade: str) -> Tile:
    say = scene.say
    if found is None:
        name = scene.registry[key].shown(say.language)
        return Tile(column, row, key, 0, f"<b>{name}</b><br>{say('not named')}", "")
    told = say(
        "{mentions} mentions in {n} {unit}, {share} of all",
        mentions=say.number(found["mentions"]), n=say.number(found["articles"]), unit=scene.unit, share=say.percent(found["share"]),
    )  # fmt: skip
    see = Target(actor=key) if shade == "share" else Target(actor=key, count="mentions")
    return Tile(column, row, key, float(found[shade]), f"<b>{found['name']}</b><br>{told}", str(see))


def _list(scene: Scene, table: pd.DataFrame) -> Component:
    say = scene.say
    head = html.Tr(
        [
            html.Th(name, className=kind, scope="col")
            for name, kind in ((say("state"), "name"), (say("mentions"), "number"), (say("share"), "number"))
        ]
    )
    rows = [
        html.Tr([
            html.Td(name_link(scene, row), className="name"),
            html.Td(dcc.Link(say.number(row["mentions"]), href=scene.open(Target(actor=row["actor"], count="mentions"))), className="number"),
            html.Td(dcc.Link(say.percent(row["share"]), href=scene.open(Target(actor=row["actor"]))), className="number"),
        ])
        for row in records(table.head(BESIDE))
    ]  # fmt: skip
    return html.Table([html.Thead(head), html.Tbody(rows)], className="ranked")
