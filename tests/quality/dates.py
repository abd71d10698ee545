"""Are printed dates read rightly, alone and in a table?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BufferedReader, BytesIO

from gold.score import read

from data.article import Article, Page
from data.intake.tables import rows as table_rows
from data.outlets import outlet_named
from data.parse import read as read_page
from data.parse.dating.candidates import candidate
from data.parse.dating.dates import Dated
from quality.gold_sets import NOW, SHARED, Scores

Row = Mapping[str, str]


def date_rows() -> list[dict[str, str]]:
    """Printed dates with outlet, address and the right instant."""
    return read(SHARED / "corpora" / "date_strings.jsonl")


def overruled(row: Row) -> bool:
    """Whether the string prints an offset that its gold replaces by another with the clock kept."""
    dated = alone(row)
    gold = datetime.fromisoformat(row["gold"])
    return bool(dated and dated.instant and dated.zoned and dated.instant.utcoffset() != gold.utcoffset())


def single_dates() -> Scores:
    """Each string by itself, with nothing but its outlet to go by; the minute where the string prints a clock."""
    rows = date_rows()
    got = [(dated.instant if (dated := alone(row)) else None) for row in rows]
    clocked = [bool((dated := alone(row)) and not dated.day_only) for row in rows]
    return agreeing(zip(rows, got, clocked, strict=True))


def alone(row: Row) -> Dated | None:
    """What a string names."""
    found = candidate("string", row["raw"], outlet_named(row["outlet"]))
    return found[0].dated if found else None


def table_dates() -> Scores:
    """The same strings as a column of a table, with the other rows and the addresses to go by."""
    rows = date_rows()
    got = [article.published_at for article in as_table(rows)]
    scores = agreeing(zip(rows, got, ["T" in row["gold"] for row in rows], strict=True))
    return scores | {"not future": sum(when is not None and when <= NOW for when in got) / len(got)}


def as_table(rows: Iterable[Row]) -> list[Article]:
    """The articles of the strings as a column."""
    lines = [
        json.dumps({"title": "judul", "outlet": r["outlet"], "url": r["url"], "published_at": r["raw"]}) for r in rows
    ]
    kept = table_rows(BufferedReader(BytesIO("\n".join(lines).encode())), "jsonl")
    return [read_page(Page("row", "row", json.dumps(row).encode()), NOW) for row in kept]


def agreeing(read: Iterable[tuple[Row, datetime | None, bool]]) -> Scores:
    """Share of instants with the right local day, minute on the clock (where one is known) and zone (where gold has one).

    `minute as labelled` counts also the strings whose printed offset the gold overrules.
    """
    right, total = Counter[str](), Counter[str]()
    for row, got, clocked in read:
        want = datetime.fromisoformat(row["gold"])
        minute = got is not None and _minute(got) == _minute(want)
        judged = {"day": got is not None and got.date() == want.date()}
        if clocked and not overruled(row):
            judged["minute"] = minute
        if clocked:
            judged["minute as labelled"] = minute
        if want.tzinfo:
            judged["zone"] = got is not None and got.utcoffset() == want.utcoffset()
        right.update({name: int(is_right) for name, is_right in judged.items()})
        total.update(judged.keys())
    return {name: right[name] / total[name] for name in total}


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0, tzinfo=None)
