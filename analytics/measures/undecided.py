"""Why can nobody tell whom a title that stood alone meant?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from analytics.actors import Holding, Office
from analytics.actors.holders import NEAR, VAGUE

Reason = Literal["undated", "unknown", "before", "handover", "vacant", "text"]


def undecided(office: Office | None, day: date | None) -> Reason:
    """Why the holder of an office on a day is not certain, most likely reason first.

    `undated`: the article has no day; `unknown`: no holder is in the registry; `before`: the first of them came later;
    `handover`: two of them may be meant on that day; `vacant`: nobody held it; `text`: one did, but what stands around
    the title does not say that it is this office, or says that a former or future holder is meant.
    """
    if office is None or not office.holders:
        return "unknown" if office else "text"
    if day is None:
        return "undated"
    if len({h.who for h in office.holders if _near(h, day)}) > 1:
        return "handover"
    if any(h.start <= day and (h.end is None or day <= h.end) for h in office.holders):
        return "text"
    return "before" if day < min(h.start for h in office.holders) else "vacant"


def _near(held: Holding, day: date) -> bool:
    days = timedelta(NEAR if held.sure else VAGUE)
    return held.start - days <= day and (held.end is None or day <= held.end + days)
