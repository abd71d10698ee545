"""The dates of one article: every one its page gave, which was believed, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.language import Say
from data.article import DateSeen

AGREEING = ("decides", "gives the clock", "gives the zone", "agrees", "an update")


def dates_seen(say: Say, dates: Sequence[DateSeen], told: Callable[[datetime], str]) -> Component | None:
    """The list of an article's dates, open where they disagree; None where there was one and it was believed.

    `told` puts an instant in words.
    """
    if not dates or (len(dates) == 1 and dates[0].verdict in AGREEING):
        return None
    apart = sum(seen.verdict not in AGREEING for seen in dates)
    title = say("{n} dates on the page", n=say.number(len(dates)))
    title += f" · {say('{n} disagree', n=say.number(apart))}" if apart else ""
    return html.Details(
        [html.Summary(title), html.Ul([_line(say, seen, told) for seen in dates])], open=bool(apart), className="dates"
    )


def _line(say: Say, seen: DateSeen, told: Callable[[datetime], str]) -> Component:
    """What was read, from where, the instant it names, and what it was good for."""
    instant = datetime.fromisoformat(seen.instant) if seen.instant else None
    when = "" if instant is None else say.day(instant.date()) if seen.day_only else told(instant)
    reason = f": {seen.reason}" if seen.reason else ""
    said = f"{seen.source}: {seen.said}" + (f" → {when}" if when else "")
    return html.Li(
        [said, " · ", html.B(_verdict(say, seen.verdict)), reason],
        className="" if seen.verdict in AGREEING else "differs",
    )


def _verdict(say: Say, verdict: str) -> str:
    """A verdict in the reader's language."""
    words = {
        "decides": say("decides"),
        "gives the clock": say("gives the clock"),
        "gives the zone": say("gives the zone"),
        "agrees": say("agrees"),
        "another time": say("another time"),
        "another day": say("another day"),
        "an update": say("an update"),
        "set aside": say("not believed"),
        "refused": say("cannot be"),
    }
    return words.get(verdict, verdict)
