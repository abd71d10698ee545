"""Who wrote it: bylines above the text, sign-offs below it, and bare names beside a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from data.outlets import outlet_named, outlets
from data.parse.lines.boilerplate import is_boilerplate, is_section

_BYLINE = re.compile(
    r"(?:oleh|penulis|reporter|pewarta|wartawan|laporan(?: wartawan)?|kontributor|author"
    r"|(?:(?:written|posted|analysis|reported|story|opinion) )?by)\b"
    r"\s*[:\-–|]?\s*(?P<name>[^\d:]{3,80})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:penulis|reporter|pewarta|wartawan|kontributor|author|by|oleh)\s*:?", re.IGNORECASE)
_SIGN_OFF = 10
_SIGNED = re.compile(r"\(?(?:pewarta|penulis|reporter|wartawan|writer)\s*:\s*([^\d:()|]{3,70})\)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|bin|dan|and|de|van|&)){0,7}")
_PERSON = re.compile(r"[A-Z][\w'’-]+\.?(?: (?:[A-Z][\w'’-]*\.?|bin|binti|al|de|van)){1,4}")
_SEPARATOR = re.compile(r"\s+[|/·•–—-]+\s+|\s*\|\s*")
_LONGEST = 110
_DEGREES = ("S.H.", "M.Si.", "Ph.D.")


class Byline(NamedTuple):
    """The author and the outlet (its id) that words name, each empty where they name none."""

    author: str = ""
    outlet: str = ""


def read_byline(line: str) -> Byline | None:
    """`Oleh: Name`, `By Name | Outlet`, `Name - Outlet`; None where a line is none of these."""
    if len(line) > _LONGEST or (line.endswith((".", "?", "!", '"', "”")) and not line.endswith(_DEGREES)):
        return None
    found = _BYLINE.fullmatch(line)
    if found and _NAME.match(found["name"].strip()):
        author, *rest = _SEPARATOR.split(found["name"].strip())
        return Byline(author.strip(" ,"), next((name.outlet for name in map(name_beside, rest) if name.outlet), ""))
    parts = [p.strip() for p in _SEPARATOR.split(line)]
    if len(parts) == 2 and is_outlet(parts[1]) and _NAME.fullmatch(parts[0]):
        return Byline(name_beside(parts[0]).author, outlet_named(parts[1]).id)
    return None


def name_beside(words: str) -> Byline:
    """Who or what a name beside a date or outlet is: the outlet, else the author if it is a person's."""
    found = _BYLINE.fullmatch(words)
    if is_outlet(words):
        return Byline("", outlet_named(words).id)
    if found:
        return Byline(found["name"].strip())
    person = _NAME.fullmatch(words) and 2 <= len(words.split()) <= 5 and not is_section(words)
    return Byline(words) if person else Byline()


def is_label(line: str) -> bool:
    """Whether a line is the label alone of a byline whose name stands below it."""
    return _LABEL.fullmatch(line) is not None


def is_name(line: str) -> bool:
    """Whether a line may be a name, or several."""
    return _NAME.fullmatch(line) is not None


def is_person(line: str) -> bool:
    """Whether a line is a bare name of two to five words, and no section's or outlet's."""
    return _PERSON.fullmatch(line) is not None and not (is_section(line) or is_outlet(line) or is_boilerplate(line))


def is_outlet(words: str) -> bool:
    """Whether words name an outlet we know."""
    return outlet_named(words).id in outlets()


def signed_by(lines: Sequence[str]) -> str:
    """The author named by a sign-off below the text (`Pewarta: ...`)."""
    for line in [line for line in lines if line][-_SIGN_OFF:]:
        found = _SIGNED.fullmatch(line) if len(line) < 90 else None
        if found:
            return found[1].strip()
    return ""


def without_label(words: str) -> str:
    """The name of a byline, without `Oleh:` or `By` before it."""
    found = _BYLINE.fullmatch(words)
    return (found["name"] if found else words).strip(" ,|-")
