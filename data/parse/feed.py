"""Entries of RSS and Atom feeds."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import lxml.html
import orjson
from lxml.etree import ParserError
from lxml.html import HtmlElement

from data.article import Article, Page, Unreadable
from data.parse.compose import Found, compose, outlet_for
from data.parse.dating.candidates import all_of, candidate, from_address
from data.parse.html.markup import tame
from data.parse.lines.header import read_header
from data.parse.text import lines_of

_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "ul", "ol", "figure", "section")


def read_feed(page: Page, limit: datetime) -> Article:
    """The article of a feed's entry; its summary is its text where the feed gives no more."""
    try:
        fields = orjson.loads(page.content)
    except orjson.JSONDecodeError:
        raise Unreadable("the entry is not JSON") from None
    if not isinstance(fields, dict):
        raise Unreadable("the entry is not a record")
    entry = {name: said for name, said in fields.items() if isinstance(said, str)}
    url = page.url or entry.get("link", "")
    outlet = outlet_for(page, url)
    title = " ".join(" ".join(html_lines(entry.get("title", ""))).split())
    if not title:
        raise Unreadable("the entry has no title")
    head = read_header(html_lines(entry.get("content", "")), outlet, title)
    at = page.fetched_at
    dates = candidate("feed pubDate", entry.get("published", ""), outlet, fetched=at)
    dates += all_of("feed updated", entry.get("updated", ""), outlet, at, updated=True) + from_address(url, outlet)
    author = entry.get("author", "") or head.author
    return compose(Found(title, head.body, url, outlet.id, author, head.caption, dates, headline_alone=True), limit)


def html_lines(fragment: str) -> list[str]:
    """The lines of an HTML fragment: each block an own line, with a blank one after it."""
    if "<" not in fragment:
        return lines_of(fragment)
    try:
        tree = cast(HtmlElement, lxml.html.document_fromstring(f"<div>{tame(fragment)}</div>"))
    except (ParserError, ValueError):
        return lines_of(fragment)
    for gone in tree.xpath("//script | //style | //iframe"):
        gone.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n\n" + (block.tail or "")
        block.text = ("\n" if block.tag == "br" else "\n\n") + (block.text or "") if block.tag != "br" else block.text
    return lines_of(str(tree.text_content()))
