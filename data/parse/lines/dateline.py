"""The dateline: place and agency at the head of a text, told apart from a sentence that merely has a dash."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.parse.lines.headwords import are_places, facts, is_agency, is_place, is_region, is_wire, plain

_LONGEST = 90
_AGAIN_WITHIN = 45  # characters from one mark to the next of the same dateline: `KOMPAS.com - JAKARTA. `
_COLON_WORDS = 6  # words from which a text behind a colon is a sentence
_MARK = re.compile(r"\s*,?\s*(?:-{1,3}|[–—])\s*|\s?\.(?:\s+|$)|:\s+")
_BRACKETS = re.compile(r"\s*\(([^()]{2,40})\)")
_OPENS = re.compile(r"(?:[A-Z][\w .,'’-]{1,40} )?\([^()]{2,20}\)\s*(?=[A-Z\"“])")
_PARTS = re.compile(r"\s+[-–—]{1,3}\s+|[–—]|[,/|]|(?<=[A-Z]{4})\.\s")
_FOLLOWS = re.compile(r"[\"“”‘'«(\[0-9…@#$]|[a-z]-?[A-Z]")


class Dateline(NamedTuple):
    """Place and agency as printed, and where the text after them begins."""

    place: str = ""
    agency: str = ""
    end: int = 0


def find_dateline(text: str, own: str = "") -> Dateline:
    """The dateline at the head of a paragraph, or an empty one; `own` is the outlet's name, letters alone.

    It ends with a dash, or where place and agency leave no doubt with a full stop or a colon.
    """
    best = Dateline()
    for mark in _MARK.finditer(text, 1, _LONGEST + 10):
        if mark.start() > (best.end + _AGAIN_WITHIN if best.end else _LONGEST):
            break
        head = _read(text[: mark.start()].strip(), own)
        if head and _ends(head, mark[0], text[mark.end() :]) and (not best.end or _goes_on(best, head, mark[0])):
            best = Dateline(head.place, head.agency, mark.end())
    return best if best.end else _without_mark(text, own)


class _Head(NamedTuple):
    """The words before a mark: place and agency as printed, and the places one by one."""

    place: str
    agency: str
    places: tuple[str, ...]


def _read(head: str, own: str) -> _Head | None:
    """Place and agency when the words before a mark can be nothing else."""
    rest, agency = _without_brackets(head, own)
    if rest is None:
        return None
    rest = facts().day.sub(" ", rest.strip())
    places: list[str] = []
    parts = [said.strip(" *") for said in _PARTS.split(rest)]
    for number, part in enumerate(parts):
        within = plain(part) == own and any(
            map(is_region, parts[number + 1 : number + 2])
        )  # cleveland.com in Cleveland, Ohio
        town, tag = ("", part) if is_agency(part, own) and not within else _glued(part, "" if within else own)
        if tag and not agency:
            agency = tag
        elif tag:
            return None
        places += [town] if town else []
    if places and not are_places(places, tagged=bool(agency)):
        return None
    return _Head(_printed(head, places), agency, tuple(places)) if places or agency else None


def _without_brackets(head: str, own: str) -> tuple[str | None, str]:
    """The head without the agency, day or country in brackets; None where the brackets hold something else."""
    found = _BRACKETS.search(head)
    if found is None:
        return (head, "") if "(" not in head else (None, "")
    before, said = head[: found.start()].strip(" ,"), found[1].strip()
    if facts().day.fullmatch(said) or is_region(said):
        return before + head[found.end() :], ""
    if is_wire(said, own) or (said.isupper() and (before.isupper() or is_place(before))):
        return before + head[found.end() :], said
    return None, ""


def _glued(part: str, own: str) -> tuple[str, str]:
    """`BANDUNG KOMPAS.com` -> `BANDUNG`, `KOMPAS.com`; a part without an agency is a place alone."""
    town, _, tag = part.rpartition(" ")
    if town and (town.isupper() or is_place(town)) and "." in tag and is_agency(tag, own):
        return town, tag
    return part, ""


def _printed(head: str, places: list[str]) -> str:
    """The places as they are printed, if nothing stands between them."""
    if not places:
        return ""
    begin = head.find(places[0])
    said = head[begin : head.find(places[-1], begin) + len(places[-1])]
    return said if said.count(",") + said.count("/") + said.count("|") < len(places) else ", ".join(places)


def _ends(head: _Head, mark: str, after: str) -> bool:
    """Whether a mark ends a dateline, by what stands before and behind it."""
    known = all(is_place(place) for place in head.places)
    if "." in mark:
        located = len(head.places) > 1 and is_region(head.places[-1]) and (not after or is_place(head.places[0]))
        sure = known or (located and not head.agency) or (bool(head.agency) and head.place.isupper())
        return bool(head.places) and sure and (not after or _begins(after))
    if ":" in mark:
        return bool(head.places) and known and _begins(after) and len(after.split()) >= _COLON_WORDS
    if mark == "-" and not head.agency:
        return False
    return _begins(after) or (bool(head.agency) and bool(head.places) and after[:1].isalpha())


def _goes_on(best: Dateline, head: _Head, mark: str) -> bool:
    """Whether the words up to a later mark are still the dateline: an agency or a sure place more, or a day."""
    more = not best.place and (all(is_place(place) for place in head.places) or "." in mark)
    return mark != "-" and (head.place == best.place or more)


def _begins(after: str) -> bool:
    """Whether words may begin a text."""
    return after[:1].isupper() or _FOLLOWS.match(after) is not None


def _without_mark(text: str, own: str) -> Dateline:
    """A place that is the whole paragraph, `Hong Kong (CNN)Talks ...`, or `Liputan6.com, Jakarta Presiden ...`, the dash lost."""
    town, _, region = text.partition(", ")
    if is_place(text) or (town.isupper() and is_region(region) and are_places([town, region], tagged=False)):
        return Dateline(text, "", len(text))
    opened = _OPENS.match(text)
    head = _read(opened[0].strip(), own) if opened else None
    if opened and head and head.agency and all(map(is_place, head.places)):
        return Dateline(head.place, head.agency, opened.end())
    tag, comma, rest = text[:_LONGEST].partition(", ")
    if not comma or not is_agency(tag, own):
        return Dateline()
    words = rest.split(" ")
    for length in (3, 2, 1):
        place = " ".join(words[:length])
        if is_place(place) and words[length : length + 1] and words[length][:1].isupper():
            return Dateline(place, tag, len(tag) + 2 + len(place) + 1)
    return Dateline()
