"""Tables of pages: CSV, JSONL, JSON and Parquet, read row by row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from math import isnan
from typing import Any, cast

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from data.stamps import with_stamps

Row = dict[str, str]

COLUMNS = {
    "url": ("url", "link", "address", "tautan", "alamat", "href", "source_url", "article_url"),
    "outlet": ("outlet", "source", "media", "publisher", "site", "sumber", "portal", "domain", "source_name"),
    "title": ("title", "headline", "judul", "heading"),
    "text": (
        "text",
        "content",
        "body",
        "article",
        "isi",
        "konten",
        "full_text",
        "article_text",
        "summary",
        "description",
    ),
    "published_at": (
        "published_at",
        "published",
        "date",
        "publish_date",
        "published_date",
        "pubdate",
        "datetime",
        "timestamp",
        "tanggal",
        "time",
        "created_at",
        "waktu",
    ),
    "author": ("author", "authors", "byline", "penulis", "writer", "reporter"),
}
_NOTHING = frozenset(("", "nan", "none", "null", "nat", "n/a", "<na>"))
_SAMPLE = 2000
_SLASHED = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")


class BadTable(ValueError):
    """A table that cannot be read as one; the message says why."""


def mapped(names: Iterable[object]) -> dict[str, int]:
    """Which column (by position) holds what; of equal names the first counts, of synonyms the usual.

    Raises:
        BadTable: neither a title nor a text column is there.
    """
    known = [str(n).strip().casefold().replace(" ", "_").lstrip("\ufeff") for n in names]
    found = {
        ours: known.index(alias)
        for ours, aliases in COLUMNS.items()
        if (alias := next((a for a in aliases if a in known), None))
    }
    missing = [name for name in ("title", "text") if name not in found]
    if len(missing) == 2:
        raise BadTable(f"the table has no column {' or '.join(missing)}; its columns are: {', '.join(known) or 'none'}")
    return found


def rows(stream: io.BufferedReader, kind: str) -> Iterator[Row | BadTable]:
    """The rows of a table with our column names and with the order of its dates where it is month first."""
    readers = {
        "csv": _csv,
        "tsv": _csv,
        "jsonl": _jsonl,
        "ndjson": _jsonl,
        "json": _json,
        "parquet": _parquet,
    }
    return with_stamps(_with_order(readers[kind](stream)))


def _with_order(found: Iterator[Row | BadTable]) -> Iterator[Row | BadTable]:
    """Marks rows of a column whose days prove that the month comes first, judged on the first rows."""
    sample = list(islice(found, _SAMPLE))
    month_first = _month_first(row for row in sample if isinstance(row, dict))
    for row in chain(sample, found):
        if month_first and isinstance(row, dict) and _shape(row) in month_first:
            row["order"] = "month first"
        yield row


def _month_first(sample: Iterable[Row]) -> set[tuple[str, str]]:
    """The (outlet, shape) pairs of dates in which some second number is above 12 and no first number is."""
    firsts, seconds = defaultdict[tuple[str, str], int](int), defaultdict[tuple[str, str], int](int)
    for row in sample:
        found = _SLASHED.match(row.get("published_at", ""))
        if found:
            firsts[_shape(row)] = max(firsts[_shape(row)], int(found[1]))
            seconds[_shape(row)] = max(seconds[_shape(row)], int(found[2]))
    return {shape for shape, most in firsts.items() if most <= 12 < seconds[shape]}


def _shape(row: Row) -> tuple[str, str]:
    return row.get("outlet", ""), re.sub(r"\d+", "9", row.get("published_at", ""))


def _said(value: Any) -> str:
    """A cell as text; nothing for the many spellings of nothing."""
    if isinstance(value, str):
        return "" if len(value) < 6 and value.strip().casefold() in _NOTHING else value
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, (list, tuple)):
        return ", ".join(_said(v) for v in value)
    return _said(value.get("name") or value.get("title")) if isinstance(value, dict) else str(value)


def _row(values: Sequence[Any], places: dict[str, int]) -> Row:
    return {ours: said for ours, n in places.items() if n < len(values) and (said := _said(values[n]))}


def _csv(stream: io.BufferedReader) -> Iterator[Row | BadTable]:
    """Rows of comma, semicolon or tab separated text."""
    head = stream.peek(1 << 18)[: 1 << 18]
    if b"\0" in head:
        raise BadTable("the table is not text (binary)")
    csv.field_size_limit(50 * 1024 * 1024)
    text = io.TextIOWrapper(stream, encoding=_charset(head), errors="replace", newline="")
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    reader = csv.reader(text, delimiter=max(",;\t|", key=first.count))
    try:
        places = mapped(next(reader, []))
        for values in reader:
            if values:
                yield _row(values, places)
    except csv.Error as error:
        raise BadTable(f"the table breaks off at line {reader.line_num}: {error}") from None


def _charset(head: bytes) -> str:
    """UTF-8 unless the first bytes cannot be (their last few may be cut)."""
    try:
        head[: len(head) - 4 if len(head) > 4 and len(head) >= 1 << 17 else None].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _loads(raw: bytes) -> Any:
    """JSON, also with the NaN that Python writes and the standard lacks; raises ValueError for anything else."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        if b"NaN" not in raw:
            raise
    try:
        return json.loads(raw)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _jsonl(stream: io.BufferedReader) -> Iterator[Row | BadTable]:
    """Rows of JSON lines; a broken line is reported and the next one read."""
    seen: dict[tuple[str, ...], dict[str, int]] = {}
    for line in stream:
        if line.strip():
            try:
                yield _record(_loads(line.lstrip(b"\xef\xbb\xbf")), seen)
            except BadTable as bad:
                yield bad
            except ValueError:
                yield BadTable("the line is not JSON")


