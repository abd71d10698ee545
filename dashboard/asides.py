"""Pages that were not counted: how many for which reason, and each of them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.parts import card, grid, text_column
from dashboard.records import records
from dashboard.scene import Scene, outlet_name

SHOWN = 500
REASONS = 10
OWN = re.compile(r"\d{1,2} \w+ \d{4}|\d+(?:[.,:/-]\d+)*|'[^']*'|https?://\S+")  # what is of one page in a reason


def asides(scene: Scene) -> Component:
    """The card of pages that were not counted."""
    say, table = scene.say, scene.table("set-asides")
    rows = [_row(scene, at, row) for at, row in enumerate(records(table.head(SHOWN)))]
    title = (
        say("{n} pages were not counted, and why", n=say.number(len(table)))
        if rows
        else say("Every page taken in became an article")
    )
    note = say("Nothing is lost: a page that cannot be read is kept, with its reason.")
    extra = [_reasons(scene, table), grid("sources-aside", _columns(scene), rows)] if rows else [html.Div()]
    made = card(scene, "sources-aside", title, note, None, table="set-asides" if rows else "", wide=True, extra=extra)
    return html.Div(made, id="aside", className="wide")


def _reasons(scene: Scene, table: pd.DataFrame) -> Component:
    """How many pages for which reason, the most first."""
    say, groups = scene.say, grouped(table["reason"])
    lines = [html.Li([html.B(_pages(scene, count)), f" {say(reason)}"]) for reason, count in groups[:REASONS]]
    rest = sum(count for _, count in groups[REASONS:])
    more = [html.Li([html.B(_pages(scene, rest)), f" {say('for other reasons')}"])] if rest else []
    return html.Ul([*lines, *more], className="tally")


def _pages(scene: Scene, count: int) -> str:
    return scene.say("1 page:" if count == 1 else "{n} pages:", n=scene.say.number(count))


def grouped(reasons: pd.Series) -> list[tuple[str, int]]:
    """Reasons with how often each was given, the most frequent first; those that differ in numbers or names alone are one."""
    alike = reasons.str.replace(OWN, "…", regex=True)
    counts = (
        reasons.groupby(alike).agg(["size", "nunique", "first"]).sort_values("size", ascending=False, kind="stable")
    )
    return [
        (row["first"] if row["nunique"] == 1 else row["reason"], row["size"])
        for row in records(counts.rename_axis("reason").reset_index())
    ]


def _columns(scene: Scene) -> list[dict[str, Any]]:
    say = scene.say
    return [
        text_column("source", say("page"), minWidth=240), text_column("outlet", say("outlet"), minWidth=150), text_column("what", say("outcome"), maxWidth=140),
        text_column("reason", say("reason"), minWidth=320, flex=3), text_column("taken", say("taken in (UTC)"), maxWidth=160),
    ]  # fmt: skip


def _row(scene: Scene, at: int, row: dict[str, Any]) -> dict[str, str]:
    kinds = {"aside": scene.say("set aside"), "repeat": scene.say("there before")}
    return {
        "source": "/".join(row["source"].split("/")[-2:]),
        "outlet": outlet_name(row["outlet"]),
        "what": kinds.get(row["outcome"], row["outcome"]),
        "reason": scene.say(row["reason"]),
        "taken": row["taken_at"][:16].replace("T", " "),
        "see": str(at),
    }
