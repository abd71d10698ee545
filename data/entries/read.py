"""Which form of feed some bytes are, and its entries."""

from __future__ import annotations

import gzip
import re
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import BytesIO

from data.charset import as_utf8
from data.entries.entry import Entries, NoFeed
from data.entries.jsonfeed import read_json
from data.entries.sitemap import read_sitemap
from data.entries.syndication import read_syndication

UNPACKED = 50 * 1024 * 1024  # bytes a packed sitemap may unpack to; the protocol's own limit
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_HTML = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)


def read_entries(content: bytes, address: str = "", charset: str = "") -> Entries:
    """The entries of a feed: RSS, Atom, JSON Feed, a (news) sitemap, or the sitemaps of an index.

    `address` is where it was fetched, to make relative links whole; `charset` what the server said of it.

    Raises:
        NoFeed: it is none of these.
    """
    plain = _text(_unpacked(content), charset)
    start = plain[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise NoFeed("the feed is empty")
    if start.startswith((b"{", b"[")):
        return read_json(plain, address)
    root = _ROOT.search(plain[:65536])
    name = root[1].lower() if root else b""
    if name in (b"urlset", b"sitemapindex"):
        return read_sitemap(plain, address)
    if name == b"html" or _HTML.match(start):
        raise NoFeed("it is a web page, not a feed", html=True)
    return read_syndication(plain, address)


def _text(content: bytes, charset: str) -> bytes:
    """The feed in UTF-8, whatever its XML declaration says."""
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return content.decode("utf-16", "replace").encode()
    return as_utf8(content, charset)


def _unpacked(content: bytes) -> bytes:
    """The plain bytes of a feed that is kept packed (`sitemap.xml.gz`)."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
            plain = packed.read(UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        raise NoFeed("its packing (gzip) is damaged") from None
    if len(plain) > UNPACKED:
        raise NoFeed(f"unpacked, it is larger than {UNPACKED // 1024**2} MB")
    return plain
