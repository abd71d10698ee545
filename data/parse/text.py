"""Text pages: what an outlet's page gives when it is copied, or typed in that form."""

from __future__ import annotations

import codecs
import html
import re
from datetime import datetime

from data.article import Article, Page, Unreadable
from data.parse.compose import Found, compose, outlet_for
from data.parse.dating.candidates import from_address, printed
from data.parse.lines.header import read_header

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOST_CONTROLS = 0.02
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")


def read_text(page: Page, limit: datetime) -> Article:
    """The article of a text page."""
    lines = lines_of(decode(page.content))
    if not any(lines):
        raise Unreadable("the page is empty")
    head = read_header(lines, outlet_for(page), fetched=page.fetched_at)
    outlet = outlet_for(page, head.url, head.outlet)
    if outlet.zone != outlet_for(page).zone:
        head = read_header(lines, outlet, fetched=page.fetched_at)
    url = page.url or head.url
    dates = printed(head.dates) + from_address(url, outlet)
    return compose(Found(head.title, head.body, url, outlet.id, head.author, head.caption, dates), limit)


def lines_of(text: str) -> list[str]:
    """Stripped lines; a line of white space is blank, entities left by others are characters again."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def decode(content: bytes) -> str:
    """The text of bytes: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises:
        Unreadable: the bytes are not text.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return _text(content.decode(charset, "replace"))
    if b"\0" in content:
        raise Unreadable("the page is not text (binary)")
    try:
        return _text(content.decode("utf-8"))
    except UnicodeDecodeError:
        if content[:4096].decode("utf-8", "ignore").isascii() or len(content.decode("utf-8", "ignore")) < 0.95 * len(
            content
        ):
            return _text(content.decode("cp1252", "replace"))
        return _text(content.decode("utf-8", "replace"))


def _text(said: str) -> str:
    """The text itself, if few of its characters are controls."""
    controls = len(_CONTROL.findall(said, 0, 20_000))
    if controls > _MOST_CONTROLS * min(len(said), 20_000):
        raise Unreadable("the page is not text (binary)")
    return said.replace("\0", "")
