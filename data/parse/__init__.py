"""Pages into articles: one front door for every form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from data.article import Article, Page, PageKind
from data.parse.feed import read_feed
from data.parse.html.read import read_html
from data.parse.row import read_row
from data.parse.text import read_text

__all__ = ["read"]

_READERS: dict[PageKind, Callable[[Page, datetime], Article]] = {
    "text": read_text,
    "html": read_html,
    "feed": read_feed,
    "row": read_row,
}


def read(page: Page, now: datetime | None = None) -> Article:
    """What a page says; no date may lie after its fetch, or after `now` where the fetch is not known.

    Raises:
        Unreadable: the page cannot be read; the message is the reason a person is shown.
    """
    limit = page.fetched_at or now or datetime.now(UTC)
    return _READERS[page.kind](page, limit)
