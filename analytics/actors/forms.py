"""Written forms in a text: the longest registered form at word boundaries, with case rules for acronyms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.actors.called import stateless
from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Registry
from analytics.actors.seams import Seams
from analytics.actors.sound import Sound

Sort = Literal["thing", "state", "organisation", "person", "capital", "family", "office"]
RANK: dict[Sort, int] = {"thing": 0, "state": 1, "organisation": 2, "person": 3, "capital": 4, "family": 5, "office": 6}
ENDING = re.compile(r"(?:-?(?:nya|lah|pun|kah))?(?![^\W_]|\$|\.(?:com|net|org|co|id|go|gov)\b)")
SHARED = frozenset(["party", "parliament", "court"])  # subkinds whose names states have in common
AFTER = frozenset([*" \n,;:!?)\"”’'/", ""])  # what ends a word most often, so that ENDING need not be asked
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|(?<!\w)@\w+")
SHORT = 6  # an acronym has no more letters than this; longer words in capitals are a shout


class Span(NamedTuple):
    """Characters of a text that name something: whom (registry key or family's name), and what sort it is."""

    start: int
    end: int
    key: str
    sort: Sort


class Forms:
    """All written forms of a registry in one machine."""

    def __init__(self, registry: Registry, words: Lexicon) -> None:
        meaning: dict[str, tuple[str, Sort, int]] = {}
        self.shared: dict[
            str, list[str]
        ] = {}  # forms that name several, or one only beside its state: "" and their keys
        for form, key, sort, cut in _forms(registry, words):
            for written in variants(form):
                known = meaning.get(written)
                if known and known[1] == sort != "family" and known[0] != key:
                    _add(self.shared.setdefault(written, [known[0]]), key)
                if known is None or RANK[sort] < RANK[known[1]]:
                    meaning[written] = (key, sort, cut)
        for form, key in _stateless(registry):
            for written in variants(form):
                known = meaning.setdefault(written, ("", "organisation", 0))
                if known[1] in {"organisation", "family"}:
                    _add(self.shared.setdefault(written, [known[0] if known[1] == "organisation" else ""]), key)
        self._meaning = list(meaning.values())
        self._all = frozenset(meaning)
        self._english_words = set(words.list("unsafe", "english"))
        self._seams = Seams(words)
        self._machine = AhoCorasick(list(meaning), matchkind=MatchKind.Standard)

    def __contains__(self, form: object) -> bool:
        """Whether this is a written form of a registered actor."""
        return form in self._all

    def __iter__(self) -> Iterator[str]:
        """Every written form that is looked for."""
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def find(self, text: str, language: str) -> list[Span]:
        """The forms in a text in order, none within another; addresses are passed over."""
        if "@" in text or "http" in text or "www." in text:
            text = ADDRESS.sub(lambda m: " " * len(m.group()), text)
        meaning = self._meaning
        matches = self._machine.find_matches_as_indexes(text, overlapping=True)
        hits = self._hits(text, matches, frozenset())
        if len(hits) < len(matches) and (seams := self._seams.of(text, matches)):
            hits = self._hits(text, matches, seams)
        found = [Span(start, end, *meaning[which][:2]) for start, end, which in longest(hits)]
        if language == "en":
            found = [s for s in found if text[s.start : s.end] not in self._english_words]
        return found

    def _hits(
        self, text: str, matches: Sequence[tuple[int, int, int]], seams: Container[int]
    ) -> list[tuple[int, int, int]]:
        """Those that begin and end where words do, without the titles in them; ends are negative, to sort the longest first."""
        meaning = self._meaning
        return [
            (start + meaning[which][2], -end, which)
            for which, start, end in matches
            if (start == 0 or not text[start - 1].isalnum() or start in seams)
            and (text[end : end + 1] in AFTER or end in seams or ENDING.match(text, end))
        ]


def _add(keys: list[str], key: str) -> None:
    if key not in keys:
        keys.append(key)


def _stateless(registry: Registry) -> Iterator[tuple[str, str]]:
    """Names of bodies that every state may have, without the state in them: they count where the state is told."""
    for actor in registry:
        if actor.kind == "organisation" and actor.subkind in SHARED and actor.iso3:
            for name in (actor.name, actor.local):
                yield from ((form, actor.key) for form in stateless(name, actor, registry) if " of " not in form)


def longest(hits: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Of matches (start, end as a negative number, which) those not within or upon another: the first, there the longest."""
    reached = 0
    for start, end, which in sorted(hits):
        if start >= reached:
            yield start, -end, which
            reached = -end


def variants(form: str) -> set[str]:
    """How a form may be set: as listed, capitalised once or throughout, shouted; an acronym only as listed.

    A typewriter's apostrophe may be a printer's.
    """
    if "'" in form:
        return {cased for mark in "'’‘" for cased in _cased(form.replace("'", mark))}
    return _cased(form)


def _cased(form: str) -> set[str]:
    if form.upper() == form:
        return {form}
    every = " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
    shout = set() if _acronym_like(form) else {form.upper()}
    return {form, form[:1].upper() + form[1:], every} | shout


def _acronym_like(form: str) -> bool:
    return len(form) <= 3


def _forms(registry: Registry, words: Lexicon) -> Iterator[tuple[str, str, Sort, int]]:
    """Form, key, sort, and how many characters of titles stand before the name in it."""
    for phrase in registry.not_actors:
        yield phrase, "", "thing", 0
    sound = Sound(registry, words)
    for actor in registry:
        if actor.kind == "office":
            continue
        yield from ((alias, actor.key, actor.kind, cut) for alias, cut in sound.forms(actor))
        yield from ((capital, actor.key, "capital", 0) for capital in actor.capitals)
    for family in words.families:
        yield from ((form, family.name, "family", 0) for form in (*family.id, *family.en) if len(form) > 2)
