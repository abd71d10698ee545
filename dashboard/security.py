"""What a browser may do on these pages, who may change anything, and the cookie that keeps the reader's language."""

from __future__ import annotations

from typing import Literal
from urllib.parse import SplitResult, urlsplit

from dash import Dash
from flask import Response, has_request_context, request

from dashboard.language import LANGUAGES

Edits = Literal["local", "all", "none"]  # who may write entries: whoever sits at this machine, everybody, nobody
PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")  # what proxies say of who asks
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def may_edit(edits: Edits) -> bool:
    """Whether whoever asks may write entries.

    At this machine is who comes from it and calls it by its own name: a page elsewhere that had its name lead here, or
    a proxy that passes its name on, does not.
    """
    if edits != "local" or not has_request_context():
        return edits == "all"
    if any(name in request.headers for name in PASSED_ON):
        return False
    return request.remote_addr in LOOPBACK and _parts(f"//{request.host}").hostname in LOOPBACK


def same_origin() -> bool:
    """Whether a page of this server asks: browsers say whence with every POST, and no page can say it for another."""
    origin, site = request.headers.get("Origin", ""), request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and _parts(origin).netloc == request.host != ""


def _parts(address: str) -> SplitResult:
    """An address in its parts; all empty where it is none ("http://[")."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def protect(app: Dash, cookie: str) -> None:
    """Send strict headers with every answer; everything a page loads comes from this server."""
    policy = "; ".join([
        "default-src 'self'", f"script-src 'self' {' '.join(app.csp_hashes())}", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "font-src 'self' data:", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "form-action 'self'", "object-src 'none'", "worker-src 'self' blob:",
    ])  # fmt: skip

    def headers(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        asked = request.args.get("ui", "")
        if asked in LANGUAGES and request.cookies.get(cookie) != asked:
            answer.set_cookie(cookie, asked, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
        return answer

    app.server.after_request(headers)
