"""The corpora of real articles in ../shared: their rows, and how the real reader reads them."""

from __future__ import annotations

import json

import pyarrow.parquet as pq

from data.article import Article, Page, Unreadable
from data.parse import read as read_page
from quality.gold_sets import NOW, SHARED

COLUMNS = ["id", "url", "outlet", "title", "published_at", "text"]
Row = dict[str, str]


def rows(corpus: str) -> list[Row]:
    """Every row of `id` or `en`, the first of each id, as a table gives it; cells that say nothing are left out."""
    table = pq.read_table(SHARED / "corpora" / f"{corpus}_articles.parquet", columns=COLUMNS).to_pylist()
    first = {row["id"]: row for row in reversed(table)}
    return [{k: v for k, v in row.items() if v and v != "nan"} for row in reversed(first.values())]


def article(row: Row) -> Article:
    """What the reader makes of a row; an empty article where it is refused."""
    try:
        return read_page(Page("row", "row", json.dumps(row).encode()), NOW)
    except Unreadable:
        return Article("", "")


def words(text: str) -> list[str]:
    """The words of a text, in lower case and without punctuation."""
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
