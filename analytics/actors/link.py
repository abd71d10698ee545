"""Names in a text -> mentions: the longest alias wins, and the words around it tell what it is there."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from analytics.actors.bare import Bare
from analytics.actors.bare import Part as Passage
from analytics.actors.bodies import Bodies
from analytics.actors.families import Families
from analytics.actors.forms import Forms, Span
from analytics.actors.lexicon import Lexicon, lexicon
from analytics.actors.metonyms import Metonyms
from analytics.actors.names import Found, Names
from analytics.actors.namesakes import Namesakes
from analytics.actors.place import Places
from analytics.actors.references import Memory
from analytics.actors.registry import Actor, Registry
from analytics.actors.rows import Part, capitals, headlines
from analytics.actors.sought import Seek, Sought
from analytics.actors.taken import Taken
from analytics.actors.things import Things

Field = Literal["title", "text"]
Via = Literal["name", "metonym", "office"]
BESIDE, NAMED_ON = re.compile(r"[A-Z][\w'’.-]* $"), re.compile(r"[ -][A-Z]")  # one of several words in capitals
SOURCE = re.compile(
    r"(?:[Dd]ikutip|[Dd]ilansir|[Mm]engutip|[Mm]elansir)(?: \w+){0,3} (?:situs|laman|portal|media)\b[^.;:\n]{0,24} $"
)
LONG = 400  # characters of a text that is long enough to name every state it speaks of
AGED = re.compile(r" ?\(\d\d(?: tahun)?\)")


class Mention(NamedTuple):
    """One occurrence of an actor: field, characters from `start` to `end`, actor's key, how it was named, place-use."""

    field: Field
    start: int
    end: int
    actor: str
    via: Via
    place: bool


@dataclass(frozen=True)
class Linked:
    """The mentions of an article in order, and the actors among them that the registry does not hold."""

    mentions: tuple[Mention, ...]
    found: dict[str, Actor] = field(default_factory=dict)


