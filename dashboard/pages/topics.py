"""Topics: what it is about, found by clustering or declared as themes."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from analytics.measures.topics import Which, shown
from dashboard.parts import card, empty, grid, number_column, share_column, text_column
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import trend_lines

DRAWN = 16  # bars in a ranking; the table below it holds all topics


def page(scene: Scene) -> Component:
    """The topics page."""
    if not scene.seen.total:
        return empty(scene)
    cards = [
        _sizes(scene, "themes"),
        _trend(scene, "themes"),
        _sizes(scene, "topics"),
        _trend(scene, "topics"),
        _table(scene),
    ]
    return html.Div(cards, className="cards")


def _target(which: Which, key: str) -> Target:
    return Target(topic=key) if which == "topics" else Target(theme=key)


def _sizes(scene: Scene, which: Which) -> Component:
    say, table = scene.say, scene.table(which)
    table = table[table["articles"] > 0]
    if which == "themes":
        title = say("{n} declared themes", n=len(table))
        note = say("{unit} by theme, by the rules in themes.toml; one may have several", unit=scene.unit.capitalize())
    else:
        title = say("{n} topics found in the texts", n=len(table))
        note = say("{unit} by main topic; named by its most telling words", unit=scene.unit.capitalize())
    table = table.head(DRAWN)
    see = [_target(which, key) for key in table[which[:-1]]]
    return ranking(scene, Ranking(f"topics-{which}", which, title, note, "label", "articles"), table, see)


def _trend(scene: Scene, which: Which) -> Component:
    say, key = scene.say, which[:-1]
    table = scene.table(f"{key}-trend")
    names = shown(scene.snapshot, which, say.language)
    opens = _theme_between if which == "themes" else _topic_between
    drawn = trend_lines(scene, table, key, "articles", names=names, whole=which, opens=opens)
    title = say("The largest themes over time") if which == "themes" else say("The largest topics over time")
    note = say("{unit} by period", unit=scene.unit.capitalize())
    return card(scene, f"topics-{which}-trend", title, note, drawn, table=f"{key}-trend")


def _table(scene: Scene) -> Component:
    say, table = scene.say, scene.table("topics")
    rows = [row | {"see": str(_target("topics", row["topic"]))} for row in records(table[table["articles"] > 0])]
    columns = [
        text_column("label", say("topic"), minWidth=220, flex=3), number_column("articles", scene.unit),
        share_column("share", say("share of {unit}", unit=scene.unit)),
    ]  # fmt: skip
    without = scene.seen.total - int(table["articles"].sum())
    title = say("All {n} topics", n=len(rows))
    note = say("A click on a number opens its articles.")
    if without:
        note += " " + say("{n} {unit} have none.", n=say.number(without), unit=scene.unit)
    extra = [grid("topics-table", columns, rows)] if rows else []
    return card(scene, "topics-table", title, note, None, table="topics", wide=True, extra=extra)


def _theme_between(key: str, start: date, end: date) -> Target:
    return Target(theme=key, start=start, end=end)


def _topic_between(key: str, start: date, end: date) -> Target:
    return Target(topic=key, start=start, end=end)
