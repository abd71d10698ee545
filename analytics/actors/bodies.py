"""Organisations that no registry lists, found by the word that heads (or in English ends) their name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from analytics.actors.called import translated
from analytics.actors.families import new_actor
from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Actor
from analytics.actors.rows import Part, Row

ACRONYM = re.compile(r" \(([A-Z][\w.&/-]{1,14})\)")
OF = re.compile(
    r"(?: (?:of|for)(?: the)? [A-Z][\w-]+(?: [A-Z][\w-]+)*(?:(?:,| and|, and) [A-Z][\w-]+(?: [A-Z][\w-]+)*(?= (?:of|said|has|in)\b| and| \())*){1,2}"
)
UNIT = re.compile(r" (?:\d[\w-]*|[IVX]+)(?:/[\w-]+)?(?:/[A-Z]\w+)*(?: [A-Z]{2,3}\b)?(?=[^\w/]|$)")
AND = re.compile(r" dan ((?!Kejaksaan|Kementerian|Kepolisian|Kedutaan)(?:Pe|Ke)[a-z]+(?:an|si)(?: [A-Z][a-z]+)*)")
TOWN = re.compile(r" ([A-Z][a-z]+)")
PROPER = 3  # words after the head of a body with a name of its own ("Polres Metro Bekasi")


class Body(NamedTuple):
    """An organisation's name in a row: characters, and the number of its last part."""

    start: int
    end: int
    last: int


