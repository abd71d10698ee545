"""Kinds of actors: what they are called, and the colour each has on every page."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.language import Say
from data.selection import BadQuery

# Okabe and Ito (2008); the styles of marks (`assets/pantau.css`) are tints of the same
COLOURS = {"state": "#0072B2", "organisation": "#009E73", "person": "#D55E00", "office": "#CC79A7"}


def kinds(say: Say) -> Sequence[tuple[str, str]]:
    """Each kind and what several of them are called."""
    return [
        ("state", say("States")),
        ("organisation", say("Bodies and forces")),
        ("person", say("Persons")),
        ("office", say("Offices, holder undecided")),
    ]


def kind_name(say: Say, kind: str) -> str:
    """What one of a kind is called."""
    return {
        "state": say("state"),
        "organisation": say("organisation"),
        "person": say("person"),
        "office": say("office, holder undecided"),
    }[kind]


def subkind_name(say: Say, subkind: str) -> str:
    """What a subkind is called; empty where it says nothing beyond the kind."""
    return {
        "territory": say("territory"), "ministry": say("ministry"), "parliament": say("parliament"), "court": say("court"),
        "force": say("armed force"), "unit": say("unit"), "police": say("police"), "intelligence": say("intelligence"),
        "igo": say("international body"), "group": say("armed group"), "party": say("party"), "firm": say("company"),
        "ngo": say("civil society"), "thinktank": say("think tank"), "medium": say("medium"), "university": say("university"),
        "agency": say("agency"), "leader": say("leader"), "minister": say("minister"), "military": say("military"),
        "diplomat": say("diplomat"), "official": say("official"), "politician": say("politician"),
    }.get(subkind, "")  # fmt: skip


def way_name(say: Say, via: str) -> str:
    """What a way to name an actor is called."""
    return {
        "name": say("by name"),
        "metonym": say("by the seat of government"),
        "office": say("by a title alone"),
    }[via]


def asked_kinds(text: str) -> tuple[str, ...]:
    """The kinds that an address names, parted by commas; raises BadQuery for one that is none."""
    found = tuple(filter(None, text.split(",")))
    unknown = next((kind for kind in found if kind not in COLOURS), None)
    if unknown:
        raise BadQuery(f"kind of actor is {', '.join(COLOURS)}, not {unknown!r}")
    return found
