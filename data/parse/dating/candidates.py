"""Candidates: each date a page gives, and what it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from data.outlets import Outlet
from data.parse.dating.dates import Dated, find_dates, squeeze
from data.parse.dating.relative import find_relative

Stamps = Literal["", "UTC", "local"]

_LONGEST = 200  # characters of a string in which a date is looked for
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<s>[/-]?)(?P<month>[01]\d)(?P=s)(?P<day>[0-3]\d)(?=[/-]|\d{6}-)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and what it was read from; `checked` asks that the address, if dated, agree with it.

    `as_stamped`: an instant in UTC is not told in the outlet's zone, for it may be a local clock that is called UTC.
    """

    source: str
    dated: Dated
    checked: bool = False
    as_stamped: bool = False

    @property
    def evidence(self) -> str:
        """What a person is told: the source and what it said."""
        dated, instant = self.dated, self.dated.instant
        assumed = not (dated.relative or dated.zoned or dated.day_only)
        return f"{self.said}, in {instant.tzinfo}" if assumed and instant else self.said

    @property
    def said(self) -> str:
        """The same without the zone in which a clock without one was read."""
        counted = ", counted back from the fetch" if self.dated.relative else ""
        return f"{self.source}: {self.dated.said}{counted}"

    @property
    def rank(self) -> int:
        """How far it is believed: a date before a time counted back from the fetch, either before one of an update."""
        return 2 * self.dated.updated + self.dated.relative

    @property
    def kind(self) -> str:
        """Candidates of one kind are no independent witnesses: what a page declares, shows, or is filed under."""
        first = self.source.split()[0]
        return {"JSON-LD": "declared", "meta": "declared", "itemprop": "declared"}.get(
            first, "shown" if first in ("visible", "printed", "time") else first
        )

    def with_instant(self, instant: datetime | None) -> Candidate:
        """The same candidate, held to name another instant."""
        return replace(self, dated=replace(self.dated, instant=instant, problem="", swapped=None))


def all_of(
    source: str, said: str, outlet: Outlet, fetched: datetime | None = None, *, updated: bool = False, before: str = ""
) -> list[Candidate]:
    """Every candidate a string gives, also a time counted back from the fetch; `updated` where its place says so."""
    line = squeeze(said)[:_LONGEST]
    found = find_dates(line, outlet.zone, outlet.month_first, before)
    if not found:
        relative = find_relative(line, fetched, outlet.zone)
        found = [relative] if relative else []
    return [Candidate(source, replace(d, updated=(updated and not d.labelled) or d.updated)) for d in found]


def candidate(
    source: str,
    said: str,
    outlet: Outlet,
    *,
    checked: bool = False,
    month_first: bool | None = None,
    stamps: Stamps = "",
    fetched: datetime | None = None,
) -> list[Candidate]:
    """The candidate a string gives, as a list of none or one; `stamps` is what is known of instants stamped in UTC."""
    order = outlet.month_first if month_first is None else month_first
    line = squeeze(said)[:_LONGEST]
    relative = find_relative(line, fetched, outlet.zone)
    found = [relative] if relative else find_dates(line, outlet.zone, order)[:1]
    for dated in found:
        if stamps == "local" and dated.instant and dated.instant.utcoffset() == timedelta():
            local = dated.instant.replace(tzinfo=ZoneInfo(outlet.zone))
            return [Candidate(source, replace(dated, instant=local, zoned=False), checked)]
    return [Candidate(source, dated, checked, checked and stamps != "UTC") for dated in found]


def printed(dates: Sequence[Dated]) -> list[Candidate]:
    """The dates of the lines above a text."""
    return [Candidate("printed header", dated) for dated in dates]


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
