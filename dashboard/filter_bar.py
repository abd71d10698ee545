"""The filter bar: what is selected, always in sight, and the one way to change the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from analytics.measures import actors, sizes
from analytics.snapshot import Snapshot
from analytics.weights import view
from dashboard.language import Say
from dashboard.records import labelled, records
from dashboard.scene import language_name, outlet_name
from data.selection import Selection

CONTROLS = ("dates", "subjects", "actors", "outlets", "languages", "words", "unit", "panel")
OFFERED = 400  # actors offered in the list; others are reached by a click on their name
Options = list[dict[str, Any]]


def filter_bar(snapshot: Snapshot, say: Say) -> Component:
    """The controls, empty: their values come from the address."""
    return html.Div(
        [
            _dates(snapshot, say),
            _many("subjects", say("Topics and themes"), subjects(snapshot, say), say),
            _many("actors", say("Actors"), actor_options(snapshot, say), say),
            _many("outlets", say("Outlets"), [_option(o, outlet_name(o)) for o in snapshot.values("outlet") if o], say),
            _many("languages", say("Languages"), [_option(v, language_name(v, say)) for v in snapshot.values("language") if v], say),
            _words(say),
            _unit(say),
        ],
        id="filter-form", role="search", className="filters", **labelled(say("Filters")),
    )  # fmt: skip


def _dates(snapshot: Snapshot, say: Say) -> Component:
    made: Component = dmc.DatePickerInput(
        id="filter-dates", type="range", label=say("Dates"), placeholder=say("All dates"), clearable=True, size="xs", valueFormat="D MMM YYYY", clearButtonProps=labelled(say("Clear dates")),
        presets=_presets(snapshot, say), allowSingleDateInRange=True, className="control dates",
        defaultDate=snapshot.span[1].isoformat() if snapshot.span else None,
    )  # fmt: skip
    return made


def _presets(snapshot: Snapshot, say: Say) -> Options:
    """Quick choices, counted back from the last day there is."""
    if not snapshot.span:
        return []
    first, last = snapshot.span
    choices = [
        (say("Last 7 days"), last - timedelta(days=6), last), (say("Last 30 days"), last - timedelta(days=29), last),
        (say("Last 90 days"), last - timedelta(days=89), last), (say("This year ({year})", year=last.year), date(last.year, 1, 1), last),
        (say("The year before"), date(last.year - 1, 1, 1), date(last.year - 1, 12, 31)), (say("Everything dated"), first, last),
    ]  # fmt: skip
    return [{"label": label, "value": [a.isoformat(), b.isoformat()]} for label, a, b in choices]


def _many(key: str, label: str, data: Options, say: Say) -> Component:
    made: Component = dmc.MultiSelect(
        id=f"filter-{key}", label=label, placeholder=say("All"), data=data, searchable=True, clearable=True, size="xs", limit=200, value=[],
        nothingFoundMessage=say("Nothing found"), hidePickedOptions=True, className="control", comboboxProps={"width": 300, "position": "bottom-start"},
    )  # fmt: skip
    return made


def _words(say: Say) -> Component:
    """A word or phrase; taken at Enter or when the field is left.

    A delay in milliseconds would be livelier, but then the field overrules an address that changes meanwhile.
    """
    made: Component = dmc.TextInput(
        id="filter-words", label=say("Word or phrase"), placeholder=say("e.g. kapal selam"), debounce=True, value="",
        size="xs", className="control", inputProps={"enterKeyHint": "search"},
    )  # fmt: skip
    return made


def _unit(say: Say) -> Component:
    data = [_option("article", say("Articles")), _option("story", say("Stories")), _option("family", say("Publishers"))]
    control = dmc.SegmentedControl(id="filter-unit", data=data, value="article", size="xs", fullWidth=True)
    told = say(
        "A story is counted once, however many copies carry it; under Publishers once for each publisher's group"
        " that carried it"
    )
    steady = dmc.Checkbox(
        id="filter-panel", label=say("Fixed panel"), size="xs", checked=False,
        wrapperProps={"title": say("Only outlets with an article in each twelfth of the selected days")},
    )  # fmt: skip
    label = html.Div([html.Label(say("Count"), className="label", title=told), steady], className="unit-head")
    return html.Div([label, control], className="control unit")


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}


def subjects(snapshot: Snapshot, say: Say) -> Options:
    """Themes and topics to choose from, in two groups."""
    seen = view(snapshot, Selection())
    themes = records(sizes(seen, "themes", say.language).sort_values("label"))
    topics = records(sizes(seen, "topics", say.language))
    return [
        {"group": say("Themes"), "items": [_option(f"theme:{r['theme']}", r["label"]) for r in themes]},
        {"group": say("Topics found"), "items": [_option(f"topic:{r['topic']}", r["label"]) for r in topics]},
    ]


def actor_options(snapshot: Snapshot, say: Say, chosen: Sequence[str] = ()) -> Options:
    """Actors to choose from, the most mentioned first, and any that is chosen."""
    table = actors(view(snapshot, Selection()), OFFERED, language=say.language)
    offered = dict(zip(table["actor"], table["name"], strict=True))
    names = {a.key: a.shown(say.language) for a in snapshot.actors if a.key in chosen}
    return [_option(key, name) for key, name in (names | offered).items()]


def to_selection(values: dict[str, Any]) -> Selection:
    """What the controls say."""
    first, last = [*(values["dates"] or []), None, None][:2]
    subjects_chosen = values["subjects"] or []
    return Selection(
        start=date.fromisoformat(first[:10]) if first else None,
        end=date.fromisoformat(last[:10]) if last else None,
        topics=tuple(s.removeprefix("topic:") for s in subjects_chosen if s.startswith("topic:")),
        themes=tuple(s.removeprefix("theme:") for s in subjects_chosen if s.startswith("theme:")),
        actors=tuple(values["actors"] or ()), outlets=tuple(values["outlets"] or ()), languages=tuple(values["languages"] or ()),
        words=values["words"] or "", unit=values["unit"] or "article", panel=bool(values["panel"]),
    )  # fmt: skip


def to_values(selection: Selection) -> dict[str, Any]:
    """What the controls show for a selection."""
    ends = [selection.start and selection.start.isoformat(), selection.end and selection.end.isoformat()]
    return {
        "dates": ends, "subjects": [*(f"theme:{t}" for t in selection.themes), *(f"topic:{t}" for t in selection.topics)],
        "actors": list(selection.actors), "outlets": list(selection.outlets), "languages": list(selection.languages),
        "words": selection.words, "unit": selection.unit, "panel": selection.panel,
    }  # fmt: skip
