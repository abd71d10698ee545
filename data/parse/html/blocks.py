"""What stands in an HTML page as paragraphs: text parted by `<br>`, tables, embedded posts, sentences full of links."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

from data.parse.html.weigh import PARAGRAPH, said_of

_OWN = 20  # characters outside its links that make a sentence more than a link
_ENDS = (".", "!", "?", '"', "”")
_CELL = 300  # characters from which a cell holds text, not data
_BROKEN = ("article", "div", "main", "p", "section", "span", "td")
_BLOCKS = frozenset(
    ("blockquote", "div", "figure", "h1", "h2", "h3", "h4", "iframe", "ol", "p", "script", "section", "table", "ul")
)


def into_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of what stands for them, in place."""
    for embed in tree.xpath("//blockquote[contains(@class, 'twitter-tweet')]"):
        _set_free(embed)
    for table in tree.xpath("//table"):
        _settle(table)
    for element in list(tree.iter(*_BROKEN)):
        if _has_double_break(element):
            _break(element)


def unlink(tree: HtmlElement) -> None:
    """Make text of sentences that are more than their links: the links in them become words."""
    for paragraph in tree.iter("p"):
        _unlink(paragraph)


def _set_free(embed: HtmlElement) -> None:
    """An embedded post becomes a quotation where it stands, out of the frames that hold nothing else."""
    outer = embed
    while (
        (parent := outer.getparent()) is not None
        and parent.tag in ("div", "figure")
        and len(said_of(parent)) <= len(said_of(embed))
    ):
        outer = parent
    embed.attrib.pop("class")
    if outer is not embed and (parent := outer.getparent()) is not None:
        embed.tail = outer.tail
        parent.replace(outer, embed)


def _settle(table: HtmlElement) -> None:
    """A table of links goes, a table that lays out text becomes blocks, a table of data stays."""
    if table.getparent() is None:
        return
    said = len(said_of(table))
    linked = sum(len(said_of(a)) for a in table.iter("a"))
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if any(len(said_of(cell)) > _CELL or cell.find(".//p[2]") is not None for cell in cells):
        for part in [table, *table.iter("tbody", "thead", "tr", "td", "th")]:
            part.tag = "div"
    elif linked > said / 2 or len(rows) < 2 or max(map(len, rows), default=0) < 2:
        table.drop_tree()


def _has_double_break(element: HtmlElement) -> bool:
    """Whether two `<br>` with nothing between them part its text."""
    for line in element.findall("br"):
        after = line.getnext()
        if after is not None and after.tag == "br" and not (line.tail or "").strip():
            return True
    return False


def _break(element: HtmlElement) -> None:
    """Text parted by `<br>` becomes paragraphs."""
    runs: list[list[HtmlElement | str]] = [[element.text or ""]]
    for child in list(element):
        tail, child.tail = child.tail or "", None
        if child.tag == "br":
            runs.append([tail])
        elif child.tag in _BLOCKS:
            runs += [[child], [tail]]
        else:
            runs[-1] += [child, tail]
        element.remove(child)
    element.text = None
    if element.tag == "p":
        element.tag = "div"
    for run in runs:
        _append(element, run)


def _append(element: HtmlElement, run: list[HtmlElement | str]) -> None:
    """A run of text and inline elements as a paragraph; a block as it is."""
    first = run[0]
    if not isinstance(first, str):
        element.append(first)
        return
    paragraph = lxml.html.Element("p")
    paragraph.text = first
    for part in run[1:]:
        if not isinstance(part, str):
            paragraph.append(part)
        else:
            paragraph[-1].tail = part
    if said_of(paragraph):
        element.append(paragraph)


def _unlink(paragraph: HtmlElement) -> None:
    """A sentence that is more than its links is text: its links become words."""
    said = said_of(paragraph)
    links = list(paragraph.iter("a"))
    if len(said) >= PARAGRAPH and said.endswith(_ENDS) and len(said) - sum(len(said_of(a)) for a in links) >= _OWN:
        for a in links:
            a.drop_tag()
