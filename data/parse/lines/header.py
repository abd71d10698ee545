"""What stands above the text: title, date, byline, caption, address; and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from data.article import link
from data.outlets import Outlet
from data.parse.dating.dates import Dated
from data.parse.dating.printed import date_lines, labelled_dates
from data.parse.lines.boilerplate import is_boilerplate
from data.parse.lines.bylines import Byline, is_label, is_name, is_person, name_beside, read_byline, without_label
from data.parse.lines.captions import Caption, credit_line, read_caption, split_caption
from data.parse.lines.dateline import find_dateline
from data.parse.lines.titles import after_title, glued_caption, goes_on, is_section_line

__all__ = ["Header", "read_header", "without_label"]

_LOOK = 30
_NEAR = 2 * _LOOK  # lines, blank ones too, in which a header lies
_STOPS = (".", "”", '"', "?", "!")
_LONG = 260
_SENTENCE = 6  # words from which a line with a full stop, or behind a dateline, is a sentence of the text
_CAPTION = 30  # words a caption above a bare credit may have
_ADDRESS = re.compile(r"(?:url|link|tautan|sumber|source|alamat)?\s*:?\s*(https?://\S+)", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """What the lines above the text say; `body` is the rest of the lines, the likeliest of `dates` the first."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    caption: Caption = field(default_factory=Caption)
    dates: list[Dated] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def read_header(lines: Sequence[str], outlet: Outlet, title: str = "", fetched: datetime | None = None) -> Header:
    """The header of a page's (stripped) lines; `title` is given where it is known already.

    `fetched` is the instant that times like `3 jam yang lalu` are counted back from.

    It ends with the last line near the top that can only be one (date, byline, address, caption, the title again),
    and at the latest where a dateline opens a sentence. What stands between and is neither (a section's name, a deck
    without a full stop) belongs to it and is let go; sentences stay in the text.
    """
    return _Reading(_whole(lines), outlet, Header(title=title), fetched).read()


def _whole(lines: Sequence[str]) -> list[str]:
    """The lines, with a caption and the text glued to it, near the top, as two."""
    near = [part for line in lines[:_NEAR] for part in split_caption(line)]
    return [*near, *lines[_NEAR:]]


