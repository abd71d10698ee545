"""Are dates read rightly?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BufferedReader, BytesIO

from gold.score import read

from data.article import Page
from data.outlets import outlet_named
from data.parse import read as read_page
from data.parse.published import candidate
from data.tables import rows as table_rows
from quality.gold_sets import NOW, SHARED, Scores


def date_rows() -> list[dict[str, str]]:
    """Printed dates with outlet, address and the right instant."""
    return read(SHARED / "corpora" / "date_strings.jsonl")


def agreeing(pairs: Iterable[tuple[datetime | None, datetime]]) -> Scores:
    """Share of instants with the right local day, the right minute on the clock, the right zone."""
    right, total = Counter[str](), 0
    for got, want in pairs:
        total += 1
        if got:
            right["day"] += got.date() == want.date()
            right["minute"] += got.replace(second=0, microsecond=0, tzinfo=None) == want.replace(second=0, tzinfo=None)
            right["zone"] += got.utcoffset() == want.utcoffset()
    return {name: right[name] / total for name in ("day", "minute", "zone")}


def single_dates() -> Scores:
    """Each string by itself, with nothing but its outlet to go by."""
    return agreeing((alone(row), datetime.fromisoformat(row["gold"])) for row in date_rows())


def alone(row: Mapping[str, str]) -> datetime | None:
    """The instant a string names."""
    found = candidate("string", row["raw"], outlet_named(row["outlet"]))
    return found[0].dated.instant if found else None


def table_dates() -> Scores:
    """The same strings as a column of a table, with the other rows and the addresses to go by."""
    rows = date_rows()
    lines = [
        json.dumps({"title": "judul", "outlet": r["outlet"], "url": r["url"], "published_at": r["raw"]}) for r in rows
    ]
    kept = table_rows(BufferedReader(BytesIO("\n".join(lines).encode())), "jsonl")
    got = [read_page(Page("row", "row", json.dumps(row).encode()), NOW) for row in kept]
    return agreeing((a.published_at, datetime.fromisoformat(r["gold"])) for a, r in zip(got, rows, strict=True))
