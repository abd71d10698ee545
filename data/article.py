"""What comes in and what it says: the page, the article, and why a page could not be read."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import orjson

PageKind = Literal["text", "html", "feed", "row"]


_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)))  # no text needs them


class Unreadable(ValueError):
    """A page that cannot be read; its message is the reason a person is shown."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was taken in, untouched.

    `source` says where it lay (a path, or `path#row`), `outlet` is the outlet's id where the place it lay in
    tells it, `fetched_at` is when it was fetched (with a zone), where known. `hint` is the date that the feed which
    led to it gives, as written or as counted back from the poll; it is no part of what the page is.
    """

    source: str
    kind: PageKind
    content: bytes
    url: str = ""
    outlet: str = ""
    fetched_at: datetime | None = None
    hint: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what was taken in and where it came from: the same page twice has the same digest."""
        head = "\x1f".join((self.kind, self.url, self.outlet)).encode()
        return hashlib.sha256(head + b"\x1e" + self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A date that a page gives, and what it was good for.

    `source` is what it was read from, `said` what stood there, `instant` what it names (ISO 8601 with its zone, empty
    where it names none), `verdict` one of *decides, gives the clock, gives the zone, agrees, another time, another
    day, an update, set aside, refused*, `reason` why, where a verdict alone does not tell.
    """

    source: str
    said: str
    instant: str
    verdict: str
    reason: str = ""
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says.

    `published_at` is an instant with its zone, or None where unknown; `date_evidence` says what it was read from and
    `dates` holds every date that was considered.
    `text` has a blank line between paragraphs and holds neither caption, byline nor dateline.
    """

    title: str
    text: str
    outlet: str = ""
    url: str = ""
    published_at: datetime | None = None
    date_evidence: str = ""
    place: str = ""
    agency: str = ""
    caption: str = ""
    credit: str = ""
    author: str = ""
    language: str = ""
    dates: tuple[DateSeen, ...] = ()

    def __post_init__(self) -> None:
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError("published_at needs a zone")
        object.__setattr__(self, "url", link(self.url))
        for name in ("title", "text", "caption", "credit", "author", "place", "agency"):
            object.__setattr__(self, name, unicodedata.normalize("NFC", getattr(self, name)).translate(_UNFIT))

    @property
    def id(self) -> str:
        """Sixteen hex digits of the SHA-256 of address (else outlet), title and text."""
        said = "\x1f".join((self.url or self.outlet, self.title, self.text))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def dates_as_json(dates: Sequence[DateSeen]) -> str:
    """Dates as the archive and the blocks keep them."""
    return orjson.dumps([asdict(seen) for seen in dates]).decode()


def dates_from_json(said: str) -> tuple[DateSeen, ...]:
    """The dates that were kept so."""
    return tuple(DateSeen(**seen) for seen in orjson.loads(said or "[]"))


def link(address: str) -> str:
    """The address if it is http or https with a host, else the empty string: links are checked once, here."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(c.isspace() for c in address):
        return ""
    return address
