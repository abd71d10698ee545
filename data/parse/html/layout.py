"""Where headline and text of an HTML page stand, and which lines on it belong to another article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import lxml.etree
import lxml.html

from data.parse.dating.dates import FACTS, any_of

LONGEST = 140  # characters of a line that is a date and little else
UNSEEN = ("script", "style", "noscript", "template", "head", "textarea", "select", "option", "button", "iframe", "svg")
_APART = re.compile(rf"(?<![a-z])(?:{any_of(FACTS['page']['apart'])})s?(?![a-z])", re.IGNORECASE)
_OWN = re.compile(any_of(FACTS["page"]["own"]), re.IGNORECASE)
_ELSEWHERE = ("aside", "nav", "header", "footer", "form", "figure", "figcaption", "blockquote", "table")
_MAY_BE_OWN = ("header", "footer", "table")  # which hold an article's own lines too, between headline and text
_PARAGRAPH = 120  # characters from which a <p> is body text
_GAP = 700  # characters between headline and a date that still belongs to it
_WORD = re.compile(r"[^\W\d_]{2,}")
_BYLINE = 5  # words that the link of a writer's name may have: a headline has more
_CLOSE = 3  # elements around a line in which a linked headline makes it another article's
_ABOVE = 250  # the same, where the date stands above the headline


@dataclass(frozen=True)
class Layout:
    """Where headline and body stand: positions in the text of the page, and the elements around the headline."""

    tree: lxml.html.HtmlElement
    title: str
    linking: dict[lxml.html.HtmlElement, bool] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[lxml.html.HtmlElement, int]:
        """How many characters of text stand before each element."""
        places: dict[lxml.html.HtmlElement, int] = {}
        at = 0
        for event, element in lxml.etree.iterwalk(self.tree, events=("start", "end", "comment", "pi")):
            if event == "start":
                places[element] = at
                at += len((element.text or "").strip()) if element.tag not in UNSEEN else 0
            else:
                at += len((element.tail or "").strip())
        return places

    @cached_property
    def headline(self) -> lxml.html.HtmlElement | None:
        """The first heading of the highest rank that says the title, at least half its words, else the first.

        Without a heading the first element that says the title and nothing else.
        """
        wanted = set(self.title.casefold().split())
        for heading in [*self.tree.xpath("//h1"), *self.tree.xpath("//h2 | //h3")[:20]]:
            if wanted and 2 * len(wanted & set(heading.text_content().casefold().split())) >= len(wanted):
                return heading
        first = next(iter(self.tree.xpath("//h1")), None)
        return next(self._titles(), None) if first is None else first

    def _titles(self) -> Iterator[lxml.html.HtmlElement]:
        """Elements of the body that say the title and nothing else."""
        title = " ".join(self.title.split()).casefold()
        for element in self.tree.xpath("//body//*"):
            if title and element.tag not in UNSEEN and words_of(element).casefold() == title:
                yield element

    @cached_property
    def around(self) -> set[lxml.html.HtmlElement]:
        """The headline, the first paragraph, and the elements they stand in: these are the article's own."""
        held = [e for e in (self.headline, self.paragraph) if e is not None]
        return {outer for e in held for outer in (e, *e.iterancestors())}

    @cached_property
    def start(self) -> int:
        """Where the headline ends, 0 where there is none."""
        return 0 if self.headline is None else self.places[self.headline] + len(self.headline.text_content().strip())

    @cached_property
    def paragraph(self) -> lxml.html.HtmlElement | None:
        """The first long paragraph below the headline."""
        below = (e for e in self.tree.iter("p") if self.places[e] >= self.start)
        first = next((e for e in below if len(e.text_content().strip()) >= _PARAGRAPH), None)
        return next(self._unmarked(), None) if first is None else first

    def _unmarked(self) -> Iterator[lxml.html.HtmlElement]:
        """Elements below the headline that hold a paragraph without marking it as one."""
        for element in self.tree.xpath("//body//*"):
            own = [element.text or "", *((child.tail or "") for child in element)] if element.tag not in UNSEEN else []
            if self.places[element] >= self.start and any(len(text.strip()) >= _PARAGRAPH for text in own):
                yield element

    @cached_property
    def body(self) -> int:
        """Where the text begins."""
        return self.start if self.paragraph is None else self.places[self.paragraph]

    def tier(self, element: lxml.html.HtmlElement) -> int | None:
        """0 between headline and body, 1 just above the headline, 2 in the article below, None where it is none of its."""
        at = self.places[element]
        if self.headline is None or self.start <= at <= max(self.body, self.start + _GAP):
            return 0
        if at < self.start:
            return 1 if self.places[self.headline] - at <= _ABOVE else None
        return 2

    def another(self, line: lxml.html.HtmlElement) -> bool:
        """Whether a line belongs to another article or to the frame of the page."""
        beside = self.start <= self.places[line] < self.body
        for near, outer in enumerate([line, *line.iterancestors()]):
            if outer in self.around or outer.tag in ("body", "html"):
                return False
            if _APART.search(names_of(outer)) or (
                outer.tag in _ELSEWHERE and not (outer.tag in _MAY_BE_OWN and beside)
            ):
                return True
            small = near < _CLOSE and len(words_of(outer)) <= LONGEST and not _OWN.search(names_of(outer))
            if (small or outer.tag in ("li", "article", "a")) and self._links_on(outer):
                return True
        return False

    def _links_on(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element links to something under a headline of its own; looked up once for each."""
        if element not in self.linking:
            links = [element] if element.tag == "a" else element.iter("a")
            self.linking[element] = any(len(_WORD.findall(words_of(link))) > _BYLINE for link in links)
        return self.linking[element]

    def joined(self, line: lxml.html.HtmlElement) -> bool:
        """Whether a line stands in one part of the page with the headline or the text."""
        common = next((outer for outer in line.iterancestors() if outer in self.around), None)
        return common is not None and common.tag not in ("body", "html")


def words_of(element: lxml.html.HtmlElement) -> str:
    """The words of an element, given up where they are more than a line."""
    words: list[str] = []
    length = 0
    for piece in element.itertext():
        words.append(piece.strip())
        length += len(words[-1])
        if length > LONGEST:
            break
    return " ".join(filter(None, words))


def names_of(element: lxml.html.HtmlElement) -> str:
    """The names a page gives an element: class, id and itemprop."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
