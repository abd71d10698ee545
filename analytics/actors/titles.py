"""Titles of offices in a text: where they stand, which offices they may name, and with which state or body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.actors.forms import Span
from analytics.actors.holders import Office
from analytics.actors.kinds import vocabulary
from analytics.actors.lexicon import lexicon
from analytics.actors.registry import Actor, Registry
from analytics.actors.taken import Taken

ENDING = re.compile(r"(?:nya)?(?![\w-]|\.\w)")
TO_STATE = re.compile(
    r" (?:\([A-Za-z]{2,16}\) )?(?P<number>ke-?\d+ )?(?:(?:Republik|Kerajaan|Federasi|negara|of the|of|for) )?"
)
OWNER = re.compile(r"(?:['’]s? (?:new |then |current |top )?| )$")
THE = re.compile(r"(?:\b[Tt]he |[\n.:“\"] ?)$")
TAIL = frozenset([  # words that English papers set small at the end of a title
    "Secretary", "General", "Secretary-General", "Chief", "Minister", "President", "Director", "Director-General", "State",
    "Defense", "Defence", "Foreign", "Prime", "Commander", "Chairman", "Adviser", "Advisor", "Speaker", "Policy", "of",
])  # fmt: skip
AFTER = re.compile(r"(?P<owns>['’]s)? (?P<word>[\w-]+)")
OF_BODY = re.compile(r" of (?:the )?[A-Z]")
ELSEWHERE = re.compile(r" (?:to|untuk|for|bagi) (?!(?:the )?(?:Republic of |Republik )?(?:Indonesia|RI)\b)")
MIXED = re.compile(r"[a-z][A-Z]")  # an acronym with small letters: "KaBIN", "MenLH"
DIGITS = re.compile(r" ke-?\d+\b")


class Title(NamedTuple):
    """A title in a text.

    `start` and `end` take in the state or body that stands in it and "mantan" before it; `kinds` and `offices` are what
    it may name (an office's own title names it outright), `state` the one that stands in it; `small`: in small letters,
    `former`: said of one who held it before ("mantan", "ke-7", "saat itu").
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    offices: tuple[str, ...]
    state: str | None = None
    former: bool = False
    small: bool = False


class Titles:
    """Finds titles; made once from the registry."""

    def __init__(self, registry: Registry) -> None:
        self._words = vocabulary()
        self._before = self._words.acts | lexicon().set("heads", "plain")  # what a title may stand in
        self._registry = registry
        meaning: dict[str, tuple[list[str], list[str], bool]] = {}
        self._foreign: set[str] = set()  # English forms: in an Indonesian text they are titles of firms
        for form, kind, key, english in self._forms():
            for written, small in _settings(form):
                if english and written not in meaning:
                    self._foreign.add(written)
                kinds, offices, _ = meaning.setdefault(written, ([], [], small))
                _once(kinds, kind)
                _once(offices, key)
        self._meaning = [(tuple(k), tuple(o), s) for k, o, s in meaning.values()]
        self._machine = AhoCorasick(list(meaning), matchkind=MatchKind.Standard)
        self._heads = frozenset(kind.key for kind in self._words.kinds.values() if kind.body)
        self._headed: dict[str, Office] = {}
        for office in registry.offices:
            if office.body:
                self._headed.setdefault(office.body, office)

    def _forms(self) -> Iterator[tuple[str, str, str, bool]]:
        """Form, kind, office, and whether it is an English form."""
        kinds = self._words.kinds.values()
        yield from ((form, kind.key, "", False) for kind in kinds for form in kind.id)
        yield from ((form, "", office.key, False) for office in self._registry.offices for form in office.titles)
        yield from ((form, kind.key, "", True) for kind in kinds for form in kind.en)

    def find(self, text: str, spans: Sequence[Span], language: str, found: Mapping[str, Actor]) -> list[Title]:
        """The titles of a text in order, none within another; `spans` are the names in it, in order.

        `found` are the actors among them that the registry does not hold.
        """
        at = {span.start: span for span in spans}
        ends = {span.end: span for span in spans}
        titles: list[Title] = []
        for start, end, which in self._longest(text, spans):
            kinds, offices, small = self._meaning[which]
            if language == "id" and text[start:end] in self._foreign:
                continue
            state = self._registry.offices[offices[0]].state if len(offices) == 1 and not kinds else None
            said = self._stretched(Title(start, end, kinds, offices, state, small=small), spans, found)
            title = self._whole(text, said, at, ends)
            if title and not (titles and title.start < titles[-1].end):
                titles.append(title)
        return titles

    def _longest(self, text: str, spans: Sequence[Span]) -> list[tuple[int, int, int]]:
        hits = [
            (start, -end, which)
            for which, start, end in self._machine.find_matches_as_indexes(text, overlapping=True)
            if (start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-_.@/")) and ENDING.match(text, end)
        ]
        hits.sort()
        kept: list[tuple[int, int, int]] = []
        for start, end, which in hits:
            if not kept or start >= kept[-1][1]:
                kept.append((start, -end, which))
        if not kept:
            return kept
        named = Taken(spans)
        # one within a longer name is none: "Sekretariat Presiden"
        return [(start, end, which) for start, end, which in kept if not named.hold(start, end)]

    def _stretched(self, title: Title, spans: Sequence[Span], found: Mapping[str, Actor]) -> Title:
        """A title that ends within a body's name, with the whole of it ("Panglima Angkatan Bersenjata Ukraina")."""
        at = bisect_right(spans, (title.end,)) - 1
        span = spans[at] if at >= 0 else None
        if span is None or not title.start < span.start < title.end < span.end or span.sort != "organisation":
            return title
        actor = found.get(span.key) or self._registry.actors.get(span.key)
        return title._replace(end=span.end, state=actor.iso3 if actor else None)

    def _whole(self, text: str, title: Title, at: dict[int, Span], ends: dict[int, Span]) -> Title | None:
        """The title with its state or body and "mantan"; None where a word beside it says that no one is meant."""
        owned = self._owned(text, title, at, ends)
        if owned is None:
            return None
        if not owned.offices:  # no body stands in it: it is no title of whoever heads one
            owned = owned._replace(kinds=tuple(kind for kind in owned.kinds if kind not in self._heads))
            if not owned.kinds:
                return None
        title = owned if owned.offices else owned._replace(kinds=tuple(k for k in owned.kinds if k != "head"))
        before = text[max(0, title.start - 24) : title.start]
        word = (before.split() or [""])[-1].casefold().strip("\"“‘'(") if before.endswith((" ", "-")) else ""
        if word.rstrip("-") in self._words.former:
            title = title._replace(start=title.start - len(word) - 1, former=True)
            before = text[max(0, title.start - 16) : title.start]
            word = (before.split() or [""])[-1].casefold() if before.endswith(" ") else ""
        capital = text[max(0, title.start - 1 - len(word)) : title.start][:1].isupper()
        if self.generic(before) or (capital and word in self._before) or self._is_part(text, title):
            return None
        return title._replace(former=True) if self._once(text, title.end) else title

    def _owned(self, text: str, title: Title, at: dict[int, Span], ends: dict[int, Span]) -> Title | None:
        if title.state and not title.offices:
            return title
        match = TO_STATE.match(text, title.end)
        span = at.get(match.end()) if match else None
        if span and match and self._named_after(text, span):
            number = match["number"] or DIGITS.match(text, span.end)
            return title._replace(end=span.end, state=span.key, former=number is not None)
        if span and span.sort == "organisation" and not self._heads.isdisjoint(title.kinds):
            return self._heading(title, span)
        owner = OWNER.search(text, max(0, title.start - 20), title.start)
        whose = ends.get(owner.start()) if owner else None
        if whose and owner and whose.sort == "state" and self._may_own(text, title, owner.group(), whose):
            return title._replace(start=whose.start, state=whose.key)
        number = DIGITS.match(text, title.end)
        return title._replace(end=number.end(), former=True) if number else title

    def _named_after(self, text: str, span: Span) -> bool:
        """Whether what follows a title is a state by its name: not an adjective, nor the first of a pair ("RI-China")."""
        return span.sort == "state" and not self._adjective(text, span) and text[span.end : span.end + 1] != "-"

    def _adjective(self, text: str, span: Span) -> bool:
        """Whether a state is named by an adjective, which goes with the word after it ("of Indonesian society")."""
        return text[span.start : span.end] in self._registry[span.key].adjectives

    def _may_own(self, text: str, title: Title, gap: str, whose: Span) -> bool:
        """Whether a state before a title owns it: "US President", "China's" and "the US president" do, "46th US president" not."""
        before = text[max(0, whose.start - 5) : whose.start]
        return not title.small or len(gap) > 1 or THE.search(before) is not None or whose.start == 0

    def _heading(self, title: Title, body: Span) -> Title | None:
        """The title of whoever heads a body; None where nobody knows who does."""
        office = self._headed.get(body.key)
        if office is None or self._wanted(body.key, office).isdisjoint(title.kinds):
            return None
        return title._replace(end=body.end, offices=(office.key,), state=office.state)

    def _wanted(self, body: str, office: Office) -> frozenset[str]:
        """Which kinds of title the head of a body bears: a secretary of a ministry is not its minister."""
        subkind = self._registry[body].subkind
        if subkind in {"ministry", "party"}:
            return frozenset(["party-chair"] if subkind == "party" else [])
        return frozenset(["head", office.kind])

    def generic(self, before: str) -> bool:
        """Whether what stands right before a title says that nobody is meant ("para", "calon presiden dan")."""
        words = [word.casefold().strip("\"“‘'(") for word in before.split()[-3:]] if before.endswith((" ", "-")) else []
        if words and words[-1] in self._words.generic:
            return True
        return len(words) == 3 and words[-1] in {"dan", "and"} and words[0] in self._words.generic

    def _is_part(self, text: str, title: Title) -> bool:
        match = AFTER.match(text, title.end)
        if match is None:
            return False
        owns, word = match["owns"], match["word"]
        return word.casefold() in self._words.parts or (bool(owns) and word[0].isupper()) or self._posted(text, title)

    def _posted(self, text: str, title: Title) -> bool:
        """Whether a title belongs to some other body ("President of the West African Network") or is posted elsewhere."""
        if title.state is None and not title.offices and OF_BODY.match(text, title.end):
            return True
        return "ambassador-to-indonesia" in title.kinds and ELSEWHERE.match(text, title.end) is not None

    def _once(self, text: str, end: int) -> bool:
        return text[end : end + 1] == " " and text.startswith(self._words.once, end + 1)

    def offices(self, title: Title, state: str | None) -> list[Office]:
        """The offices that a title names in a state."""
        own = [self._registry.offices[key] for key in title.offices if key]
        there = [o for o in own if state is None or o.state in (state, None)]
        if there or not title.kinds:
            return there
        return [office for kind in title.kinds for office in self._registry.offices.of(kind, state)]


def _once(known: list[str], one: str) -> None:
    if one and one not in known:
        known.append(one)


def _settings(form: str) -> Iterator[tuple[str, bool]]:
    """How a title may be set, and which of these is in small letters."""
    yield form, False
    if form.isupper() or MIXED.search(form):
        return
    if len(form) > 5:
        yield form.upper(), False
    yield form[0].upper() + form[1:].lower(), False
    yield from ((written, False) for written in _tail_lowered(form.split(" ")))
    if form.casefold() not in vocabulary().capital:
        yield form.lower(), True


def _tail_lowered(words: list[str]) -> Iterator[str]:
    """A title with its last words in small letters, as English papers set it ("UN secretary-general")."""
    at = len(words)
    while at and words[at - 1] in TAIL:
        at -= 1
    if 0 < at < len(words):
        yield " ".join([*words[:at], *(word.lower() for word in words[at:])])
