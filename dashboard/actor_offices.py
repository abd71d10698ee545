"""Offices as bands over time: what a person held, who held an office, or those of a state or body."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
from dash.development.base_component import Component

from analytics.actors import Actor
from analytics.measures import Target
from analytics.snapshot import Known
from dashboard.charts import Tenure, tenures
from dashboard.parts import card
from dashboard.records import records
from dashboard.scene import Scene

ROWS = 14  # offices of a state that are drawn
BACK = 365 * 17  # days before the newest that are drawn
FIRST = (  # kinds of office that are told before others
    "president", "monarch", "supreme-leader", "prime-minister", "secretary-general", "vice-president", "crown-prince",
    "deputy-prime-minister", "foreign-minister", "defence-minister", "chief-of-defence", "security-minister",
    "national-security-adviser", "intelligence-chief", "police-chief", "army-chief", "navy-chief", "air-force-chief",
    "speaker", "interior-minister", "deputy-foreign-minister", "deputy-defence-minister",
)  # fmt: skip
Who = Actor | Known


def offices(scene: Scene, who: Who) -> Component | None:
    """The card with the bands; None where the registry knows of no office."""
    say, table = scene.say, scene.table("actor-offices")
    if table.empty:
        return None
    rows = "holder_name" if who.kind == "office" else "row"
    told = table.assign(rank=[_rank(kind) for kind in table["kind"]])
    state = who.shown(say.language) if who.kind == "state" else ""
    told["row"] = [without(name, state) for name in told["office_name"]]
    told = told.sort_values("start" if who.kind in ("person", "office") else ["rank", "office"], kind="stable")
    told = told[told[rows].isin(list(dict.fromkeys(told[rows]))[:ROWS])]
    last = max([*told["checked"], *(end for end in told["end"] if not pd.isna(end))])
    first = max(min(told["start"]), last - timedelta(BACK))
    drawn = [_tenure(scene, who, row, rows, last) for row in records(told) if _end(row, last) > first]
    sources = set(told["source"])
    note = say("From the registry, known up to {day}", day=say.day(last)) + (
        f": {sources.pop()}" if len(sources) == 1 else ""
    )
    below = {} if who.kind in ("person", "office") else {r[rows]: r["holder_name"] for r in _now(told)}
    what = (
        say("A band opens the mentions of its days")
        if who.kind == "person"
        else say("A band opens the page of its holder")
    )
    return card(
        scene,
        "actor-offices",
        _title(scene, who, told),
        f"{note}. {what}",
        tenures(drawn, first, last, below) if drawn else None,
        table="actor-offices",
        wide=True,
    )


def _end(row: dict[str, Any], last: date) -> date:
    return last if pd.isna(row["end"]) else row["end"]


def without(office: str, state: str) -> str:
    """An office's name without the state's, which stands above all of them: a phone has no room for it."""
    end = next((end for end in (f" of the {state}", f" of {state}", f" {state}") if state and office.endswith(end)), "")
    return office.removesuffix(end)


def _now(told: pd.DataFrame) -> list[dict[str, Any]]:
    """Those who are still in office."""
    return [row for row in records(told) if pd.isna(row["end"])]


def _rank(kind: str) -> int:
    return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _title(scene: Scene, who: Who, told: pd.DataFrame) -> str:
    say = scene.say
    now = _now(told)
    if who.kind == "person" and now:
        first = min(now, key=lambda row: row["rank"])
        return say("{office} since {day}", office=first["office_name"], day=say.day(first["start"]))
    if who.kind == "person":
        row = records(told)[-1]
        return say("{office} until {day}", office=row["office_name"], day=say.day(row["end"]))
    if now:
        return say(
            "{office}: {holder} since {day}",
            office=now[0]["office_name"],
            holder=now[0]["holder_name"],
            day=say.day(now[0]["start"]),
        )
    return say("Who held the office when")


def _tenure(scene: Scene, who: Who, row: dict[str, Any], rows: str, last: date) -> Tenure:
    say, end = scene.say, _end(row, last)
    running = bool(pd.isna(row["end"]))
    until = say("still in office") if running else say.day(end)
    told = f"<b>{row['holder_name']}</b><br>{row['office_name']}<br>{say.day(row['start'])} – {until}"
    told += "".join(f"<br>{word}" for word in _marks(scene, row))
    see = f"who:{row['holder']}"
    if who.kind == "person":
        see = (
            str(Target(actor=who.key, start=row["start"], end=end, count="mentions"))
            if who.key in scene.snapshot.actor_numbers
            else ""
        )
    years = f"{row['start'].year}" if running else f"{row['start'].year} – {end.year}"
    text = years if who.kind in ("person", "office") else row["holder_name"]
    return Tenure(row[rows], row["start"], end, running, text, told, see)


def _marks(scene: Scene, row: dict[str, Any]) -> list[str]:
    say = scene.say
    return [*([say("acting")] if row["acting"] else []), *([] if row["sure"] else [say("only the month is known")])]
