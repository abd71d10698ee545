"""What is known of actors: states, bodies, forces, groups, persons and offices, from `data/reference/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from analytics.actors.actor import BRACKET, Actor
from analytics.actors.entries import BadEntry, Entries, Same, read
from analytics.actors.holders import Office, Offices
from analytics.actors.kinds import vocabulary
from analytics.actors.standing import problems
from data.reference import REFERENCE

__all__ = ["BRACKET", "Actor", "BadEntry", "Registry", "compose", "registry", "shipped"]
FOLDER = REFERENCE
UNDECIDED = "?"


@dataclass(frozen=True, eq=False)
class Registry:
    """All actors by key, the longer names that are not actors, the offices, and a version that changes with any of them.

    Among the actors stands each office (`office:<its key>`), for titles whose holder is undecided. `apart` holds the
    pairs that are told to be two.
    """

    actors: Mapping[str, Actor]
    not_actors: tuple[str, ...]
    version: str
    offices: Offices
    apart: frozenset[frozenset[str]] = field(default_factory=frozenset)

    def __getitem__(self, key: str) -> Actor:
        return self.actors[key]

    @cached_property
    def acronyms(self) -> Mapping[str, tuple[Actor, ...]]:
        """Organisations by each of their acronyms."""
        known: dict[str, tuple[Actor, ...]] = {}
        for actor in self:
            for form in actor.aliases if actor.kind == "organisation" else ():
                if form.isupper() and form.isalpha():
                    known[form] = (*known.get(form, ()), actor)
        return known

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors.values())


@cache
def registry(folder: Path = FOLDER) -> Registry:
    """Read and check `actors/` and `offices/` of a folder; raises BadEntry for entries that cannot stand."""
    entries, version = shipped(folder)
    return compose([entries], version)


@cache
def shipped(folder: Path = FOLDER) -> tuple[Entries, str]:
    """What the files of a folder say, and the version of what they say."""
    entries, stamp = Entries(), hashlib.sha256()
    for path in (*sorted((folder / "actors").glob("*.toml")), *sorted((folder / "offices").glob("*.toml"))):
        raw = path.read_bytes()
        stamp.update(raw)
        read(path.name, raw, entries)
    return entries, stamp.hexdigest()[:12]


def compose(layers: Iterable[Entries], version: str) -> Registry:
    """The registry that layers of entries make; a later one overrides entries of the same key, whole.

    Raises:
        BadEntry: an entry cannot stand, by itself or beside the others.
    """
    layers = list(layers)
    if found := problems(layers):
        raise BadEntry(*found)
    actors = {one.said.key: one.said for layer in layers for one in layer.actors}
    offices = {one.said.key: one.said for layer in layers for one in layer.offices}
    into = _into(one.said for layer in layers for one in layer.same)
    actors = _merged(actors, into, [one.said for layer in layers for one in layer.same])
    known = Offices(_held_by(office, into) for office in offices.values())
    actors |= {f"office:{office.key}": _undecided(office) for office in known} | {a.key: a for a in _of_no_state()}
    actors = {key: _with_country(actor, actors) for key, actor in actors.items()}
    phrases = tuple(text for layer in layers for text in layer.phrases)
    return Registry(actors, phrases, version, known, _apart(layers, into))


def _with_country(actor: Actor, actors: Mapping[str, Actor]) -> Actor:
    """An actor that bears a state's code in its name, with the state's name."""
    state = actors.get(actor.iso3 or "") if BRACKET.search(actor.name) else None
    return replace(actor, country=state.name) if state else actor


def _apart(layers: Iterable[Entries], into: Mapping[str, str]) -> frozenset[frozenset[str]]:
    pairs = (one.said for layer in layers for one in layer.apart)
    return frozenset(frozenset((into.get(p.one, p.one), into.get(p.other, p.other))) for p in pairs)


def _into(pairs: Iterable[Same]) -> dict[str, str]:
    """Each merged actor's key -> the key of the one that stays."""
    step = {pair.other: pair.one for pair in pairs}
    return {key: _stays(key, step) for key in step}


def _stays(key: str, step: Mapping[str, str]) -> str:
    while key in step:
        key = step[key]
    return key


def _merged(actors: Mapping[str, Actor], into: Mapping[str, str], pairs: Iterable[Same]) -> dict[str, Actor]:
    """The actors with the names of those merged into them, and what belonged to those."""
    kept = {key: _below(actor, into) for key, actor in actors.items() if key not in into}
    for pair in pairs:
        stays, other = into[pair.other], actors.get(pair.other)
        known = kept[stays]
        forms = (*known.aliases, *(other.written if other else ()), *pair.forms)
        kept[stays] = replace(known, aliases=tuple(dict.fromkeys(f for f in forms if f not in known.written[:2])))
    return kept


def _below(actor: Actor, into: Mapping[str, str]) -> Actor:
    above = into.get(actor.parent or "")
    return replace(actor, parent=above) if above else actor


def _held_by(office: Office, into: Mapping[str, str]) -> Office:
    """The office with its body and its holders under the keys that stay."""
    if not into:
        return office
    holders = tuple(replace(one, who=into.get(one.who, one.who)) for one in office.holders)
    return replace(office, holders=holders, body=into.get(office.body or "", office.body))


def _undecided(office: Office) -> Actor:
    """The office as an actor, named where nobody can tell who is meant."""
    return Actor(
        key=f"office:{office.key}", kind="office", subkind=office.kind, name=office.name, local=office.local,
        iso3=office.state, aliases=(UNDECIDED,), source=office.source,
    )  # fmt: skip


def _of_no_state() -> Iterator[Actor]:
    """The kinds of offices as actors, named where nobody can tell even whose office is meant."""
    for kind in vocabulary().kinds.values():
        name, local = kind.name, kind.local
        yield Actor(f"office:{kind.key}", "office", kind.key, name, local, aliases=(UNDECIDED,), source="titles.toml")
