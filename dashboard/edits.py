"""Entries of one's own by a click: a POST from these pages, from this machine, that writes `actors.toml` of the home.

`/own?back=<address>` takes `do`: `adopt <kind> <key>` enters a new name, `forget <key> <new name>` takes back that the two
are one, or else the own entry, `same <key> <key>` and `apart <key> <key>` say of two whether they are one. Whoever may not
write is told why and nothing is written.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from analytics.actors import BadEntry
from analytics.actors.own import adopt, apart, forget, merge, registry_of
from analytics.actors.written import awaited, listable, written
from analytics.home import Home
from analytics.snapshot import Snapshot
from analytics.weights import view
from dashboard.security import Edits, may_edit, same_origin
from dashboard.store import Store
from data.selection import Selection

KINDS = ("person", "organisation")
FORMS = 12  # written forms of a new name that are entered with it


def register(server: Flask, store: Store, home: Home, edits: Edits) -> None:
    """Add the route to a server."""

    @server.post("/own")
    def own() -> Answer:
        if not may_edit(edits):
            return _told("entries are written on the machine Pantau runs on only", 403)
        if not same_origin():
            return _told("this was not asked by a page of Pantau", 403)
        try:
            done(home, store.current(), request.form.get("do", ""))
        except BadEntry as wrong:
            return _told(str(wrong), 400)
        return redirect(_back(request.args.get("back", "")), 303)


def done(home: Home, snapshot: Snapshot, what: str) -> None:
    """Do what a button says; raises BadEntry where it cannot stand, and writes nothing then."""
    verb, _, rest = what.partition(" ")
    first, _, second = rest.partition(" ")
    numbers = snapshot.actor_numbers
    if verb == "adopt" and first in KINDS and second in numbers and not snapshot.actors[numbers[second]].known:
        _adopt(home, snapshot, first, numbers[second])
    elif verb in ("same", "apart") and second:
        merge(home, first, second, snapshot.actors) if verb == "same" else apart(home, first, second)
    elif verb != "forget" or not ((second and forget(home, first, second)) or forget(home, first)):
        raise BadEntry(f"{what!r} is nothing that can be done here")


def _adopt(home: Home, snapshot: Snapshot, kind: str, number: int) -> None:
    """Enter a new name with the forms in which it is written; a second click enters it no second time."""
    actor = snapshot.actors[number]
    if actor.name in awaited(registry_of(home)):
        return
    forms = [form for form, _ in written(view(snapshot, Selection()), [number])[number].most_common(FORMS)]
    adopt(home, actor.key, kind, actor.name, filter(listable, forms), actor.iso3, local=actor.local)


def _back(address: str) -> str:
    """The address to go back to: one of these pages, never elsewhere."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/actors"  # browsers drop a tab: "/\t/" is "//"


def _told(said: str, status: int) -> Response:
    return Response(f"{said}\n", status, mimetype="text/plain")


def action(back: str) -> str:
    """Where a form posts to, and where it leads back."""
    return "/own?" + urlencode({"back": back}, quote_via=quote)
