"""Steering: what the reader did to the filter bar, a chart or a table, as the address that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import no_update

from analytics.measures import Target
from dashboard import filter_bar
from dashboard.scene import Scene
from data.selection import BadQuery, Selection

FILTERS = {f"filter-{key}": "checked" if key == "panel" else "value" for key in filter_bar.CONTROLS}
OPENS = ("count", "mentions", "articles", "title")  # columns of tables that open sentences
WHO = "who:"  # before an actor's key: its own page
Trigger = tuple[str, Any]  # a property that changed, and its value


@dataclass(frozen=True, slots=True)
class Steered:
    """The address's path and search after what happened, and what the filter bar shows; nothing changes where it says nothing."""

    search: Any = no_update
    path: Any = no_update
    shows: Any = no_update
    actors: Any = no_update
    values: Sequence[Any] = field(default_factory=lambda: [no_update] * len(FILTERS))
    clicked: bool = False


def steered(
    here: Scene, opened: bool, shows: str | None, values: Sequence[Any], happened: Any, triggers: Sequence[Trigger]
) -> Steered:
    """What follows from what happened.

    `shows` is the selection the filter bar was last set to: while it lags behind the address, as it does when a page
    is opened, what the controls say is not a wish of the reader; else it is, if it is another. That is seen from what
    stands there, not from what happened: a callback asked again before it answered is told of the last event only.
    """
    if happened == "panel" and not opened and "see" in here.extras:
        return Steered(here.query(see=None, rows=None))
    see = next((found for prop, value in triggers if (found := clicked(prop, value))), "")
    if see.startswith(WHO):
        path, _, search = here.about(see.removeprefix(WHO)).partition("?")
        return Steered(f"?{search}", path, clicked=True)
    if see:
        return Steered(here.query(see=see, rows=None), clicked=True)
    asked = _asked(here)
    if shows != asked.to_query():
        return _set(here, asked)
    wanted = _wanted(values)
    if wanted is None or wanted == asked:
        return Steered()
    return Steered(here.query(wanted, see=None, rows=None), shows=wanted.to_query())


def _set(here: Scene, asked: Selection) -> Steered:
    """The filter bar as the address has it."""
    shown = filter_bar.to_values(asked)
    offered = filter_bar.actor_options(here.snapshot, here.say, asked.actors)
    values = [shown[key] for key in filter_bar.CONTROLS]
    return Steered(shows=asked.to_query(), actors=offered, values=values)


def _asked(here: Scene) -> Selection:
    try:
        return here.selection
    except BadQuery:
        return Selection()


def _wanted(values: Sequence[Any]) -> Selection | None:
    """What the controls say, or None while a range is only half chosen or runs backwards."""
    said = dict(zip(filter_bar.CONTROLS, values, strict=True))
    dates = said["dates"] or []
    if len(dates) == 2 and bool(dates[0]) != bool(dates[1]):
        return None
    try:
        return filter_bar.to_selection(said)
    except BadQuery:
        return None


def clicked(prop: str, what: Any) -> str:
    """What was clicked on a chart or in a grid: a number as the address names it, or `who:` and an actor's key.

    Empty where nothing opens.
    """
    if prop.endswith(".clickData") and what:
        return str(what["points"][0].get("customdata") or "")
    if not prop.endswith(".cellClicked") or not what:
        return ""
    see, column = str(what.get("rowId") or ""), what.get("colId")
    if column == "name" and see.startswith("actor:"):
        return WHO + Target.parse(see).actor
    if ":" not in see or column not in OPENS:
        return ""
    return str(Target.parse(f"{see};count:{'mentions' if column in ('count', 'mentions') else 'articles'}"))
