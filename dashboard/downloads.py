"""Tables as files over HTTP: `/download/<table>.<form>?<the page's own query>`."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from flask import Flask, Response, request

from analytics.receipt import Receipt
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.files import FORMATS
from dashboard.language import Language
from dashboard.store import Store
from dashboard.tables import table
from data.selection import BadQuery, Selection


def register(server: Flask, store: Store, reader_language: Callable[[str], Language]) -> None:
    """Add the route to a server."""

    @server.get("/download/<name>.<form>")
    def download(name: str, form: str) -> Response:
        query = request.query_string.decode()
        try:
            return made(store, name, form, query, reader_language(query))
        except BadQuery as wrong:
            return Response(f"{wrong}\n", 400, mimetype="text/plain")


def made(store: Store, name: str, form: str, query: str, language: Language) -> Response:
    """One table as one file; raises BadQuery where there is no such table, form or selection."""
    if form not in FORMATS:
        raise BadQuery(f"there is no form {form!r}; there are {', '.join(FORMATS)}")
    snapshot, selection, options = store.current(), Selection.from_query(query), Options.from_query(query)
    receipt = Receipt.of(snapshot, selection, name + options.text)
    rows = table(name, Asked(view(snapshot, selection), options, language))
    write, kind = FORMATS[form]
    answer = Response(write(rows, receipt), content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=pantau-{quote(name)}-{receipt.id}.{form}"
    answer.headers["X-Pantau-Receipt"] = receipt.id
    return answer
