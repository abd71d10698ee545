"""The dateline: place and agency at the head of a text, told apart from a sentence that merely has a dash."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from data.outlets import outlets

_LONGEST = 90
_DASH = re.compile(r"\s*(?:-{1,3}|[–—])\s*")
_TIGHT = frozenset("-")
_HOST = re.compile(r"(?:[\w-]{2,30}\.){1,2}(?:com|co|id|net|org|news|tv)", re.IGNORECASE)
_DAY = re.compile(r"(?:\d{1,2}\s\w{3,9}|\w{3,9}\.?\s\d{1,2}|\w{3,6}\s\(\d{1,2}/\d{1,2}(?:/\d{4})?\))", re.IGNORECASE)
_PLACE_STOP = re.compile(r"([A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,3})\.\s+(?=[\"“‘A-Z0-9])")
_FOLLOWS = re.compile(r"[\"“”‘'«(\[A-Z0-9…]|[a-z]-[A-Z]")


class Dateline(NamedTuple):
    """Place and agency as printed, and where the text after them begins."""

    place: str = ""
    agency: str = ""
    end: int = 0


@lru_cache(maxsize=1)
def _facts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Known places, words in capitals that are none, and agency tags: all in lower case."""
    declared = tomllib.loads((files("data") / "reference" / "places.toml").read_text("utf-8"))
    places, never = (
        frozenset(name.strip().casefold() for name in text.split(";") if name.strip())
        for text in (declared["indonesia"] + ";" + declared["world"], declared["not"])
    )
    tags = {tag for outlet in outlets().values() for tag in (*outlet.agency, outlet.name, outlet.own_name)} | set(
        declared["wires"]
    )
    return places, never, frozenset(tag.casefold() for tag in tags)


def is_agency(words: str) -> bool:
    """Whether words are an agency tag: a declared one, a web host (SERAMBINEWS.COM) or a `MALANG POST`."""
    if words.casefold() in _facts()[2] or _HOST.fullmatch(words):
        return True
    return words.isupper() and words.endswith((" POST", " NEWS", " TIMES", " TV", " PRESS"))


def find_dateline(text: str) -> Dateline:
    """The dateline at the head of a paragraph, or an empty one."""
    for dash in _DASH.finditer(text[: _LONGEST + 10]):
        if dash.start() > _LONGEST or dash.start() == 0:
            continue
        if not _FOLLOWS.match(text, dash.end()):
            continue
        found = _read(text[: dash.start()].strip(), tight=dash[0] in _TIGHT)
        if found:
            return _with_place_after(text, found[0], found[1], dash.end())
    return _full_stop(text)


def _read(head: str, tight: bool) -> tuple[str, str] | None:
    """(place, agency) when the words before a dash are a dateline; a tight dash (`TNI-AL`) asks for one."""
    bare, agency = _in_brackets(head)
    places: list[str] = []
    for part in (_part(p) for p in re.split(r"[,/|]", bare.replace("D.C.", "DC"))):
        if not agency and is_agency(part):
            agency = part
        elif part and not _DAY.fullmatch(part):
            places.append(part)
    place = bare if not agency and len(places) > 1 else ", ".join(places)
    if tight and not agency:
        return None
    if not places:
        return ("", agency) if agency else None
    place = place.replace(", DC", ", D.C.") if "D.C." in head else place
    return (place, agency) if _are_places(places, bool(agency)) else None


def _part(words: str) -> str:
    """A part of the head; the stop of an abbreviation (`S.C.`) stays."""
    words = words.strip(" *")
    return words if "." in words[:-1] else words.strip(". ")


def _in_brackets(head: str) -> tuple[str, str]:
    """`SEOUL (ANTARA)` -> `SEOUL`, `ANTARA`; brackets that hold no agency stay."""
    found = re.fullmatch(r"([^()]*)\(([^()]{2,30})\)\s*", head)
    if found and (
        is_agency(found[2])
        or (found[2].isupper() and (found[1].isupper() or found[1].strip().casefold() in _facts()[0]))
    ):
        return found[1].strip(" ,"), found[2]
    return head, ""


def _are_places(parts: list[str], tagged: bool) -> bool:
    """Whether all parts may be places: known, or in capitals, or beside an agency in title case."""
    known, never, _ = _facts()
    first = parts[0]
    if len(parts) > 3 or any(len(p.split()) > 4 for p in parts) or any(p.casefold() in never for p in parts):
        return False
    if ", ".join(parts).casefold() in known or all(p.casefold() in known for p in parts):
        return True
    words = all(re.fullmatch(r"[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|de|of))*", p) for p in parts)
    if tagged:
        return words
    return words and first.isupper() and sum(c.isalpha() for c in first) >= 5 and bool(re.search("[AEIOU]", first))


def _with_place_after(text: str, place: str, agency: str, end: int) -> Dateline:
    """`KONTAN.CO.ID - JAKARTA. Perusahaan`: the place may follow the agency."""
    after = _PLACE_STOP.match(text, end)
    if agency and not place and after and after[1].casefold() not in _facts()[1]:
        return Dateline(after[1], agency, after.end())
    again = _DASH.search(text, end, end + 40)
    between = text[end : again.start()].strip() if again else ""
    if again and agency and not place and between.casefold() in _facts()[0]:
        return Dateline(between, agency, again.end())
    if again and place and not agency and is_agency(between):
        return Dateline(place, between, again.end())
    return Dateline(place, agency, end)


def _full_stop(text: str) -> Dateline:
    """`Jakarta. The minister said`: a known place alone before a full stop."""
    if text.isupper() and text.casefold() in _facts()[0]:
        return Dateline(text, "", len(text))
    found = re.match(r"([A-Z][\w, ]{2,24})\.(?:\s+(?=[\"“A-Z])|$)", text)
    if found and (
        found[1].casefold() in _facts()[0]
        or (re.fullmatch(r"\w+(?: \w+)?, [A-Z]\w+(?: \w+)?", found[1]) and text == found[0])
    ):
        return Dateline(found[1], "", found.end())
    return Dateline()
