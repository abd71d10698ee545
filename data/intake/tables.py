"""Tables of pages: CSV, JSONL, JSON and Parquet, read row by row."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from data.intake.columns import BadRow, BadTable, Columns, Places, Row
from data.intake.delimited import CELL, read_delimited
from data.intake.stamps import with_stamps

_SAMPLE = 2000
_SLASHED = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")


def rows(stream: io.BufferedReader, kind: str, columns: Columns | None = None) -> Iterator[Row | BadRow]:
    """The rows of a table with our column names and with the order of its dates where it is month first.

    Raises:
        BadTable: it cannot be read as a table, or has no rows.
    """
    columns = columns or Columns()
    found = READERS[kind](stream, columns)
    empty = True
    for row in with_stamps(found if columns.mapping.order else _with_order(found)):
        empty = False
        yield row
    if empty:
        raise BadTable("the table has no rows")


def _with_order(found: Iterator[Row | BadRow]) -> Iterator[Row | BadRow]:
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


def loads(raw: bytes) -> Any:
    """JSON, also with the NaN that Python writes and the standard lacks; raises ValueError for anything else."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        if b"NaN" not in raw and b"Infinity" not in raw:
            raise
    try:
        return json.loads(raw)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _jsonl(stream: io.BufferedReader, columns: Columns) -> Iterator[Row | BadRow]:
    """Rows of JSON lines; a broken line is reported and the next one read."""
    seen: dict[tuple[str, ...], Places] = {}
    for number, line in enumerate(iter(lambda: stream.readline(CELL), b""), 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                yield _record(loads(_utf8(line, columns).removeprefix(b"\xef\xbb\xbf")), seen, columns)
            except BadTable as bad:
                yield BadRow(f"line {number}: {bad}", line[:65_536])
            except ValueError:
                yield BadRow(f"line {number} is not JSON", line[:65_536])


def _utf8(raw: bytes, columns: Columns) -> bytes:
    charset = columns.mapping.charset
    return raw.decode(charset).encode() if charset else raw


def _json(stream: io.BufferedReader, columns: Columns) -> Iterator[Row | BadRow]:
    """Rows of a JSON array, of the only array in an object, or the object itself."""
    try:
        held = loads(_utf8(stream.read(), columns).removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        raise BadTable(f"it is not JSON: {error}") from None
    lists = (
        [v for v in held.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if isinstance(held, dict)
        else []
    )
    records = lists[0] if len(lists) == 1 else held if isinstance(held, list) else [held]
    seen: dict[tuple[str, ...], Places] = {}
    for record in records:
        try:
            yield _record(record, seen, columns)
        except BadTable as bad:
            yield BadRow(str(bad), orjson.dumps(record, default=str)[:65_536])


def _record(record: Any, seen: dict[tuple[str, ...], Places], columns: Columns) -> Row:
    if not isinstance(record, dict):
        raise BadTable("the row is not a record with named columns")
    names = tuple(record)
    if names not in seen:
        seen[names] = columns.places(names)
    return columns.row(list(record.values()), seen[names])


def _parquet(stream: io.BufferedReader, columns: Columns) -> Iterator[Row | BadRow]:
    """Rows of a Parquet file, a batch in memory at a time; only the mapped columns are read."""
    try:
        file = pq.ParquetFile(stream)
        names = file.schema_arrow.names
        places = columns.head(names)
        wanted = sorted({n for at in places.values() for n in at})
        narrow = {ours: tuple(wanted.index(n) for n in at) for ours, at in places.items()}
        for batch in file.iter_batches(batch_size=1000, columns=sorted({names[n] for n in wanted})):
            kept = [batch.column(batch.schema.names.index(names[n])).to_pylist() for n in wanted]
            for values in zip(*kept, strict=True):
                yield columns.row(values, narrow)
    except pa.ArrowException as error:
        raise BadTable(f"it is not Parquet: {str(error).splitlines()[0][:120]}") from None


READERS: dict[str, Callable[[io.BufferedReader, Columns], Iterator[Row | BadRow]]] = {
    "csv": read_delimited,
    "tsv": read_delimited,
    "jsonl": _jsonl,
    "ndjson": _jsonl,
    "json": _json,
    "parquet": _parquet,
}


def count_rows(stream: io.BufferedReader, kind: str) -> int:
    """About how many rows a table has, without reading its cells."""
    if kind == "parquet":
        return int(pq.ParquetFile(stream).metadata.num_rows)
    sign, total, last = b"}," if kind == "json" else b"\n", 0, b""
    while chunk := stream.read(1 << 20):
        total, last = total + chunk.count(sign), chunk
    return max(1, total + (not last.endswith(sign)) - (kind in ("csv", "tsv")))
