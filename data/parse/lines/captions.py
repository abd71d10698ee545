"""The words of a picture, and who took it."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from data.parse.lines.dateline import find_dateline

_LONGEST = 600
_SENTENCE = 6  # words from which a line that ends with a full stop is no credit
_MARK = (
    r"(?:foto|photo|photograph|gambar|ilustrasi|kredit|credit|image|graphic|picture|grafis|dok|dokumentasi"
    r"|courtesy)"
)
_MAKERS = (
    r"(?:antara foto|antara|kompas\.com|reuters|afp|ap photo|ap|getty images|getty|epa|xinhua|kyodo|bloomberg"
    r"|tempo|kompas|istimewa|shutterstock|unsplash|istockphoto)"
)
_ALONE = re.compile(
    rf"\(?(?:sumber )?{_MARK}(?: (?:by|oleh|courtesy of))?\s*[:/]\s*(?P<credit>[^()]{{2,100}}?)\)?\.?",
    re.IGNORECASE,
)
_MAKER_ALONE = re.compile(  # `Reuters`, `AFP/Name`; `(Reuters)` is where the text is from
    rf"(?P<credit>{_MAKERS}(?:\s?[/|-]\s?[\w .,'’/-]{{2,60}})?)|\((?P<bracketed>{_MAKERS}\s?[/|-]\s?[\w .,'’/-]{{2,60}})\)",
    re.IGNORECASE,
)
_NAMES = (  # of those who made a picture: `Rani`, `the Office of the Ombudsman`, `his Facebook page`
    r"(?:(?:the|his|her|its) )?[A-Z][\w.&’'/-]*(?: (?:[A-Z][\w.&’'/-]*|and|dan|&|of|the|page|website|via|for|[/|])){0,10}"
)
_AT_END = re.compile(
    rf"^(?P<text>.{{4,}}?)[\s(–—-]+(?P<credit>(?:antara foto/"
    rf"|(?:sumber |file )?{_MARK}\s*[:/]\s*)[^():]{{2,80}}?"
    rf"|{_MARK} (?:by|oleh|from) (?-i:{_NAMES}))\)?\.?$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"^(?P<text>.{{15,}}?)\s*[(\[](?P<credit>(?:{_MARK}(?: by| oleh|\.)?[ :/][^()\[\]]{{2,80}}"
    rf"|{_MAKERS}\s?/[^()\[\]]{{2,60}}|[^()\[\]/]{{2,40}}/\s?{_MAKERS}|[\w .]{{2,40}} photo"
    rf"|courtesy of [^()]{{3,80}}))[)\]]\.?$",
    re.IGNORECASE,
)
_AFTER_STOP = re.compile(
    r"^(?P<text>.{15,}?[.!]) \((?P<credit>[A-Z][\w .-]{1,40}/[A-Z][\w .-]{2,40})\)$",
)
_MAKER_AT_END = (
    re.compile(  # `Foto: ... di Istres, Prancis. REUTERS/Name`; without a label only where a name is given too
        rf"^(?P<text>.{{15,}}?[.!]) (?P<credit>{_MAKERS}(?P<name>\s?/\s?[\w .'’-]{{2,40}})?)\.?$",
        re.IGNORECASE,
    )
)
_AFTER_DASH = re.compile(
    r"^(?P<text>.{4,160}[^.?!”\"]) ?—\s?(?P<credit>[A-ZÑ][A-ZÑ.'’]*(?: [A-ZÑ][A-ZÑ.'’]*){1,4})$"
)  # `Jericho Go —MEG J. ADONIS`
_FILED = (
    r"(?:[A-Z][\w.&’'-]{1,20} ){0,4}(?:[A-Z]\w* )?(?i:file|stock|handout) (?i:photos?|images?)"  # `REUTERS FILE PHOTO`
)
_MADE_BY = r"[PI](?i:hotos?|mages?|llustrations?) (?i:by|from) " + _NAMES
_PICTURES = ("photo", "image", "illustration")
_FILED_ALONE = re.compile(rf"\(?(?P<credit>{_FILED}|{_MADE_BY})\)?\.?")
_FILED_AT_END = re.compile(rf"^(?P<text>.{{4,}}(?:[.!,]| [|—–-])) ?\(?(?P<credit>{_FILED}|{_MADE_BY})\)?$")
_PREFIX = re.compile(rf"^(?:sumber |file )?{_MARK}s?(?: (?:by|oleh|from|courtesy of))?\.?\s*[:/]?\s+", re.IGNORECASE)


_LABEL = re.compile(
    r"(?:file photo|foto ilustrasi|ilustrasi|keterangan foto|foto|photo|dok)(?: ?[:.]) +", re.IGNORECASE
)


class Caption(NamedTuple):
    """A caption's sentence and its credit."""

    text: str = ""
    credit: str = ""


_CREDIT_WITHIN = 70  # characters from the mark of a credit to the dateline glued behind it
_MARKS = 3  # credits looked at in a line
_MARKED = re.compile(rf"\b{_MARK}\s*[:/]\s*", re.IGNORECASE)


