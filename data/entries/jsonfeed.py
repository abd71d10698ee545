"""Entries of JSON Feeds."""

from __future__ import annotations

import html
from typing import Any

import orjson

from data.entries.entry import Entries, NoFeed, gathered


def read_json(content: bytes, address: str = "") -> Entries:
    """The entries of a JSON Feed (versions 1 and 1.1).

    Raises:
        NoFeed: it is not JSON, or JSON of another kind.
    """
    try:
        said = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise NoFeed(f"it is not JSON ({error})") from None
    items = said.get("items") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(items, list) or "jsonfeed" not in str(said.get("version")):
        raise NoFeed("it is JSON, but no JSON Feed")
    base = address or _text(said.get("home_page_url"))
    feed = gathered("JSON Feed", (_fields(item) for item in items if isinstance(item, dict)), base)
    feed.aside += [(orjson.dumps(item), "the item is no object") for item in items if not isinstance(item, dict)]
    return feed


def _fields(item: dict[str, Any]) -> dict[str, str]:
    """One item's fields; plain text is written as HTML is."""
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(a.get("name")) for a in authors or [] if isinstance(a, dict)]
    plain = html.escape(_text(item.get("content_text")) or _text(item.get("summary")), quote=False)
    return {
        "title": _text(item.get("title")),
        "link": _text(item.get("url")) or _text(item.get("external_url")),
        "guid": _text(item.get("id")),
        "published": _text(item.get("date_published")),
        "updated": _text(item.get("date_modified")),
        "author": ", ".join(name for name in names if name),
        "content": _text(item.get("content_html")) or plain,
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
