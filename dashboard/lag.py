"""How long after: minutes in words."""

from __future__ import annotations

from math import isnan

from dashboard.language import Say


def lag(say: Say, minutes: float) -> str:
    """`12 min`, `3 h 5 min`, `2 d 4 h`; a dash where it is not known."""
    if isnan(minutes):
        return "–"
    whole = round(minutes)
    days, hours = divmod(whole // 60, 24)
    parts = [(days, say("d")), (hours, say("h")), (0 if days else whole % 60, say("min"))]
    told = [f"{say.number(number)} {unit}" for number, unit in parts if number]
    return " ".join(told) or f"0 {say('min')}"
