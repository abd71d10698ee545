"""Where the paragraphs of an HTML page stand: what each element holds of them, and the element that holds most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

Weights = defaultdict[HtmlElement, int]

MOST = 0.6  # share of a page's paragraphs that its text holds at least
PARAGRAPH = 60  # characters from which a paragraph weighs in
_ASIDE = frozenset(("aside", "footer", "form", "nav"))


def weigh(tree: HtmlElement) -> Weights:
    """Characters of real paragraphs in each element that holds some."""
    weights: Weights = defaultdict(int)
    for paragraph in tree.iter("p"):
        own = weight(paragraph)
        above = list(paragraph.iterancestors()) if own else []
        if not any(a.tag in _ASIDE for a in above):
            for element in above:
                weights[element] += own
    return weights


def weight(paragraph: HtmlElement) -> int:
    """The characters of a paragraph, 0 for a short one or one of links."""
    said = len(said_of(paragraph))
    linked = sum(len(said_of(a)) for a in paragraph.iter("a"))
    return said if said >= PARAGRAPH and linked < said / 2 else 0


def said_of(element: HtmlElement) -> str:
    """The words of an element, one space between them."""
    return " ".join(str(element.text_content()).split())


def frame(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around the text, from the outermost to the one of whose children none holds most paragraphs."""
    weights = weigh(tree)
    element: HtmlElement | None = tree
    while element is not None:
        yield element
        element = next((c for c in element if weights[c] >= MOST * max(weights[tree], 1)), None)


def frame_lines(tree: HtmlElement) -> list[str]:
    """The paragraphs of the densest element of a page."""
    *_, innermost = frame(tree)
    return [said for p in innermost.iter("p") if (said := said_of(p)) and weight(p)]