class Linker:
    """Links the actors of a registry; make it once, use it for many articles.

    `seek` finds names that neither registry nor rules know; without it only those two are heard.
    """

    def __init__(self, registry: Registry, seek: Seek | None = None) -> None:
        self.registry = registry
        self._words: Lexicon = lexicon()
        self._forms = Forms(registry, self._words)
        gc.freeze()  # some 100,000 lasting objects: not walked at each collection, linking is a quarter faster
        self._families = Families(registry, self._words)
        self._things = Things(self._words)
        self._names, self._bodies = Names(registry, self._words), Bodies(self._words)
        self._places, self._metonyms = (
            Places(self._words, {form for a in registry for form in a.adjectives}),
            Metonyms(self._words),
        )
        self._sought = Sought(self._words, self._forms, seek) if seek else None
        self._namesakes = Namesakes(registry, self._forms.shared, self._words.list("unsafe", "halves"))
        self._bare = Bare(registry, self._words, self._forms)
        self._seats = frozenset(self._words.list("unsafe", "seats"))
        self._media = frozenset(
            a.key
            for a in registry
            if a.subkind == "medium" or set(a.written) & set(self._words.list("media", "platforms"))
        )
        self._agencies = frozenset(self._words.list("media", "agencies"))
        self._credits, self._reports = self._words.set("media", "before"), self._words.set("media", "after")

    def link(self, title: str, text: str, language: str = "id", day: date | None = None) -> Linked:
        """The mentions of one article; `day` is the one it was published on, for titles that stand alone."""
        actors: dict[str, Actor] = {}
        shouted = headlines(text)
        body = self._namesakes.decide(text, self._known(text, language, actors), language)
        sought = self._names.seek(text, body, shouted)
        head = self._namesakes.decide(title, self._known(title, language, actors), language)
        actors |= sought.actors
        memory = Memory(self._words, self._forms)
        body = sorted([*_free(body, sought.spans), *sought.spans])
        if self._sought and sought.loose:
            loose = [part.start for part in sought.loose]
            body = sorted([*body, *self._sought.spans(text, body, loose, language, actors)])
        memory.learn(text, body, actors)
        memory.brackets(text, body)
        body = self._complete(text, memory.reassign(text, body), sought, memory)
        top = Found(loose=_loose(title, head))
        head = self._complete(title, head, top, memory)
        if told := self._namesakes.halved.intersection(s.key for s in body if s.sort == "state"):
            head, body = (sorted([*s, *self._namesakes.halves(t, s, told)]) for t, s in ((title, head), (text, body)))
        parts = [Passage(title, head, head=True), Passage(text, body, head=False)]
        bare = self._bare.seek(parts, language, day, actors)
        head, body = ([*_free(known, more), *more] for known, more in zip((head, body), bare, strict=True))
        if holders := {s.key for spans in bare for s in spans if s.key in self.registry.actors} - memory.persons:
            body = self._of_holders(text, sorted(body), holders, sought, memory)
        if len(text) > LONG:
            head, body = self._told(head, body)
        mentions = (
            *self._mentions("title", title, sorted(head), language),
            *self._mentions("text", text, sorted(body), language),
        )
        used = {mention.actor for mention in mentions}
        return Linked(mentions, {key: actor for key, actor in actors.items() if key in used})

    def _told(self, head: list[Span], body: list[Span]) -> tuple[list[Span], list[Span]]:
        """The spans without capitals whose state is not named otherwise: a longer text on a government names it."""
        told = {s.key if s.sort == "state" else self._iso3(s) for s in (*head, *body) if s.sort != "capital"}
        kept = ([s for s in spans if s.sort != "capital" or s.key in told] for spans in (head, body))
        return next(kept), next(kept)

    def _iso3(self, span: Span) -> str | None:
        actor = self.registry.actors.get(span.key)
        return actor.iso3 if actor else None

    def _known(self, text: str, language: str, actors: dict[str, Actor]) -> list[Span]:
        spans = self._families.join(text, self._forms.find(text, language), language, actors)
        spans = self._bodies.joined(text, self._things.mark(text, spans))
        initials = {text[s.start : s.end] for s in spans if s.end - s.start == 2 and _initials(text, s)}
        return [s for s in spans if text[s.start : s.end] not in initials] if initials else spans

    def _complete(self, text: str, spans: list[Span], found: Found, memory: Memory) -> list[Span]:
        """The spans with the article's own short forms added, and acronyms as the article means them."""
        spans = [self._as_meant(text, span, memory) for span in spans]
        loose = found.loose if found.spans or found.loose else []
        spans = self._with(spans, memory.recall(text, loose, anywhere=not found.spans), memory)
        memory.brackets(text, spans)
        return self._with(spans, memory.shortened(text), memory)

    def _of_holders(self, text: str, spans: list[Span], holders: set[str], found: Found, memory: Memory) -> list[Span]:
        """The spans with single names that are those of whom only titles told ("Panglima" above, "Agus" below)."""
        for key in holders:
            memory.hold(self.registry[key].name, key)
        alone = [
            p
            for p in found.loose
            if not BESIDE.search(text[max(0, p.start - 20) : p.start]) and not NAMED_ON.match(text, p.end)
        ]
        return self._with(memory.reassign(text, spans), memory.recall(text, alone, anywhere=True), memory)

    def _with(self, spans: list[Span], more: list[Span], memory: Memory) -> list[Span]:
        return sorted([*spans, *_free([self._kind_of(span, memory) for span in more], spans)])

    def _kind_of(self, span: Span, memory: Memory) -> Span:
        """A recalled span as what its actor is: of the registry, or new in this article."""
        return span._replace(sort="person") if span.key in memory.persons else self._sorted_as(span)

    def _as_meant(self, text: str, span: Span, memory: Memory) -> Span:
        key = memory.acronyms.get(text[span.start : span.end], "") if span.sort != "thing" else ""
        return self._sorted_as(span._replace(key=key)) if key and span.sort != "state" else span

    def _sorted_as(self, span: Span) -> Span:
        actor = self.registry.actors.get(span.key)
        return span._replace(sort=actor.kind) if actor else span

    def _only_named(self, text: str, span: Span) -> bool:
        """Whether a medium is only a source here, or a seat of government only a place."""
        if span.key in self._media:
            return self._credit(text, span)
        if text[span.start : span.end] not in self._seats:
            return False
        return (
            text[max(0, span.start - 12) : span.start]
            .casefold()
            .endswith((" di ", " ke ", " in ", " at ", " to ", " outside the ", " at the ", " to the "))
        )

    def _credit(self, text: str, span: Span) -> bool:
        """Whether a medium is only named as the source of a report."""
        left = text[max(0, span.start - 24) : span.start]
        words, after = left.split(), text[span.end : span.end + 24].split()
        return (
            left.endswith(("(", "/"))
            or text.startswith((")", "/"), span.end)
            or any(word.casefold() in self._credits for word in words[-2:])
            or SOURCE.search(text, max(0, span.start - 50), span.start) is not None
            or (bool(after) and after[0].strip(",.") in self._reports and text[span.start : span.end] in self._agencies)
        )

    def _mentions(self, name: Field, text: str, spans: list[Span], language: str) -> Iterable[Mention]:
        states = [s for s in spans if s.sort == "state"]
        capitals = [s for s in spans if s.sort == "capital"]
        places = self._places.mark(text, states, language, capitals)
        governments = self._metonyms.mark(text, capitals, language) if capitals else set()
        for span in spans:
            if name == "text" and _alone(text, span):
                continue
            if span.sort == "capital":
                if span.start in governments:
                    yield Mention(name, span.start, span.end, span.key, "metonym", False)
            elif span.key and span.sort != "thing" and not self._only_named(text, span):
                via: Via = "office" if span.sort == "office" else "name"
                place = span.sort == "state" and span.start in places
                yield Mention(name, span.start, span.end, span.key, via, place)


def _alone(text: str, span: Span) -> bool:
    """Whether a name is a line of its own: a section, a share button, a place above the text."""
    return text[span.start - 1 : span.start] in {"", "\n"} and text[span.end : span.end + 1] == "\n"


def _initials(text: str, span: Span) -> bool:
    """Whether two capitals are a person's initials ("berinisial AS", "AS (34)")."""
    return AGED.match(text, span.end) is not None or text.endswith("inisial ", 0, span.start)


def _free(spans: Iterable[Span], taken: list[Span]) -> list[Span]:
    """The spans that overlap none of those taken."""
    asked = list(spans)
    if not asked or not taken:
        return asked
    there = Taken(taken)
    return [s for s in asked if not there.touches(s.start, s.end)]


def _loose(text: str, spans: list[Span]) -> list[Part]:
    taken = Taken(spans)
    return [Part(start, end, text[start:end]) for start, end in capitals(text) if not taken.touches(start, end)]
