"""Sources: whether the feeds are well, what came in from whom and when, and what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from dash import html
from dash.development.base_component import Component

from analytics.measures import Target
from dashboard import day_ledger, feeds
from dashboard.asides import asides
from dashboard.charts import Figure, Missing, heat
from dashboard.parts import card, empty, figures
from dashboard.rankings import Ranking, ranking
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import span


def page(scene: Scene) -> Component:
    """The sources page."""
    watched = scene.table("feeds", kind="")
    if not scene.snapshot.blocks and watched.empty:
        return empty(scene)
    ledger, now = scene.table("ledger"), pd.Timestamp.now("UTC")
    cards = [
        feeds.table(scene, watched, now) if len(watched) else None,
        day_ledger.days(scene, ledger) if len(ledger) else None,
        *(_counted(scene) if scene.snapshot.blocks else []),
        asides(scene),
    ]
    return html.Div(
        [
            feeds.health(scene, watched, ledger, now),
            _figures(scene),
            html.Div([c for c in cards if c], className="cards"),
        ]
    )


def _counted(scene: Scene) -> list[Component]:
    """What the snapshot says of its sources."""
    coverage = scene.table("coverage")
    return [_days(scene, coverage), day_ledger.missing(scene, coverage), _outlets(scene), _languages(scene)]


def _figures(scene: Scene) -> Component:
    say, total = scene.say, scene.table("outcomes").drop(columns="outlet").sum()
    whole = type(scene.selection)()
    return figures([
        (say.number(int(total["pages"])), say("pages taken in"), scene.narrow(whole)),
        (say.number(int(total["articles"])), say("became articles"), scene.narrow(whole, "/articles")),
        (say.number(int(total["repeats"])), say("were there before"), scene.narrow(scene.selection) + "#aside"),
        (say.number(int(total["aside"])), say("set aside, with a reason"), scene.narrow(scene.selection) + "#aside"),
    ])  # fmt: skip


def _days(scene: Scene, coverage: pd.DataFrame) -> Component:
    table = scene.table("outlet-trend")
    note = scene.say("{unit} by outlet and period; an empty cell is a period without any", unit=scene.unit.capitalize())
    if len(coverage):
        note += " · " + scene.say("○ silent, × feeds failing on half of the days or more")
    return card(
        scene,
        "sources-days",
        scene.say("Which outlets were read when"),
        note,
        _calendar(scene, table, coverage),
        "outlet-trend",
        wide=True,
    )


def _calendar(scene: Scene, table: pd.DataFrame, coverage: pd.DataFrame) -> Figure | None:
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
    marks = _missing(scene, list(order), spans, coverage)
    return heat(names, [a.isoformat() for a, _ in spans], values, hover, see, dates=True, cell=24, missing=marks)


def _missing(
    scene: Scene, outlets: Sequence[str], spans: Sequence[tuple[date, date]], coverage: pd.DataFrame
) -> list[Missing]:
    """The cells of outlets that were silent or failing on half of a period's days or more."""
    words, found = {"silent": scene.say("silent"), "failing": scene.say("failing")}, []
    here = coverage[coverage["outlet"].isin(outlets)]
    for column, (first, last) in enumerate(spans):
        days = here[(here["day"] >= first) & (here["day"] <= last)]
        for outlet in dict.fromkeys(days["outlet"]):
            states = list(days["state"][days["outlet"] == outlet])
            if 2 * len(states) >= (last - first).days + 1:
                state = max(states, key=states.count)
                told = f"<b>{scene.name('outlets', outlet)}</b><br>{span(scene, first, last)}<br>{words[state]}"
                found.append(Missing(outlets.index(outlet), column, state == "failing", told))
    return found


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
