"""One actor: what the registry knows of it, and how, when, with whom, about what and by whom it is named."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from analytics.actors import Actor
from analytics.measures import Target
from analytics.snapshot import Known
from dashboard.actor_cards import about_what, company, outlets, sentences, spellings, trend
from dashboard.actor_offices import offices
from dashboard.kinds import COLOURS, kind_name, subkind_name, way_name
from dashboard.new_names import acts, own_forms
from dashboard.parts import empty, figures
from dashboard.records import records
from dashboard.scene import Scene

WRITTEN = 40  # written forms that are listed


def page(scene: Scene) -> Component:
    """The page of the actor that the address names as `who`."""
    if not scene.snapshot.blocks:
        return empty(scene)
    key = scene.options.who
    numbers = scene.snapshot.actor_numbers
    entry = scene.registry.actors.get(key)
    found = scene.snapshot.actors[numbers[key]] if key in numbers else entry
    if found is None:
        told = scene.say("There is no actor {key} in this snapshot.", key=key or "–")
        return html.Div([html.P(told), _back(scene)], className="empty")
    head = [_ways_on(scene, key), _head(scene, found), _known(scene, found, entry)]
    held = offices(scene, found)
    if key not in numbers or not scene.table("actors", top=None, kind="", state="")["actor"].eq(key).any():
        return html.Div([*head, html.Div([held], className="cards") if held else None, _unnamed(scene, found)])
    cards = [
        held,
        trend(scene, found),
        company(scene, found),
        about_what(scene, found),
        outlets(scene, found),
        spellings(scene, found),
        sentences(scene, found),
    ]
    return html.Div([*head, _figures(scene, key), html.Div([c for c in cards if c], className="cards")])


def _back(scene: Scene) -> Component:
    href = "/actors" + scene.query(who=None, see=None, rows=None)
    return dcc.Link(scene.say("← All actors"), href=href, className="back")


def _ways_on(scene: Scene, key: str) -> Component:
    """Back to all actors, or on with what names this one only."""
    narrowed = scene.selection.but(actors=(key,))
    href = "/" + scene.query(narrowed, who=None, see=None, rows=None)
    only = dcc.Link(scene.say("Only {unit} that name it →", unit=scene.unit), href=href, className="more on")
    return html.Div([_back(scene), only if key in scene.snapshot.actor_numbers else None], className="wayson")


def _head(scene: Scene, found: Actor | Known) -> Component:
    dot = html.Span(className="dot", style={"background": COLOURS[found.kind]})
    return html.H1([dot, found.shown(scene.say.language)], className="actor")


def _known(scene: Scene, found: Actor | Known, entry: Actor | None) -> Component:
    """What is known of it apart from the articles, and whence."""
    say = scene.say
    kind = kind_name(say, found.kind) if found.kind != "office" else say("office")
    subkind = subkind_name(say, found.subkind) if found.kind != "office" else ""
    facts: list[tuple[str, Component | str]] = [(say("kind"), f"{kind}, {subkind}" if subkind else kind)]
    if found.iso3 and found.iso3 != found.key and found.iso3 in scene.registry.actors:
        name = scene.registry[found.iso3].shown(say.language)
        facts.append((say("state"), dcc.Link(name, href=scene.about(found.iso3))))
    other = found.name if say.language == "id" else found.local
    if other != found.shown(say.language):
        facts.append((say("in English") if say.language == "id" else say("in Indonesian"), other))
    facts += _written(scene, entry)
    facts.append((say("source"), entry.source if entry else say("found in the texts; not in the registry")))
    if entry is None:
        row = {"actor": found.key, "name": found.shown(say.language), "kind": found.kind, "nearest": ""}
        facts.append((say("enter it"), acts(scene, row, own_forms(scene))))
    listed = [item for name, value in facts if value for item in (html.Dt(name), html.Dd(value))]
    return html.Dl([*listed, html.Dt(say("key")), html.Dd(html.Code(found.key))], className="known")


def _written(scene: Scene, entry: Actor | None) -> list[tuple[str, Component | str]]:
    if entry is None or entry.kind == "office":
        return []
    more = [form for form in entry.written if form not in (entry.name, entry.local)]
    told = " · ".join(more[:WRITTEN]) + (" …" if len(more) > WRITTEN else "")
    return [(scene.say("also written"), told), (scene.say("seat of government"), " · ".join(entry.capitals))]


def _unnamed(scene: Scene, found: Actor | Known) -> Component:
    """That no mention is counted for it here, and a way to where one may be."""
    told, whole = scene.say("Not named in this selection."), type(scene.selection)()
    if found.kind == "office":
        told = scene.say(
            "In this selection the holder is sure wherever the title stands alone, and the holder's page counts it."
        )
    link = dcc.Link(scene.say("Show everything"), href=scene.narrow(whole)) if scene.selection != whole else None
    return html.Div([html.P(told), link], className="empty")


def _figures(scene: Scene, key: str) -> Component:
    """How often it is named, whole and in each way."""
    say = scene.say
    row = next(r for r in records(scene.table("actors", top=None, kind="", state="")) if r["actor"] == key)
    items = [
        (say.number(row["mentions"]), say("mentions, holder undecided") if row["kind"] == "office" else say("mentions"), scene.open(Target(actor=key, count="mentions"))),
        (say.number(row["articles"]), say("{unit}, {share} of all", unit=scene.unit, share=say.percent(row["share"])), scene.open(Target(actor=key))),
    ]  # fmt: skip
    ways = records(scene.table("actor-ways"))
    for way in ways if len(ways) > 1 or ways[0]["via"] != "name" else []:
        place, told = way["place"] == "yes", way_name(say, way["via"])
        see = Target(actor=key, via=way["via"], place=way["place"], count="mentions")
        items.append((say.number(way["mentions"]), say("only as a place") if place else told, scene.open(see)))
    return figures(items)
