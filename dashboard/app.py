"""The app: three callbacks, each a function of the address.

`steer` keeps address and filter bar the same and turns clicks into addresses; `draw` makes the page of an address and
`show` its panel. Nothing else holds state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component
from flask import has_request_context, request

from analytics.home import Home
from analytics.snapshot import Snapshot
from dashboard import downloads, panel, shell
from dashboard import edits as own
from dashboard.language import Language, Say, language
from dashboard.scene import Scene
from dashboard.security import Edits, may_edit, protect
from dashboard.steering import FILTERS, steered
from dashboard.store import Store
from data.selection import BadQuery

COOKIE = "pantau-ui"
Stage = Callable[[str | None, str | None], Scene]  # path and search of an address -> what is seen
CHARTS = ({"kind": "chart", "name": ALL}, "clickData")
GRIDS = ({"kind": "grid", "name": ALL}, "cellClicked")


def create_app(home: Home, edits: Edits = "local", opened: Callable[[Snapshot], None] | None = None) -> Dash:
    """An app over a home; each call makes one of its own.

    `edits` says who may write entries by a click; `opened` is called with each snapshot when it is first served.
    """
    app = Dash(__name__, title="Pantau", update_title="", compress=True, health_endpoint="health", serve_locally=True)
    store = Store(home, opened)
    app.layout = lambda: shell.layout(store.current(), reader_language(""))
    register(app, store, edits)
    own.register(app.server, store, home, edits)
    downloads.register(app.server, store, reader_language)
    protect(app, COOKIE)
    return app


def reader_language(search: str) -> Language:
    """The language of whoever asks: address, cookie, browser."""
    if not has_request_context():  # Dash looks at the layout once when the app is made
        return "id"
    asked = dict(part.partition("=")[::2] for part in search.removeprefix("?").split("&"))
    return language(asked.get("ui"), request.cookies.get(COOKIE), request.accept_languages.best_match(["id", "en"]))


def register(app: Dash, store: Store, edits: Edits) -> None:
    """The three callbacks."""

    def scene(path: str | None, search: str | None) -> Scene:
        here = search or ""
        return Scene(store.current(), path or "/", here, Say(reader_language(here)), may_edit(edits))

    register_steer(app, scene)
    register_draw(app, scene, store)
    register_show(app, scene)


def register_steer(app: Dash, scene: Stage) -> None:
    """What the reader does becomes an address, and filter bar and links to pages show what the address says.

    The address is written to `go` and read from `url`: the two meet in the browser's history only. Were they one, a
    drawn page (whose charts are inputs here) would be part of a circle, and Dash ends circles by leaving out a draw.
    """

    @app.callback(
        output=[
            Output("go", "search"), Output("go", "pathname"), Output("filter-form", "data-shows"), Output("filter-actors", "data"),
            Output("pages", "children"), [Output(key, prop) for key, prop in FILTERS.items()], Output(*CHARTS), Output(*GRIDS),
        ],
        inputs={
            "path": Input("url", "pathname"), "search": Input("url", "search"), "opened": Input("panel", "opened"), "charts": Input(*CHARTS),
            "grids": Input(*GRIDS), "values": [Input(key, prop) for key, prop in FILTERS.items()],
        },
        state={"shows": State("filter-form", "data-shows")},
    )  # fmt: skip
    def steer(
        *, path: str, search: str, opened: bool, charts: list[Any], grids: list[Any], values: list[Any], shows: str
    ) -> Any:
        happened = ctx.triggered_id, [(t["prop_id"], t["value"]) for t in ctx.triggered]
        said = steered(scene(path, search), opened, shows, values, *happened)
        pages = shell.links(scene(path, search if said.search is no_update else said.search))
        fresh = None if said.clicked else no_update  # a second click on the same bar must be a new one
        return [
            said.search,
            said.path,
            said.shows,
            said.actors,
            pages,
            said.values,
            [fresh] * len(charts),
            [fresh] * len(grids),
        ]


def register_draw(app: Dash, scene: Stage, store: Store) -> None:
    """The page of an address."""

    @app.callback(
        Output("page", "children"), Output("page", "data-shows"),
        Output("tongues", "children"), Output("sentence", "children"), Output("receipt", "children"),
        Input("url", "pathname"), Input("url", "search"), State("page", "data-shows"),
    )  # fmt: skip
    def draw(path: str, search: str, shows: str | None) -> Any:
        here = scene(path, search)
        key = "\x1f".join((here.state, here.path, here.address, here.say.language))
        if key == shows:  # only the panel changed: the page stands as it is
            return [no_update] * 5
        try:
            page = drawn(here) if here.path == shell.LIVE else store.kept(key, lambda: drawn(here))
        except BadQuery as wrong:
            here, page = scene(path, f"?ui={here.say.language}"), mistake(here, wrong)
        return page, key, shell.tongues(here), here.sentence, shell.receipt(here)


def register_show(app: Dash, scene: Stage) -> None:
    """The panel of an address."""

    @app.callback(
        Output("panel", "opened"), Output("panel", "title"), Output("panel-content", "children"),
        Input("url", "pathname"), Input("url", "search"), State("panel", "opened"),
    )  # fmt: skip
    def show(path: str, search: str, opened: bool) -> Any:
        here = scene(path, search)
        if not here.extras.get("see"):
            return (False, "", None) if opened else [no_update] * 3
        try:
            return True, *panel.panel(here)
        except BadQuery as wrong:
            return True, here.say("Not possible"), html.P(str(wrong))


def drawn(here: Scene) -> Component:
    """The page of an address."""
    page = shell.DETAILS.get(here.path) or shell.PAGES.get(here.path, ("", None))[1]
    if page:
        _ = here.selection, here.options  # an impossible address is told before anything is counted
        return page(here)
    home = html.A(here.say("To the overview"), href="/")
    return html.Div([html.P(here.say("There is no page at {path}.", path=here.path)), home], className="empty")


def mistake(here: Scene, wrong: BadQuery) -> Component:
    """What is said of an address that asks for something impossible."""
    whole = html.A(here.say("Show everything"), href=here.path)
    told = here.say("This address cannot be shown: {why}.", why=str(wrong))
    return html.Div([html.P(told), whole], className="empty")