class _Reading:
    """A walk down the lines: what was noted so far, and the loose lines that may yet prove to be text."""

    def __init__(self, lines: list[str], outlet: Outlet, head: Header, fetched: datetime | None) -> None:
        self.lines, self.outlet, self.head, self.fetched = lines, outlet, head, fetched
        self.start, self.title_at = 0, -1
        self.loose: list[str] = []
        self.kept: list[str] = []
        self.ranked: list[tuple[int, Dated]] = []

    def read(self) -> Header:
        """The header, once the walk is done."""
        for number in [n for n, line in enumerate(self.lines) if line][:_LOOK]:
            line = self.lines[number]
            if self._begins_text(line):
                break
            if self._is_header(line, number):
                self._let_go(number)
            elif not self.head.title:
                self._note_title(line, number)
            elif len(line) > _LONG or sum(map(len, self.loose)) > _LONG:
                break
            elif not is_boilerplate(line):
                self.loose.append(line)
        self.head.dates = [dated for _, dated in sorted(self.ranked, key=lambda ranked: ranked[0])]
        self.head.dates = self.head.dates or labelled_dates(self.lines, self.outlet)
        self.head.body = [*self.kept, *self.lines[self.start :]]
        return self.head

    def _let_go(self, number: int) -> None:
        """The header reaches to this line; of the loose lines above it only sentences are text."""
        self.kept += [part for line in self.loose if _is_sentence(line) for part in (line, "")]
        self.start, self.loose = number + 1, []

    def _begins_text(self, line: str) -> bool:
        """Whether a line below the title is a sentence with a dateline."""
        if not self.head.title or read_caption(line):
            return False
        end = find_dateline(line).end
        return end > 0 and len(line[end:].split()) >= _SENTENCE and not date_lines(line, self.outlet)

    def _note_title(self, line: str, number: int) -> None:
        """The first line that is neither section nor notice is the title."""
        if is_boilerplate(line) or (is_section_line(line) and self._titled_below(number)):
            return
        self.head.title, self.start, self.title_at = line, number + 1, number

    def _titled_below(self, number: int) -> bool:
        """Whether a longer line that is no date follows, as the title follows its section."""
        below = next((line for line in self.lines[number + 1 :] if line), "")
        return len(below.split()) > 2 or is_section_line(below) or bool(date_lines(below, self.outlet))

    def _is_header(self, line: str, number: int) -> bool:
        """Whether a line is one that only a header has; what it says is noted."""
        if self._is_second_line(line, number):
            self.head.title += " " + line
            return True
        said = [loose for loose in self.loose if loose.endswith(_STOPS)]
        address = _ADDRESS.fullmatch(line)
        if address and link(address[1]) and not said:
            self.head.url = self.head.url or address[1]
            return True
        if not (said and self.ranked) and len(said) < 2 and self._is_date(line):
            return True
        if any(loose.endswith(_STOPS) for loose in self.loose[:-1]):
            return False
        return self._names_author(line, number) or self._is_caption(line, number)

    def _is_second_line(self, line: str, number: int) -> bool:
        """Whether a line goes on with the title above it."""
        if number != self.title_at + 1 or not self.title_at + 1 or date_lines(line, self.outlet):
            return False
        if read_byline(line) or credit_line(line) or read_caption(line) or 0 < find_dateline(line).end < len(line):
            return False
        after = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        return goes_on(self.head.title, line, "" if date_lines(after, self.outlet) else after)

    def _is_date(self, line: str) -> bool:
        """A line that is a date and little else; one above the title is today's, an update's counts less."""
        above = self.loose[-1] if self.loose else ""
        found = date_lines(line, self.outlet, above, self.fetched) if line != self.head.title else []
        for dated, beside in found:
            self.ranked.append((0 if self.head.title else 1, dated))
            for part in beside:
                self._sign(name_beside(part))
        above = self.loose[-1] if self.loose and len(self.loose) <= 2 else ""
        if found and above and is_person(above):
            self._sign(Byline(above))
        return bool(found)

    def _names_author(self, line: str, number: int) -> bool:
        """The title again, a byline, or a name below its label or below the date."""
        if self.loose and self.loose[-1].endswith(_STOPS):
            return False
        rest = after_title(self.head.title, line)
        if rest is not None:
            self._add(glued_caption(rest) if rest else Caption())
            return True
        labelled = self.loose and is_label(self.loose[-1]) and is_name(line)
        dated = self.ranked and not self.loose and number - self.start < 2 and is_person(line)
        found = Byline(line) if labelled else read_byline(line) or (Byline(line) if dated else None)
        if found:
            self._sign(found)
        return found is not None

    def _sign(self, byline: Byline) -> None:
        """Notes author and outlet where none was noted before."""
        self.head.author = self.head.author or byline.author
        self.head.outlet = self.head.outlet or byline.outlet

    def _is_caption(self, line: str, number: int) -> bool:
        """A credit alone (the caption is the line before it), or a caption that ends with its credit."""
        credit, below = credit_line(line), self.lines[number + 1 : number + 2]
        if credit and below and below[0][:1].islower():  # an agency's name that a link set on a line of its own
            return False
        if not credit:
            said = read_caption(line)
            if said is None or any(_is_sentence(loose) for loose in self.loose):
                return False
            self._add(said)
            return True
        above = self.loose[-1] if self.loose else ""
        if not self.head.caption.text and 3 < len(above.split()) <= _CAPTION and self._goes_on_below(number):
            self.head.caption = Caption(above, credit)
            self.loose.pop()
        else:
            self._add(Caption("", credit))
        return True

    def _goes_on_below(self, number: int) -> bool:
        """Whether a sentence of the text follows."""
        return any(_is_sentence(line) and not is_boilerplate(line) for line in self.lines[number + 1 :])

    def _add(self, caption: Caption) -> None:
        """Notes a caption's text with its credit, or a credit, where none was noted before."""
        text, credit = self.head.caption
        self.head.caption = Caption(text, credit or caption.credit) if text or not caption.text else caption


def _is_sentence(line: str) -> bool:
    """Whether a line may be a sentence of the text."""
    return len(line.split()) >= _SENTENCE and line.endswith(_STOPS)
