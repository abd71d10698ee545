"""What a browser may do on these pages, and the cookie that keeps the reader's language."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from dashboard.language import LANGUAGES


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
