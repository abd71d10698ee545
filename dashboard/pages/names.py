"""Names: those that the registry lacks, and pairs of actors that are probably one."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.actors.own import trouble
from analytics.measures import Target, evidence
from dashboard.actor_ranking import name_link
from dashboard.kinds import kind_name
from dashboard.new_names import buttons, new_names
from dashboard.parts import card, empty
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.sentences import marked

NEW = 60  # new names listed
PAIRS = 20  # pairs listed


def page(scene: Scene) -> Component:
    """The page of names."""
    if not scene.seen.total:
        return empty(scene)
    back = dcc.Link(scene.say("← All actors"), href="/actors" + scene.query(see=None, rows=None), className="back")
    wrong = trouble(scene.snapshot.home)
    told = (
        html.P(scene.say("Your actors.toml cannot stand: {why}", why=wrong), className="note ended") if wrong else None
    )
    return html.Div([back, told, html.Div([_audit(scene), new_names(scene, NEW)], className="cards")])


def _audit(scene: Scene) -> Component:
    say, table = scene.say, scene.table("audit", top=PAIRS)
    rows = records(table)
    title = (
        say("{n} pairs are probably one, first {a} and {b}", n=len(rows), a=rows[0]["name"], b=rows[0]["other_name"])
        if rows
        else say("No two actors look like one")
    )
    note = say(
        "The surest first, with the newest sentence of each. “Same” makes the names of one forms of the other, counted"
        " from the next load on; “two” asks no more."
    )
    held = html.Ol([_pair(scene, row) for row in rows], className="twins") if rows else html.Div()
    return card(scene, "names-audit", title, note, None, table="audit", wide=True, extra=[held])


def _pair(scene: Scene, row: dict[str, Any]) -> Component:
    say, key, other = scene.say, row["actor"], row["other"]
    sides = [_side(scene, row, "", key), _side(scene, row, "other_", other)]
    why = f"{say.percent(row['score'])}: {row['why']}"
    both: list[Component | str] = [
        " · ",
        dcc.Link(
            say("{n} {unit} name both", n=say.number(row["together"]), unit=scene.unit),
            href=scene.open(Target(actor=key, other=other)),
        ),
    ]
    acts = [(f"same {key} {other}", say("same")), (f"apart {key} {other}", say("two"))]
    told = html.P([why, *(both if row["together"] else [])], className="note")
    return html.Li(
        [
            told,
            html.Div(sides, className="sides"),
            _settled(scene, row) or (buttons(scene, acts) if scene.edits else None),
        ]
    )


def _settled(scene: Scene, row: dict[str, Any]) -> Component | None:
    """That they were told to be one meanwhile: one of them is known no more, or under the other's name."""
    known = scene.registry.actors
    gone = any(row[f"{p}known"] and row[k] not in known for p, k in (("", "actor"), ("other_", "other")))
    forms = {f.casefold() for k in ("actor", "other") if row[k] in known for f in known[row[k]].written}
    new = [row[f"{p}name"].casefold() for p in ("", "other_") if not row[f"{p}known"]]
    if gone or (new and all(name in forms for name in new)):
        return html.Span(scene.say("the same; counted so from the next load on"), className="done")
    return None


def _side(scene: Scene, row: dict[str, Any], prefix: str, key: str) -> Component:
    say = scene.say
    kind, new = row[f"{prefix}kind"], "" if row[f"{prefix}known"] else f", {say('new name')}"
    mentions = dcc.Link(
        say("{n} mentions", n=say.number(row[f"{prefix}mentions"])),
        href=scene.open(Target(actor=key, count="mentions")),
    )
    named = name_link(scene, {"actor": key, "name": row[f"{prefix}name"], "kind": kind})
    newest = records(evidence(scene.seen, Target(actor=key, count="mentions"), 0, 1))
    said = [html.P(marked(r["sentence"], [(r["start"], r["end"])]), className="sentence", lang="") for r in newest]
    return html.Div([html.P([named, html.Span(f" {kind_name(say, kind)}{new} · ", className="note"), mentions]), *said])
