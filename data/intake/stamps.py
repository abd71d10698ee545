"""What the stamps in UTC of a column mean: truly UTC, or local clocks that some program called UTC?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

T = TypeVar("T")
_SAMPLE = 2000
_FEW = 50  # stamps in UTC from which the hours of the day can tell
_NIGHT = range(1, 5)  # local hours in which little is published
_EAST = 7  # hours that Indonesian clocks are ahead of UTC, as most outlets here keep
_STAMP = re.compile(r"\s*\d{4}-\d\d-\d\d[T ](\d\d):\d\d(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)\s*")


def with_stamps(found: Iterator[T]) -> Iterator[T]:
    """Marks rows (dicts with `published_at`) of a column that shows what it means by UTC: `stamps` is `UTC` or `local`."""
    sample = list(islice(found, _SAMPLE))
    meant = meaning([row["published_at"] for row in sample if isinstance(row, dict) and "published_at" in row])
    for row in chain(sample, found):
        if meant and isinstance(row, dict) and "published_at" in row:
            row["stamps"] = meant
        yield row


def meaning(column: Sequence[str]) -> str:
    """`UTC` where rows keep the offsets of their pages, else what the hours of the day tell, else nothing."""
    stamps = [(int(m[1]), m[2]) for said in column if (m := _STAMP.fullmatch(said))]
    zero = [hour for hour, offset in stamps if offset.replace(":", "") in ("Z", "+0000", "-0000")]
    if 0 < len(zero) < len(stamps):
        return "UTC"
    if len(zero) < _FEW:
        return ""
    if_local = sum(hour in _NIGHT for hour in zero)
    if_utc = sum((hour + _EAST) % 24 in _NIGHT for hour in zero)
    if min(if_local, if_utc) * 4 > max(if_local, if_utc):
        return ""
    return "local" if if_local < if_utc else "UTC"
