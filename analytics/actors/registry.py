"""What is known of actors: states, bodies, forces, groups, persons and offices, from `data/reference/`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, cast

from analytics.actors.holders import Office, Offices, holding
from analytics.actors.kinds import vocabulary
from data.reference import REFERENCE

Kind = Literal["state", "person", "organisation", "office"]  # office: its title stood alone, its holder is undecided
ENTERED: tuple[Kind, ...] = ("state", "person", "organisation")
FOLDER = REFERENCE
UNDECIDED = "?"
BRACKET = re.compile(r"\s*\([A-Z]{3}\)$")


class BadEntry(ValueError):
    """An entry of the registry that cannot stand; the message names file, entry and what to mend."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: a lasting key (ISO 3166 alpha-3 of a state), its names, written forms and where it belongs.

    `name` is the English or official name, `local` the Indonesian one, `capitals` are names of the seat of government
    (metonyms), `iso3` is the state itself or the one it belongs to, if any.
    """

    key: str
    kind: Kind
    subkind: str
    name: str
    local: str
    iso3: str | None = None
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    source: str = ""
    adjectives: tuple[str, ...] = ()

    def shown(self, language: str) -> str:
        """The name for a reader of this language (`id` or `en`)."""
        return self.local if language == "id" else self.name

    @property
    def written(self) -> tuple[str, ...]:
        """Every written form, names first, each once."""
        names = (BRACKET.sub("", self.name), BRACKET.sub("", self.local))
        return tuple(dict.fromkeys((*names, *self.aliases)))


@dataclass(frozen=True)
class Registry:
    """All actors by key, the longer names that are not actors, the offices, and a version that changes with any of them.

    Among the actors stands each office (`office:<its key>`), for titles whose holder is undecided.
    """

    actors: Mapping[str, Actor]
    not_actors: tuple[str, ...]
    version: str
    offices: Offices

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
    """Read and check `actors/` and `offices/` of a folder; raises BadEntry for the first entry that cannot stand."""
    actors: dict[str, Actor] = {}
    phrases: list[str] = []
    stamp = hashlib.sha256()
    for path in sorted((folder / "actors").glob("*.toml")):
        raw = path.read_bytes()
        stamp.update(raw)
        said = _parse(path, raw)
        phrases += [p["text"] for p in said.get("phrase", [])]
        for actor in _entries(path, said):
            if actor.key in actors:
                raise BadEntry(f"{path.name}: {actor.key!r} stands twice in the registry; give one another key")
            actors[actor.key] = actor
    offices = _offices(folder / "offices", stamp, actors)
    actors |= {f"office:{o.key}": _undecided(o) for o in offices} | {a.key: a for a in _of_no_state()}
    return Registry(actors, tuple(phrases), stamp.hexdigest()[:12], offices)


def _offices(folder: Path, stamp: hashlib._Hash, actors: Mapping[str, Actor]) -> Offices:
    found: dict[str, Office] = {}
    for path in sorted(folder.glob("*.toml")):
        raw = path.read_bytes()
        stamp.update(raw)
        for entry in _parse(path, raw).get("office", []):
            office = _office(path, entry, actors)
            if office.key in found:
                raise BadEntry(f"{path.name}: the office {office.key!r} stands twice; give one another key")
            found[office.key] = office
    return Offices(found.values())


def _office(path: Path, entry: Mapping[str, Any], actors: Mapping[str, Actor]) -> Office:
    _need(path, entry, ("key", "kind", "name", "id", "source", "checked"))
    holders = tuple(holding(said) for said in entry.get("holders", ()))
    for held in holders:
        if held.who not in actors:
            raise BadEntry(
                f"{path.name}: {entry['key']}: no person {held.who!r} stands in the registry; add an [[actor]]"
            )
    return Office(
        key=entry["key"], kind=entry["kind"], name=entry["name"], local=entry["id"], state=entry.get("state"),
        titles=tuple(entry.get("titles", ())), holders=holders, checked=entry["checked"], source=entry["source"],
        body=entry.get("body"),
    )  # fmt: skip


def _undecided(office: Office) -> Actor:
    """The office as an actor, named where nobody can tell who is meant."""
    return Actor(
        key=f"office:{office.key}", kind="office", subkind=office.kind, name=office.name, local=office.local,
        iso3=office.state, aliases=(UNDECIDED,), source=office.source,
    )  # fmt: skip


def _of_no_state() -> Iterator[Actor]:
    """The kinds of offices as actors, named where nobody can tell even whose office is meant."""
    for kind in vocabulary().kinds.values():
        yield Actor(
            f"office:{kind.key}", "office", kind.key, kind.name, kind.local, aliases=(UNDECIDED,), source="titles.toml"
        )


def _parse(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadEntry(f"{path.name}: {error}") from None


def _entries(path: Path, said: Mapping[str, Any]) -> Iterable[Actor]:
    for entry in said.get("state", []):
        _need(path, entry, ("iso3", "id", "en", "source"))
        yield Actor(
            key=entry["iso3"], kind="state", subkind="state", name=entry["en"], local=entry["id"], iso3=entry["iso3"],
            aliases=(*entry.get("aliases", ()), *entry.get("adjectives", ())),
            capitals=tuple(entry.get("capital", ())), source=entry["source"],
            adjectives=tuple(entry.get("adjectives", ())),
        )  # fmt: skip
    for entry in said.get("actor", []):
        _need(path, entry, ("key", "kind", "name", "source"))
        if entry["kind"] not in ENTERED:
            raise BadEntry(f"{path.name}: {entry['key']}: kind is one of {', '.join(ENTERED)}, not {entry['kind']!r}")
        yield Actor(
            key=entry["key"], kind=cast("Kind", entry["kind"]), subkind=entry.get("subkind", "other"),
            name=entry["name"], local=entry.get("id", BRACKET.sub("", entry["name"])), iso3=entry.get("state"),
            aliases=tuple(entry.get("aliases", ())), source=entry["source"],
        )  # fmt: skip


def _need(path: Path, entry: Mapping[str, Any], keys: Iterable[str]) -> None:
    missing = [key for key in keys if not entry.get(key)]
    if missing:
        who = entry.get("key") or entry.get("iso3") or entry.get("name") or "an entry"
        raise BadEntry(f"{path.name}: {who} lacks {', '.join(missing)}")
