"""When an article was published: the candidates of a page are heard, and a rule decides and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from data.article import DateSeen, Unreadable
from data.parse.dating.candidates import Candidate
from data.parse.dating.clocks import minute, told_by
from data.parse.dating.weighing import is_firm, near, weigh

_CLOCKS_DIFFER = timedelta(hours=1)


class Decision(NamedTuple):
    """The instant of publication (None where it cannot be known), its evidence, and all that was heard."""

    instant: datetime | None
    evidence: str
    seen: tuple[DateSeen, ...] = ()


@dataclass(slots=True)
class _Hearing:
    """The candidates as they are read in the light of one another, with notes, and what each was good for."""

    candidates: list[Candidate]
    limit: datetime
    notes: list[str] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)  # candidate's number -> verdict
    why: dict[int, str] = field(default_factory=dict)  # candidate's number -> reason

    def fit(self) -> list[tuple[int, Candidate]]:
        """Those that name an instant that can be, the most believable first."""
        found = [(n, c) for n, c in enumerate(self.candidates) if c.dated.instant and not self._future(c)]
        return sorted(found, key=lambda item: item[1].rank)

    def _future(self, one: Candidate) -> bool:
        return one.dated.instant is not None and one.dated.instant > self.limit + _CLOCKS_DIFFER

    def future(self) -> list[Candidate]:
        """Those that lie after the fetch."""
        return [c for c in self.candidates if self._future(c)]


def decide(candidates: Sequence[Candidate], limit: datetime, home: str = "") -> Decision:
    """What the candidates of a page (in the order they are believed) come to; evidence "none" where there are none.

    The first that names an instant wins, unless two other kinds of candidates agree on another day, or it must be
    checked and the address names another day. Dates of updates and times counted back from the fetch come last. A
    wrong weekday is forgiven, and day and month are swapped, where another candidate names that very day. A day
    without a clock takes the clock of a later candidate of that day. An instant stamped in UTC is told in the zone of
    a candidate that names the same minute, else in `home` (an IANA name), where that is known: the day is the
    outlet's, not Greenwich's. Where a local clock beside it shows the same time, it was local too.

    Evidence and all that was heard are told in words for a person.

    Raises:
        Unreadable: every date lies after the limit.
    """
    heard = _Hearing(list(candidates), limit)
    _confirm(heard)
    _refuse(heard)
    fit = heard.fit()
    if not fit:
        for one in heard.future()[:1]:
            raise Unreadable(f"the date {_day_of(one)} lies in the future of the fetch")
        return Decision(None, "; ".join(heard.notes) or "none", _seen(heard, None))
    best, fit = _believed(heard, fit)
    clocked, flaw = _with_clock(heard, best, fit)
    instant, zone = _in_zone(heard, clocked, fit, "" if clocked.as_stamped else home)
    evidence = ([] if clocked is best else [best.evidence]) + [_in_words(best, clocked, flaw, told=bool(zone)), *zone]
    return Decision(instant, "; ".join([*heard.notes, *evidence]), _seen(heard, instant))


def _in_words(best: Candidate, clocked: Candidate, flaw: str, *, told: bool) -> str:
    """What decided, in words; the zone in which its clock was read is named unless another one was `told`."""
    said = clocked.said if told else clocked.evidence
    update = "; the date of an update" if best.dated.updated and clocked is best else ""
    return ("" if clocked is best else "clock from ") + said + flaw + update


def _believed(heard: _Hearing, fit: list[tuple[int, Candidate]]) -> tuple[Candidate, list[tuple[int, Candidate]]]:
    """The candidate that decides, and those that are still heard; what is to be known of its choice is noted."""
    best, reason = weigh([c for _, c in fit])
    if reason:
        number, first = fit[0]
        heard.parts[number], heard.why[number] = "set aside", reason
        heard.notes.append(f"{first.evidence} set aside, {reason}")
        fit = fit[1:]
    number = next(n for n, c in fit if c is best)
    heard.parts[number] = "decides"
    other = best.dated.swapped
    if best.dated.updated:
        heard.why.setdefault(number, "the date of an update: no other was found")
    elif other and not any(c is not best and is_firm(c) and near(c, best) for _, c in fit):
        heard.why.setdefault(
            number, f"day and month stand in their usual order here; else it is {other.day} {other:%B %Y}"
        )
    return best, fit


def _confirm(heard: _Hearing) -> None:
    """Readings that a candidate alone cannot give, where another confirms them: a wrong weekday, the month first."""
    firm = [(c.kind, c.dated.instant.date()) for c in heard.candidates if c.dated.instant and is_firm(c)]
    for number, one in enumerate(heard.candidates):
        days = {day for kind, day in firm if kind != one.kind}
        dated = one.dated
        if dated.doubted and dated.doubted.date() in days:
            heard.candidates[number] = one.with_instant(dated.doubted)
            heard.why[number] = f"{dated.problem}; another date confirms the day"
            heard.notes.append(f"{one.source}: {heard.why[number]}")
        elif dated.swapped and dated.instant and dated.swapped.date() in days and dated.instant.date() not in days:
            heard.candidates[number] = one.with_instant(dated.swapped)
            heard.why[number] = "read month first, as another date confirms"


def _refuse(heard: _Hearing) -> None:
    """Notes why candidates cannot be believed."""
    for number, one in enumerate(heard.candidates):
        reason = one.dated.problem
        if one in heard.future():
            reason = f"{_day_of(one)} lies in the future of the fetch"
        if reason:
            heard.parts[number], heard.why[number] = "refused", reason
            heard.notes.append(f"{one.source}: {reason}")


def _day_of(one: Candidate) -> str:
    instant = one.dated.instant
    return f"{instant.day} {instant:%B} {instant.year}" if instant else ""


def _with_clock(heard: _Hearing, best: Candidate, fit: Iterable[tuple[int, Candidate]]) -> tuple[Candidate, str]:
    """The candidate that gives the clock: another of the day where the best has none; and what the best lacks."""
    instant = best.dated.instant
    assert instant is not None
    if not best.dated.day_only and not (instant.time() == time() and best.kind != "shown"):
        return best, ""
    for number, other in fit:
        clock = other.dated.instant
        if other is best or clock is None or other.dated.day_only or other.rank or clock.time() == time():
            continue
        if clock.astimezone(instant.tzinfo).date() == instant.date():
            heard.parts[number] = "gives the clock"
            return other, ""
    flaw = f"; {best.dated.flaw}" if best.dated.flaw else ""
    return best, f" (day only{flaw})" if best.dated.day_only else ""


def _in_zone(
    heard: _Hearing, best: Candidate, fit: Iterable[tuple[int, Candidate]], home: str
) -> tuple[datetime, list[str]]:
    """An instant in the zone it was printed in, where it does not say so itself, and a note where that is from."""
    instant = best.dated.instant
    assert instant is not None
    stamped = not instant.utcoffset() and best.dated.zoned
    if best.dated.day_only or (best.dated.zoned and not stamped):
        return instant, []
    for number, other in fit:
        clock = other.dated.instant
        if clock is None or other is best or other.dated.day_only or other.rank:
            continue
        found = (
            told_by(clock, instant, stamped=stamped, zoned=other.dated.zoned, home=home)
            if clock.utcoffset() or not stamped
            else None
        )
        if found:
            heard.parts.setdefault(number, "gives the zone")
            return found[0], [f"{found[1]} {other.said}"]
    return (instant.astimezone(ZoneInfo(home)), [f"told in {home}"]) if home and stamped else (instant, [])


def _seen(heard: _Hearing, instant: datetime | None) -> tuple[DateSeen, ...]:
    """What is kept of every candidate."""
    return tuple(
        DateSeen(
            one.source, one.dated.said, one.dated.instant.isoformat() if one.dated.instant else "",
            heard.parts.get(number) or _compared(one, instant), heard.why.get(number, ""), one.dated.day_only,
        )
        for number, one in enumerate(heard.candidates)
    )  # fmt: skip


def _compared(one: Candidate, instant: datetime | None) -> str:
    """How a candidate stands to the instant that was decided."""
    if one.dated.updated:
        return "an update"
    if instant is None or one.dated.instant is None:
        return "refused"
    if one.dated.day_only:
        same = one.dated.instant.date() == instant.date()
        return "agrees" if same else "another day"
    clocks = (minute(instant), minute(instant, UTC)) if not one.dated.zoned else (minute(instant),)
    if minute(one.dated.instant) in clocks or _told(one.dated.instant, instant) == minute(instant):
        return "agrees"
    clock = minute(one.dated.instant) if not one.dated.zoned else _told(one.dated.instant, instant)
    return "another time" if clock.date() == instant.date() else "another day"


def _told(one: datetime, instant: datetime) -> datetime:
    """The clock of an instant in the zone of another."""
    return minute(one, instant.tzinfo)
