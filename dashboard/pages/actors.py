"""Actors: who is named, how often, when, with whom and about what."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target
from analytics.snapshot import names
from dashboard.actor_net import actor_net
from dashboard.actor_ranking import actor_ranking
from dashboard.asked import SERIES
from dashboard.charts import heat
from dashboard.kinds import kind_name, kinds
from dashboard.naming_tables import CROSSED
from dashboard.new_names import new_names
from dashboard.parts import card, choice, empty, grid, number_column, share_column, text_column
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.state_map import state_map
from dashboard.tables import RANKED
from dashboard.trends import trend_lines

NEW = 8  # new names on this page; all stand on one of their own
OFFERED = 8  # states offered at once; the others unfold


def page(scene: Scene) -> Component:
    """The actors page."""
    if not scene.seen.total:
        return empty(scene)
    say = scene.say
    kind = choice(scene, "kind", [("", say("All")), *kinds(say)], scene.options.kind, say("Show"))
    if scene.table("actors", top=1).empty:
        return html.Div([kind, _states(scene), _none(scene)])
    parts = [
        actor_ranking(scene),
        _trend(scene),
        _themes(scene),
        actor_net(scene),
        state_map(scene),
        new_names(scene, NEW),
        _table(scene),
    ]
    return html.Div([kind, _states(scene), html.Div([part for part in parts if part], className="cards")])


def _none(scene: Scene) -> Component:
    told = html.P(scene.say("No actor of this kind and state is named here."))
    whole = dcc.Link(scene.say("Show all actors"), href=scene.path + scene.query(kind=None, state=None, see=None))
    return html.Div([told, whole], className="empty")


def _states(scene: Scene) -> Component:
    """Links that narrow the page to what belongs to a state; the most named at once, the others unfold."""
    say, chosen = scene.say, scene.options.state
    shown = names(scene.snapshot, say.language)
    table = scene.table("actors", top=None, kind="", state="")
    counted = table.groupby("state")["mentions"].sum().sort_values(ascending=False)
    keys = [str(key) for key in counted.index if key in shown]
    first = list(dict.fromkeys([*keys[:OFFERED], *([chosen] if chosen in keys else [])]))
    links = choice(scene, "state", [("", say("All states")), *((k, shown[k]) for k in first)], chosen, say("Of"))
    rest = sorted((shown[key], key) for key in keys if key not in first)
    more = [dcc.Link(name, href=scene.path + scene.query(state=key, see=None, rows=None)) for name, key in rest]
    unfold = html.Details([html.Summary(say("{n} more states", n=len(more))), html.Nav(more, className="choice")])
    return html.Div([links, unfold if more else None], className="states")


def _trend(scene: Scene) -> Component:
    table = scene.table("actor-trend", top=SERIES)
    drawn = trend_lines(scene, table, "actor", "mentions", names=scene.actor_names, whole="actors", opens=_between)
    title = scene.say("The {n} most named over time", n=table["actor"].nunique())
    return card(scene, "actors-trend", title, scene.say("Mentions by period"), drawn, table="actor-trend")


def _between(key: str, start: date, end: date) -> Target:
    return Target(actor=key, start=start, end=end, count="mentions")


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
        text_column("name", say("actor"), minWidth=150, cellClass="opens"), number_column("mentions", say("mentions")), number_column("articles", scene.unit),
        share_column("share", say("share of {unit}", unit=scene.unit)), text_column("kind", say("kind"), maxWidth=180),
        text_column("state", say("state"), maxWidth=170), text_column("known", say("registry"), maxWidth=130),
    ]  # fmt: skip
    title = say("{n} actors", n=say.number(len(table)))
    note = say(
        "A name opens its page, a number its sentences. New names were found in the texts and are not in the registry."
    )
    if len(table) > len(rows):
        note += " " + say("The {n} most frequent are shown; the download holds all.", n=len(rows))
    extra = [grid("actors-table", columns, rows)] if rows else []
    return card(scene, "actors-table", title, note, None, table="actors", wide=True, extra=extra)


def _row(scene: Scene, row: dict[str, Any]) -> dict[str, Any]:
    told = "" if row["known"] else scene.say("new name")
    see, state = str(Target(actor=row["actor"])), row["state"] or ""
    named = scene.registry[state].shown(scene.say.language) if state in scene.registry.actors else state
    return row | {"kind": kind_name(scene.say, row["kind"]), "see": see, "state": named, "known": told}
