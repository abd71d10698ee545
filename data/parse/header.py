"""What stands above the text: title, date, byline, caption, address; and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from data.article import link
from data.outlets import Outlet, outlet_named, outlets
from data.parse.boilerplate import is_boilerplate
from data.parse.captions import Caption, credit_line, read_caption
from data.parse.dates import FACTS, Dated, any_of, find_dates, squeeze
from data.parse.relative import find_relative

_LOOK = 30
_STOPS = (".", "”", '"', "?", "!")
_LONG = 260
_DATE_LINE = 130
_BYLINE = re.compile(
    r"(?:oleh|penulis|reporter|pewarta|wartawan|laporan(?: wartawan)?|kontributor|author|by|written by)\b"
    r"\s*[:\-–|]?\s*(?P<name>[^\d:]{3,80})",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"(?:penulis|reporter|pewarta|wartawan|kontributor|author|by|oleh)\s*:?", re.IGNORECASE)
_SIGN_OFF = 10
_SIGNED = re.compile(r"\(?(?:pewarta|penulis|reporter|wartawan|writer)\s*:\s*([^\d:()|]{3,70})\)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|bin|dan|and|de|van|&)){0,7}")
_SEPARATOR = re.compile(r"\s+[|/·•–—-]+\s+|\s*\|\s*")
_ADDRESS = re.compile(r"(?:url|link|tautan|sumber|source|alamat)?\s*:?\s*(https?://\S+)", re.IGNORECASE)
_CRUMB = re.compile(
    rf"(?:{any_of([*FACTS['published'], *FACTS['updated'], 'dibuat', 'tanggal', 'date', 'on', 'pada'])}|views?|\d[\d.,]*)\s*:?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Header:
    """What the lines above the text say; `body` is the rest of the lines."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    caption: Caption = field(default_factory=Caption)
    dates: list[Dated] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    fetched: datetime | None = None


def read_header(lines: Sequence[str], outlet: Outlet, title: str = "", fetched: datetime | None = None) -> Header:
    """The header of a page's (stripped) lines; `title` is given where it is known already.

    `fetched` is the instant that times like `3 jam yang lalu` are counted back from.

    The header ends with the last line near the top that can only be one (date, byline, address, caption, the
    title again); what stands between and is neither (a section's name, a deck) belongs to it and is let go.
    """
    head = Header(title=title, fetched=fetched)
    filled = [n for n, line in enumerate(lines) if line][:_LOOK]
    start = 0
    loose: list[str] = []
    for number in filled:
        line = lines[number]
        if _take(head, line, outlet, loose):
            start, loose = number + 1, []
        elif not head.title and not is_boilerplate(line):
            head.title, start = line, number + 1
        elif len(line) > _LONG or sum(map(len, loose)) > _LONG:
            break
        else:
            loose.append(line)
    head.body = list(lines[start:])
    head.dates = head.dates or _labelled(lines, outlet)
    return head


def _labelled(lines: Sequence[str], outlet: Outlet) -> list[Dated]:
    """Dates of lines near the top or the end that call themselves a date of publication (`Terbit: 10 Juni 2024`)."""
    filled = [line for line in lines if line]
    near = [squeeze(line) for line in filled[:_LOOK] + filled[_LOOK:][-_SIGN_OFF:] if len(line) <= _DATE_LINE]
    return [
        d
        for line in near
        for d in find_dates(line, outlet.zone, outlet.month_first)
        if d.labelled and not line[0].islower()
    ]


def _take(head: Header, line: str, outlet: Outlet, loose: Sequence[str]) -> bool:
    """Whether a line is one that only a header has; what it says is noted."""
    address = _ADDRESS.fullmatch(line)
    if address and link(address[1]):
        head.url = head.url or address[1]
        return True
    sentences = sum(said.endswith(_STOPS) for said in loose)
    if not (sentences and head.dates) and sentences < 2 and _is_date(head, line, outlet, loose):
        return True
    if any(said.endswith(_STOPS) for said in loose[:-1]):
        return False
    if loose and _BARE_LABEL.fullmatch(loose[-1]) and _NAME.fullmatch(line):  # `Reporter`, and the name below it
        head.author = head.author or line
        return True
    broken_off = not (loose and loose[-1].endswith(_STOPS))
    if broken_off and (_repeats_title(head, line) or _is_byline(head, line)):
        return True
    return _is_caption(head, line, loose)


