"""The ledger on screen: what came from whom on which day, and who was missing."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.lag import lag
from dashboard.language import Say
from dashboard.parts import card, grid, number_column, said_column, text_column
from dashboard.records import records
from dashboard.scene import Scene, outlet_name

SHOWN = 500
BAD = {"cellClassRules": {"state failing": "params.value > 0"}}
LISTED = 12  # outlets of which is told when they were missing
PLAIN = {"cellClass": "ag-right-aligned-cell", "minWidth": 108, "maxWidth": 130}


def days(scene: Scene, ledger: pd.DataFrame) -> Component:
    """A row for each outlet and day, newest first."""
    say = scene.say
    rows = [_row(say, at, row) for at, row in enumerate(records(ledger.head(SHOWN)))]
    note = say("By day in Jakarta on which pages were fetched, or loaded. Delay: from published to fetched, median.")
    if len(ledger) > SHOWN:
        note = f"{note} {say('The newest {n} rows are shown; the download holds all.', n=SHOWN)}"
    polled = bool(ledger[["polls", "unfetched"]].to_numpy().any())
    extra = [grid("sources-ledger", [*_columns(say), *(_polls(say) if polled else []), _delay(say)], rows)]
    return card(
        scene,
        "sources-ledger",
        say("What came in, by outlet and day"),
        note,
        None,
        table="ledger",
        wide=True,
        extra=extra,
    )


def _columns(say: Say) -> list[dict[str, Any]]:
    return [
        said_column("day", say("day"), minWidth=128, maxWidth=140), text_column("outlet", say("outlet"), minWidth=150, flex=2),
        number_column("pages", say("pages"), **PLAIN), number_column("articles", say("articles"), **PLAIN),
        number_column("repeats", say("there before"), **PLAIN), number_column("aside", say("set aside"), **PLAIN),
    ]  # fmt: skip


def _polls(say: Say) -> list[dict[str, Any]]:
    """The columns of a home that watches feeds."""
    return [
        number_column("polls", say("polls"), **PLAIN), number_column("failures", say("polls failed"), **PLAIN | BAD),
        number_column("unfetched", say("pages not fetched"), **PLAIN),
    ]  # fmt: skip


def _delay(say: Say) -> dict[str, Any]:
    return said_column("latency", say("delay"), minWidth=100, maxWidth=130)


def _row(say: Say, at: int, row: dict[str, Any]) -> dict[str, Any]:
    counts = {name: row[name] for name in ("pages", "articles", "repeats", "aside", "polls", "failures", "unfetched")}
    known = row["latency"] == row["latency"]  # NaN is not itself
    return counts | {
        "see": str(at), "day": row["day"].isoformat(), "day_said": say.day(row["day"]),
        "outlet": outlet_name(row["source"]), "latency": row["latency"] if known else None,
        "latency_said": lag(say, row["latency"] / 60),
    }  # fmt: skip


def missing(scene: Scene, coverage: pd.DataFrame) -> Component:
    """Who was silent or could not be read on how many of the selected days, the most first."""
    say = scene.say
    counts = coverage.groupby(["outlet", "state"]).size().unstack(fill_value=0) if len(coverage) else pd.DataFrame()
    counts = counts.reindex(columns=["silent", "failing"], fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    title = (
        say(
            "1 outlet was missing on some days" if len(order) == 1 else "{n} outlets were missing on some days",
            n=len(order),
        )
        if len(order)
        else say("No outlet that usually writes was missing")
    )
    note = say(
        "Silent: without any article on a day on which it usually writes. Failing: half of its feeds' polls or more failed."
    )
    lines = [html.Li(_missing(scene, key, counts.loc[key])) for key in order[:LISTED]]
    return card(
        scene, "sources-missing", title, note, None, table="coverage" if lines else "", wide=True, extra=[html.Ul(lines, className="tally")]
    )  # fmt: skip


def _missing(scene: Scene, outlet: str, days: pd.Series) -> list[Any]:
    say = scene.say
    told = [
        say("1 day silent" if days["silent"] == 1 else "{n} days silent", n=say.number(int(days["silent"])))
        if days["silent"]
        else "",
        say("1 day failing" if days["failing"] == 1 else "{n} days failing", n=say.number(int(days["failing"])))
        if days["failing"]
        else "",
    ]
    return [html.B(outlet_name(outlet)), " " + " · ".join(filter(None, told))]
