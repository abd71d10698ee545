"""Which candidate is believed: the first, unless others outweigh it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta

from data.parse.dating.candidates import Candidate
from data.parse.dating.clocks import hours_apart, minute

_DAY = timedelta(days=1)


def weigh(fit: Sequence[Candidate]) -> tuple[Candidate, str]:
    """The candidate to believe of one or more, the most believable first; and why the first is not, where it is not."""
    best, rest = fit[0], fit[1:]
    address = next((c for c in rest if c.source == "address" and not near(c, best)), None)
    if best.checked and address:
        return next(c for c in fit if near(c, address)), "the address names another day"
    if best.rank:
        return best, ""
    clock = _denying_zone(best, rest)
    if clock:
        return clock, "two others name one instant whole hours away: its zone is wrong"
    rival = _outvoting(best, rest)
    return (rival, "two others agree on another day") if rival else (best, "")


def is_firm(one: Candidate) -> bool:
    """Whether a candidate can speak for or against another: its own reading allows no doubt."""
    return not (one.dated.swapped or one.dated.relative or one.dated.updated)


def near(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates name the same day, give or take one."""
    a, b = one.dated.instant, other.dated.instant
    return a is not None and b is not None and abs(a.date() - b.date()) <= _DAY


def _denying_zone(best: Candidate, rest: Iterable[Candidate]) -> Candidate | None:
    """The first of all other clocks with a zone, where they agree on an instant whole hours away, one of them shown."""
    others = [c for c in rest if c.rank == 0 and c.dated.zoned and not c.dated.day_only and c.dated.instant]
    instants = {minute(c.dated.instant, UTC): c.dated.instant for c in others if c.dated.instant}
    kinds = {c.kind for c in others}
    if best.dated.instant is None or not best.dated.zoned or best.dated.day_only or "shown" not in kinds:
        return None
    agreed = len(instants) == 1 and len(kinds) > 1 and hours_apart(best.dated.instant, *instants.values())
    return others[0] if agreed else None


def _outvoting(best: Candidate, rest: Sequence[Candidate]) -> Candidate | None:
    """The first of two candidates, of two other kinds, that agree on another day while no other kind bears out the best."""
    firm = [c for c in rest if c.kind != best.kind and is_firm(c)]
    if any(near(c, best) for c in firm):
        return None
    return next((c for c in firm if any(o.kind != c.kind and near(o, c) for o in firm)), None)
