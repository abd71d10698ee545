"""A time told from the moment of reading (`3 jam yang lalu`, `kemarin`, `just now`), counted back from the fetch."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from data.parse.dating.dates import FACTS, Dated, any_of

_FACTS: dict[str, list[str]] = FACTS["relative"]
_SIZES = ("seconds", "minutes", "hours", "days")
_STEP = {word: timedelta(**{size: 1}) for size in _SIZES for word in _FACTS[size]}
_UNITS = any_of([*_STEP, *_FACTS["coarse"]])
_LABELS = any_of([*FACTS["published"], *FACTS["updated"]])
_COUNTED = (
    rf"(?:(?P<count>\d{{1,2}}|{any_of(_FACTS['one'])}) |(?P<se>se))(?P<unit>{_UNITS}) (?:{any_of(_FACTS['ago'])})"
)
_NAMED = (
    rf"(?:(?P<today>{any_of(_FACTS['today'])})|(?P<yesterday>{any_of(_FACTS['yesterday'])}))"
    r"(?:[ ,|/–—-]{1,3}(?:(?:pukul|jam|at) )?(?P<hour>[012]?\d)[.:](?P<minute>[0-5]\d)(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: (?:WIB|WITA|WIT))?)?"
)
_RELATIVE = re.compile(
    rf"(?:(?P<label>{_LABELS})\W{{0,3}})?(?P<said>{_COUNTED}|{_NAMED}|(?P<now>{any_of(_FACTS['now'])}))\W*",
    re.IGNORECASE,
)


def find_relative(text: str, fetched: datetime | None, zone: str) -> Dated | None:
    """The date of a line that is a relative time and nothing else, in the zone given, or why it names no day."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return None
    updated = (found["label"] or "").lower() in FACTS["updated"]
    said = found["said"]
    if (found["unit"] or "").lower() in _FACTS["coarse"]:
        return Dated(said, problem=f"{said} names no day", updated=updated, relative=True)
    if fetched is None:
        return Dated(
            said, problem=f"{said} needs the time of the fetch, which is not known", updated=updated, relative=True
        )
    instant, day_only = _counted_back(found, fetched.astimezone(ZoneInfo(zone)))
    return Dated(said, instant, day_only, updated=updated, relative=True, span=(0, len(text)))


def _counted_back(found: re.Match[str], fetched: datetime) -> tuple[datetime, bool]:
    """The instant a match names, and whether it is a whole day."""
    if found["now"]:
        return fetched, False
    if found["unit"]:
        step = _STEP[found["unit"].lower()]
        instant = fetched - step * (int(found["count"]) if (found["count"] or "").isdigit() else 1)
        return (_midnight(instant), True) if step >= timedelta(days=1) else (instant, False)
    day = _midnight(fetched - timedelta(days=1 if found["yesterday"] else 0))
    if found["hour"] is None or int(found["hour"]) > 23:
        return day, True
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return day.replace(hour=hour, minute=int(found["minute"])), False


def _midnight(instant: datetime) -> datetime:
    return instant.replace(hour=0, minute=0, second=0, microsecond=0)
