"""Names found in the texts that the registry lacks, each with its sentences, and buttons that enter it."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.actors import registry
from analytics.measures import Target
from dashboard.actor_ranking import name_link
from dashboard.edits import action
from dashboard.kinds import kind_name
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.trends import span


def new_names(scene: Scene, most: int) -> Component | None:
    """The card with the most mentioned new names; None where there is none."""
    say, table = scene.say, scene.table("new-names", top=None if scene.path == "/names" else most)
    if table.empty:
        return None
    rows = records(table.head(most))
    title = say("New names: {names}", names=", ".join(row["name"] for row in rows[:3])) if rows else say("No new names")
    note = say(
        "Found in the texts by the words around them; the registry lacks them. An entry is written to actors.toml of"
        " your home and counted from the next load on."
    )
    entered = own_forms(scene)
    body = html.Tbody([_row(scene, row, entered) for row in rows])
    held = html.Table([_head(scene), body], className="ranked names")
    page = f"{scene.path.strip('/')}-new"
    foot = [_all(scene)] if scene.path != "/names" else []
    return card(scene, page, title, note, None, table="new-names", wide=True, extra=[held, *foot])


def own_forms(scene: Scene) -> dict[str, str]:
    """The written forms of the reader's own entries, in small letters, and whose they are."""
    ours = registry().actors
    own = [actor for actor in scene.registry if ours.get(actor.key) != actor]
    return {form.casefold(): actor.key for actor in own for form in actor.written}


def _all(scene: Scene) -> Component:
    href = "/names" + scene.query(kind=None, state=None, shade=None, see=None, rows=None)
    return dcc.Link(scene.say("All new names, and which actors are probably one"), href=href, className="more")


def _head(scene: Scene) -> Component:
    say = scene.say
    names = [
        (say("name"), "name"), (say("mentions"), "number"), (scene.unit, "number"), (say("written"), "wordy"),
        (say("days"), "wordy"), (say("like"), "wordy"), (say("enter it") if scene.edits else "", "acts"),
    ]  # fmt: skip
    return html.Thead(html.Tr([html.Th(name, className=kind, scope="col") for name, kind in names]))


def _row(scene: Scene, row: dict[str, Any], entered: dict[str, str]) -> Component:
    say, key = scene.say, row["actor"]
    days = span(scene, row["first"], row["last"]) if row["first"] else ""
    like = (
        dcc.Link(row["nearest_name"], href=scene.about(row["nearest"]), title=say.percent(row["alike"]))
        if row["nearest"]
        else ""
    )
    return html.Tr([
        html.Td(name_link(scene, row), className="name"),
        html.Td([dcc.Link(say.number(row["mentions"]), href=scene.open(Target(actor=key, count="mentions"))), html.Span(say("mentions"))], className="number"),
        html.Td([dcc.Link(say.number(row["articles"]), href=scene.open(Target(actor=key))), html.Span(scene.unit)], className="number"),
        html.Td(row["forms"], className="wordy"), html.Td(days, className="wordy"), html.Td(like, className="wordy"),
        html.Td(acts(scene, row, entered), className="acts"),
    ])  # fmt: skip


def acts(scene: Scene, row: dict[str, Any], entered: dict[str, str]) -> Component | str:
    """The buttons of a new name, or that it was entered meanwhile."""
    say, key = scene.say, row["actor"]
    if row["name"].casefold() in entered:
        told = html.Span(say("entered; counted from the next load on"), className="done")
        back = [(f"forget {entered[row['name'].casefold()]} {key}", say("take back"))]
        return html.Div([told, buttons(scene, back) if scene.edits else None], className="acts")
    if not scene.edits:
        return ""
    kinds = ("person", "organisation") if row["kind"] == "person" else ("organisation", "person")
    offered = [(f"adopt {kind} {key}", say("as {kind}", kind=kind_name(say, kind))) for kind in kinds]
    if row["nearest"]:
        offered.append((f"same {row['nearest']} {key}", say("it is {name}", name=row["nearest_name"])))
    return buttons(scene, offered)


def buttons(scene: Scene, offered: list[tuple[str, str]]) -> Component:
    """Buttons that write an entry and lead back to this address."""
    back = scene.path + scene.query(see=None, rows=None)
    made = [html.Button(said, type="submit", name="do", value=what) for what, said in offered]
    return html.Form(made, action=action(back), method="post", className="acts")
