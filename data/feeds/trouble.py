"""Why an address could not be fetched, in plain words, and whether it is worth another try."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp

from data.feeds.guard import Forbidden

BUSY = 30.0  # seconds a server is left alone that says it is asked too often, but not how long to wait
_PASSING = frozenset((408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))

_ERRORS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, bool], ...] = (
    (socket.gaierror, "the name of its host is not known", True),
    (ConnectionRefusedError, "the connection was refused", True),
    ((TimeoutError, asyncio.TimeoutError), "no whole answer within {timeout:g} seconds", True),
    (ssl.SSLError, "its certificate or encryption cannot be trusted", False),
    (aiohttp.http_exceptions.ContentEncodingError, "its packing is damaged or unfolds without end", False),
    (aiohttp.InvalidURL, "it is no web address", False),
)


class Trouble(Exception):
    """A fetch that failed; the message is the reason a person is shown.

    `passing` says that it may go better later, `after` how many seconds the server asked to be left alone, `of_host`
    that it will be the same for other addresses of the host, `status` what the server answered, if it did.
    """

    def __init__(
        self, reason: str, *, passing: bool = False, after: float = 0.0, of_host: bool = False, status: int = 0
    ) -> None:
        super().__init__(reason)
        self.passing = passing
        self.after = after
        self.of_host = of_host or after > 0
        self.status = status


def of_status(status: int, retry_after: str = "") -> Trouble:
    """The trouble that a status other than success means."""
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    passing = status in _PASSING
    after = seconds(retry_after) or (BUSY if status == 429 else 0.0)
    return Trouble(f"the server answered {name}", passing=passing, after=after if passing else 0.0, status=status)


def seconds(retry_after: str) -> float:
    """How long `Retry-After` asks to wait, in seconds; 0 where it says nothing that can be read."""
    said = retry_after.strip()
    if said.isdigit():
        return float(min(int(said), 86_400))
    try:
        left = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
    return min(max(left, 0.0), 86_400.0)


def of_error(error: Exception, timeout: float) -> Trouble:
    """The trouble that an error of the HTTP client means."""
    for cause in _causes(error):
        if isinstance(cause, Forbidden):
            return Trouble(str(cause))
        for kinds, reason, passing in _ERRORS:
            if isinstance(cause, kinds):
                return Trouble(reason.format(timeout=timeout), passing=passing, of_host=passing)
    said = " ".join(str(error).split()) or type(error).__name__
    return Trouble(f"the connection broke ({said[:150]})", passing=True)


def _causes(error: BaseException | None) -> list[BaseException]:
    """An error and what lies behind it."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = getattr(error, "os_error", None) or error.__cause__ or error.__context__
    return found
