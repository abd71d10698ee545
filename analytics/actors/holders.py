"""Offices and who held them when, from `data/reference/offices/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

NEAR = 1  # days beside a hand-over on which a bare title may still mean the one before, or already the next
GRACE = 365  # days after the last check for which an office is still taken to be held by the same person
HEADS = frozenset(["president", "monarch", "speaker"])  # whoever acts for one of these is not called by the bare title
VAGUE = 31  # the same where only the month of the hand-over is known


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's time in an office: key of the person, first day, and the day it ended (None: still in office)."""

    who: str
    start: date
    end: date | None = None
    sure: bool = True
    acting: bool = False

    def on(self, day: date) -> bool:
        """Whether the person was in office that day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def about(self, day: date) -> bool:
        """Whether the person may be meant that day, hand-overs being told a day late or early."""
        near = timedelta(NEAR if self.sure else VAGUE)
        return self.start - near <= day and (self.end is None or day <= self.end + near)


@dataclass(frozen=True, slots=True)
class Office:
    """A post whose holder changes: lasting key, kind (which brings its usual titles), state, names, titles of its own.

    `holders` are in order of time; a vacancy is a gap. `checked` is the day up to which changes are known.
    """

    key: str
    kind: str
    name: str
    local: str
    state: str | None
    titles: tuple[str, ...]
    holders: tuple[Holding, ...]
    checked: date
    source: str
    body: str | None = None

    def shown(self, language: str) -> str:
        """The name for a reader of this language (`id` or `en`)."""
        return self.local if language == "id" else self.name

    def holder(self, day: date | None) -> str | None:
        """The key of the person who held the office that day; None where it is not certain.

        Not certain: no day, a vacancy, a day before the first known holder, the days around a hand-over, and days long
        after the office was last checked.
        """
        if day is None or day > self.checked + timedelta(GRACE):
            return None
        there = {h.who for h in self.holders if h.about(day)}
        holding = [h for h in self.holders if h.on(day)]
        if len(there) != 1 or not holding or self._changes(day) or (self.kind in HEADS and holding[0].acting):
            return None
        return there.pop()

    def _changes(self, day: date) -> bool:
        """Whether the office falls vacant, or is filled after a vacancy, on that day or beside it."""
        for old, new in pairwise([None, *self.holders, None]):
            if old and new and old.who == new.who:
                continue
            edges = (old.end if old else None, new.start if new else None)
            if any(edge and abs(day - edge) <= timedelta(NEAR) for edge in edges):
                return True
        return False


class Offices:
    """All offices by key, and which of them each person held."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._all = {office.key: office for office in offices}
        self._held: dict[str, list[tuple[Office, Holding]]] = {}
        self._of: dict[tuple[str, str | None], list[Office]] = {}
        for office in self:
            self._of.setdefault((office.kind, office.state), []).append(office)
            for holding in office.holders:
                self._held.setdefault(holding.who, []).append((office, holding))

    def __getitem__(self, key: str) -> Office:
        return self._all[key]

    def __iter__(self) -> Iterator[Office]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def of(self, kind: str, state: str | None) -> list[Office]:
        """The offices of a kind in a state."""
        return self._of.get((kind, state), [])

    def held_by(self, who: str) -> list[tuple[Office, Holding]]:
        """What a person held, in order of time."""
        return sorted(self._held.get(who, ()), key=lambda pair: pair[1].start)


def holding(said: Mapping[str, Any]) -> Holding:
    """A line of `holders`; raises KeyError where `who` or `from` is missing."""
    return Holding(said["who"], said["from"], said.get("to"), said.get("sure", True), said.get("acting", False))
