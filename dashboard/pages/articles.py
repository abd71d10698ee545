"""Articles: the selected articles, each opens in the reader."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard.parts import card, empty, grid, number_column, text_column
from dashboard.records import records
from dashboard.scene import Scene

SHOWN = 500


def page(scene: Scene) -> Component:
    """The articles page."""
    if not scene.seen.total:
        return empty(scene)
    say, table = scene.say, scene.table("articles", top=SHOWN)
    topics = {key: scene.name("topics", key) for key in set(table["topic"]) if key}
    rows = [
        {
            "day": row["published"][:16].replace("T", " ") or say("unknown"), "outlet": scene.name("outlets", row["outlet"]),
            "title": row["title"] or say("(no title)"), "place": row["place"], "topic": topics.get(row["topic"], "–"), "words": row["words"],
            "see": str(Target(article=row["article"])),
        }
        for row in records(table)
    ]  # fmt: skip
    columns = [
        text_column("day", say("published"), minWidth=132, maxWidth=150, sort="desc"), text_column("title", say("title"), minWidth=190, width=430, cellClass="opens wraps", wrapText=True, autoHeight=True),
        text_column("outlet", say("outlet"), minWidth=150), text_column("place", say("dateline"), maxWidth=140),
        text_column("topic", say("main topic"), minWidth=190, width=250), number_column("words", say("words"), maxWidth=100, cellClass="ag-right-aligned-cell"),
    ]  # fmt: skip
    total = say.number(scene.seen.total)
    title = say("{n} {unit} selected", n=total, unit=scene.unit)
    note = say("A click on a title opens the article.")
    if scene.seen.total > SHOWN:
        note += " " + say("The newest {n} are shown; the download holds all.", n=say.number(SHOWN))
    return html.Div(
        [
            card(
                scene,
                "articles-table",
                title,
                note,
                None,
                table="articles",
                wide=True,
                extra=[grid("articles-table", columns, rows, 680)],
            )
        ],
        className="cards",
    )
