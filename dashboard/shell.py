"""The shell: brand, pages, filter bar with its sentence, the page, and the panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from analytics.snapshot import Snapshot
from dashboard.charts.theme import ACCENT, FONT
from dashboard.filter_bar import filter_bar
from dashboard.language import LANGUAGES, Language, Say
from dashboard.pages import actor, actors, articles, keywords, names, overview, sources, stories, topics
from dashboard.records import labelled
from dashboard.scene import Scene
from data.selection import BadQuery

PAGES: Mapping[str, tuple[str, Callable[[Scene], Component]]] = {
    "/": ("Overview", overview.page),
    "/keywords": ("Keywords", keywords.page),
    "/topics": ("Topics", topics.page),
    "/actors": ("Actors", actors.page),
    "/stories": ("Stories", stories.page),
    "/articles": ("Articles", articles.page),
    "/sources": ("Sources", sources.page),
}
DETAILS: Mapping[str, Callable[[Scene], Component]] = {
    "/actor": actor.page,
    "/names": names.page,
}  # pages of one thing, reached from others
ABOVE = {"/actor": "/actors", "/names": "/actors"}  # the page that each of them is reached from
LIVE = "/sources"  # a page that tells of the archive as it is now, so it is drawn anew each time
THEME = {"fontFamily": FONT, "primaryColor": "pantau", "defaultRadius": "sm", "colors": {"pantau": [
    "#eef5fb", "#dbe8f3", "#b3d0e8", "#88b6dd", "#65a1d4", "#4f94cf", "#418ecd", "#327ab6", ACCENT, "#084a80",
]}, "primaryShade": 8}  # fmt: skip


def layout(snapshot: Snapshot, language: Language) -> Component:
    """Everything but the page itself."""
    say = Say(language)
    parts = [
        dcc.Location(id="url", refresh=False),
        dcc.Location(id="go", refresh="callback-nav"),
        html.A(say("Skip to content"), href="#page", className="skip"),
        html.Header([
            html.Div([dcc.Link("Pantau", href="/", className="brand"), html.Span(say("news on defence and diplomacy"), className="tagline"), html.Div(id="tongues", className="tongues")], className="top"),
            html.Nav(id="pages", className="pages", **labelled(say("Pages"))),
            html.Details([
                html.Summary([html.Span(id="sentence", className="sentence"), html.Span(say("Filters"), className="toggle")]),
                filter_bar(snapshot, say),
            ], id="filters", open=True, className="bar"),
        ], className="shell-head"),
        html.Main(dcc.Loading(html.Div(id="page"), type="default", color=ACCENT, delay_show=400, overlay_style={"visibility": "visible", "opacity": 0.5}), id="main"),
        html.Footer(id="receipt", className="shell-foot"),
        dmc.Drawer(id="panel", closeButtonProps=labelled(say("Close")), position="right", size="lg", opened=False, children=html.Div(id="panel-content"), overlayProps={"backgroundOpacity": 0.18}, zIndex=300),
    ]  # fmt: skip
    shell = html.Div(parts, className="shell", lang=language)
    dated = dmc.DatesProvider(shell, settings={"locale": language, "firstDayOfWeek": 1})
    made: Component = dmc.MantineProvider(dated, theme=THEME, forceColorScheme="light")
    return made


def links(scene: Scene) -> list[Component]:
    """Links to the pages, all with the same selection; with none where the address asks for something impossible."""
    try:
        same = scene.query(see=None, rows=None, kind=None, state=None, who=None, shade=None)
    except BadQuery:
        same = ""
    return [
        dcc.Link(scene.say(title), href=path + same, className="on" if path == ABOVE.get(scene.path, scene.path) else "")
        for path, (title, _) in PAGES.items()
    ]  # fmt: skip


def tongues(scene: Scene) -> list[Component]:
    """Links to the same address in the other language."""
    names = {"id": "Indonesia", "en": "English"}
    return [
        html.A(names[code], href=scene.path + scene.query(ui=code), lang=code, className="on" if code == scene.say.language else "")
        for code in LANGUAGES
    ]  # fmt: skip


def receipt(scene: Scene) -> str:
    """The page's receipt, in one line."""
    made = scene.receipt(scene.path.strip("/") or "overview")
    return f"{scene.say('Receipt')} {made.line()} · {scene.say('{n} articles in the snapshot', n=scene.say.number(len(scene.snapshot)))}"
