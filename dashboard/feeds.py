"""How the feeds are: one line for whoever glances at it, and a table, the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.lag import lag
from dashboard.language import Say
from dashboard.parts import card, choice, grid, number_column, said_column, text_column
from dashboard.records import records
from dashboard.scene import Scene, outlet_name
from dashboard.troubles import why
from data.archive_ledger import WORST_FIRST

SIGNS = {"failing": "▲", "silent": "■", "unconfirmed": "○", "healthy": "●"}  # a state is told by its shape too
HIDDEN: dict[str, Any] = {"aria-hidden": "true"}  # from screen readers, which read the words
HOUR, DAY = 60, 24 * 60  # minutes
LATE = pd.Timedelta(hours=1)  # after which a watch that polled nothing has ended


def health(scene: Scene, feeds: pd.DataFrame, ledger: pd.DataFrame, now: pd.Timestamp) -> Component:
    """What is well and what is not, in one line; for a home without feeds what was loaded and how to watch."""
    if feeds.empty:
        return _unwatched(scene, ledger)
    say, counts = scene.say, feeds["state"].value_counts()
    words = _words(say)
    well = say("{n} of {all} feeds healthy", n=say.number(int(counts.get("healthy", 0))), all=say.number(len(feeds)))
    parts = [_part(scene, "healthy", well)]
    parts += [
        _part(scene, state, f"{say.number(int(counts[state]))} {words[state]}")
        for state in WORST_FIRST[:-1]
        if counts.get(state, 0)
    ]
    return html.Section(
        [html.P(parts, className="told"), _lately(scene, feeds, now)], className="health", id="sources-health"
    )


def _part(scene: Scene, state: str, told: str) -> Component:
    sign = html.Span(SIGNS[state], className="sign", **HIDDEN)
    href = scene.path + scene.query(None, kind=state, see=None, rows=None)
    return dcc.Link([sign, told], href=href, className=f"state {state}")


def _lately(scene: Scene, feeds: pd.DataFrame, now: pd.Timestamp) -> Component:
    """When a feed was last read, and whether they are still watched."""
    say, last, due = scene.say, _instants(feeds["last_success"]).max(), _instants(feeds["next_due"]).max()
    read = say("No feed was read yet.") if pd.isna(last) else say("Last read {ago}.", ago=ago(say, now - last))
    if not pd.isna(due) and now - due < LATE:
        return html.P(read, className="note")
    ended = say("All feeds are overdue: nobody watches them now. To go on:")
    return html.P([f"{read} {ended} ", html.Code("pantau watch")], className="note ended")


def _unwatched(scene: Scene, ledger: pd.DataFrame) -> Component:
    say = scene.say
    told = say("No feed is watched: this is what was loaded from files.")
    if len(ledger):
        told = say(
            "No feed is watched: {n} pages were loaded from files, the last on {day}.",
            n=say.number(int(ledger["pages"].sum())), day=say.day(ledger["day"].max()),
        )  # fmt: skip
    sign = html.Span(SIGNS["unconfirmed"], className="sign", **HIDDEN)
    how: list[Any] = [say("See which feeds can be read:"), " ", html.Code("pantau watch --check"), " · ", say("then watch them:"), " ", html.Code("pantau watch")]  # fmt: skip
    return html.Section(
        [html.P(html.Span([sign, told], className="state unconfirmed"), className="told"), html.P(how, className="note")],
        className="health", id="sources-health",
    )  # fmt: skip


def table(scene: Scene, feeds: pd.DataFrame, now: pd.Timestamp) -> Component:
    """The feeds of the chosen state, the worst first."""
    say, chosen = scene.say, scene.options.kind
    shown = feeds[feeds["state"] == chosen] if chosen else feeds
    counts = feeds["state"].value_counts()
    options = [("", f"{say('All')} {say.number(len(feeds))}")]
    options += [(s, f"{SIGNS[s]} {_words(say)[s]} {say.number(int(counts.get(s, 0)))}") for s in WORST_FIRST]
    rows = [_row(say, at, row, now) for at, row in enumerate(records(shown))]
    made: list[Component] = [choice(scene, "kind", options, chosen, say("Show"))]
    made += (
        [grid("sources-feeds", _columns(say), rows, 420)]
        if rows
        else [html.P(say("No feed is in this state."), className="note")]
    )
    note = say(
        "Failing: the last poll failed. Silent: it answers, but brought nothing new for three days. Worst first."
    )
    return card(scene, "sources-feeds", say("Feeds"), note, None, table="feeds", wide=True, extra=made)


def _columns(say: Say) -> list[dict[str, Any]]:
    rules = {f"state {state}": f"params.data.state == '{state}'" for state in WORST_FIRST}
    return [
        said_column("rank", say("condition"), cellClassRules=rules, minWidth=124, maxWidth=140),
        text_column("outlet", say("outlet"), minWidth=110, maxWidth=170),
        text_column("wrong", say("what is wrong"), minWidth=300, width=460),
        said_column("read", say("last read"), minWidth=105, maxWidth=120), text_column("section", say("section"), maxWidth=110),
        number_column("entries", say("entries"), cellClass="ag-right-aligned-cell", maxWidth=100),
        number_column("articles", say("articles in 7 days"), cellClass="ag-right-aligned-cell", maxWidth=110),
        said_column("due", say("next poll"), minWidth=105, maxWidth=120), text_column("address", say("address"), minWidth=150, width=190),
    ]  # fmt: skip


def _row(say: Say, at: int, row: dict[str, Any], now: pd.Timestamp) -> dict[str, Any]:
    read, due = (pd.to_datetime(row[name], utc=True) if row[name] else None for name in ("last_success", "next_due"))
    return {
        "see": str(at), "state": row["state"], "rank": WORST_FIRST.index(row["state"]),
        "rank_said": f"{SIGNS[row['state']]} {_words(say)[row['state']]}", "outlet": outlet_name(row["outlet"]),
        "section": _sections(say).get(row["section"], row["section"]), "read": _minutes(now - read) if read else None, "read_said": ago(say, now - read) if read else say("never"),
        "wrong": _wrong(say, row, now), "entries": row["entries"], "articles": row["articles_7d"],
        "due": -_minutes(now - due) if due else None, "due_said": _due(say, due, now), "address": row["address"],
    }  # fmt: skip


def _wrong(say: Say, row: dict[str, Any], now: pd.Timestamp) -> str:
    """Why a feed is not healthy; of a healthy one what is odd about it."""
    if row["state"] in ("failing", "unconfirmed"):
        told = why(say, row["last_error"] or "") or say("not polled yet")
        return f"{told} · {say('{n} times in a row', n=row['fails'])}" if row["fails"] > 1 else told
    if row["state"] == "silent":
        newest = pd.to_datetime(row["newest"], utc=True) if row["newest"] else None
        return say("its newest entry is of {ago}", ago=ago(say, now - newest)) if newest else say("it has no entries")
    return str(row["note"] or "")


def _due(say: Say, due: pd.Timestamp | None, now: pd.Timestamp) -> str:
    if due is None:
        return "–"
    left = _minutes(due - now)
    if left < -1:
        return say("{lag} late", lag=lag(say, _rough(-left)))
    return say("in {lag}", lag=lag(say, _rough(left))) if left > 1 else say("now")


def ago(say: Say, gone: pd.Timedelta) -> str:
    """`12 min ago`, `2 h ago`, `5 d ago`."""
    minutes = _minutes(gone)
    return say("just now") if minutes < 1 else say("{lag} ago", lag=lag(say, _rough(minutes)))


def _rough(minutes: float) -> float:
    """Minutes in whole days from two days on, in whole hours from two hours on."""
    unit = DAY if minutes >= 2 * DAY else HOUR if minutes >= 2 * HOUR else 1
    return minutes // unit * unit


def _minutes(span: pd.Timedelta) -> float:
    return round(span.total_seconds() / 60, 1)


def _instants(stamps: pd.Series) -> pd.Series:
    return pd.to_datetime(stamps.replace("", None), utc=True, format="ISO8601")


def _sections(say: Say) -> Mapping[str, str]:
    """What a feed carries, as `reference/feeds.toml` names it."""
    return {
        "all": say("all"), "national": say("national"), "politics": say("politics"), "world": say("world"),
        "defence": say("defence"), "regional": say("regional"), "business": say("business"),
    }  # fmt: skip


def _words(say: Say) -> Mapping[str, str]:
    return {
        "failing": say("failing"), "silent": say("silent"), "unconfirmed": say("never read"), "healthy": say("healthy"),
    }  # fmt: skip
