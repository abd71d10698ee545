"""Persons and bodies that no registry lists, found by the title, the verb or the bracket beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analytics.actors.bodies import Bodies
from analytics.actors.families import new_actor
from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon, Remembered
from analytics.actors.place import is_town
from analytics.actors.registry import Actor, Registry
from analytics.actors.rows import Part, Row, rows, within

CARRIES = re.compile(
    r"(?:,? ?\(|\),? ?|, ?|,? (?:untuk|for|of|of the|to the|to|bidang|urusan|pada|di|dan|and|at the|at|in|sekaligus|ke-\d+|RI) ?)+"
)
CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
MAC = re.compile(r"^(?:Ma?c|De|Di|La|Le|Van|O|Al|El|Fitz|Abu)['’]?[A-Z]")
ROMAN = re.compile(r"[IVX]+")
LONGEST = 5  # words of a name


@dataclass
class Found:
    """What an article taught: new names, actors not in the registry, capitalised words left over."""

    spans: list[Span] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    loose: list[Part] = field(default_factory=list)


class Names:
    """Seeks new names; made once from the registry and the lexicon."""

    def __init__(self, registry: Registry, words: Lexicon) -> None:
        self._registry, self._words, self._bodies = registry, words, Bodies(words)
        self._cue, self._nameable = Remembered(self._cue_of), Remembered(self._nameable_of)
        titles = "|".join(sorted(words.titles, key=len, reverse=True))
        self._said = words.set("speech", "before")
        self._forenames, self._particles = words.set("titles", "forenames"), words.set("titles", "particles")
        self._breaking, self._placing = words.set("titles", "breaks"), words.set("titles", "placing")
        self._named, self._governs = words.set("titles", "named"), words.set("titles", "governs")
        self._single = words.set("speech", "single")
        self._pairs = frozenset(words.list("titles", "pairs"))
        self._seconds = frozenset(pair.split()[-1] for pair in self._pairs)
        self._says = re.compile(
            rf",? (?:(?:juga|kemudian|pun|lalu|sendiri|sebelumnya|also) ){{0,2}}(?:{words.either('speech', 'after')})\b"
        )
        self._apposed = re.compile(
            rf"(?:, (?:(?:the|a|an) (?:[\w'-]+ ){{0,3}}?|(?:seorang|selaku|yang juga) )?| sebagai )(?:{titles})\b",
            re.IGNORECASE,
        )
        self._idle = (
            words.never
            - words.titles
            - words.set("heads", "plain")
            - words.set("heads", "proper")
            - words.set("heads", "english")
        )

    def seek(self, text: str, spans: list[Span], shouted: list[tuple[int, int]]) -> Found:
        """New names in a text whose known spans are given; lines in `shouted` are headlines, with none."""
        found = Found()
        titled, reached = 0, 0
        for row in rows(text, spans):
            start = row[0].start
            if start < reached:
                continue
            gap = text[reached:start]
            idle = len(row) == 1 and row[0].word.casefold() in self._idle
            if not (titled and CARRIES.fullmatch(gap)):
                titled = 0 if idle else self._cued(gap)
            if idle:
                reached = row[0].end
                continue
            headline = bool(shouted) and within(start, shouted)
            titled = self._read(text, row, titled, headline, found, spans)
            reached = max(row[-1].end, found.spans[-1].end if found.spans else 0)
        return found

    def _cued(self, gap: str) -> int:
        """Whether one of the last few words before a row is a title (1), or the last a verb of saying (2); else 0."""
        words = gap[-60:].rstrip(" \"“'").rstrip(",").rsplit(None, 4)
        if words and words[-1].casefold() in self._single and gap.endswith(" "):
            return 2
        for word in words[:-5:-1]:
            told = self._cue[word]
            if told is not None:
                return told
        return 0

    def _cue_of(self, word: str) -> int | None:
        if word.casefold().removesuffix("nya") in self._words.titles or word in self._words.titles:
            return 1
        return 0 if not word.isalpha() or self._breaks(word) else None

    def _breaks(self, word: str) -> bool:
        return word in self._breaking or (len(word) > 5 and word.startswith(("me", "ber", "di", "ter")))

    def _read(self, text: str, row: Row, titled: int, headline: bool, found: Found, spans: list[Span]) -> int:
        if len(row) == 1 and self._is_lone(row[0], titled):
            return self._lone(row[0], titled, found)
        words, piece = self._words, list[Part]()
        thing, at = False, 0
        while at < len(row):
            part = row[at]
            low = part.word.casefold().rstrip(".")
            pair = at > 0 and low in self._seconds and f"{row[at - 1].word} {low}".casefold() in self._pairs
            if part.span is None and not pair and self._may_name(part, low, bool(piece)):
                piece.append(part)
                at += 1
                continue
            if part.span and not headline and self._absorbs(text, row, at, bool(piece)):
                piece.append(part)
                at += 1
                continue
            titled = self._close(text, piece, titled, headline or thing, found)
            body = self._bodies.headed(text, row, at) if part.span else self._bodies.at(text, row, at, bool(titled))
            if body:
                body = self._bodies.stretched(text, body, spans)
                while found.loose and found.loose[-1].start >= body.start:
                    found.loose.pop()
                self._bodies.add(text, body, found.spans, found.actors)
                at = body.last + 1
                continue
            thing = thing or low in words.things_before
            titled = self._after(part, low, titled)
            at += 1
        return self._close(text, piece, titled, headline or thing, found)

    def _is_lone(self, part: Part, titled: int) -> bool:
        """Whether a row of this part alone holds no new name: it is known, or not introduced as a person."""
        if part.span:
            return part.span.sort != "organisation"
        return titled < 2 and self._may_name(part, part.word.casefold().rstrip("."), False)

    def _lone(self, part: Part, titled: int, found: Found) -> int:
        if part.span is None:
            found.loose.append(part)
        return self._after(part, "", titled) if part.span else titled

    def _may_name(self, part: Part, low: str, within: bool) -> bool:
        return (within and (low in self._particles or low in self._named)) or self._nameable[part.word]

    def _nameable_of(self, word: str) -> bool:
        return not (self._words.nameless(word.casefold().rstrip(".")) or _branded(word))

    def _after(self, part: Part, low: str, titled: int) -> int:
        if part.span:
            return 0 if part.span.sort in {"person", "thing"} else titled
        if low in self._words.personal:
            return 2
        return max(titled, 1) if low in self._words.titles else titled

    def _absorbs(self, text: str, row: Row, at: int, begun: bool) -> bool:
        """Whether a known span is only a part of a longer, unknown person's name."""
        part, before = row[at], row[at - 1] if at else None
        surface = text[part.start : part.end]
        if part.span is None or " " in surface or surface.isupper():
            return False
        following = self._unknown(row, at + 1)
        if part.span.sort == "person":
            return begun or (following is not None and self._surname(part.span, following))
        if part.span.sort != "state" or following is None or surface.casefold() not in self._forenames:
            return False
        again = before is not None and before.span is not None and before.span.sort == "state"
        return again or (at == 0 and not begun)

    def _surname(self, span: Span, following: Part) -> bool:
        """Whether the word after a registered short name makes it somebody else's; headlines' bare verbs do not."""
        low = following.word.casefold()
        verb = any(active in self._words.common for active in (f"meng{low}", f"men{low}", f"mem{low}", f"me{low}"))
        return not verb and not _part_of(self._registry, span, following.word)

    def _unknown(self, row: Row, at: int) -> Part | None:
        """The part at this place, if it is a word that may be a name."""
        part = row[at] if at < len(row) else None
        known = part is None or part.span is not None or self._words.nameless(part.word.casefold())
        return None if known else part

    def _close(self, text: str, piece: list[Part], titled: int, barred: bool, found: Found) -> int:
        """Decide on the unknown words gathered so far; a name uses up the title before it."""
        if not piece:
            return titled
        if titled and len(piece) > 1 and piece[0].span is None and self._is_place(text, piece):
            del piece[0]
        if not barred and self._is_person(text, piece, titled):
            actor = _person(text, piece)
            found.actors.setdefault(actor.key, actor)
            found.spans.append(Span(piece[0].start, piece[-1].end, actor.key, "person"))
            titled = 0
        else:
            found.loose += [p for p in piece if p.span is None]
        piece.clear()
        return titled

    def _is_place(self, text: str, piece: list[Part]) -> bool:
        """Whether the first of some words is a place: spoken of as one, or what a governor governs."""
        before = text[max(0, piece[0].start - 16) : piece[0].start].casefold().split()
        governed = bool(before) and before[-1] in self._governs and len(piece) > 2
        return governed or is_town(text, piece[0].word)

    def _is_person(self, text: str, piece: list[Part], titled: int) -> bool:
        if len(piece) > LONGEST or (len(piece) == 1 and titled < 2):
            return False
        if not all(_name_like(p, at, len(piece)) for at, p in enumerate(piece)):
            return False
        if len(piece) == 1:
            return len(piece[0].word) > 2 and not text.startswith((" (", "-", ")"), piece[0].end)
        if titled or any(p.span and p.span.sort == "person" for p in piece):
            return True
        start, end = piece[0].start, piece[-1].end
        before = (text[max(0, start - 24) : start] + "|").split(" ")[-2:][0].casefold()
        if before in self._placing:
            return False
        return bool(before in self._said or self._says.match(text, end) or self._apposed.match(text[end : end + 60]))


def _branded(word: str) -> bool:
    return CAMEL.search(word) is not None and MAC.match(word) is None


def _name_like(part: Part, at: int, count: int) -> bool:
    word = part.word.rstrip(".")
    if part.span or not word.isupper() or len(word) == 1:
        return not any(c.isdigit() for c in word)
    return (at == 0 and len(word) == 2) or (at == count - 1 and ROMAN.fullmatch(word) is not None)


def _part_of(registry: Registry, span: Span, word: str) -> bool:
    actor = registry.actors.get(span.key)
    return actor is not None and any(word in form.split() for form in actor.written)


def _person(text: str, piece: list[Part]) -> Actor:
    name = text[piece[0].start : piece[-1].end]
    return new_actor(Actor("", "person", "other", name, name))
