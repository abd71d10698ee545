"""Where in an article stands what was counted?"""

from __future__ import annotations

from typing import NamedTuple

from analytics.block import FIELDS, VIAS, Block
from analytics.measures.named import Placed
from analytics.measures.target import Target
from analytics.text import tokens
from analytics.themes import themes
from analytics.weights import View, phrase_spans


class Mark(NamedTuple):
    """A counted form: field, characters from `start` to `end`; of an actor how it was named and its key (else empty)."""

    field: str
    start: int
    end: int
    via: str = ""
    actor: str = ""


def marks(seen: View, block: Block, row: int, texts: dict[str, str], target: Target) -> list[Mark]:
    """What the target counts in one article, title first, in order.

    A number of mentions marks exactly the occurrences counted; a number of units marks whatever made it count.
    """
    if target.term:
        found = terms(seen, texts, target.term)
    elif target.actor:
        found = _named(seen, block, row, texts, target)
    elif target.theme:
        found = theme(texts, target.theme)
    elif target.topic:
        found = topic(seen, texts, target.topic) + actors(seen, block, row, _label_actors(seen, target.topic))
    else:
        found = asked(seen, block, row, texts)
    return sorted(set(found), key=lambda m: (FIELDS.index(m.field), m.start, m.end))


def asked(seen: View, block: Block, row: int, texts: dict[str, str]) -> list[Mark]:
    """What the selection itself asks for: its words, else its actors, else its themes."""
    selection = seen.selection
    if selection.words:
        return [Mark(f, a, b) for f in FIELDS for a, b in phrase_spans(texts[f], selection.words)]
    if selection.actors:
        return actors(seen, block, row, selection.actors)
    return [m for key in selection.themes for m in theme(texts, key)]


def terms(seen: View, texts: dict[str, str], term: str) -> list[Mark]:
    """Occurrences of a term as the tokeniser and the snapshot's phrases count it."""
    phrases = seen.snapshot.models.phrases
    found = []
    for field in FIELDS:
        row = tokens(texts[field])
        counted = phrases.find(row) if " " in term else iter(row)
        found += [Mark(field, t.start, t.end) for t in counted if t.form == term]
    return found


def _named(seen: View, block: Block, row: int, texts: dict[str, str], target: Target) -> list[Mark]:
    """Mentions of the target's actor in the way it asks for, and of the other it is counted with."""
    found = actors(seen, block, row, (target.actor,), target.via, target.place)
    if target.form:
        found = [m for m in found if texts[m.field][m.start : m.end] == target.form]
    return found + actors(seen, block, row, (target.other,))


def actors(seen: View, block: Block, row: int, keys: tuple[str, ...], via: str = "", place: Placed = "") -> list[Mark]:
    """Mentions of actors as they were linked; only those named this way where `via` or `place` say one."""
    numbers = {seen.snapshot.actor_numbers[key]: key for key in keys if key in seen.snapshot.actor_numbers}
    first, last = block.mention_starts[row], block.mention_starts[row + 1]
    return [
        Mark(FIELDS[m["field"]], m["start"], m["end"], VIAS[m["via"]], numbers[m["actor"]])
        for m in block.mentions.slice(first, last - first).to_pylist()
        if m["actor"] in numbers
        and (not via or VIAS[m["via"]] == via)
        and (not place or m["place"] == (place == "yes"))
    ]


def theme(texts: dict[str, str], key: str) -> list[Mark]:
    """Hits of a theme's words."""
    return [
        Mark(field, where.start, where.end)
        for field in FIELDS
        for hit, where in themes().find(tokens(texts[field]))
        if hit == key
    ]


def topic(seen: View, texts: dict[str, str], key: str) -> list[Mark]:
    """Words of a topic's label."""
    model = seen.snapshot.models.topics
    if key not in model.ids:
        return []
    words = [f for f in model.labels[model.ids.index(key)] if not f.startswith("@")]
    return [Mark(field, a, b) for field in FIELDS for word in words for a, b in phrase_spans(texts[field], word)]


def _label_actors(seen: View, key: str) -> tuple[str, ...]:
    model = seen.snapshot.models.topics
    labels = model.labels[model.ids.index(key)] if key in model.ids else ()
    return tuple(f[1:] for f in labels if f.startswith("@"))
