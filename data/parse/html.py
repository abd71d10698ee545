"""HTML pages: the body by trafilatura, the rest by what the page declares about itself."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from urllib.parse import urljoin

import lxml.html
from trafilatura import bare_extraction, load_html

from data.article import Article, Page, Unreadable, link
from data.parse.candidates import from_address, printed
from data.parse.captions import Caption, credit_line, read_caption
from data.parse.compose import Found, compose, outlet_for
from data.parse.declared import declared_dates
from data.parse.header import read_header, without_label
from data.parse.meta import read_meta
from data.parse.text import lines_of
from data.parse.visible import visible_dates

_AUTHOR_TAGS = (
    "//*[@rel='author' or @itemprop='author'] | //*["
    + " or ".join(f"contains(@class,'{name}')" for name in ("author", "penulis", "byline", "reporter", "wartawan"))
    + "]"
)
_SENTENCE = 50
_ENDS = (".", "!", "?", '"', "”", "。")
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def read_html(page: Page, limit: datetime) -> Article:
    """The article of an HTML page."""
    tree = _tree(page.content)
    meta = read_meta(tree)
    url = page.url or _address(meta.url, page)
    outlet = outlet_for(page, url, meta.site)
    title = meta.headline(outlet)
    dates = declared_dates(tree, title, outlet) + visible_dates(tree, title, outlet, page.fetched_at)
    byline = _byline(tree)
    caption = _take_figures(tree)
    lines = _body(tree)
    head = read_header(lines, outlet, title)
    dates += printed(head.dates) + from_address(url, outlet)
    author = meta.writer(outlet) or byline or head.author
    caption = caption if caption.text else head.caption
    return compose(Found(title, head.body, url, outlet.id, author, caption, dates), limit)


def _tree(content: bytes) -> lxml.html.HtmlElement:
    """The parsed page.

    Raises:
        Unreadable: it is empty, binary, or no HTML at all.
    """
    if not content.strip():
        raise Unreadable("the page is empty")
    if len(content[:20_000].translate(None, _CONTROLS)) < 0.98 * len(content[:20_000]) and not content.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):
        raise Unreadable("the page is not text (binary)")
    tree = load_html(content)
    if tree is None:
        raise Unreadable("the page is not HTML")
    return tree


def _address(declared: str, page: Page) -> str:
    """The address a page declares, made whole."""
    return link(urljoin(page.url, declared)) if declared else ""


def _byline(tree: lxml.html.HtmlElement) -> str:
    """The name in an element named for the author, without `Oleh:` or `By`."""
    for element in tree.xpath(_AUTHOR_TAGS)[:5]:
        name = without_label(" ".join(element.text_content().split()))
        if 3 < len(name) < 60 and 2 <= len(name.split()) <= 8 and not any(c.isdigit() for c in name):
            return name
    return ""


def _take_figures(tree: lxml.html.HtmlElement) -> Caption:
    """The first figure's caption; all captions are taken off the page, for they are not its text."""
    first = Caption()
    for element in tree.xpath("//figcaption | //*[contains(@class,'caption')][not(ancestor::figcaption)]"):
        said = " ".join(element.text_content().split())
        if len(said) > 600 or element.getparent() is None or element.xpath(".//p[2] | .//h1"):
            continue
        if said and not first.text:
            first = read_caption(said) or Caption("" if credit_line(said) else said, credit_line(said))
        element.drop_tree()
    return first


def _body(tree: lxml.html.HtmlElement) -> list[str]:
    """The lines of the body text, a blank one between paragraphs."""
    for precise in (True, False):
        found = bare_extraction(deepcopy(tree), favor_precision=precise, include_comments=False, include_tables=False)
        text = getattr(found, "text", "") or ""
        if text and (precise or _has_sentence(text)):
            return [part for line in lines_of(text) for part in (line, "")]
    return []


def _has_sentence(text: str) -> bool:
    """Whether some line is long enough and ended like a sentence: menus and log-in walls have none."""
    return any(len(line) >= _SENTENCE and line.endswith(_ENDS) for line in text.split("\n"))
