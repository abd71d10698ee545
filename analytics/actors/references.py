"""Short forms in an article: surnames, first names and bracketed acronyms go back to their full name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.actors.forms import Span, longest
from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Actor
from analytics.actors.rows import Part, capitals

PARTICLES = frozenset(
    [
        "bin",
        "binti",
        "van",
        "von",
        "der",
        "de",
        "del",
        "da",
        "dos",
        "al",
        "el",
        "la",
        "the",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "new",
    ]
)
PARTY = "Partai "
BEFORE = re.compile(r"(?<![\w-])")
AFTER = re.compile(r"(?![\w$])")
ARTICLE = re.compile(r"\b[AaEe]l-([A-Z]\w{3,})")  # "Khalil al-Hayya" is "Hayya" later
INTRODUCED = re.compile(r" ?[(\[][\"“']?([A-Z][\w.&-]{1,13})[\"”']?[)\]]")


@dataclass
class Memory:
    """What an article has introduced so far: full names, words of persons' names, acronyms."""

    words: Lexicon
    registered: Container[str]
    full: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    short: dict[str, set[str]] = field(default_factory=dict)
    common: dict[str, set[str]] = field(default_factory=dict)  # names that many bear ("Kim"): whoever bears one here
    acronyms: dict[str, str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)

    def learn(self, text: str, spans: Iterable[Span], new: Mapping[str, Actor]) -> None:
        """Remember the names of a text's spans."""
        self.persons.update(span.key for span in spans if span.sort == "person")
        for span in spans:
            if span.sort == "person" and " " in text[span.start : span.end]:
                self._shorten(text[span.start : span.end], span)
        for span in spans:
            surface = text[span.start : span.end]
            if span.key in new and not self._borne(surface) - {span.key}:
                known = self.full.setdefault(surface.split()[0], [])
                if (surface, span.key) not in known:
                    known.append((surface, span.key))

    def hold(self, name: str, key: str) -> None:
        """Remember the words of the name of a person whom so far only a title told."""
        self._shorten(name, Span(0, len(name), key, "person"))

    def _shorten(self, surface: str, span: Span) -> None:
        parts = [surface[start:end] for start, end in capitals(surface)]
        for word in (*parts, *ARTICLE.findall(surface)):
            low = word.casefold()
            if low in self.words.shared and low not in PARTICLES:
                self.common.setdefault(word, set()).add(span.key)
            if len(low) < 3 or "." in low or low in self.words.shared or self.words.nameless(low):
                continue
            self.short.setdefault(word, set()).add(span.key)
            self.since[span.key] = min(span.start, self.since.get(span.key, span.start))

    def brackets(self, text: str, spans: list[Span]) -> None:
        """Remember the acronyms that stand in brackets right after a name, and parties without the word for it."""
        for span in spans:
            whole = text[span.start : span.end]
            if span.sort == "organisation" and whole.startswith(PARTY):
                self.acronyms.setdefault(whole.removeprefix(PARTY), span.key)
            if not text.startswith((" (", "(", " ["), span.end):
                continue
            match = INTRODUCED.match(text, span.end)
            if match and self._fits(match.group(1), whole, span):
                self.acronyms.setdefault(match.group(1), span.key)

    def _fits(self, acronym: str, surface: str, span: Span) -> bool:
        if acronym in self.registered:
            return acronym == "".join(w[0] for w in re.split(r"[ -]", surface) if w[:1].isupper())
        if span.sort == "organisation" and acronym.isupper() and not any(c.isdigit() for c in acronym):
            return True
        return span.sort in {"organisation", "state", "person"} and _drawn_from(acronym, surface)

    def shortened(self, text: str) -> list[Span]:
        """Where the acronyms that this article introduced stand."""
        if not self.acronyms:
            return []
        machine = AhoCorasick(list(self.acronyms), matchkind=MatchKind.Standard)
        found = machine.find_matches_as_indexes(text, overlapping=True)
        hits = [(a, -b, which) for which, a, b in found if BEFORE.match(text, a) and AFTER.match(text, b)]
        keys = list(self.acronyms.values())
        return [Span(start, end, keys[which], "organisation") for start, end, which in longest(hits)]

    def recall(self, text: str, loose: Iterable[Part], anywhere: bool) -> list[Span]:
        """Remembered names among capitalised words not yet taken; `anywhere`: also before the full name."""
        found: list[Span] = []
        for part in loose:
            if found and part.start < found[-1].end:
                continue
            span = self._named(text, part) or self._shortened(part, anywhere)
            if span:
                found.append(span)
        return found

    def _named(self, text: str, part: Part) -> Span | None:
        for surface, key in self.full.get(part.word, ()):
            end = part.start + len(surface)
            if text.startswith(surface, part.start) and not text[end : end + 1].isalnum():
                return Span(part.start, end, key, "organisation")
        return None

    def _shortened(self, part: Part, anywhere: bool) -> Span | None:
        keys = self.short.get(part.word, set())
        if len(keys) != 1:
            return None
        key = next(iter(keys))
        return Span(part.start, part.end, key, "person") if anywhere or part.start >= self.since[key] else None

    def _borne(self, surface: str) -> set[str]:
        """The persons of this article who bear a name of one word."""
        return self.short.get(surface) or self.common.get(surface, set())

    def reassign(self, text: str, spans: list[Span]) -> list[Span]:
        """Bare surnames of a person not named in full here go to the one namesake who is."""
        named = {span.key for span in spans if span.sort == "person" and " " in text[span.start : span.end]}
        return [self._whose(text, span, named) for span in spans]

    def _whose(self, text: str, span: Span, named: set[str]) -> Span:
        if span.sort != "person" or span.key in named:
            return span
        surface = text[span.start : span.end]
        new = span.key.startswith("new:")
        others = (self._borne(surface) if new else self.short.get(surface, set())) - {span.key}
        other = next(iter(others)) if len(others) == 1 else None
        if other and new:
            return span._replace(key=other)
        before = text[max(0, span.start - 16) : span.start].split()
        if other is None or span.start < self.since[other] or (before and before[-1].casefold() in self.words.personal):
            return span
        return span._replace(key=other)


def _drawn_from(acronym: str, surface: str) -> bool:
    """Whether an acronym's letters stand in the name in this order, the first at its head."""
    letters = iter(surface.casefold())
    wanted = re.sub(r"[^a-z]", "", acronym.casefold())
    return surface[:1].casefold() == wanted[:1] and all(letter in letters for letter in wanted)
