"""Overview: how much, when, about what, about whom."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from analytics.measures import Target, undated
from dashboard.charts import Figure, columns
from dashboard.gaps import bands
from dashboard.parts import card, empty, figures
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import span


def page(scene: Scene) -> Component:
    """The first page."""
    if not scene.seen.total:
        return empty(scene)
    return html.Div(
        [
            _figures(scene),
            html.Div(
                [volume(scene), _themes(scene), _actors(scene), _keywords(scene), _outlets(scene)],
                className="cards",
            ),
        ]
    )


def _figures(scene: Scene) -> Component:
    say, selection = scene.say, scene.selection
    other = "article" if selection.unit == "story" else "story"
    counted = scene.seen.total
    there = Scene(scene.snapshot, scene.path, "?" + selection.but(unit=other).to_query(), say).seen.total
    stories, articles = (counted, there) if selection.unit == "story" else (there, counted)
    undated_here = undated(scene.seen)
    items = [
        (say.number(articles), say("articles"), scene.narrow(selection.but(unit="article"), "/articles")),
        (
            say.number(stories),
            say("stories, copies counted once"),
            scene.narrow(selection.but(unit="story"), "/articles"),
        ),
        (say.number(len(scene.table("outlets"))), say("outlets"), scene.narrow(selection, "/sources")),
        (
            say.number(len(scene.table("actors", top=None))),
            say("actors named"),
            scene.narrow(selection, "/actors"),
        ),
    ]
    if undated_here:
        items.append((say.number(undated_here), say("without a known date"), scene.open(Target(undated=True))))
    return figures(items)


def volume(scene: Scene) -> Component:
    """Units by period."""
    say, table = scene.say, scene.table("volume")
    drawn = _volume(scene, table)
    peak = max(records(table), key=lambda row: row["articles"], default=None)
    title = say("Coverage over time")
    if peak is not None and peak["articles"]:
        when = span(scene, peak["period"], peak["period_end"])
        title = say(
            "{n} {unit}; the most in {when}: {most}",
            n=say.number(scene.seen.total),
            unit=scene.unit,
            when=when,
            most=say.number(peak["articles"]),
        )
    note = say("{unit} by {by}", unit=scene.unit.capitalize(), by=say(_by(table)))
    if scene.selection.narrowed and len(table):
        whole = int(table["all"].sum())
        note += " · " + say(
            "{share} of {all} under the same dates, outlets and languages",
            share=say.percent(table["articles"].sum() / whole if whole else 0),
            all=say.number(whole),
        )
    return card(scene, "overview-volume", title, note, drawn, table="volume", wide=True)


def _by(table: pd.DataFrame) -> str:
    if len(table) < 2:
        return "day"
    step = (table["period"][1] - table["period"][0]).days
    return "day" if step == 1 else "week" if step == 7 else "month"


def _volume(scene: Scene, table: pd.DataFrame) -> Figure | None:
    if table.empty or not table["articles"].sum():
        return None
    rows = records(table)
    hover = [_told(scene, row) for row in rows]
    see = [str(Target(start=row["period"], end=row["period_end"])) for row in rows]
    starts, ends = list(table["period"]), list(table["period_end"])
    shaded = bands(scene, starts, ends, span)
    return columns(starts, list(table["articles"]), hover, see, unit=scene.unit, bands=shaded)


def _told(scene: Scene, row: dict[str, Any]) -> str:
    say = scene.say
    told = f"<b>{span(scene, row['period'], row['period_end'])}</b><br>{say.number(row['articles'])} {scene.unit}"
    if scene.selection.narrowed:
        told += f"<br>{say('{share} of {all}', share=say.percent(row['share']), all=say.number(row['all']))}"
    return told


def _themes(scene: Scene) -> Component:
    table = scene.table("themes")
    table = table[table["articles"] > 0].head(10)
    first = table["label"].iloc[0] if len(table) else ""
    title = scene.say("{theme} leads the themes", theme=first) if first else scene.say("Themes")
    note = scene.say("{unit} by declared theme; one may have several", unit=scene.unit.capitalize())
    see = [Target(theme=key) for key in table["theme"]]
    return ranking(scene, Ranking("overview-themes", "themes", title, note, "label", "articles"), table, see)


def _actors(scene: Scene) -> Component:
    table = scene.table("actors", top=10)
    title = scene.say("Most named: {names}", names=", ".join(table["name"][:3])) if len(table) else scene.say("Actors")
    note = scene.say("Mentions in title and text, states, bodies and persons")
    see = [Target(actor=key, count="mentions") for key in table["actor"]]
    return ranking(scene, Ranking("overview-actors", "actors", title, note, "name", "mentions"), table, see)


def _keywords(scene: Scene) -> Component:
    table = scene.table("keywords", top=10)
    title = (
        scene.say("Most frequent words: {words}", words=", ".join(table["term"][:3]))
        if len(table)
        else scene.say("Keywords")
    )
    note = scene.say("Occurrences of words and phrases in title and text, without stop words")
    see = [Target(term=term, count="mentions") for term in table["term"]]
    return ranking(scene, Ranking("overview-keywords", "keywords", title, note, "term", "count"), table, see)


def _outlets(scene: Scene) -> Component:
    table = scene.table("outlets").head(10)
    table = table.assign(label=[scene.name("outlets", key) for key in table["outlet"]])
    title = scene.say("{outlet} wrote most", outlet=table["label"].iloc[0]) if len(table) else scene.say("Outlets")
    note = scene.say("{unit} by outlet", unit=scene.unit.capitalize())
    see = [Target(outlet=key) for key in table["outlet"]]
    return ranking(scene, Ranking("overview-outlets", "outlets", title, note, "label", "articles"), table, see)
