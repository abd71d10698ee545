"""The last step of every form: cleaned lines, header and candidates of a date make an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from data.article import Article, Page, Unreadable, link
from data.outlets import DEFAULT_ZONE, Outlet, outlet_named, outlet_of, outlets
from data.parse.boilerplate import clean, without_boilerplate
from data.parse.candidates import Candidate
from data.parse.captions import Caption, credit_line, read_caption
from data.parse.dateline import Dateline, find_dateline
from data.parse.header import signed_by
from data.parse.language import language_of
from data.parse.paragraphs import paragraphs
from data.parse.published import decide

_TAG_WITHIN = 2


@dataclass(slots=True)
class Found:
    """What a form of page gave up: everything of an article, not yet cleaned or decided."""

    title: str = ""
    lines: Sequence[str] = ()
    url: str = ""
    outlet: str = ""
    author: str = ""
    caption: Caption = field(default_factory=Caption)
    dates: list[Candidate] = field(default_factory=list)
    headline_alone: bool = False


@dataclass(slots=True)
class Body:
    """The text proper, and what was taken off it."""

    text: str
    dateline: Dateline
    caption: Caption


def outlet_for(page: Page, url: str = "", named: str = "", *, told: bool = False) -> Outlet:
    """The outlet of a page: where it lay, else its address, else the name it gives.

    `told` is true where the name is a collector's word (a column), which only the address of a declared outlet outweighs.
    """
    if page.outlet:
        return outlet_named(page.outlet)
    host = urlsplit(link(page.url or url)).hostname
    declared = host and outlet_of(host).id in outlets()
    if named and (not host or outlet_named(named).id in outlets() or (told and not declared)):
        return outlet_named(named)
    return outlet_of(host) if host else Outlet(id="", name="")


def compose(found: Found, limit: datetime) -> Article:
    """The article.

    Raises:
        Unreadable: there is no text (nor a title, where a headline will do), or the date is to come.
    """
    title = " ".join(found.title.split())
    body = body_of(found.lines, title)
    if not body.text and not (found.headline_alone and title):
        raise Unreadable("no body text")
    language = language_of(title, body.text)
    decided = decide(found.dates, limit, _home(found.outlet, language))
    caption = (
        found.caption if found.caption.text else Caption(body.caption.text, found.caption.credit or body.caption.credit)
    )
    return Article(
        title=title,
        text=body.text,
        outlet=found.outlet,
        url=found.url,
        published_at=decided.instant,
        date_evidence=decided.evidence,
        place=body.dateline.place,
        agency=body.dateline.agency,
        caption=caption.text,
        credit=caption.credit,
        author=_person(found.author or signed_by(found.lines)),
        language=language,
        dates=decided.seen,
    )


def _home(outlet: str, language: str) -> str:
    """The zone an outlet keeps: the one declared, else that of Jakarta for a text in Indonesian; else unknown."""
    known = outlets().get(outlet)
    return known.zone if known else DEFAULT_ZONE if language == "id" else ""


def _person(author: str) -> str:
    """The author without the outlet written after the name."""
    name, _, after = author.rpartition(",")
    return name if name and outlet_named(after).id in outlets() else author


def body_of(lines: Sequence[str], title: str) -> Body:
    """The text of cleaned lines: paragraphs, without title, captions, dateline and sign-offs."""
    parts, caption = list[str](), Caption()
    for part in paragraphs(without_boilerplate(lines)):
        read = read_caption(part)
        if read:
            caption = caption if caption.text else read
        elif not (len(part) < 60 and credit_line(part)):
            parts.append(clean(part))
    parts = _without_title([p for p in parts if any(c.isalnum() for c in p)], title)
    dateline = _take_dateline(parts)
    return Body("\n\n".join(p for p in parts if p), dateline, caption)


def _without_title(parts: list[str], title: str) -> list[str]:
    """The paragraphs without the title standing again at their head."""
    if parts and title and _plain(parts[0]) == _plain(title):
        return parts[1:]
    if parts and len(title.split()) >= 4 and parts[0].startswith(title + " ") and parts[0][len(title) + 1].isupper():
        return [parts[0][len(title) + 1 :], *parts[1:]]
    return parts


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _take_dateline(parts: list[str]) -> Dateline:
    """The dateline of the first paragraph, or an agency's in the next (below a summary), taken off there."""
    if parts:
        parts[0] = parts[0].lstrip("-–— \u200b")
    for number, part in enumerate(parts[:_TAG_WITHIN]):
        dateline = find_dateline(part)
        if dateline.end and (number == 0 or dateline.agency or dateline.place.split(",")[0].isupper()):
            parts[number] = part[dateline.end :].strip()
            return dateline
    return Dateline()
