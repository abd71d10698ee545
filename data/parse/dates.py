"""A printed date and what instant it names: Indonesian and English, with the weekday as a check-sum."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

from data.outlets import DEFAULT_ZONE

_FACTS = tomllib.loads((files("data") / "reference" / "dates.toml").read_text("utf-8"))
_MONTH = {name: number for number, names in enumerate(_FACTS["months"], 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(_FACTS["weekdays"]) for name in names}
_ZONE: dict[str, int] = _FACTS["zones"]
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_DAY = re.compile(
    rf"""(?<![\w/.])(?:(?P<weekday>{_any(_WEEKDAY)})\b\.?\ ?[,/|]?\ ?)?
    (?:(?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
      |(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ./-]{{0,2}}(?P<n2>{_any(_MONTH)})\b\.?,?[ ./-]?(?P<y2>\d{{4}})
      |(?P<n3>{_any(_MONTH)})\b\.?\ (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y3>\d{{4}})
      |(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}}|\d{{2}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_ZONED = (
    rf"(?:(?P<zone>{_any(_ZONE)})\b ?)?"
    r"(?P<offset>(?<=[TC]|[\d ])[+-]\d{2}:?\d{2}|(?<=[TC])[+-]\d{1,2})?"
)
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d)"
    rf" ?(?P<half>[ap]\.?m\b\.?)? ?{_ZONED}"
)
_CLOCK_AFTER = re.compile(rf"(?:T|[ ,|/–—-]{{0,4}}(?:(?:pukul|jam|at|pk\.?|@) ?:? ?)?){_TIME}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"(?<![\d.:]){_TIME}[ ,|/–—-]{{0,4}}$", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{10}|\d{13})(?:\.0*)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a string: what was printed, where, and the instant it names, or the problem with it."""

    said: str
    instant: datetime | None = None
    day_only: bool = False
    zoned: bool = False
    problem: str = ""
    span: tuple[int, int] = (0, 0)


def squeeze(text: str) -> str:
    """The text with each run of white space, plus signs of an address included, as one space."""
    if "+" in text and " " not in text.strip():
        bare = text.strip().replace("+", " ")
        text = bare if re.search(r"[a-z] \d", bare, re.IGNORECASE) else text
    return " ".join(text.split())


def find_date(text: str, zone: str = DEFAULT_ZONE, month_first: bool = False) -> Dated | None:
    """The first date printed in a (squeezed) line, read in the zone given when the line names none."""
    found = _DAY.search(text)
    if found is None:
        return _epoch(text)
    day, problem = _day(found, month_first)
    clock = _CLOCK_AFTER.match(text, found.end())
    span = (found.start(), clock.end() if clock else found.end())
    if clock is None:
        clock = _CLOCK_BEFORE.search(text, max(0, found.start() - 30), found.start())
        span = (clock.start() if clock else found.start(), found.end())
    moment = _moment(clock) if clock else None
    said = text[span[0] : span[1]].strip(" ,|/–—-")
    if day is None:
        return Dated(said, problem=problem, span=span)
    printed = _zone(clock) if clock and moment else None
    instant = datetime.combine(day, moment or time(), printed or ZoneInfo(zone))
    return Dated(said, instant, moment is None, printed is not None, span=span)


def _epoch(text: str) -> Dated | None:
    """Seconds or milliseconds since 1970, as some tables give."""
    found = _EPOCH.fullmatch(text.strip())
    if found is None:
        return None
    seconds = int(found[1]) / (1000 if len(found[1]) == 13 else 1)
    return Dated(text.strip(), datetime.fromtimestamp(seconds, UTC), zoned=True, span=(0, len(text)))


def _day(found: re.Match[str], month_first: bool) -> tuple[date | None, str]:
    """The day a match names, or why it names none; a printed weekday decides between the orders of 10/06."""
    said, weekday = found[0].strip(), found["weekday"]
    days = [d for d in (_valid(*triple) for triple in _readings(found, month_first)) if d]
    if not days:
        return None, f"there is no day {said}"
    if not _FIRST_YEAR <= days[0].year <= _LAST_YEAR:
        return None, f"the year of {said} cannot be"
    if weekday is None:
        return days[0], ""
    agreeing = [d for d in days if d.weekday() == _WEEKDAY[weekday.lower()]]
    if agreeing:
        return agreeing[0], ""
    right = _FACTS["weekdays"][days[0].weekday()][0]
    return None, f"the weekday contradicts the date: {said} was a {right.capitalize()}"


def _readings(found: re.Match[str], month_first: bool) -> list[tuple[int, int, int]]:
    """(year, month, day) in the order in which they are to be believed."""
    if found["y1"]:
        return [(int(found["y1"]), int(found["m1"]), int(found["d1"]))]
    for n in "23":
        if found["y" + n]:
            return [(int(found["y" + n]), _MONTH[found["n" + n].lower()], int(found["d" + n]))]
    year = int(found["y4"]) + (2000 if len(found["y4"]) == 2 else 0)
    first, second = int(found["a4"]), int(found["b4"])
    readings = [(year, second, first), (year, first, second)]
    return readings[::-1] if month_first else readings


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(clock: re.Match[str]) -> time | None:
    """The time of day, or None when it is none (25:70)."""
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return None


def _zone(clock: re.Match[str]) -> tzinfo | None:
    """The zone printed beside a clock."""
    offset = clock["offset"]
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:2]), int(digits[2:])) if len(digits) == 4 else (int(digits), 0)
        shift = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
        return timezone(shift) if abs(shift) < timedelta(hours=15) else None
    named = clock["zone"]
    return timezone(timedelta(minutes=_ZONE[named.upper()])) if named else None
