"""What publishing systems do to text on its way into a feed, undone: entities escaped twice, markup shown as text."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from data.article import link

_TWICE = re.compile(r"&amp;(?=(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_AMP = re.compile(r"&amp(?:;|(?=\w+=))")
_MARKUP = re.compile(r"&lt;/?(?:p|br|div|span|a|img|strong|em|b|i|ul|ol|li|h[1-6]|figure|blockquote)\b")


def once_escaped(text: str) -> str:
    """The text with `&amp;amp;` (however often escaped) as `&amp;`."""
    while (less := _TWICE.sub("&", text)) != text:
        text = less
    return text


def unescaped_markup(text: str) -> str:
    """The text as HTML where its tags were escaped once too often."""
    return html.unescape(text) if "<" not in text and _MARKUP.search(text) else text


def unescaped_address(address: str) -> str:
    """An address whose `&amp;` are `&`, without line breaks; other spaces are written as %20."""
    joined = "".join(line.strip() for line in _AMP.sub("&", once_escaped(address)).splitlines())
    return joined.replace(" ", "%20")


def joined(base: str, address: str) -> str:
    """An address made whole; empty where it is no web address."""
    try:
        return link(urljoin(base, address)) if address else ""
    except ValueError:
        return ""
