"""A printed date and what instant it names: Indonesian and English, with the weekday as a check-sum."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from data.outlets import DEFAULT_ZONE

FACTS: dict[str, Any] = tomllib.loads((files("data") / "reference" / "dates.toml").read_text("utf-8"))
_MONTH = {name: number for number, names in enumerate(FACTS["months"], 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(FACTS["weekdays"]) for name in names}
_IN_ENGLISH = [next(n for n in names if n.endswith("day")) for names in FACTS["weekdays"]]
_ZONE: dict[str, tzinfo] = {name: timezone(timedelta(minutes=m)) for name, m in FACTS["zones"].items()}
_ZONE |= {name: ZoneInfo(zone) for name, zone in FACTS["zones_by_season"].items()}
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_WORDS_BEFORE = 40  # characters before a date in which the words that introduce it are looked for


def any_of(names: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_DAY = re.compile(
    rf"""(?<![\w/.])(?<!\d[-–])(?:(?P<weekday>{any_of(_WEEKDAY)})\b\.?\ ?[,/|(]?\ ?)?
    (?:(?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
      |(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ./-]{{0,2}}(?P<n2>{any_of(_MONTH)})\b\.?,?[ ./-]?(?P<y2>\d{{4}})
      |(?P<n3>{any_of(_MONTH)})\b\.?\ (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y3>\d{{4}})
      |(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}}|\d{{2}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_ZONED = (
    rf"(?:\(?(?P<zone>{any_of([*_ZONE, *FACTS['zones_unclear']])})\b\)? ?)?"
    r"(?P<offset>(?<=[TC]|[\d ])[+-]\d{2}:?\d{2}|(?<=[TC])[+-]\d{1,3}(?!\d))?"
)
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d)"
    rf" ?(?P<half>[ap]\.?m\b\.?)? ?{_ZONED}"
)
_CLOCK_AFTER = re.compile(rf"(?:T|[ ,|/•·)–—-]{{0,4}}(?:(?:pukul|jam|at|pk\.?|@) ?:? ?)?){_TIME}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"(?<![\d.:]){_TIME}[ ,|/•·–—-]{{0,4}}(?:on )?$", re.IGNORECASE)
_YEAR_LAST = re.compile(r"\b([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d)( [A-Z]{3,4})? (\d{4})\b")
_EPOCH = re.compile(r"([1-9]\d{9}|[1-9]\d{12})(?:\.0*)?")  # from the year 2001
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<updated>{any_of(FACTS['updated'])})|(?P<published>{any_of(FACTS['published'])}))"
    r"\W*(?:(?:on|at|pada|date|tanggal|tgl|time|hari)\W*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a string: what was printed, where, and the instant it names, or the problem with it.

    `flaw` is what is wrong with its clock (25:30), `doubted` the instant that a wrong weekday makes unsure, `swapped`
    the instant it names where the month comes first, `updated` that it is the date of a later edition, `relative`
    that it was counted back from the fetch.
    """

    said: str
    instant: datetime | None = None
    day_only: bool = False
    zoned: bool = False
    problem: str = ""
    span: tuple[int, int] = (0, 0)
    flaw: str = ""
    doubted: datetime | None = None
    swapped: datetime | None = None
    updated: bool = False
    labelled: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    """What the digits of a day name: the day, the day with month and day swapped, the day its weekday denies."""

    day: date | None = None
    swapped: date | None = None
    doubted: date | None = None
    problem: str = ""


def squeeze(text: str) -> str:
    """The text with each run of white space, plus signs of an address included, as one space.

    A year that programs print behind the clock (`Mon Jun 10 22:05:00 WIB 2024`) is put before it.
    """
    if "+" in text and " " not in text.strip():
        bare = text.strip().replace("+", " ")
        text = bare if re.search(r"[a-z] \d", bare, re.IGNORECASE) else text
    return _YEAR_LAST.sub(r"\1 \4 \2\3", " ".join(text.split()))


def find_date(text: str, zone: str = DEFAULT_ZONE, month_first: bool = False) -> Dated | None:
    """The first date printed in a (squeezed) line, read in the zone given when the line names none."""
    return next(iter(find_dates(text, zone, month_first)), None)


def find_dates(text: str, zone: str = DEFAULT_ZONE, month_first: bool = False, before: str = "") -> list[Dated]:
    """Every date printed in a (squeezed) line; `before` are the words of the line above it, which may label it."""
    found: list[Dated] = []
    for match in _DAY.finditer(text):
        start = found[-1].span[1] if found else 0
        found.append(_dated(text, match, start, ZoneInfo(zone), month_first, "" if start else before))
    return found or _number(text, ZoneInfo(zone))


def _dated(text: str, found: re.Match[str], start: int, zone: tzinfo, month_first: bool, before: str) -> Dated:
    """The date of a match, with the clock after or before it, and what the words before it say it is."""
    clock = _CLOCK_AFTER.match(text, found.end())
    span = (found.start(), clock.end() if clock and _moment(clock) else found.end())
    if clock is None:
        clock = _CLOCK_BEFORE.search(text, max(start, found.start() - 30), found.start())
        span = (clock.start() if clock and _moment(clock) else found.start(), found.end())
    moment = _moment(clock) if clock else None
    flaw = f"there is no time {clock['hour']}:{clock['minute']}" if clock and moment is None else ""
    printed = _zone(clock) if clock and moment else None
    days = _day(found, month_first)
    instant, swapped, doubted = (
        datetime.combine(day, moment or time(), printed or zone) if day else None
        for day in (days.day, days.swapped, days.doubted)
    )
    updated, labelled = labels(f"{before} {text[start : span[0]]}")
    return Dated(
        text[span[0] : span[1]].strip(" ,|/()•·–—-"), instant, moment is None, printed is not None, days.problem, span,
        flaw, doubted, swapped, updated,
        labelled,
    )  # fmt: skip


def labels(words: str) -> tuple[bool, bool]:
    """Whether words before a date say that it is an update's, and that it is the publication's."""
    found = _LABEL.search(words, max(0, len(words) - _WORDS_BEFORE))
    before = words[: found.start()].rstrip() if found else ""
    if found is None or (before and before[-1].isalnum() and found[0][0].islower()):  # `akan tayang pada`: a sentence
        return False, False
    return bool(found["updated"]), bool(found["published"])


def _number(text: str, zone: tzinfo) -> list[Dated]:
    """Seconds or milliseconds since 1970, or a day written without separators, as some tables and pages give."""
    said = text.strip()
    compact, epoch = _COMPACT.fullmatch(said), _EPOCH.fullmatch(said)
    if compact and (compact[4] or len(said) == 8):
        parts = [int(part) for part in compact.groups()[:6] if part]
        printed = _offset(compact[7]) if compact[7] else None
        try:
            instant = datetime(*parts, tzinfo=printed or zone)  # type: ignore[misc, arg-type]
        except ValueError:
            instant = None
        if instant:
            return [Dated(said, instant, not compact[4], printed is not None, span=(0, len(text)))]
    if epoch is None:
        return []
    seconds = int(epoch[1]) / (1000 if len(epoch[1]) == 13 else 1)
    return [Dated(said, datetime.fromtimestamp(seconds, UTC), zoned=True, span=(0, len(text)))]


def _day(found: re.Match[str], month_first: bool) -> _Day:
    """The day a match names, or why it names none; a printed weekday decides between the orders of 10/06."""
    said, weekday = found[0].strip(), found["weekday"]
    days = [d for d in (_valid(*triple) for triple in _readings(found, month_first)) if d]
    if not days:
        return _Day(problem=f"there is no day {said}")
    if not _FIRST_YEAR <= days[0].year <= _LAST_YEAR or days[0] == date(1970, 1, 1):
        return _Day(problem=f"the year of {said} cannot be")
    if weekday is None:
        return _Day(days[0], days[1] if len(days) > 1 and days[1] != days[0] else None)
    agreeing = [d for d in days if d.weekday() == _WEEKDAY[weekday.lower()]]
    if agreeing:
        return _Day(agreeing[0])
    printed = _WEEKDAY[weekday.lower()]
    names = _IN_ENGLISH if _IN_ENGLISH[printed].startswith(weekday.lower()) else [n[0] for n in FACTS["weekdays"]]
    right = names[days[0].weekday()].capitalize()
    return _Day(doubted=days[0], problem=f"the weekday contradicts the date: {said} was a {right}")


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
    if clock["offset"]:
        return _offset(clock["offset"])
    return _ZONE.get((clock["zone"] or "").upper())


def _offset(said: str) -> tzinfo | None:
    """The zone of `+07:00`, `+0700`, `+700`, `+7` or `Z`."""
    if said == "Z":
        return UTC
    digits = said[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if said[0] == "-" else 1)
    return timezone(shift) if abs(shift) < timedelta(hours=15) else None