def _repeats_title(head: Header, line: str) -> bool:
    """The title again, perhaps with the caption glued to it."""
    if not head.title or not line.casefold().startswith(head.title.casefold()):
        return False
    rest = line[len(head.title) :].strip(" |-–—")
    if not rest:
        return True
    if len(head.title.split()) < 3 or len(rest) > 2 * _LONG or rest[0].islower():
        return False
    credit, found = credit_line(rest), read_caption(rest)
    if credit:
        head.caption = Caption(head.caption.text, head.caption.credit or credit)
    elif not head.caption.text and (found or rest.endswith((".", ")"))):
        head.caption = found or Caption(rest)
    return True


def _is_date(head: Header, line: str, outlet: Outlet, loose: Sequence[str]) -> bool:
    """A line that is a date (or several) and little else: section, outlet or byline beside it."""
    said = squeeze(line) if len(line) <= _DATE_LINE and line != head.title else ""
    relative = find_relative(said, head.fetched, outlet.zone)
    if relative:
        head.dates.append(relative)
        return True
    dates = find_dates(said, outlet.zone, outlet.month_first, loose[-1] if loose else "")
    if not dates:
        return False
    edges = [0, *(at for d in dates for at in d.span), len(said)]
    beside = [said[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    parts = [p.strip(" ,:|/–—-()[]") for side in beside for p in _SEPARATOR.split(side)]
    parts = [p for p in parts if p and not _CRUMB.fullmatch(p)]
    if any(len(p.split()) > 6 or p.endswith(".") for p in parts) or sum(map(len, parts)) > 80:
        return False
    if parts and _reads_on(parts, line):
        return False
    head.dates += dates
    for part in parts:
        _note_name(head, part)
    return True


def _reads_on(parts: Sequence[str], line: str) -> bool:
    """Whether the words beside a date make a sentence (`Jakarta, 10 Juni 2024, jadi ...`) or a headline."""
    loose = [
        p
        for p in parts
        if not _NAME.fullmatch(p) and not p.lower().startswith(("by ", "oleh", "published", "updated", "tayang"))
    ]
    return any(len(p.split()) > 3 for p in loose) or line.endswith(("?", "!")) or len(loose) > 2


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


def _is_byline(head: Header, line: str) -> bool:
    """`Oleh: Name`, or `Name - Outlet`."""
    if len(line) > 110 or (line.endswith((".", "?", "!", '"', "”")) and not line.endswith(("S.H.", "M.Si.", "Ph.D."))):
        return False
    found = _BYLINE.fullmatch(line)
    if found and _NAME.match(found["name"].strip()):
        parts = _SEPARATOR.split(found["name"].strip())
        head.author = head.author or parts[0].strip(" ,")
        for part in parts[1:]:
            _note_name(head, part)
        return True
    parts = [p.strip() for p in _SEPARATOR.split(line)]
    if len(parts) == 2 and _is_outlet(parts[1]) and _NAME.fullmatch(parts[0]):
        _note_name(head, parts[1])
        _note_name(head, parts[0])
        return True
    return False


def _note_name(head: Header, words: str) -> None:
    """Who or what a name beside a date or outlet is: the outlet, else the author if it is a person's."""
    byline = _BYLINE.fullmatch(words)
    if _is_outlet(words):
        head.outlet = head.outlet or outlet_named(words).id
    elif not head.author and (byline or (_NAME.fullmatch(words) and 2 <= len(words.split()) <= 5)):
        head.author = byline["name"].strip() if byline else words


def _is_outlet(words: str) -> bool:
    return outlet_named(words).id in outlets()


def _is_caption(head: Header, line: str, loose: Sequence[str]) -> bool:
    """A credit alone (the caption is the line before it), or a caption that ends with its credit."""
    credit = credit_line(line)
    if credit:
        if not head.caption.text and loose and len(loose[-1].split()) > 3:
            head.caption = Caption(loose[-1], credit)
        elif not head.caption.credit:
            head.caption = Caption(head.caption.text, credit)
        return True
    found = read_caption(line)
    if found is None:
        return False
    if not head.caption.text:
        head.caption = found
    return True
