"""Serving the app until it is stopped."""

from __future__ import annotations

import os
from collections.abc import Callable

from waitress.server import create_server

from analytics.home import Home
from dashboard import beforehand
from dashboard.app import create_app
from dashboard.security import Edits

THREADS = 8


def serve(home: Home, host: str, port: int, ready: Callable[[], None]) -> None:
    """Listen on host and port and serve until interrupted; `ready` is called once requests are answered.

    Entries of one's own are written by whoever sits at this machine; PANTAU_EDITS=all lets everybody, `none` nobody.
    Raises OSError in words a person understands when the port is taken.
    """
    asked = os.environ.get("PANTAU_EDITS", "local")
    edits: Edits = "all" if asked == "all" else "local" if asked == "local" else "none"
    app = create_app(home, edits, beforehand.make)
    try:
        server = create_server(app.server, host=host, port=port, threads=THREADS, ident="pantau")
    except OSError as error:
        raise OSError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; choose another port with --port or PORT="
        ) from None
    ready()
    try:
        server.run()
    finally:
        server.close()