def _json(stream: io.BufferedReader) -> Iterator[Row | BadTable]:
    """Rows of a JSON array, of the only array in an object, or the object itself."""
    try:
        held = _loads(stream.read())
    except ValueError as error:
        raise BadTable(f"it is not JSON: {error}") from None
    lists = (
        [v for v in held.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if isinstance(held, dict)
        else []
    )
    records = lists[0] if len(lists) == 1 else held if isinstance(held, list) else [held]
    seen: dict[tuple[str, ...], dict[str, int]] = {}
    for record in records:
        try:
            yield _record(record, seen)
        except BadTable as bad:
            yield bad


def _record(record: Any, seen: dict[tuple[str, ...], dict[str, int]]) -> Row:
    if not isinstance(record, dict):
        raise BadTable("the row is not a record with named columns")
    names = tuple(record)
    if names not in seen:
        seen[names] = mapped(names)
    return _row(list(record.values()), seen[names])


def _parquet(stream: io.BufferedReader) -> Iterator[Row | BadTable]:
    """Rows of a Parquet file, a batch in memory at a time; only the mapped columns are read."""
    try:
        file = pq.ParquetFile(stream)
        names = file.schema_arrow.names
        places = mapped(names)
        wanted = sorted({names[n] for n in places.values()})
        for batch in file.iter_batches(batch_size=1000, columns=wanted):
            kept = {ours: batch.column(batch.schema.names.index(names[n])).to_pylist() for ours, n in places.items()}
            for values in zip(*kept.values(), strict=True):
                yield cast(
                    Row,
                    {ours: said for ours, value in zip(kept, values, strict=True) if (said := _said(value))},
                )
    except pa.ArrowException as error:
        raise BadTable(f"it is not Parquet: {str(error).splitlines()[0][:120]}") from None


def count_rows(stream: io.BufferedReader, kind: str) -> int:
    """About how many rows a table has, without reading its cells."""
    if kind == "parquet":
        return int(pq.ParquetFile(stream).metadata.num_rows)
    sign, total, last = b"}," if kind == "json" else b"\n", 0, b""
    while chunk := stream.read(1 << 20):
        total, last = total + chunk.count(sign), chunk
    return max(1, total + (not last.endswith(sign)) - (kind in ("csv", "tsv")))
