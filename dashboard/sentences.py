"""A sentence on screen: what was counted is marked in it, and whom a title that stood alone meant stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.measures import Target, undecided
from dashboard.moments import when
from dashboard.scene import Scene, outlet_name

OFFICE = "office:"  # before the key of an office that stands for its undecided holder
Span = tuple[int, int]


def sentence(scene: Scene, row: dict[str, Any], *, alone: bool) -> Component:
    """A row of evidence; with `alone` only the counted occurrence is marked, else all of the sentence."""
    one = (row["start"], row["end"])
    spans = [one] if row["start"] >= 0 and alone else row["marks"]
    notes = {(a, b): meant(scene, key, row["day"]) for a, b, key in row["holders"] if (a, b) in spans}
    read = dcc.Link(scene.say("read"), href=scene.open(Target(article=row["article"])))
    return html.Li([
        html.P(marked(row["sentence"], spans, notes), className="sentence", lang=""),
        html.P([*_source(scene, row), read], className="source"),
    ])  # fmt: skip


def _source(scene: Scene, row: dict[str, Any]) -> list[Any]:
    title = row["title"] or scene.say("(no title)")
    if row["field"] == "title" and row["title"]:
        title = scene.say("this headline")
    named = (
        html.A(title, href=row["url"], target="_blank", rel="noopener noreferrer")
        if row["url"]
        else html.Span(title, className="untied")
    )
    return [html.Span(outlet_name(row["outlet"])), html.Time(when(scene, row["published"], row["outlet"])), named]


def meant(scene: Scene, key: str, day: date | None) -> str:
    """Whom a title that stood alone meant, or that it is undecided and why."""
    say = scene.say
    if not key.startswith(OFFICE):
        return scene.name("actors", key)
    offices = {office.key: office for office in scene.registry.offices}
    why = {
        "undated": say("the article has no date"),
        "unknown": say("the registry holds no holder"),
        "before": say("the registry begins later"),
        "unchecked": say("the registry was last checked long before"),
        "handover": say("a hand-over in those days"),
        "vacant": say("nobody held the office"),
        "acting": say("somebody only acted in the office"),
        "text": say("the text does not say whose"),
    }[undecided(offices.get(key.removeprefix(OFFICE)), day)]
    return say("undecided, {why}", why=why)


def marked(text: str, spans: Sequence[Sequence[int]], notes: Mapping[Span, str] | None = None) -> list[Any]:
    """A text with spans marked; spans that overlap are merged. A note stands behind the span it is about."""
    pieces: list[Any] = []
    reached = 0
    for start, end in merged(spans):
        told = [note for (a, b), note in (notes or {}).items() if start <= a and b <= end]
        pieces += [text[reached:start], html.Mark(text[start:end]), *map(arrow, told)]
        reached = end
    return [p for p in [*pieces, text[reached:]] if p]


def arrow(note: str) -> Component:
    """A note behind a mark."""
    return html.Span(f" → {note}", className="meant")


def merged(spans: Sequence[Sequence[int]]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted((int(a), int(b)) for a, b in spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