def split_caption(line: str) -> list[str]:
    """A line as it is, or as two where a caption and its credit have the text's dateline glued behind them."""
    marks = _MARKED.finditer(line, 0, _LONGEST) if ":" in line or "/" in line else ()
    for mark in islice(marks, _MARKS):
        for space in re.finditer(r"\s(?=[A-Z]{2})", line[mark.end() : mark.end() + _CREDIT_WITHIN]):
            at = mark.end() + space.end()
            found = find_dateline(line[at:])
            if found.place.isupper() and len(line[at + found.end :].split()) >= _SENTENCE:
                return [line[:at].strip(), line[at:]]
    return [line]


def credit_line(line: str) -> str:
    """The credit a line consists of (`Foto: Reuters`), or the empty string."""
    if len(line) > 120:
        return ""
    filed = _FILED_ALONE.fullmatch(line)
    if filed:
        return filed["credit"]
    found = _ALONE.fullmatch(line) or _MAKER_ALONE.fullmatch(line)
    if found is None or _maker_at_end(line) or (line.endswith(".") and len(line.split()) > _SENTENCE):
        return ""
    return (found["credit"] or found["bracketed"]).strip()


def read_caption(line: str) -> Caption | None:
    """The caption a line is, known by the credit at its end; None when it has none."""
    dashed = _AFTER_DASH.match(line) if "—" in line[-60:] else None
    if dashed:
        return Caption(dashed["text"].strip(), dashed["credit"].strip())
    if len(line) > _LONGEST:
        return None
    filed = _FILED_AT_END.match(line) if any(word in line[-90:].lower() for word in _PICTURES) else None
    if filed:
        return Caption(filed["text"].strip(" |-–—"), _PREFIX.sub("", filed["credit"]).rstrip("."))
    if not (_may_credit(line) or _LABEL.match(line)):
        return None
    found = _maker_at_end(line) or _IN_BRACKETS.match(line) or _AT_END.match(line) or _AFTER_STOP.match(line)
    if found is None:
        return _labelled(line)
    return Caption(_LABEL.sub("", found["text"].strip(" (-|–—")), _PREFIX.sub("", found["credit"]).strip())


def _maker_at_end(line: str) -> re.Match[str] | None:
    """A caption that ends with who made the picture: by name, or after a label at its beginning."""
    found = _MAKER_AT_END.match(line)
    return found if found and (found["name"] or _LABEL.match(line)) else None


def _labelled(line: str) -> Caption | None:
    """A caption that says so at its beginning; a few words after the label are a credit, not a caption."""
    said = _LABEL.sub("", line)
    if said == line or len(said.split()) < 6:
        return None
    credit = re.search(r"\s*\(([^()/]{2,40}/[^()]{2,60})\)$", said)
    return Caption(said[: credit.start()], credit[1]) if credit else Caption(said)


def _may_credit(line: str) -> bool:
    """A cheap look at the end of a line before the patterns are tried."""
    tail = line[-130:].lower()
    return ("/" in tail or ":" in tail or tail.endswith((")", "]", ")."))) and any(
        word in tail
        for word in (
            "foto",
            "photo",
            "gambar",
            "dok",
            "kredit",
            "credit",
            "courtesy",
            "image",
            "ilustrasi",
            "/",
        )
    )


_OPENING_MAKER = (
    r"(?:REUTERS|Reuters|AFP|AP|Agence France-Presse|Getty Images|EPA|Xinhua|Kyodo|Bloomberg|ANTARA|PNA|Pool|HANDOUT|Handout"
    r"|CONTRIBUTED|FILE|STOCK|(?:[A-Z][\w.]*[ ,]){0,6}(?:PHOTOS?|FILES?|[Ff]ile (?:and stock )?photos?|Contributed photo))"
)
_OPENING = re.compile(
    r"^(?P<text>.{8,}?)(?:"
    r"\s*(?:—|–|--)\s*(?P<dash>[A-Z](?:[^.!?—–]|(?<=\b[A-Z])\.|\.(?=[a-z]{2,3}$)){1,90})"
    r"|(?<=[.!?”\")])\s+(?P<slash>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}\s?/\s?[^()]{2,60})"
    rf"|(?:(?<=[.!?”\")])\s+|\s+/\s+)(?P<maker>{_OPENING_MAKER})"
    rf"|\s*\((?P<brackets>[^()]{{0,60}}(?:{_OPENING_MAKER}|[Vv]ia \w+)[^()]{{0,40}})\)(?: ?/ ?[A-Z][A-Z ]+)*"
    r"|\s*(?P<source>(?:Photo|Foto|Image|Gambar)s? ?(?:courtesy of|from|by|dari|oleh|:)\s?[^.!?]{2,80})"
    r")$"
)


def read_opening_caption(line: str) -> Caption | None:
    """The caption that a line above the text is, known by who made the picture, in whatever way that is written.

    Looser than `read_caption`: below the first paragraph such an end may as well be the sign of an agency.
    """
    if len(line) > _LONGEST or line.endswith((".", "?", "!", '"', "”")):
        return None
    found = _OPENING.match(line)
    if found is None:
        return None
    credit = next(filter(None, (found[name] for name in ("dash", "slash", "maker", "brackets", "source"))))
    return Caption(_LABEL.sub("", found["text"].strip(" (-|–—")), credit.strip())
