"""The cards of an actor's page: when, with whom, about what, by whom and in which words it is named."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from analytics.actors import Actor
from analytics.measures import Target, evidence, one_and_the_same
from analytics.snapshot import Known
from dashboard.charts import bars, columns
from dashboard.gaps import bands
from dashboard.language import mentions_in_words
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene, outlet_name
from dashboard.sentences import sentence
from dashboard.trends import span

ROWS = 12  # bars in a card
LATEST = 6  # sentences shown on the page
Who = Actor | Known


def trend(scene: Scene, who: Who) -> Component:
    """Mentions by period."""
    say, table = scene.say, scene.table("actor-trend")
    rows = records(table)
    drawn, title = None, say("Mentions over time")
    if table["mentions"].sum():
        peak = max(rows, key=lambda row: row["mentions"])
        title = say(
            "Named most in {when}: {mentions}",
            when=span(scene, peak["period"], peak["period_end"]),
            mentions=mentions_in_words(say, peak["mentions"]),
        )
        hover = [
            f"<b>{span(scene, r['period'], r['period_end'])}</b><br>{say.number(r['mentions'])} {say('mentions')}<br>{say.number(r['articles'])} {scene.unit}"
            for r in rows
        ]
        see = [str(Target(actor=who.key, start=r["period"], end=r["period_end"], count="mentions")) for r in rows]
        shaded = bands(scene, list(table["period"]), list(table["period_end"]), span)
        drawn = columns(
            list(table["period"]), list(table["mentions"]), hover, see, unit=say("mentions"), bands=shaded, height=230
        )
    return card(scene, "actor-trend", title, say("Mentions by period"), drawn, table="actor-trend", wide=True)


def company(scene: Scene, who: Who) -> Component:
    """With whom it is named."""
    say, table = scene.say, scene.table("actor-company", top=None)
    told = table[(table["lift"] > 1) & (table["articles"] >= 2)].head(3 * ROWS)
    same = [one_and_the_same(scene.snapshot, scene.registry, who.key, other) for other in told["other"]]
    told = told[[not s for s in same]].head(ROWS) if len(told) else told
    title = say("Named with {names}", names=", ".join(told["other_name"][:3])) if len(told) else say("With whom")
    note = say(
        "{unit} that name both; the surest ties beyond chance first. A name opens its page.",
        unit=scene.unit.capitalize(),
    )
    rows = [_tied(scene, row, told["articles"].max()) for row in records(told)]
    head = html.Tr(
        [
            html.Th(name, className=kind, scope="col")
            for name, kind in ((say("actor"), "name"), (scene.unit, "amount"), (say("times chance"), "number"))
        ]
    )
    held = html.Table([html.Thead(head), html.Tbody(rows)], className="ranked") if rows else _nobody(scene)
    return card(scene, "actor-company", title, note, None, table="actor-company", extra=[held])


def _nobody(scene: Scene) -> Component:
    return html.P(scene.say("Nobody is named with it more often than chance."), className="note")


def _tied(scene: Scene, row: dict[str, Any], most: float) -> Component:
    fill = html.Span(className="fill", style={"width": f"{100 * row['articles'] / most:.1f}%"})
    see = scene.open(Target(actor=row["actor"], other=row["other"]))
    return html.Tr([
        html.Td(dcc.Link(row["other_name"], href=scene.about(row["other"])), className="name"),
        html.Td(dcc.Link([html.Span(fill, className="track"), html.B(scene.say.number(row["articles"]))], href=see), className="amount"),
        html.Td(f"{scene.say.number(round(row['lift'], 1))}×", className="number"),
    ])  # fmt: skip


def about_what(scene: Scene, who: Who) -> Component:
    """On which themes and topics."""
    say = scene.say
    themes = scene.table("actors-by-theme").rename(columns={"theme": "subject"}).assign(of="theme")
    topics = scene.table("actors-by-topic").rename(columns={"topic": "subject"}).assign(of="topic")
    both = pd.concat([part[part["articles"] > 0] for part in (themes, topics)])
    rows = (
        both.sort_values(["articles", "subject"], ascending=[False, True]).groupby("of", sort=False).head(ROWS // 2 + 1)
    )
    drawn, title = None, say("On which themes and topics")
    if len(rows):
        title = say(
            "Most often on {subject}: {share}", subject=rows["label"].iloc[0], share=say.percent(rows["share"].iloc[0])
        )
        kinds = {"theme": say("theme"), "topic": say("topic found")}
        hover = [
            f"<b>{r['label']}</b> · {kinds[r['of']]}<br>{say.number(r['articles'])} {scene.unit}<br>{say('{share} of those that name the actor', share=say.percent(r['share']))}"
            for r in records(rows)
        ]
        see = [str(Target(actor=who.key, **{r["of"]: r["subject"]})) for r in records(rows)]
        colours = [COLOURED[of] for of in rows["of"]]
        drawn = bars(
            list(rows["label"]), [float(n) for n in rows["articles"]], hover, see, unit=scene.unit, colours=colours
        )
    note = say("{unit} that name it; themes dark, topics found light", unit=scene.unit.capitalize())
    return card(scene, "actor-subjects", title, note, drawn, table="actors-by-theme")


COLOURED = {"theme": "#0b5c9c", "topic": "#7fb2d9"}


def outlets(scene: Scene, who: Who) -> Component:
    """In which outlets."""
    say, table = scene.say, scene.table("actor-outlets").head(ROWS)
    drawn, title = None, say("In which outlets")
    if len(table):
        most = table.sort_values(["rate", "articles"], ascending=False)
        most = most[most["articles"] >= min(5, most["articles"].max())].iloc[0]
        title = say(
            "{outlet} names it in {rate} of its {unit}",
            outlet=outlet_name(most["outlet"]),
            rate=say.percent(most["rate"]),
            unit=scene.unit,
        )
        hover = [
            f"<b>{outlet_name(r['outlet'])}</b><br>{say.number(r['articles'])} {scene.unit}<br>{say('{rate} of its own', rate=say.percent(r['rate']))}"
            for r in records(table)
        ]
        see = [str(Target(actor=who.key, outlet=key)) for key in table["outlet"]]
        drawn = bars(
            [outlet_name(key) for key in table["outlet"]],
            [float(n) for n in table["articles"]],
            hover,
            see,
            unit=scene.unit,
        )
    note = say("{unit} that name it, by outlet", unit=scene.unit.capitalize())
    return card(scene, "actor-outlets", title, note, drawn, table="actor-outlets")


def spellings(scene: Scene, who: Who) -> Component:
    """In which words."""
    say, table = scene.say, scene.table("actor-spellings")
    shown = table.head(ROWS)
    drawn, title = None, say("How it is written")
    if len(shown):
        title = say("Written “{form}” {n} times", form=shown["form"].iloc[0], n=say.number(shown["mentions"].iloc[0]))
        if len(table) > 1:
            title = say("Written in {n} ways, mostly “{form}”", n=len(table), form=shown["form"].iloc[0])
        hover = [
            f"<b>{r['form']}</b><br>{say.number(r['mentions'])} {say('mentions')}<br>{say.number(r['articles'])} {scene.unit}"
            for r in records(shown)
        ]
        see = [str(Target(actor=who.key, form=form, count="mentions")) for form in shown["form"]]
        drawn = bars(
            [" ".join(form.split()) for form in shown["form"]],
            [float(n) for n in shown["mentions"]],
            hover,
            see,
            unit=say("mentions"),
        )
    return card(
        scene,
        "actor-spellings",
        title,
        say("Mentions by written form, as they stand in the texts"),
        drawn,
        table="actor-spellings",
    )


def sentences(scene: Scene, who: Who) -> Component:
    """The newest sentences that name it, and a way to all."""
    say, see = scene.say, Target(actor=who.key, count="mentions")
    rows = records(evidence(scene.seen, see, 0, LATEST))
    items = html.Ol([sentence(scene, row, alone=True) for row in rows], className="evidence")
    every = dcc.Link(say("All sentences"), href=scene.open(see), className="more")
    return card(
        scene,
        "actor-sentences",
        say("The latest sentences"),
        say("Newest first"),
        None,
        wide=True,
        extra=[items, every],
    )
