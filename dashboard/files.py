"""Tables -> files a person downloads: CSV, XLSX, Parquet and JSON, each with its receipt."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from analytics.receipt import Receipt
from dashboard.records import records

FORMULA = ("=", "+", "-", "@", "\t", "\r")
ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}
CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FIXED = datetime(2000, 1, 1)  # the same receipt gives the same bytes, so no clock goes into a file


def safe(value: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv(table: pd.DataFrame, receipt: Receipt) -> bytes:
    """UTF-8 with a byte-order mark (spreadsheets need it); the receipt's id is the last column."""
    made = table.map(safe).assign(receipt=receipt.id)
    return made.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def json(table: pd.DataFrame, receipt: Receipt) -> bytes:
    """`{"receipt": {...}, "rows": [...]}`."""
    said = {"receipt": {"id": receipt.id, **receipt.record()}, "rows": _records(table)}
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY, default=str)


def parquet(table: pd.DataFrame, receipt: Receipt) -> bytes:
    """One row group, zstd; the receipt is in the file's metadata under `receipt`."""
    made = pa.Table.from_pandas(table, preserve_index=False)
    kept = {b"receipt": orjson.dumps({"id": receipt.id, **receipt.record()})}
    out = io.BytesIO()
    pq.write_table(made.replace_schema_metadata({**(made.schema.metadata or {}), **kept}), out, compression="zstd")
    return out.getvalue()


def xlsx(table: pd.DataFrame, receipt: Receipt) -> bytes:
    """A workbook with the sheets `table` and `receipt`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in table.columns])
    for row in table.itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    told = book.create_sheet("receipt")
    for key, value in {"id": receipt.id, **receipt.record()}.items():
        told.append([key, safe(value)])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out)


def _timeless(book: io.BytesIO) -> bytes:
    """The same workbook without the clock that saving it put into its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as saved, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in saved.namelist():
            content = saved.read(name)
            if name == "docProps/core.xml":
                content = CLOCK.sub(FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            kept.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _bold(sheet: Any, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value.translate(ILLEGAL))
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _records(table: pd.DataFrame) -> Sequence[dict[str, Any]]:
    rows = records(table.astype(object).where(table.notna(), None))
    return [{str(k): v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in rows]


FORMATS: dict[str, tuple[Callable[[pd.DataFrame, Receipt], bytes], str]] = {
    "csv": (csv, "text/csv; charset=utf-8"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": (parquet, "application/vnd.apache.parquet"),
    "json": (json, "application/json"),
}
