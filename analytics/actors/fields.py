"""Which fields an entry may have, of which type, and what is told of one that has another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from analytics.actors.lines import Place

ISO3 = re.compile(r"[A-Z]{3}")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WIKIDATA = re.compile(r"Q[1-9]\d*")
YEARS = (1500, 2500)


class Field(NamedTuple):
    """A field: what its value is in words, the test of it, an example, and whether every entry has one."""

    what: str
    holds: Callable[[Any], bool]
    example: str
    needed: bool = False


def _text(said: Any) -> bool:
    return isinstance(said, str) and said == said.strip() and said != "" and said.isprintable()


def _texts(said: Any) -> bool:
    return isinstance(said, list) and all(_text(one) for one in said)


def _day(said: Any) -> bool:
    """Whether it is a day that can be counted on from: 9999-12-31 for an end that is not known has no day after it."""
    return isinstance(said, date) and not isinstance(said, datetime) and YEARS[0] <= said.year <= YEARS[1]


def _like(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda said: isinstance(said, str) and pattern.fullmatch(said) is not None


TEXT = Field("a text in quotes, on one line, not empty and without blanks around it", _text, '"Ministry of Defence"')
TEXTS = Field("a list of such texts", _texts, '["Kemhan", "Menhan RI"]')
DAY = Field(f"a day without quotes, of the years {YEARS[0]} to {YEARS[1]}", _day, "2024-10-20")
YES = Field("true or false, without quotes", lambda said: isinstance(said, bool), "true")
STATE = Field("the ISO 3166 code of a state, three capital letters", _like(ISO3), '"IDN"')
NAME_KEY = Field("a key: small letters, digits and dashes", _like(KEY), '"kemhan-idn"')
ITEMS = Field("a list of holders", lambda said: isinstance(said, list), "[{ who = ..., from = ... }]")
ANY_KEY = Field("the key of an actor", _text, '"kemhan-idn"')
QID = Field("a Wikidata id, Q and digits", _like(WIKIDATA), '"Q252"')


def _must(field: Field) -> Field:
    return field._replace(needed=True)


FIELDS: Mapping[str, Mapping[str, Field]] = {
    "state": {
        "iso3": _must(STATE), "id": _must(TEXT), "en": _must(TEXT), "source": _must(TEXT), "subkind": TEXT,
        "aliases": TEXTS, "adjectives": TEXTS, "capital": TEXTS, "wikidata": QID,
    },
    "actor": {
        "key": _must(NAME_KEY), "kind": _must(TEXT), "name": _must(TEXT), "source": _must(TEXT), "subkind": TEXT,
        "id": TEXT, "state": STATE, "aliases": TEXTS, "parent": ANY_KEY, "wikidata": QID,
    },
    "office": {
        "key": _must(NAME_KEY), "kind": _must(TEXT), "name": _must(TEXT), "id": _must(TEXT), "source": _must(TEXT),
        "checked": _must(DAY), "state": STATE, "titles": TEXTS, "body": ANY_KEY, "holders": ITEMS, "wikidata": QID,
    },
    "holders": {"who": _must(NAME_KEY), "from": _must(DAY), "to": DAY, "sure": YES, "acting": YES},
    "phrase": {"text": _must(TEXT), "why": TEXT},
    "same": {"one": _must(ANY_KEY), "other": _must(ANY_KEY), "forms": TEXTS},
    "apart": {"one": _must(ANY_KEY), "other": _must(ANY_KEY)},
}  # fmt: skip


def wrong(table: str, entry: Mapping[str, Any], place: Place, item: int | None = None) -> Iterator[str]:
    """What is wrong with the fields of an entry, each in a sentence that says how to mend it."""
    known = FIELDS[table]
    for name, field in known.items():
        if field.needed and name not in entry:
            yield f"{_at(place, '', item)}: {name} is missing; add a line like {name} = {field.example}"
    for name, said in entry.items():
        if name not in known:
            yield f"{_at(place, name, item)}: there is no field {name}; {nearest(name, known)}"
        elif not known[name].holds(said):
            field = known[name]
            yield f"{_at(place, name, item)}: {name} = {_shown(said)} is not {field.what}, such as {field.example}"


def _at(place: Place, name: str, item: int | None) -> str:
    return place.told(name) if item is None else place.told("holders", item)


def nearest(name: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    """Which known word was meant by an unknown one, and which there are."""
    close = get_close_matches(name, list(known), 1, 0.6)
    meant = f"did you mean {close[0]}? " if close else ""
    return f"{meant}There are {', '.join(known)}"


def _shown(said: Any) -> str:
    shown = f'"{said}"' if isinstance(said, str) else str(said)
    return shown if len(shown) < 60 else f"{shown[:57]}..."
