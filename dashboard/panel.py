"""The panel that opens beside a page: the sentences behind a number, or one article to read."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from analytics.block import VIAS
from analytics.measures import Target, count, evidence, reading
from dashboard.asked import COUNT
from dashboard.dates import dates_seen
from dashboard.kinds import way_name
from dashboard.lag import lag
from dashboard.moments import when
from dashboard.parts import downloads
from dashboard.records import records
from dashboard.scene import Scene, outlet_name
from dashboard.sentences import arrow, meant, sentence
from dashboard.story_panel import story_panel
from dashboard.trends import span
from data.article import dates_from_json

STEP = 50  # sentences shown at a time


def panel(scene: Scene) -> tuple[str, Component]:
    """Title and content for what the address's `see` names."""
    target = Target.parse(scene.options.see)
    if target.article and not (target.term or target.actor):
        return scene.say("Article"), reader(scene, target.article)
    if target.story and target == Target(story=target.story):
        return scene.say("Story"), story_panel(scene, target.story)
    return scene.say("Evidence"), sentences(scene, target)


def sentences(scene: Scene, target: Target) -> Component:
    """The sentences behind a number, newest first, as many as the number says."""
    say, total = scene.say, count(scene.seen, target)
    rows = scene.extras.get("rows", "")
    shown = min(int(rows) if COUNT.fullmatch(rows) else STEP, total)
    table = evidence(scene.seen, target, 0, shown)
    unit = say("mentions") if target.count == "mentions" else say("articles") if target.told else scene.unit
    head = html.Header(
        [
            html.H2(f"{say.number(total)} {unit}", id="panel-count"),
            html.P(about(scene, target)),
            html.P(scene.sentence, className="note"),
        ]
    )
    more = (
        dcc.Link(
            say("Show {n} more", n=min(STEP, total - shown)),
            href=scene.path + scene.query(rows=str(shown + STEP)),
            className="more",
        )
        if total > shown
        else None
    )
    files = downloads(scene, "evidence", see=str(target))
    return html.Div(
        [
            head,
            files,
            html.Ol(
                [sentence(scene, row, alone=target.count == "mentions") for row in records(table)], className="evidence"
            ),
            more,
        ]
    )


def about(scene: Scene, target: Target) -> str:
    """What was clicked, in words."""
    say = scene.say
    parts = [
        f"“{target.term}”" if target.term else "",
        " + ".join(scene.name("actors", key) for key in (target.actor, target.other) if key),
        *_named_so(scene, target),
        scene.name("topics", target.topic) if target.topic else "",
        scene.name("themes", target.theme) if target.theme else "",
        scene.name("outlets", target.outlet) if target.outlet else "",
        scene.name("languages", target.language) if target.language else "",
        span(scene, target.start, target.end) if target.start and target.end else "",
        say("without a known date") if target.undated else "",
        *_copied(scene, target),
    ]
    return " · ".join(filter(None, parts))


def _named_so(scene: Scene, target: Target) -> list[str]:
    """How the actor that was clicked is named, in words."""
    say = scene.say
    places = {"yes": [say("as a place")], "no": [say("not as a place")]}
    return [
        *([way_name(say, target.via)] if target.via else []),
        *places.get(target.place, []),
        *([f"“{target.form}”"] if target.form else []),
    ]


def _copied(scene: Scene, target: Target) -> list[str]:
    """What was clicked of copies, in words."""
    say = scene.say
    if not target.origin:
        return []
    whose = say("copies") if target.origin == "*" else say("copies of {outlet}", outlet=outlet_name(target.origin))
    return [
        whose,
        *([say("by the time since the first text: up to {lag}", lag=lag(say, target.within))] if target.within else []),
    ]


def reader(scene: Scene, article: str) -> Component:
    """One article whole: how it is dated, where from, and who is named in it."""
    said = reading(scene.snapshot, article)
    say = scene.say
    if said is None:
        return html.P(say("This article is not in the snapshot."), className="empty")
    facts = [
        (say("published"), when(scene, said["published"], said["outlet"])), (say("read from"), said["date_evidence"]), (say("dateline"), _dateline(said)),
        (say("author"), said["author"]), (say("caption, not counted"), _caption(said)), (say("copies of this text"), _copies(scene, said)),
        (say("main topic"), scene.name("topics", said["topic"]) if said["topic"] else ""),
    ]  # fmt: skip
    listed = [item for name, value in facts if value for item in (html.Dt(name), html.Dd(value))]
    source = (
        html.A(
            say("open the source"),
            href=said["url"],
            target="_blank",
            rel="noopener noreferrer",
            className="more",
        )
        if said["url"]
        else None
    )
    return html.Article([
        html.P(outlet_name(said["outlet"]), className="source"), html.H2(_named(scene, said, "title", 0, len(said["title"]))), html.Dl(listed),
        dates_seen(say, dates_from_json(said["dates"]), lambda at: when(scene, at.isoformat(timespec="seconds"), said["outlet"])), source,
        *[html.P(_named(scene, said, "text", a, b)) for a, b in paragraphs(said["text"])],
    ], className="reader")  # fmt: skip


def _copies(scene: Scene, said: dict[str, Any]) -> Component | str:
    """How many articles carry the text, as a link to all of them."""
    if said["copies"] < 2:
        return ""
    href = scene.open(Target(story=said["story"]))
    return dcc.Link(scene.say("{n} articles carry it", n=scene.say.number(said["copies"])), href=href)


def _dateline(said: dict[str, Any]) -> str:
    return (
        f"{said['place']} ({said['agency']})" if said["place"] and said["agency"] else said["place"] or said["agency"]
    )


def _caption(said: dict[str, Any]) -> str:
    return " ".join(filter(None, [said["caption"], f"({said['credit']})" if said["credit"] else ""]))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end."""
    spans, start = [], 0
    for part in text.split("\n\n"):
        spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def _named(scene: Scene, said: dict[str, Any], field: str, start: int, end: int) -> list[Any]:
    """A stretch of an article with its actors marked, each saying who it is."""
    pieces: list[Any] = []
    reached = start
    for m in said["mentions"]:
        if m["field"] != field or m["start"] < reached or m["end"] > end:
            continue
        actor = m["actor"]
        told = actor.shown(scene.say.language) + (f" · {scene.say('as a place')}" if m["place"] else "")
        alone = VIAS[m["via"]] == "office"
        pieces += [
            said[field][reached : m["start"]],
            html.Mark(said[field][m["start"] : m["end"]], title=told, className=actor.kind),
            *([arrow(meant(scene, actor.key, said["day"]))] if alone else []),
        ]
        reached = m["end"]
    return [p for p in [*pieces, said[field][reached:end]] if p]
