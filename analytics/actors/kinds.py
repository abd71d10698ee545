"""Kinds of offices, their titles, and the words around titles, from `data/reference/titles.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analytics.actors.lexicon import Words, phrases
from data.reference import REFERENCE


class Kind(NamedTuple):
    """A kind of office: its names, its titles in Indonesian and English, if a bare one means Indonesia's, if a body must follow it, and if one that nobody decides is counted as undecided."""

    key: str
    name: str
    local: str
    id: tuple[str, ...]
    en: tuple[str, ...]
    home: bool
    body: bool
    doubt: bool


@dataclass(frozen=True)
class Vocabulary:
    """The kinds of offices, and the words around titles that tell whether somebody is meant."""

    kinds: dict[str, Kind]
    generic: Words
    acts: Words
    former: Words
    capital: Words
    once: tuple[str, ...]
    parts: Words
    between: Words
    pointing: Words


@cache
def vocabulary() -> Vocabulary:
    """Read `data/reference/titles.toml` once."""
    said = tomllib.loads((REFERENCE / "titles.toml").read_text(encoding="utf-8"))
    kinds = {
        t["kind"]: Kind(t["kind"], t["name"], t["local"], phrases(t["id"]), phrases(t["en"]), t.get("home", False), t.get("body", False), t.get("doubt", True))
        for t in said["title"]
    }  # fmt: skip
    sets = {name: frozenset(text.casefold().split()) for name, text in said["words"].items() if name != "once"}
    return Vocabulary(kinds, once=phrases(said["words"]["once"]), **sets)
