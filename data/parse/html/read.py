"""HTML pages: the body by what stands in them, the rest by what they declare about themselves."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from lxml.html import HtmlElement

from data.article import Article, Page, Unreadable, link
from data.intake.multipage import pages_of
from data.parse.compose import Found, compose, outlet_for
from data.parse.dating.candidates import candidate, from_address, printed
from data.parse.html.body import body_lines, joined
from data.parse.html.declared import declared_dates
from data.parse.html.markup import is_cut, parse
from data.parse.html.meta import read_meta
from data.parse.html.refuse import look, refuse
from data.parse.html.visible import visible_dates
from data.parse.html.weigh import said_of
from data.parse.lines.captions import Caption, credit_line, read_caption
from data.parse.lines.header import read_header, without_label

_AUTHOR_TAGS = (
    "//*[@rel='author' or @itemprop='author'] | //*["
    + " or ".join(f"contains(@class,'{name}')" for name in ("author", "penulis", "byline", "reporter", "wartawan"))
    + "]"
)
_CAPTION = 3  # words from which a caption says something


def read_html(page: Page, limit: datetime) -> Article:
    """The article of an HTML page.

    Raises:
        Unreadable: it is none, or cannot be read; the message says why.
    """
    first, *more = pages_of(page.content)
    tree = parse(first)
    meta = read_meta(tree)
    url = page.url or _address(meta.url, page)
    outlet = outlet_for(page, url, meta.site)
    title = meta.headline(outlet)
    dates = declared_dates(tree, title, outlet) + visible_dates(tree, title, outlet, page.fetched_at)
    sight, byline = look(tree), _byline(tree)
    caption = _take_figures(tree)
    lines = body_lines(tree)
    refuse(meta.titles, lines, sight)
    if not any(lines) and is_cut(first):
        raise Unreadable("no body text: the file ends before the text begins; save the page again")
    head = read_header(lines, outlet, title, page.fetched_at)
    body = (
        joined(head.body, [read_header(body_lines(parse(one)), outlet, title).body for one in more])
        if more
        else head.body
    )
    dates += printed(head.dates) + from_address(url, outlet) + candidate("feed", page.hint, outlet)
    author = meta.writer(outlet) or byline or head.author
    caption = caption if caption.text else head.caption
    return compose(Found(title, body, url, outlet.id, author, caption, dates), limit)


def _address(declared: str, page: Page) -> str:
    """The address a page declares, made whole."""
    return link(urljoin(page.url, declared)) if declared else ""


def _byline(tree: HtmlElement) -> str:
    """The name in an element named for the author, without `Oleh:` or `By`."""
    for element in [e for e in tree.xpath(_AUTHOR_TAGS) if not any(a.tag == "form" for a in e.iterancestors())][:5]:
        name = without_label(said_of(element))
        if 3 < len(name) < 60 and 2 <= len(name.split()) <= 8 and not any(c.isdigit() for c in name):
            return name
    return ""


def _take_figures(tree: HtmlElement) -> Caption:
    """The first figure's caption; all captions are taken off the page, for they are not its text."""
    first = Caption()
    for element in tree.xpath("//figcaption | //*[contains(@class,'caption')][not(ancestor::figcaption)]"):
        said = said_of(element)
        if len(said) > 600 or element.getparent() is None or element.xpath(".//p[2] | .//h1"):
            continue
        if not first.text and (len(said.split()) >= _CAPTION or credit_line(said)):
            first = read_caption(said) or Caption("" if credit_line(said) else said, credit_line(said))
        element.drop_tree()
    return first
