"""Entries of the registry: TOML -> actors, offices, phrases and pairs, each checked by itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar, cast

from analytics.actors.actor import BRACKET, OFFICES, SUBKINDS, Actor, Kind
from analytics.actors.fields import nearest, wrong
from analytics.actors.holders import Office, holding
from analytics.actors.lines import Lines, Place

T = TypeVar("T")
TABLES = ("state", "actor", "office", "phrase", "same", "apart")
IN_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class BadEntry(ValueError):
    """Entries of the registry that cannot stand; the message names file, line, entry and what to mend."""

    def __init__(self, *problems: str) -> None:
        more = f" (and {len(problems) - 1} more: `pantau actors check` lists them)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = problems

    def __reduce__(self) -> tuple[type[BadEntry], tuple[str, ...]]:
        return BadEntry, self.problems


class Placed(NamedTuple, Generic[T]):
    """An entry and where it stands."""

    said: T
    place: Place


class Same(NamedTuple):
    """Two actors that are one: `other` becomes `one`; `forms` are names of an actor that no registry holds."""

    one: str
    other: str
    forms: tuple[str, ...] = ()


class Apart(NamedTuple):
    """Two actors that are two, however alike they look."""

    one: str
    other: str


@dataclass
class Entries:
    """What some files say, and what is wrong with it."""

    actors: list[Placed[Actor]] = field(default_factory=list)
    offices: list[Placed[Office]] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    same: list[Placed[Same]] = field(default_factory=list)
    apart: list[Placed[Apart]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(name: str, raw: bytes, into: Entries) -> None:
    """Add what a file says; an entry that cannot stand is left out and told among the problems."""
    try:
        text = raw.decode("utf-8-sig")
        said = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        into.problems.append(f"{name}, line {line}: it is not in UTF-8; save it in that encoding")
        return
    except tomllib.TOMLDecodeError as error:
        into.problems.append(_no_toml(name, str(error), text))
        return
    except RecursionError:
        into.problems.append(f"{name}: its brackets stand within brackets too often; close those left open")
        return
    lines = Lines(text, said)
    for table, entries in said.items():
        into.problems += _no_table(f"{name}, line {lines.head(table)}", table, entries)
    for table in TABLES:
        _take(table, said.get(table), into, partial(_place, name, lines, table))


def _no_toml(name: str, error: str, text: str) -> str:
    """Why a file is not TOML: the parser's words with the line first."""
    found = IN_LINE.search(error)
    last = text.rstrip().count("\n") + 1
    line = f", line {found.group(1) or last}" if found else ""
    what = IN_LINE.sub("", error).strip()
    return f"{name}{line}: it is not TOML: {what}; look for a missing quote, comma or bracket, or a field given twice"


def _no_table(name: str, table: str, entries: Any) -> Iterator[str]:
    if table not in TABLES:
        yield f"{name}: there is no [[{table}]]; {nearest(table, TABLES)}"
    elif not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        yield f"{name}: {table} stands in no list; write [[{table}]] with two brackets before each entry"


def _place(name: str, lines: Lines, table: str, at: int, entry: Mapping[str, Any]) -> Place:
    return Place(name, lines, table, at, _called(table, entry))


def _called(table: str, entry: Mapping[str, Any]) -> str:
    said = next((entry[k] for k in ("key", "iso3", "name", "en", "text", "one") if isinstance(entry.get(k), str)), "")
    return f'{table} "{said}"' if said else f"[[{table}]]"


def _take(table: str, entries: Any, into: Entries, where: Callable[[int, Mapping[str, Any]], Place]) -> None:
    """Add the entries of one kind of table."""
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return
    for at, entry in enumerate(entries):
        place = where(at, entry)
        found = [*wrong(table, entry, place), *_impossible(table, entry, place)]
        into.problems += found
        if not found:
            _add(table, entry, place, into)


def _impossible(table: str, entry: Mapping[str, Any], place: Place) -> Iterator[str]:
    """What is wrong with an entry whose fields may be of the right type each."""
    if table == "actor":
        yield from _no_kind(entry, place)
    if table == "state" and entry.get("subkind", "state") not in SUBKINDS["state"]:
        yield f"{place.told('subkind')}: the subkind of a state is one of {', '.join(SUBKINDS['state'])}"
    if table == "office":
        yield from _no_office(entry, place)


def _no_kind(entry: Mapping[str, Any], place: Place) -> Iterator[str]:
    kind, subkind = entry.get("kind"), entry.get("subkind", "other")
    if kind == "state":
        yield f"{place.told('kind')}: a state is written as [[state]] with iso3, id and en"
    elif isinstance(kind, str) and kind not in ("organisation", "person"):
        yield f"{place.told('kind')}: there is no kind {kind}; {nearest(kind, ('organisation', 'person'))}"
    elif isinstance(kind, str) and isinstance(subkind, str) and subkind not in SUBKINDS[kind]:
        yield f"{place.told('subkind')}: there is no subkind {subkind} of kind {kind}; {nearest(subkind, SUBKINDS[kind])}"


def _no_office(entry: Mapping[str, Any], place: Place) -> Iterator[str]:
    kind, holders = entry.get("kind"), entry.get("holders", ())
    if isinstance(kind, str) and kind not in OFFICES:
        yield f"{place.told('kind')}: there is no kind {kind} of an office; {nearest(kind, OFFICES)}"
    for at, one in enumerate(holders if isinstance(holders, list) else ()):
        if isinstance(one, dict):
            yield from wrong("holders", one, place, at)
        else:
            yield f"{place.told('holders', at)}: a holder is written {{ who = ..., from = ... }}"


def _add(table: str, entry: Mapping[str, Any], place: Place, into: Entries) -> None:
    if table in {"state", "actor"}:
        into.actors.append(Placed(_state(entry) if table == "state" else _actor(entry), place))
    elif table == "office":
        into.offices.append(Placed(_office(entry), place))
    elif table == "phrase":
        into.phrases.append(entry["text"])
    elif table == "same":
        into.same.append(Placed(Same(entry["one"], entry["other"], tuple(entry.get("forms", ()))), place))
    else:
        into.apart.append(Placed(Apart(entry["one"], entry["other"]), place))


def _state(entry: Mapping[str, Any]) -> Actor:
    return Actor(
        key=entry["iso3"], kind="state", subkind=entry.get("subkind", "state"), name=entry["en"], local=entry["id"],
        iso3=entry["iso3"], aliases=(*entry.get("aliases", ()), *entry.get("adjectives", ())),
        capitals=tuple(entry.get("capital", ())), source=entry["source"],
        adjectives=tuple(entry.get("adjectives", ())), wikidata=entry.get("wikidata"),
    )  # fmt: skip


def _actor(entry: Mapping[str, Any]) -> Actor:
    return Actor(
        key=entry["key"], kind=cast("Kind", entry["kind"]), subkind=entry.get("subkind", "other"), name=entry["name"],
        local=entry.get("id", BRACKET.sub("", entry["name"])), iso3=entry.get("state"),
        aliases=tuple(entry.get("aliases", ())), source=entry["source"], parent=entry.get("parent"),
        wikidata=entry.get("wikidata"),
    )  # fmt: skip


def _office(entry: Mapping[str, Any]) -> Office:
    return Office(
        key=entry["key"], kind=entry["kind"], name=entry["name"], local=entry["id"], state=entry.get("state"),
        titles=tuple(entry.get("titles", ())), holders=tuple(holding(one) for one in entry.get("holders", ())),
        checked=entry["checked"], source=entry["source"], body=entry.get("body"),
    )  # fmt: skip
