"""Entries of sitemaps: pages with what a news sitemap says of them, or the sitemaps of an index."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from data.entries.entry import Child, Entries, NoFeed, gathered
from data.entries.mend import joined

_NAMES = {"loc": "link", "title": "title", "publication_date": "published", "lastmod": "updated"}


def read_sitemap(content: bytes, address: str = "") -> Entries:
    """The pages of a sitemap in UTF-8, newest first as it has them, or the children of an index.

    Raises:
        NoFeed: no XML can be made of it.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise NoFeed(f"the sitemap is malformed ({error})") from None
    if root is None:
        raise NoFeed("the sitemap is malformed")
    if _name(root) == "sitemapindex":
        found = [_fields(element) for element in root if _name(element) == "sitemap"]
        children = [Child(joined(address, f.get("link", "")), f.get("updated", "")) for f in found]
        feed = Entries("sitemap index", children=[child for child in children if child.address])
    else:
        pages = [_fields(element) for element in root if _name(element) == "url"]
        feed = gathered("news sitemap" if any("title" in p for p in pages) else "sitemap", pages, address)
    faults = [str(error.message) for error in parser.error_log]
    feed.notes += [f"it is malformed ({faults[0]}); what could be read was read"] if faults else []
    feed.cut = bool(faults) and not content.rstrip().endswith(b">")
    return feed


def _fields(element: etree._Element) -> dict[str, str]:
    """What stands in an entry, by our names; the first of each counts (pictures have titles too)."""
    found: dict[str, str] = {}
    for name, text in _leaves(element):
        found.setdefault(_NAMES.get(name, name), text)
    return found


def _leaves(element: etree._Element) -> Iterator[tuple[str, str]]:
    for inner in element.iterdescendants():
        within = inner.getparent()
        if within is not None and _name(within) not in ("image", "video") and inner.text and inner.text.strip():
            yield _name(inner), " ".join(inner.text.split())


def _name(element: etree._Element) -> str:
    """The name without its namespace, also where that was never declared."""
    return element.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower() if isinstance(element.tag, str) else ""
