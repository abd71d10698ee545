"""Why can nobody tell whom a title that stood alone meant?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from analytics.actors import Holding, Office
from analytics.actors.holders import GRACE, HEADS

Reason = Literal["undated", "unknown", "before", "unchecked", "handover", "vacant", "acting", "text"]


def undecided(office: Office | None, day: date | None) -> Reason:
    """Why the holder of an office on a day is not certain, most likely reason first.

    `undated`: the article has no day; `unknown`: no holder is in the registry; `before`: the first of them came later;
    `unchecked`: the day is long after the office was last checked; `handover`: two of them may be meant on that day, or
    one came or went then; `vacant`: nobody held it; `acting`: somebody only acted for a head; `text`: one held it, but
    what stands around the title does not say that it is this office, or says that a former or future holder is meant.
    """
    if office is None or not office.holders:
        return "unknown" if office else "text"
    if day is None:
        return "undated"
    if day > office.checked + timedelta(GRACE):
        return "unchecked"
    if len({h.who for h in office.holders if h.about(day)}) > 1:
        return "handover"
    there = [h for h in office.holders if h.on(day)]
    if there:
        return _in_office(office, day, there[0])
    return "before" if day < min(h.start for h in office.holders) else "vacant"


def _in_office(office: Office, day: date, held: Holding) -> Reason:
    if office.holder(day):
        return "text"
    return "acting" if office.kind in HEADS and held.acting else "handover"