class Bodies:
    """Reads on from a head word."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._plain, self._proper = words.set("heads", "plain"), words.set("heads", "proper")
        self._english, self._long = words.set("heads", "english"), words.set("heads", "long")
        self._numbered = words.set("heads", "numbered")
        self._heads = self._plain | self._proper | self._english
        self._openers = words.set("speech", "before") | words.set("titles", "breaks") | {"a", "an", "this", "our"}
        self._middle = words.common - words.titles - words.fill
        self._never = words.list("heads", "never")
        self._missions = words.list("heads", "missions")
        self._generic = words.set("unsafe", "generic") | words.set("unsafe", "generic_small")
        self._patterns = frozenset(words.table["patterns"])
        self._vague, self._firms = words.set("heads", "vague"), words.set("heads", "firms")

    def at(self, text: str, row: Row, at: int, titled: bool) -> Body | None:
        """The organisation whose head word is part `at` of the row, if one is there."""
        low = row[at].word.casefold()
        if low not in self._heads:
            return None
        if low in self._proper:
            return self._unit(text, row, at) or (None if low in self._numbered else self._named(row, at, low, titled))
        if low in self._english:
            return self._ended(text, row, at, low)
        if at and self._qualified(row[at - 1]):
            return None
        return self._described(text, row, at, low)

    def headed(self, text: str, row: Row, at: int) -> Body | None:
        """A registered body that is only the head of a name here ("Pengadilan Militer I-02 Medan")."""
        part = row[at]
        if part.span is None or text[part.start : part.end] not in self._patterns:
            return None
        match = UNIT.match(text, part.end)
        end = match.end() if match else part.end
        town = TOWN.match(text, end)
        while town and town.group(1).casefold() in self._words.places:
            end = town.end()
            town = TOWN.match(text, end)
        last = max(i for i, p in enumerate(row) if p.start < end)
        return Body(part.start, end, last) if end > part.end else None

    def stretched(self, text: str, body: Body, spans: list[Span]) -> Body:
        """A body with what goes on after "dan", and the body it belongs to ("Pusat Pendidikan dan Pelatihan Kemhan")."""
        match = AND.match(text, body.end)
        end = body.end
        if match and text[body.start : body.end].split(" ", maxsplit=1)[0].casefold() in self._plain:
            for word in match.group(1).split(" "):
                if word.casefold() not in self._words.common:
                    break
                end = text.index(word, end) + len(word)
        owner = spans[at] if (at := bisect_left(spans, (end + 1,))) < len(spans) else None
        if owner and owner.start == end + 1 and text[end] == " " and self._owns(text, body, owner):
            end = owner.end
        return body._replace(end=end)

    def joined(self, text: str, spans: list[Span]) -> list[Span]:
        """The spans with a part of a body and the body right after it as one ("Biro Informasi Pertahanan Kemhan")."""
        kept: list[Span] = []
        for span in spans:
            last = kept[-1] if kept else None
            if last and last.sort == "organisation" and span.start == last.end + 1 and text[last.end] == " ":
                body = Body(last.start, last.end, 0)
                if self._owns(text, body, span):
                    kept[-1] = last._replace(end=span.end)
                    continue
            kept.append(span)
        return kept

    def _owns(self, text: str, body: Body, owner: Span) -> bool:
        """Whether a body named right after another is the one it belongs to, and not its acronym."""
        name, surface = text[body.start : body.end], text[owner.start : owner.end]
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        return owner.sort == "organisation" and name.split()[0].casefold() in self._plain and surface != initials

    def _qualified(self, before: Part) -> bool:
        """Whether a word before the head makes it the middle of a longer name ("Pos Komando Taktis")."""
        low = before.word.casefold()
        return before.span is None and low in self._middle

    def _unit(self, text: str, row: Row, at: int) -> Body | None:
        """A unit by its number: "Yonif 733/Masariku"."""
        match = UNIT.match(text, row[at].end)
        if match is None:
            return None
        last = max(i for i, part in enumerate(row) if part.start < match.end())
        return Body(row[at].start, match.end(), last)

    def _named(self, row: Row, at: int, low: str, titled: bool) -> Body | None:
        if low in self._firms and (listed := next((i for i, p in enumerate(row) if i > at and p.word == "Tbk"), 0)):
            return Body(row[at].start, row[listed].end, listed)
        room = len(row) - at - 1
        most = min(room, 6 if low in self._firms else PROPER)
        if titled and at and room > 2:
            most = min(most, room - 2)
        last = at
        while last < at + most and self._goes_on(row[last + 1], low in self._firms):
            last += 1
        return Body(row[at].start, row[last].end, last) if last > at else None

    def _described(self, text: str, row: Row, at: int, low: str) -> Body | None:
        last = at
        while last + 1 < len(row) and self._is_word(row[last + 1]):
            last += 1
        length = last - at
        end = row[last].end
        if text[row[at].start : end].casefold().startswith(self._never):
            return None
        if length == 1 and row[last].span and low in self._generic:
            return None  # "Otoritas Korsel": its men, not a body
        told = (
            length > 1
            or (length == 1 and low not in self._vague)
            or any(rule.match(text, end) for rule in (ACRONYM, AND))
        )
        return Body(row[at].start, end, last) if length and told else None

    def _ended(self, text: str, row: Row, at: int, low: str) -> Body | None:
        """An English name that ends in its head ("Asian Development Bank"), or goes on with "of"."""
        first = at
        while first and self._leads(row[first - 1]):
            first -= 1
        if first == 0 and at and row[0].word.casefold() in self._openers:
            first = 1
        rest = OF.match(text, row[at].end) if low in self._long else None
        uncommon = any(p.span or p.word.casefold() not in self._words.common for p in row[first:at])
        never = text[row[first].start : row[at].end].casefold().startswith(self._never)
        if never or not (rest or at - first > 1 or (at > first and uncommon)):
            return None
        end = rest.end() if rest else row[at].end
        return Body(row[first].start, end, at)

    def _leads(self, part: Part) -> bool:
        if part.span:
            return part.span.sort in {"state", "capital"}
        low = part.word.casefold()
        return low not in self._words.titles or low in self._words.fill

    def _goes_on(self, part: Part, firm: bool = False) -> bool:
        if part.span:
            return part.span.sort in {"state", "capital"}
        low = part.word.casefold()
        return low not in self._words.titles or (firm and low in self._words.fill)

    def _is_word(self, part: Part) -> bool:
        if part.span:
            return part.span.sort == "state"
        low = part.word.casefold()
        if low in self._words.titles and low not in self._words.fill:
            return False
        return low in self._words.common or low in self._words.fill or low in self._words.places or part.word.isupper()

    def add(self, text: str, body: Body, spans: list[Span], actors: dict[str, Actor]) -> None:
        """Put a body among the found."""
        surface = text[body.start : body.end]
        name = next(translated(surface), surface) if surface.startswith(self._missions) else surface
        actor = new_actor(Actor("", "organisation", "other", name, surface, aliases=(surface,)))
        actors.setdefault(actor.key, actor)
        spans.append(Span(body.start, body.end, actor.key, "organisation"))
