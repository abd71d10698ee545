"""The dates an HTML page shows its reader, told from those of other articles, of today and of updates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import lxml.html

from data.outlets import Outlet
from data.parse.dating.candidates import Candidate, all_of
from data.parse.dating.dates import FACTS, any_of, find_dates, labels, squeeze
from data.parse.html.layout import LONGEST, UNSEEN, Layout, names_of, words_of

_PAGE: dict[str, list[str]] = FACTS["page"]
_NAMED = re.compile(rf"(?<![a-z])(?:{any_of(_PAGE['date'])})", re.IGNORECASE)
_UPDATED = re.compile(rf"(?<![a-z])(?:{any_of(_PAGE['updated'])})(?![a-z])", re.IGNORECASE)
_PUBLISHED = re.compile(rf"(?<![a-z])(?:{any_of(_PAGE['published'])})", re.IGNORECASE)
_MONTHS = any_of(n for names in FACTS["months"] for n in names)
_AGO = any_of([*FACTS["relative"]["ago"], *FACTS["relative"]["now"], *FACTS["relative"]["yesterday"]])
_DATELIKE = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\b(?:{_MONTHS})\b.{{0,8}}\d|\d.{{0,5}}\b(?:{_MONTHS})\b|\b(?:{_AGO})\b",
    re.IGNORECASE,
)
_CLUE = re.compile(rf"\d|\b(?:{_AGO})\b", re.IGNORECASE)
_WORDS = 14  # words that may stand beside the date in it
_HEADINGS = ("h1", "h2", "h3")
_KEPT = 6
_MOST = 300  # lines with dates, and elements of a line, that are looked at
_SENTENCES = 400  # characters of text that is too long for a line
_CLOCK = re.compile(r"\W*(?:pukul |jam |at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{3,4})?\W*", re.IGNORECASE)
_WORD = re.compile(r"(?<![@.\w])[^\W\d_]{2,}")
_ENDS = (".", "?", "!")
_FEW = 2  # plain words beside a date that make it part of a sentence
_BYLINE = set(_PAGE["byline"])
_SAID = {word for label in [*FACTS["published"], *FACTS["updated"]] for word in label.split()} - _BYLINE


@dataclass(frozen=True)
class _Shown:
    """A short line of the page that holds a date, and the element it stands in."""

    element: lxml.html.HtmlElement
    words: str
    tier: int
    joined: bool  # to the headline or the text, by a part of the page
    within: bool  # the text, which has begun above it

    @property
    def likely(self) -> bool:
        """Whether a date without a word that says what it is can be the article's here."""
        if self.tier == 0:
            return self.named or (_alone(self.words) and (not self.within or bool(_CLOCK.search(self.words))))
        return self.named and self.joined if self.tier == 2 else self.joined and _alone(self.words)

    @property
    def named(self) -> bool:
        """Whether its element, or one close around it, is named for a date."""
        near = [self.element, *list(self.element.iterancestors())[:2], *self.element.iterdescendants()]
        return any(e.tag == "time" or _NAMED.search(names_of(e)) for e in near if isinstance(e.tag, str))

    @property
    def updated(self) -> bool:
        """Whether its element is named for an update."""
        return _of_update(self.element)


def visible_dates(tree: lxml.html.HtmlElement, title: str, outlet: Outlet, fetched: datetime | None) -> list[Candidate]:
    """The dates beside the headline, the likeliest first; `fetched` is what relative times are counted back from."""
    found: list[tuple[tuple[int, ...], Candidate]] = []
    for order, shown in enumerate(_lines(Layout(tree, title))):
        for one in _candidates(shown, outlet, fetched):
            labelled = one.dated.labelled or one.dated.updated
            if labelled or shown.likely:
                likely = (shown.tier == 2, not one.dated.labelled, shown.tier == 1, not shown.named, order)
                found.append((tuple(map(int, likely)), one))
    return list(dict.fromkeys(c for _, c in sorted(found, key=lambda item: item[0])))[:_KEPT]


def _candidates(shown: _Shown, outlet: Outlet, fetched: datetime | None) -> Iterator[Candidate]:
    """The dates of a line: the stamps of its `<time>` elements, then its words."""
    for element in shown.element.iter("time"):
        words = words_of(element)
        before = (shown.words.partition(words)[0] if words else "") or _before(element)
        inside = [one.dated for one in all_of("time element", words, outlet, fetched)[:1]]
        updated, labelled = (
            labels(before)
            if not any(d.updated or d.labelled for d in inside)
            else (inside[0].updated, inside[0].labelled)
        )
        of_update = updated or ((shown.updated or _of_update(element)) and not labelled)
        for one in all_of("time element", element.get("datetime") or "", outlet, updated=of_update)[:1]:
            yield replace(one, dated=replace(one.dated, labelled=labelled))
    before = _before(shown.element)
    yield from all_of("visible header", shown.words, outlet, fetched, updated=shown.updated, before=before)


