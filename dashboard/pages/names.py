"""Names: those that the registry lacks, and pairs of actors that are probably one."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.actors.own import trouble
from analytics.measures import Target, evidence
from dashboard.actor_ranking import name_link
from dashboard.kinds import kind_name
from dashboard.language import Say, mentions_in_words
from dashboard.new_names import buttons, new_names
from dashboard.parts import card, empty
from dashboard.records import records
from dashboard.scene import Scene
from dashboard.sentences import marked

NEW = 60  # new names listed
PAIRS = 20  # pairs listed
BEFORE = 90  # letters shown before the name that a sentence is quoted for


def page(scene: Scene) -> Component:
    """The page of names."""
    if not scene.seen.total:
        return empty(scene)
    back = dcc.Link(scene.say("← All actors"), href="/actors" + scene.query(see=None, rows=None), className="back")
    wrong = trouble(scene.snapshot.home)
    told = (
        html.P(scene.say("Your actors.toml cannot stand: {why}", why=wrong), className="note ended") if wrong else None
    )
    return html.Div(
        [back, told, html.Div([part for part in (_audit(scene), new_names(scene, NEW)) if part], className="cards")]
    )


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
        " from the next load on; “two” asks no more. Both are written to actors.toml of your home."
    )
    held = html.Ol([_pair(scene, row) for row in rows], className="twins") if rows else html.Div()
    return card(scene, "names-audit", title, note, None, table="audit", wide=True, extra=[held])


def _pair(scene: Scene, row: dict[str, Any]) -> Component:
    say, key, other = scene.say, row["actor"], row["other"]
    sides = [_side(scene, row, "", key), _side(scene, row, "other_", other)]
    why = f"{say.percent(row['score'])}: {reasons(say, row['why'])}"
    both: list[Component | str] = [
        " · ",
        dcc.Link(
            say("both named in {n} of the {unit}", n=say.number(row["together"]), unit=scene.unit),
            href=scene.open(Target(actor=key, other=other)),
        ),
    ]
    acts = [(f"same {key} {other}", say("same")), (f"apart {key} {other}", say("two"))]
    told = html.P([why, *(both if row["together"] else [])], className="note")
    return html.Li(
        [
            told,
            html.Div(sides, className="sides"),
            buttons(scene, acts) if scene.edits else None,
        ]
    )


def reasons(say: Say, told: str) -> str:
    """Why two may be one, in the reader's language."""
    known = {
        "written the same": say("written the same"),
        "the same but for a title": say("the same but for a title"),
        "the same but for the name of the state": say("the same but for the name of the state"),
        "the same words in another order": say("the same words in another order"),
        "the same but for spelling": say("the same but for spelling"),
        "the same but for short forms, particles or legal forms": say(
            "the same but for short forms, particles or legal forms"
        ),
        "spelled almost the same": say("spelled almost the same"),
        "the same but for an initial": say("the same but for an initial"),
        "one name is part of the other": say("one name is part of the other"),
        "one is the acronym of the other": say("one is the acronym of the other"),
        "the same acronym": say("the same acronym"),
        "the same surname, first letter, state and kind of office": say(
            "the same surname, first letter, state and kind of office"
        ),
        "named in the same articles": say("named in the same articles"),
        "never named in the same article": say("never named in the same article"),
    }
    return "; ".join(known.get(reason, reason) for reason in told.split("; "))


def _side(scene: Scene, row: dict[str, Any], prefix: str, key: str) -> Component:
    say = scene.say
    kind, new = row[f"{prefix}kind"], "" if row[f"{prefix}known"] else f", {say('new name')}"
    said = mentions_in_words(say, row[f"{prefix}mentions"])
    some = bool(row[f"{prefix}mentions"])
    mentions = dcc.Link(said, href=scene.open(Target(actor=key, count="mentions"))) if some else html.Span(said)
    named = name_link(scene, {"actor": key, "name": row[f"{prefix}name"], "kind": kind})
    newest = records(evidence(scene.seen, Target(actor=key, count="mentions"), 0, 1))
    newest_said = [html.P(quoted(r["sentence"], r["start"], r["end"]), className="sentence", lang="") for r in newest]
    return html.Div(
        [html.P([named, html.Span(f" {kind_name(say, kind)}{new} · ", className="note"), mentions]), *newest_said]
    )


def quoted(sentence: str, start: int, end: int) -> list[Any]:
    """A sentence with its name marked, begun late enough that the few lines shown of it hold the name."""
    cut = sentence.rfind(" ", 0, start - BEFORE) + 1 if start > BEFORE else 0
    shown = marked(sentence[cut:], [(start - cut, end - cut)])
    return ["… ", *shown] if cut else shown
