"""What an entry of a feed is to the archive: its lasting key, its outlet, the date it hints at, and whether it is whole."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from data.archive_queue import Item
from data.article import Page
from data.entries import Entry
from data.feeds.declared import Feed
from data.outlets import Outlet, outlet_named, outlet_of, outlets
from data.parse.dating.dates import find_date, squeeze
from data.parse.dating.relative import find_relative
from data.parse.feed import html_lines

WHOLE = 1000  # characters of text from which an entry needs no page
_CLOCKS_DIFFER = timedelta(hours=1)
_GOES_ON = ("…", "...", "[…]", "[...]", "&hellip;")
_TRACKING = ("utm_", "fbclid", "gclid")


def item_of(entry: Entry, feed: Feed, now: datetime, *, dated: bool = True) -> tuple[Item, datetime | None]:
    """The entry as it is queued, and the instant it gives where it gives a possible one.

    `dated` is false where the time of the last change (of a sitemap) is not to be taken for publication.
    """
    address = without_tracking(entry.link)
    outlet = _outlet(feed, address)
    said = entry.published or (entry.updated if dated else "")
    instant, hint, note = _instant(said, outlet, now)
    notes = [*entry.notes, *([note] if note else [])]
    host = urlsplit(address).netloc
    item = Item(
        feed.address, outlet.id, _key(entry, feed, address), address, host, entry.record(),
        hint, "; ".join(notes), seen_at=now.isoformat(),
    )  # fmt: skip
    return item, instant


def page_of(item: Item) -> Page:
    """The entry itself as a page."""
    at = datetime.fromisoformat(item.seen_at)
    return Page(item.link or f"{item.feed}#{item.key}", "feed", item.entry, item.link, item.outlet, at)


def is_whole(entry: Entry) -> bool:
    """Whether an entry carries its article's text, or has no page that could."""
    text = " ".join(line for line in html_lines(entry.content) if line)
    return not entry.link or (len(text) >= WHOLE and not text.endswith(_GOES_ON))


def without_tracking(address: str) -> str:
    """An address without the parameters that say how a reader came to it, and without its fragment."""
    parts = urlsplit(address)
    query = parts.query
    if any(word in query for word in _TRACKING):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.startswith(_TRACKING)]
        query = urlencode(kept)
    return parts._replace(query=query, fragment="").geturl()


def _outlet(feed: Feed, address: str) -> Outlet:
    """The outlet of the link where it is a declared one, else the feed's."""
    host = urlsplit(address).hostname
    linked = outlet_of(host) if host else None
    return linked if linked and linked.id in outlets() else outlet_named(feed.outlet)


def _key(entry: Entry, feed: Feed, address: str) -> str:
    """What names an entry for good: a guid is its outlet's own, unless it is an address."""
    if entry.guid:
        return entry.guid if "://" in entry.guid else f"{feed.outlet} {entry.guid}"
    return address or hashlib.sha256(entry.record()).hexdigest()


def _instant(said: str, outlet: Outlet, now: datetime) -> tuple[datetime | None, str, str]:
    """The instant a date names, the hint it is, and a note; neither instant nor hint where it names none or one to come."""
    if not said:
        return None, "", ""
    line = squeeze(said)[:200]
    relative = find_relative(line, now, outlet.zone)
    dated = relative or find_date(line, outlet.zone, outlet.month_first)
    if dated is None or dated.instant is None:
        return None, "", f"its date is written {said[:80]!r}"
    if dated.instant > now + _CLOCKS_DIFFER:
        return None, "", f"its date {said[:80]!r} was still to come"
    if relative:
        hint = dated.instant.date().isoformat() if dated.day_only else dated.instant.isoformat(timespec="seconds")
        return dated.instant, hint, f"its date {said[:80]!r} was counted back from the poll"
    return dated.instant, said, ""