def _before(element: lxml.html.HtmlElement) -> str:
    """The words of the element before it, where they are few: a label may stand there alone."""
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None and isinstance(previous.tag, str):
        words = f"{words_of(previous)} {(previous.tail or '').strip()}"
    else:
        words = ((parent.text if parent is not None else "") or "").strip()
    return words if len(words) <= 30 and not any(c.isdigit() for c in words) else ""


def _lines(layout: Layout) -> Iterator[_Shown]:
    """Short lines with a date in them that may be the article's, in the order of the page."""
    seen = set[lxml.html.HtmlElement]()
    for element in (layout.tree.find("body") if layout.tree.find("body") is not None else layout.tree).iter():
        if not isinstance(element.tag, str) or not _dates_itself(element):
            continue
        line = _line(element)
        if line is None or line in seen:
            continue
        seen.add(line)
        if len(seen) > _MOST:
            return
        tier = layout.tier(line)
        if tier is not None and not layout.another(line):
            yield _Shown(line, _with_clock(line), tier, layout.joined(line), layout.places[line] > layout.body)


def _with_clock(line: lxml.html.HtmlElement) -> str:
    """The words of a line, with those of the next element where that is its clock."""
    following = line.getnext()
    after = words_of(following) if following is not None and isinstance(following.tag, str) else ""
    return f"{words_of(line)} {after}" if _CLOCK.fullmatch(after) else words_of(line)


def _alone(words: str) -> bool:
    """Whether a date stands alone, or with names and the words of a byline beside it: no headline, no sentence."""
    line = squeeze(words)
    edges = [0, *(at for dated in find_dates(line) for at in dated.span), len(line)]
    beside = " ".join(line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    plain = [word for word in _WORD.findall(beside) if word.islower() and word not in _BYLINE]
    return len(plain) < _FEW and not _SAID.intersection(plain) and not line.endswith(_ENDS)


def _dates_itself(element: lxml.html.HtmlElement) -> bool:
    """Whether a date stands in an element's own text, or in its `datetime`."""
    if element.tag in UNSEEN:
        return False
    if element.tag == "time" and element.get("datetime"):
        return True
    return _is_datelike(element.text) or any(_is_datelike(child.tail) for child in element)


def _is_datelike(text: str | None) -> bool:
    """Whether a date may stand in a text; it is looked for only where a digit or a word such as `ago` does."""
    if text is None or not 5 < len(text) <= _SENTENCES or text.isspace():
        return False
    return _CLUE.search(text) is not None and _DATELIKE.search(text) is not None


def _line(element: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """The largest element around that is still a line: short, without heading or paragraph; None where it is a sentence."""
    if len(words_of(element)) > LONGEST or _in_sentence(element):
        return None
    if any(e.tag in _HEADINGS for e in [element, *element.iterancestors()]):
        return None
    best = element
    for outer in element.iterancestors():
        text = words_of(outer)
        if outer.tag in ("body", "html", "article", "main") or len(text) > LONGEST or len(text.split()) > _WORDS:
            break
        if outer.xpath(".//h1 | .//h2 | .//h3 | .//p") or len(outer.xpath(".//time")) > 2 or _holds_update(outer, best):
            break
        best = outer
    return best


def _holds_update(outer: lxml.html.HtmlElement, line: lxml.html.HtmlElement) -> bool:
    """Whether an element adds a date of an update to a line, or the line is one that must stay apart."""
    return _of_update(line) or any(
        _of_update(e) for e in islice(outer.iterdescendants(), _MOST) if isinstance(e.tag, str) and _dates_itself(e)
    )


def _of_update(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is named for an update, and not for the publication as well."""
    names = names_of(element)
    return bool(_UPDATED.search(names)) and not _PUBLISHED.search(names)


def _in_sentence(element: lxml.html.HtmlElement) -> bool:
    """Whether a date stands in running text: many words beside it, or a paragraph that goes on."""
    outer = next((e for e in [element, *element.iterancestors()] if e.tag in ("p", "li", "h1", "h2", "h3")), None)
    words = words_of(element if outer is None else outer)
    return len(words.split()) > _WORDS + 8 or len(words) > LONGEST
