"""An HTML page made ready for extraction: chrome it names goes, its text is put in paragraphs and in one place."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

from lxml.html import HtmlElement

from data.parse.html.blocks import into_paragraphs, unlink
from data.parse.html.weigh import MOST, Weights, frame, said_of, weigh, weight
from data.parse.lines.boilerplate import one_of

FACTS = tomllib.loads((files("data") / "reference" / "html.toml").read_text("utf-8"))
_NAMES = frozenset(FACTS["names"]["words"])
_CONTENT = tuple(FACTS["content"])
_GONE = "//*[not(self::html or self::body or self::article or self::main)][{}]".format(
    " or ".join(f"({condition})" for group in FACTS["gone"].values() for condition in group)
)
_POINTER = one_of(FACTS["pointers"]["patterns"])
_POINTED = 300  # characters a reference to another article has at most
_FEW = 12  # elements beside which a reference may stand in one that is no longer than it
_NEAR = 3  # steps up within which parts of one text meet


def prepare(tree: HtmlElement) -> None:
    """Make a parsed page ready, in place."""
    _drop([*tree.xpath(_GONE), *_named(tree)], tree)
    into_paragraphs(tree)
    _drop(_pointers(tree), tree)
    unlink(tree)
    for parts in _parted(tree, weigh(tree)):
        _join(parts)
    for element in frame(tree):
        _rename(element)


def _named(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that a word of their class or id names as no text."""
    for element in tree.xpath("//*[@class or @id]"):
        words = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
        if not _NAMES.isdisjoint(words) and element.tag not in ("html", "body", "article", "main"):
            yield element


def _drop(elements: Iterable[HtmlElement], tree: HtmlElement) -> None:
    """Take elements off the page unless they hold most of its paragraphs."""
    weights = weigh(tree)
    for element in elements:
        if element.getparent() is not None and weights[element] < MOST * max(weights[tree], 1):
            element.drop_tree()


def _pointers(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that refer to another article and hold the link to it (`Baca juga: ...`)."""
    found = list[HtmlElement]()
    for element in tree.iter("a", "b", "div", "em", "h3", "h4", "i", "li", "p", "span", "strong", "td"):
        if element.text and _POINTER.match(element.text.lstrip()):
            outer = _outermost(element)
            if outer.tag == "a" or outer.find(".//a") is not None:
                found.append(outer)
    return found


def _outermost(pointer: HtmlElement) -> HtmlElement:
    """The largest element that begins with a reference and is no longer than one."""
    while (parent := pointer.getparent()) is not None and len(parent) < _FEW:
        said = said_of(parent)
        if len(said) > _POINTED or not _POINTER.match(said):
            break
        pointer = parent
    return pointer


def _parted(tree: HtmlElement, weights: Weights) -> list[list[HtmlElement]]:
    """Groups of elements that hold the parts of one text: alike by name, near one another, with no headline between."""
    alike: defaultdict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        name = element.get("class", "")
        if name and weights[element] and sum(map(bool, map(weight, element.findall("p")))) >= 2:
            alike[(element.tag, name)].append(element)
    return [parts for parts in alike.values() if len(parts) > 1 and _is_one_text(parts)]


def _is_one_text(parts: list[HtmlElement]) -> bool:
    """Whether elements stand near one another, and neither comment nor other article is among them."""
    if "comment" in parts[0].get("class", "").lower():
        return False
    above = [list(part.iterancestors()) for part in parts]
    shared = [a for a in above[0][:_NEAR] if all(a in other[:_NEAR] for other in above[1:])]
    if not shared or not set(parts).isdisjoint(a for one in above for a in one):
        return False
    return not shared[0].xpath(".//article | .//h1 | .//*[self::h2 or self::h3][.//a or parent::a]")


def _join(parts: list[HtmlElement]) -> None:
    """The children of all in the first."""
    for part in parts[1:]:
        parts[0].extend(list(part))


def _rename(element: HtmlElement) -> None:
    """Leave an element only those names that speak of content."""
    element.attrib.pop("style", None)
    for key in ("class", "id"):
        kept = [
            w for w in element.get(key, "").split() if w.lower().startswith(_CONTENT) or w.lower().endswith(_CONTENT)
        ]
        if element.attrib.pop(key, None) is not None and kept:
            element.set(key, " ".join(kept))
