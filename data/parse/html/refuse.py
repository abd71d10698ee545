"""Pages of HTML that are no articles: errors, walls, consent, players; and what their reader is told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import lxml.html
from lxml.etree import XPath, iterwalk

from data.article import Unreadable
from data.parse.lines.boilerplate import one_of

_SHOWN = 4_000  # characters of what a page shows that are looked at where it has no text
_UNSHOWN = ("script", "style", "template", "footer", "nav")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One kind of page that is no article, as `reference/refusals.toml` declares it."""

    reason: str
    most: int
    titles: re.Pattern[str]
    texts: re.Pattern[str]
    elements: tuple[XPath, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page shows besides its text, looked at before its text is taken out."""

    shown: str
    elements: tuple[bool, ...]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    declared = tomllib.loads((files("data") / "reference" / "refusals.toml").read_text("utf-8"))["page"]
    return tuple(
        _Rule(
            reason=rule["reason"],
            most=rule["most"],
            titles=one_of(rule["titles"]) if rule["titles"] else _NEVER,
            texts=one_of(rule["texts"]) if rule["texts"] else _NEVER,
            elements=tuple(map(XPath, rule.get("elements", ()))),
        )
        for rule in declared
    )


def look(tree: lxml.html.HtmlElement) -> Sight:
    """What a page shows, and which rules its elements speak for."""
    return Sight(" ".join(_shown(tree))[:_SHOWN], tuple(any(path(tree) for path in rule.elements) for rule in _rules()))


def _shown(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The words that a page shows, in order, as far as they are looked at."""
    seen = 0
    body = tree.find("body")
    walk = iterwalk(tree if body is None else body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _UNSHOWN:
            walk.skip_subtree()
        elif event == "start" or element is not body:
            words = " ".join(((element.text if event == "start" else element.tail) or "").split())
            seen += len(words)
            yield from filter(None, [words])
        if seen > _SHOWN:
            return


def refuse(titles: Sequence[str], lines: Sequence[str], sight: Sight) -> None:
    """Nothing, for an article.

    Raises:
        Unreadable: the page is none; the message says what it is and how to get the article.
    """
    text = " ".join(filter(None, lines))
    for rule, proven in zip(_rules(), sight.elements, strict=True):
        if len(text) < rule.most and (
            proven or any(map(rule.titles.search, titles)) or rule.texts.search(text or sight.shown)
        ):
            raise Unreadable(rule.reason)
