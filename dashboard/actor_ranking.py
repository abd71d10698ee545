"""The most named actors, one a line: mentions, share, how it went, and whether it is more than before."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.charts import spark
from dashboard.kinds import COLOURS, kind_name
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import span

LINES = 20
FEW = 5  # units in both periods together, below which no change is told
STEADY = 1.15  # times as much or as little, within which nothing changed


def actor_ranking(scene: Scene) -> Component:
    """The card with the most named actors."""
    table = scene.table("actors", top=LINES)
    say = scene.say
    changed = {row["actor"]: row for row in records(scene.table("actor-change", top=LINES))}
    title = say("Most named: {names}", names=", ".join(table["name"][:3])) if len(table) else say("Actors")
    note = say("Mentions in title and text, share of the {unit} that name the actor, and by period", unit=scene.unit)
    if changed:
        note += ". " + _compared(scene, next(iter(changed.values())))
    rows = _rows(scene, table, changed)
    held = [html.Table([_head(scene), html.Tbody(rows)], className="ranked")] if rows else []
    return card(scene, "actors-ranking", title, note, None, table="actors", extra=held)


def _compared(scene: Scene, row: dict[str, Any]) -> str:
    now, before = span(scene, row["start"], row["end"]), span(scene, row["before_start"], row["before_end"])
    return scene.say("Change: the share of {now}, as a multiple of that of {before}", now=now, before=before)


def _head(scene: Scene) -> Component:
    say = scene.say
    names = [
        (say("actor"), "name"),
        (say("mentions"), "amount"),
        (say("share"), "number"),
        (say("by period"), "spark"),
        (say("change"), "number"),
    ]
    return html.Thead(html.Tr([html.Th(name, className=kind, scope="col") for name, kind in names]))


def _rows(scene: Scene, table: pd.DataFrame, changed: dict[str, dict[str, Any]]) -> list[Component]:
    trend = scene.table("actor-trend", top=LINES)
    went = {key: list(part["mentions"]) for key, part in trend.groupby("actor", sort=False)}
    most = table["mentions"].max() if len(table) else 1
    return [
        html.Tr([
            html.Td(name_link(scene, row), className="name"),
            html.Td(_bar(scene, row, row["mentions"] / most), className="amount"),
            html.Td(dcc.Link(scene.say.percent(row["share"]), href=scene.open(Target(actor=row["actor"]))), className="number"),
            html.Td(_spark(scene, row, went.get(row["actor"], [])), className="spark"),
            html.Td(_change(scene, changed.get(row["actor"])), className="number change"),
        ])
        for row in records(table)
    ]  # fmt: skip


def name_link(scene: Scene, row: dict[str, Any]) -> Component:
    """An actor's name with the colour of its kind, leading to its own page."""
    dot = html.Span(
        className="dot", style={"background": COLOURS[row["kind"]]}, title=kind_name(scene.say, row["kind"])
    )
    return dcc.Link([dot, row["name"]], href=scene.about(row["actor"]), title=row["name"])


def _bar(scene: Scene, row: dict[str, Any], part: float) -> Component:
    fill = html.Span(className="fill", style={"width": f"{max(100 * part, 0.5):.1f}%"})
    href = scene.open(Target(actor=row["actor"], count="mentions"))
    return dcc.Link([html.Span(fill, className="track"), html.B(scene.say.number(row["mentions"]))], href=href)


def _spark(scene: Scene, row: dict[str, Any], values: list[int]) -> Component | None:
    if len(values) < 2:
        return None
    told = scene.say("{name}: mentions by period, at most {n}", name=row["name"], n=scene.say.number(max(values)))
    return html.Img(src=spark(values), alt=told, title=told)


def _change(scene: Scene, row: dict[str, Any] | None) -> Component | str:
    """How many times the share of the period before, as a link to the sentences of now."""
    say = scene.say
    if row is None or row["articles"] + row["before"] < FEW:
        return html.Span("–", title=say("too few to tell"))
    told = say(
        "{share} of {unit}, before {before}",
        share=say.percent(row["share"]), before=say.percent(row["before_share"]), unit=scene.unit,
    )  # fmt: skip
    see = Target(actor=row["actor"], start=row["start"], end=row["end"])
    said = _times(scene, row)
    went = {"▲": "up", "▼": "down"}.get(said[:1], "steady")
    return dcc.Link(said, href=scene.open(see), title=told, className=went)


def _times(scene: Scene, row: dict[str, Any]) -> str:
    say = scene.say
    if not row["before"]:
        return say("▲ new")
    times = row["share"] / row["before_share"]
    if 1 / STEADY <= times <= STEADY:
        return say("= as before")
    return f"{'▲' if times > 1 else '▼'} {say.number(round(times, 1))}×"
