"""Bodies that every state has: "Kemlu Malaysia", "Chinese Foreign Ministry" -> one mention."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from analytics.actors.forms import Span, variants
from analytics.actors.lexicon import Family, Lexicon
from analytics.actors.registry import BRACKET, Actor, Registry

OF = re.compile(r" (?:of|for)(?: the)? $")
OWNER = re.compile(r"(?:['’]s?)? (?:Royal |Federal |Imperial )?$")
AROUND = re.compile(r" \([A-Za-z]{2,14}\) ")
SEAT = re.compile(r" di (?:[A-Z][\w'-]+)(?: (?:City|Lumpur|Aviv|Delhi|York|Dhabi|D\.C\.))?")  # "Kedubes Ghana di Oslo"
HOME = "IDN"
COMMON = frozenset(
    ["court", "police"]
)  # subkinds whose Indonesian names also say another state's ("Pengadilan Militer AS")
FORMAL = ("RI", "Republik Indonesia")  # what may follow the name of any body of the state


class Families:
    """Joins a family's name and a state's name beside it, and finds whom the registry knows by it."""

    def __init__(self, registry: Registry, words: Lexicon) -> None:
        self._registry = registry
        self._local = {v: f for f in words.families for form in f.id for v in variants(form)}
        self._english = {v: f for f in words.families for form in f.en for v in variants(form)}
        self._known: dict[tuple[str, str], str] = {}
        for actor in registry:
            if actor.kind == "organisation" and actor.iso3:
                for form in actor.written:
                    self._known.setdefault((actor.iso3, _plain(form)), actor.key)

    def join(self, text: str, spans: list[Span], language: str, found: dict[str, Actor]) -> list[Span]:
        """The spans with bodies and their states joined; bodies whose state is not told are left out."""
        joined: list[Span] = []
        skip = -1
        for at, span in enumerate(spans):
            if at <= skip:
                continue
            if span.sort not in {"family", "organisation"}:
                joined.append(span)
                continue
            if span.sort == "family" and text.endswith("Menteri ", 0, span.start):
                continue  # "Menteri Angkatan Bersenjata Prancis": a title, and a state
            whole, skip = self._with_next(text, spans, at, found)
            if whole is None and self._elsewhere(text, span, spans, at):
                continue
            if whole is None:
                whole = self._with_last(text, joined, span, found)
            if whole is None:
                whole = span if span.sort == "organisation" else self._at_home(text, span, language, found)
            joined += [whole] if whole else []
        return joined

    def _at_home(self, text: str, span: Span, language: str, found: dict[str, Actor]) -> Span | None:
        """A ministry without its state in an Indonesian text: Indonesia's."""
        surface = text[span.start : span.end]
        family = self._local.get(surface) if language == "id" and surface.startswith("Kemen") else None
        if family is None or text[span.end : span.end + 2].istitle() or span.start == 0:
            return None
        return self._made(span._replace(key=HOME, sort="organisation"), surface, family, found)

    def _with_next(self, text: str, spans: list[Span], at: int, found: dict[str, Actor]) -> tuple[Span | None, int]:
        """The body with the state after it, also past its acronym in brackets; and the number of the last span used."""
        span = spans[at]
        past = at + 1 + (at + 2 < len(spans) and self._bracketed(text, span, spans[at + 1], spans[at + 2]))
        state = spans[past] if past < len(spans) else None
        if state is None or state.sort != "state":
            return None, -1
        whole = self._joined(text, span, state, found)
        return whole, past if whole else -1

    def _bracketed(self, text: str, span: Span, short: Span, state: Span) -> bool:
        """Whether a body's acronym stands in brackets between its name and its state ("Kementerian Pertahanan (Kemhan) RI")."""
        gaps = text[span.end : short.start], text[short.end : state.start]
        return gaps == (" (", ") ") and short.sort in {"family", "organisation"}

    def _joined(self, text: str, span: Span, state: Span, found: dict[str, Actor]) -> Span | None:
        gap, surface = text[span.end : state.start], text[span.start : span.end]
        beside = gap == " " or AROUND.fullmatch(gap) is not None
        own = span.sort == "organisation" and self._iso3(span) == state.key and gap == " "
        if not own and gap != " " and self._iso3(span) == state.key:
            return None  # its own state after the brackets: the name and the acronym are told apart
        local, english = self._local.get(surface), self._english.get(surface)
        family = local if beside else english if OF.fullmatch(gap) else None
        if own and (family or text[state.start : state.end] in FORMAL):
            return span._replace(end=state.end)
        seat = SEAT.match(text, state.end) if family and family.name == "Embassy" else None
        end = seat.end() if seat else state.end
        whole = Span(span.start, end, state.key, "organisation")
        return self._made(whole, text[span.start : end], family, found) if family else None

    def _elsewhere(self, text: str, span: Span, spans: list[Span], at: int) -> bool:
        """Whether an Indonesian court's or police's plain name is said of another state right after it."""
        state = spans[at + 1] if at + 1 < len(spans) else None
        if state is None or state.sort != "state" or state.key == HOME or text[span.end : state.start] != " ":
            return False
        actor = self._registry.actors.get(span.key)
        plain = not text[span.start : span.end].isupper()
        return plain and actor is not None and actor.iso3 == HOME and actor.subkind in COMMON

    def _with_last(self, text: str, joined: list[Span], span: Span, found: dict[str, Actor]) -> Span | None:
        family = self._english.get(text[span.start : span.end])
        state = joined[-1] if joined else None
        if family is None or state is None or state.sort != "state" or state.key == self._iso3(span):
            return None
        if not OWNER.fullmatch(text[state.end : span.start]):
            return None
        joined.pop()
        whole = Span(state.start, span.end, state.key, "organisation")
        return self._made(whole, text[state.start : span.end], family, found)

    def _made(self, whole: Span, surface: str, family: Family, found: dict[str, Actor]) -> Span:
        iso3 = whole.key
        forms = (family.name, *family.en, *family.id)
        state = self._registry[iso3]
        whole_names = (*(f"{form} of {state.name}" for form in forms), *(f"{form} {state.local}" for form in forms))
        names = map(_plain, (*forms, *whole_names))
        key = next((self._known[iso3, name] for name in names if (iso3, name) in self._known), None)
        if key is None:
            actor = self._new(family, iso3, surface)
            key = actor.key
            found.setdefault(key, actor)
        return whole._replace(key=key)

    def _new(self, family: Family, iso3: str, surface: str) -> Actor:
        state = self._registry[iso3]
        aliases = [surface, *_composed(family, state)]
        name, local = f"{family.name} ({iso3})", f"{family.id[0]} {state.local}"
        made = Actor("", "organisation", family.kind, name, local, iso3, tuple(aliases), country=state.name)
        return new_actor(made)

    def _iso3(self, span: Span) -> str | None:
        actor = self._registry.actors.get(span.key)
        return actor.iso3 if actor and span.sort == "organisation" else None


def _composed(family: Family, state: Actor) -> Iterable[str]:
    for form in family.en[:2]:
        yield f"{state.name} {form}"
        yield f"{form} of {state.name}"
    yield from (f"{form} {state.local}" for form in family.id[:2])


def _plain(name: str) -> str:
    return BRACKET.sub("", name).casefold().replace("defence", "defense")


@lru_cache(1 << 12)
def new_actor(actor: Actor) -> Actor:
    """An actor that no registry holds, its key made from its name (`new:<slug>`), each alias once."""
    slug = re.sub(r"[^a-z0-9]+", "-", actor.name.casefold()).strip("-")
    aliases = tuple(dict.fromkeys(alias for alias in actor.aliases if alias != actor.name))
    return replace(actor, key=f"new:{slug}", aliases=aliases, source="named in the text")
