"""Entries of RSS and Atom feeds, also of malformed ones (feedparser)."""

from __future__ import annotations

import re
from io import BytesIO

import feedparser

from data.entries.entry import Entries, NoFeed, gathered

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_UTF8 = {"content-type": "application/xml; charset=utf-8"}  # outweighs what the XML declaration says
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def read_syndication(content: bytes, address: str = "") -> Entries:
    """The entries of an RSS or Atom feed in UTF-8; of one whose end is missing the last entry is set aside.

    Raises:
        NoFeed: it is neither.
    """
    parsed = _parsed(content)
    if not parsed.entries and not parsed.version:
        if b"<html" in content[:2000].lower():
            raise NoFeed("it is a web page, not a feed", html=True)
        raise NoFeed("it is neither RSS nor Atom, JSON Feed nor sitemap")
    fault = parsed.get("bozo_exception") if parsed.bozo else None
    cut = fault is not None and not _END.search(content[-2000:])
    whole = parsed.entries[:-1] if cut else parsed.entries
    base = address or str(parsed.feed.get("link") or "")
    feed = gathered("Atom" if parsed.version.startswith("atom") else "RSS", map(_fields, whole), base)
    feed.cut = cut
    if fault is not None and not isinstance(fault, _HARMLESS):
        feed.notes.append(f"it is malformed ({fault}); what could be read was read")
    if cut and parsed.entries:
        feed.aside.append((content[-2000:], "the feed breaks off in this entry"))
    return feed


def _parsed(content: bytes) -> feedparser.FeedParserDict:
    """What feedparser makes of it; it raises many things on bytes that are no text."""
    source = BytesIO(_from_the_mark(content))
    try:
        return feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False, response_headers=_UTF8)
    except Exception as error:
        raise NoFeed(f"it is neither RSS nor Atom that can be read ({error!r})"[:200]) from None


def _from_the_mark(content: bytes) -> bytes:
    """The feed without blanks before its XML declaration, which no XML reader allows."""
    plain = content.removeprefix(b"\xef\xbb\xbf")
    return plain.lstrip(b" \t\r\n") if plain[:1].isspace() else content


def _fields(entry: feedparser.FeedParserDict) -> dict[str, str]:
    """One entry's fields; the longest of its contents and its summary is its content."""
    names = ("title", "link", "published", "updated", "author")
    fields = {name: str(dict.get(entry, name) or "") for name in names}
    contents = [str(c.get("value") or "") for c in dict.get(entry, "content", [])]
    fields["content"] = max([*contents, str(dict.get(entry, "summary") or "")], key=len)
    return fields | {"guid": str(dict.get(entry, "id") or "")}
