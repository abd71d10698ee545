"""When an article was published: the candidates of a page, in order, and the rule that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from data.article import Unreadable
from data.outlets import Outlet
from data.parse.dates import Dated, find_date, squeeze

_CLOCKS_DIFFER = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<s>[/-]?)(?P<month>[01]\d)(?P=s)(?P<day>[0-3]\d)(?=[/-]|\d{6}-)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and what it was read from; `checked` asks that the address, if dated, agree with it."""

    source: str
    dated: Dated
    checked: bool = False

    @property
    def evidence(self) -> str:
        """What a person is told: the source and what it said."""
        zone = (
            ""
            if self.dated.zoned or self.dated.day_only or not self.dated.instant
            else f", in {self.dated.instant.tzinfo}"
        )
        return f"{self.source}: {self.dated.said}{zone}"


def candidate(
    source: str, said: str, outlet: Outlet, *, checked: bool = False, month_first: bool | None = None
) -> list[Candidate]:
    """The candidate a string gives, as a list of none or one."""
    order = outlet.month_first if month_first is None else month_first
    dated = find_date(squeeze(said)[:200], outlet.zone, order)
    return [Candidate(source, dated, checked)] if dated else []


def from_address(url: str, outlet: Outlet) -> list[Candidate]:
    """The day (for outlets whose links carry it, the clock too) that an address names."""
    path = urlsplit(url).path if url else ""
    own = re.search(outlet.address, path) if outlet.address else None
    found = own or _IN_ADDRESS.search(path)
    if found is None:
        return []
    parts = {k: int(v) for k, v in found.groupdict().items() if k != "s"}
    try:
        instant = datetime(**parts, tzinfo=ZoneInfo(outlet.zone))
    except ValueError:
        return []
    said = found[0].strip("/-")
    return [Candidate("address", Dated(said, instant, day_only="hour" not in parts))]


def decide(candidates: Sequence[Candidate], limit: datetime, home: str = "") -> tuple[datetime | None, str]:
    """The instant of publication and its evidence; (None, "none" or the problem) when it cannot be known.

    The first candidate that names an instant wins; one that must be checked gives way when the address names
    another day; a day without a clock takes the clock of a later candidate of that day. An instant stamped in UTC is
    told in the zone of a candidate that names the same minute, else in `home` (an IANA name), where that is known:
    the day is the outlet's, not Greenwich's. A table's stamp is left as it is: tables often call local clocks UTC.

    Raises:
        Unreadable: the date lies after the limit.
    """
    usable = [c for c in candidates if c.dated.instant]
    notes = [f"{c.source}: {c.dated.problem}" for c in candidates if c.dated.problem]
    if not usable:
        return None, "; ".join(notes) or "none"
    best, note = _checked(usable)
    notes += [note] if note else []
    instant, evidence = _with_clock(best, usable)
    if instant > limit + _CLOCKS_DIFFER:
        raise Unreadable(f"the date {instant.day} {_english(instant)} {instant.year} lies in the future of the fetch")
    instant, zone = _at_home(instant, usable, "" if best.checked else home)
    return instant, "; ".join([*notes, evidence, *zone])


def _at_home(instant: datetime, usable: Sequence[Candidate], home: str) -> tuple[datetime, list[str]]:
    """An instant stamped in UTC in the zone it was printed in, and a note that says where the zone is from."""
    if instant.utcoffset():
        return instant, []
    for other in usable:
        printed = other.dated.instant
        if printed and printed.utcoffset() and abs(printed - instant) < _MINUTE:
            return instant.astimezone(printed.tzinfo), [f"zone from {other.evidence}"]
    return (instant.astimezone(ZoneInfo(home)), [f"told in {home}"]) if home else (instant, [])


def _english(instant: datetime) -> str:
    return instant.strftime("%B")


def _checked(usable: Sequence[Candidate]) -> tuple[Candidate, str]:
    """The first candidate, or what the address says when the first is contradicted by it."""
    best = usable[0]
    address = next((c for c in usable if c.source == "address"), None)
    if not best.checked or address is None or _near(best, address):
        return best, ""
    agreeing = next(c for c in usable if _near(c, address))
    return agreeing, f"{best.evidence} set aside, the address names another day"


def _near(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates name the same day, give or take one."""
    a, b = one.dated.instant, other.dated.instant
    return a is not None and b is not None and abs(a.date() - b.date()) <= timedelta(days=1)


def _with_clock(best: Candidate, usable: Sequence[Candidate]) -> tuple[datetime, str]:
    """The instant and evidence of a candidate, its clock from another of the day where it has none."""
    instant = best.dated.instant
    assert instant is not None
    if not best.dated.day_only:
        return instant, best.evidence
    for other in usable:
        clocked = other.dated.instant
        if clocked and not other.dated.day_only and clocked.astimezone(instant.tzinfo).date() == instant.date():
            return clocked, f"{best.evidence}; clock from {other.evidence}"
    return instant, f"{best.evidence} (day only)"
