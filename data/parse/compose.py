"""The last step of every form: cleaned lines, header and candidates of a date make an article."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from data.article import Article, Page, Unreadable, link
from data.outlets import DEFAULT_ZONE, Outlet, outlet_named, outlet_of, outlets
from data.parse.dating.candidates import Candidate
from data.parse.dating.published import decide
from data.parse.language import language_of
from data.parse.lines.boilerplate import clean, without_boilerplate
from data.parse.lines.bylines import signed_by, without_label
from data.parse.lines.captions import Caption, credit_line, read_caption, read_opening_caption
from data.parse.lines.dateline import Dateline, find_dateline
from data.parse.lines.headwords import plain
from data.parse.lines.paragraphs import paragraphs

_TAG_WITHIN = 4  # paragraphs among which a dateline may stand
_CREDIT = 60
_SENTENCE = 8  # words a paragraph of text has at least


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
    body = body_of(found.lines, title, _own(found.outlet))
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


def _own(outlet: str) -> str:
    """An outlet's name as its dateline may write it: what stands before the dot of a host."""
    return plain(outlets()[outlet].own_name if outlet in outlets() else outlet.split(".", maxsplit=1)[0])


def _home(outlet: str, language: str) -> str:
    """The zone an outlet keeps: the one declared, else that of Jakarta for a text in Indonesian; else unknown."""
    known = outlets().get(outlet)
    return known.zone if known else DEFAULT_ZONE if language == "id" else ""


def _person(author: str) -> str:
    """The author without `By` before the name and the outlet after it."""
    author = without_label(author)
    name, _, after = author.rpartition(",")
    return name if name and outlet_named(after).id in outlets() else author


def body_of(lines: Sequence[str], title: str, own: str = "") -> Body:
    """The text of cleaned lines: paragraphs, without title, captions, dateline and sign-offs.

    `own` is the outlet's name, letters alone, as it may stand in a dateline.
    """
    said, caption = _without_captions(without_boilerplate(lines))
    parts, broken = _without_captions(paragraphs(said), frozenset(said))
    parts = [clean(part) for part in parts if not (len(part) < _CREDIT and credit_line(part))]
    caption = caption if caption.text else broken
    parts = _without_title([p for p in parts if any(c.isalnum() for c in p)], title)
    opening = _take_opening_caption(parts)
    caption = caption if caption.text else opening
    dateline = _take_dateline(parts, own)
    return Body("\n\n".join(p for p in parts if p), dateline, caption)


def _without_captions(lines: Sequence[str], known: Set[str] = frozenset()) -> tuple[list[str], Caption]:
    """The lines or paragraphs without captions, and the first caption; what stood on two sides stays apart.

    Those in `known` were looked at before.
    """
    kept, first = list[str](), Caption()
    for line in lines:
        found = read_caption(line) if line and line not in known else None
        if found:
            first = first if first.text else found
        kept.append("" if found else line)
    return kept, first


def _take_opening_caption(parts: list[str]) -> Caption:
    """The caption that the first paragraph is, taken off, where text follows it."""
    if len(parts) < 2 or len(parts[1].split()) < _SENTENCE or find_dateline(parts[0]).end:
        return Caption()
    found = read_opening_caption(parts[0])
    if found:
        del parts[0]
    return found or Caption()


def _without_title(parts: list[str], title: str) -> list[str]:
    """The paragraphs without the title standing again, as one of them or glued to the first."""
    if len(title.split()) > 2:
        said = plain(title)
        parts = [part for part in parts if len(part) > 2 * len(title) or plain(part) != said]
    if parts and len(title.split()) >= 4 and parts[0].startswith(title + " ") and parts[0][len(title) + 1].isupper():
        return [parts[0][len(title) + 1 :], *parts[1:]]
    return parts


def _take_dateline(parts: list[str], own: str) -> Dateline:
    """The dateline of the first paragraph, or a sure one below a summary or a caption, taken off there."""
    if parts:
        parts[0] = parts[0].lstrip("-–— \u200b")
    for number, part in enumerate(parts[:_TAG_WITHIN]):
        dateline = find_dateline(part, own)
        sure = dateline.agency or "," in dateline.place or dateline.place.isupper()
        if dateline.end and (number == 0 or (sure and dateline.end < len(part))):
            parts[number] = part[dateline.end :].strip()
            return dateline
    return Dateline()
