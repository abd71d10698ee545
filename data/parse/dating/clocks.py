"""Two clocks: whether they show one instant, one local time, or one instant in two zones."""

from __future__ import annotations

from datetime import datetime, timezone, tzinfo

_FARTHEST = 14 * 60  # minutes between two clocks that may show one instant in two zones


def minute(instant: datetime, zone: tzinfo | None = None) -> datetime:
    """The minute on the clock (without zone), in a zone where one is given."""
    return (instant.astimezone(zone) if zone else instant).replace(second=0, microsecond=0, tzinfo=None)


def hours_apart(one: datetime, other: datetime) -> bool:
    """Whether two instants are whole hours apart, as they are when one of their zones is wrong."""
    apart = abs(one.timestamp() // 60 - other.timestamp() // 60)
    return 0 < apart <= _FARTHEST and apart % 60 == 0


def told_by(
    clock: datetime, instant: datetime, *, stamped: bool, zoned: bool, home: str
) -> tuple[datetime, str] | None:
    """An instant as another clock of the page lets it be told, and how; None where that clock is of no help.

    `stamped`: the instant is in UTC, else its zone is only assumed; `zoned`: the other clock prints its zone; `home` is
    the zone that the outlet keeps, where known.
    """
    if stamped and abs((clock - instant).total_seconds()) < 60:
        return instant.astimezone(clock.tzinfo), "zone from"
    if (zoned or (stamped and home)) and minute(clock) == minute(instant):
        return instant.replace(tzinfo=clock.tzinfo), "its clock is local, zone from" if stamped else "zone from"
    if not stamped and zoned and hours_apart(clock, instant):
        return clock, "clock and zone from"
    ahead = minute(clock) - minute(instant)
    if stamped and not zoned and not home and hours_apart(minute(clock), minute(instant)):
        return instant.astimezone(timezone(ahead)), "told by the local clock of"
    return None
