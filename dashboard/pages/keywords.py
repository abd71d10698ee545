"""Keywords: which words and phrases, how often, and when."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from analytics.measures.keywords import how_many
from dashboard.asked import SERIES
from dashboard.parts import card, choice, empty, grid, number_column, share_column, text_column
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.tables import RANKED
from dashboard.trends import trend_lines


def page(scene: Scene) -> Component:
    """The keywords page."""
    if not scene.seen.total:
        return empty(scene)
    kinds = [
        ("", scene.say("Words and phrases")),
        ("word", scene.say("Words")),
        ("phrase", scene.say("Phrases")),
    ]
    picked = choice(scene, "kind", kinds, scene.options.kind, scene.say("Show"))
    return html.Div([picked, html.Div([_ranking(scene), _trend(scene), _table(scene)], className="cards")])


def _ranking(scene: Scene) -> Component:
    table = scene.table("keywords", top=20)
    title = (
        scene.say("Most frequent: {words}", words=", ".join(table["term"][:3])) if len(table) else scene.say("Keywords")
    )
    note = scene.say("Occurrences of words and phrases in title and text, without stop words")
    see = [Target(term=term, count="mentions") for term in table["term"]]
    return ranking(scene, Ranking("keywords-ranking", "keywords", title, note, "term", "count"), table, see)


def _trend(scene: Scene) -> Component:
    table = scene.table("keyword-trend", top=SERIES)
    drawn = trend_lines(scene, table, "term", "count", names={}, whole="keywords", opens=_between)
    title = scene.say("The {n} most frequent over time", n=table["term"].nunique())
    return card(scene, "keywords-trend", title, scene.say("Occurrences by period"), drawn, table="keyword-trend")


def _between(key: str, start: date, end: date) -> Target:
    return Target(term=key, start=start, end=end, count="mentions")


def _table(scene: Scene) -> Component:
    say, table = scene.say, scene.table("keywords", top=RANKED * 3)
    columns = [
        text_column("term", say("word or phrase"), minWidth=130), number_column("count", say("occurrences")),
        number_column("articles", scene.unit), share_column("share", say("share of {unit}", unit=scene.unit)),
        number_column("per_million", say("per million words"), cellClass="ag-right-aligned-cell", maxWidth=180),
    ]  # fmt: skip
    rows = [row | {"see": str(Target(term=row["term"]))} for row in records(table)]
    title = say("{n} words and phrases", n=say.number(how_many(scene.seen)))
    note = say("A click on a number opens its sentences. A word's count includes its occurrences inside phrases.")
    note = f"{note} {say('The {n} most frequent are shown; the download holds all.', n=len(rows))}"
    return (
        card(
            scene,
            "keywords-table",
            title,
            note,
            None,
            table="keywords",
            wide=True,
            extra=[grid("keywords-table", columns, rows)],
        )
        if rows
        else html.Div()
    )
