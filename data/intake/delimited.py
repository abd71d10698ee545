"""Comma, semicolon and tab separated text, row by row; a broken row is told by its line and the next one read."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from data.intake.columns import BadRow, BadTable, Columns, Row

CELL = 50 * 1024 * 1024  # characters of a cell or line, at most
_HEAD = 1 << 18  # bytes that tell charset, delimiter and style
_NEVER = "\x1f"  # the delimiter of a table with one column
_QUOTES = "quotes do not pair up: one is opened and not closed, or one within a cell is not doubled"


class Lines:
    """The lines of a text, which remembers those taken since the mark and gives them back to be read otherwise."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: list[str] = []
        self.taken: list[str] = []
        self.number = 0  # of the last line taken

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._text.readline(CELL)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self.number += 1
        return line

    def mark(self) -> int:
        """Forget what was taken; returns the number of the line that comes next."""
        self.taken = []
        return self.number + 1

    def back_to_first(self) -> str:
        """Give back all that was taken since the mark but the first line, and return that one."""
        first, *rest = self.taken
        self._again += reversed(rest)
        self.number -= len(rest)
        self.taken = [first]
        return first


def read_delimited(stream: io.BufferedReader, columns: Columns) -> Iterator[Row | BadRow]:
    """The rows of a table in delimited text.

    Raises:
        BadTable: it is not text, or its head cannot be gone by.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    charset = columns.mapping.charset or charset_of(head)
    if b"\0" in head and not charset.startswith("utf-16"):
        raise BadTable("the table is not text (binary)")
    csv.field_size_limit(CELL)
    lines = Lines(io.TextIOWrapper(stream, encoding=charset, errors="replace", newline=""))
    style = _style(head.decode(charset, "replace"), columns.mapping.delimiter, lines)
    try:
        names = next(csv.reader(lines, **style), [])
    except csv.Error as error:
        raise BadTable(f"the head of the table (line {lines.number}) cannot be read: {error}") from None
    if not names:
        raise BadTable("the table has no rows")
    places = columns.head(names)
    for found in _whole(lines, style, len(names)):
        yield columns.row(found, places) if isinstance(found, list) else found


def charset_of(head: bytes) -> str:
    """UTF-8 unless the first bytes cannot be (their last few may be cut)."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        head[: len(head) - 4 if len(head) > 4 and len(head) >= 1 << 17 else None].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _style(head: str, delimiter: str, lines: Lines) -> dict[str, Any]:
    """How the table is written: what parts its cells, and whether quotes in a cell are doubled or escaped."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    if first.startswith("sep=") and len(first.strip()) == 5:
        next(lines)
        delimiter, first = delimiter or first[4], ""
    escaped = {"escapechar": "\\"} if head.count('\\"') > head.count('""') else {}
    found = max(",;\t|", key=first.count)
    return {"delimiter": delimiter or (found if found in first else _NEVER), **escaped}


def _whole(lines: Lines, style: dict[str, Any], width: int) -> Iterator[list[str] | BadRow]:
    """The rows that have as many cells as the head; from unpaired quotes to the next whole row all is one bad row.

    Where cells hold several lines, one of them may pass for a row: then two whole rows in a row are asked for.
    """
    broken, pending, tall = _Broken(), _Broken(), False
    for line, values, fault in _records(lines, style, width):
        tall = tall or (not fault and len(lines.taken) > 1) or bool(broken.lines and not values and not fault)
        if not broken.lines and fault != _QUOTES:
            if fault:
                yield _bad(line, lines.taken, fault)
            elif any(values):
                yield values
        elif fault or not values or "".join(lines.taken).count('"') % 2:  # the end of the broken cell has its quote
            broken.add(line, pending.lines + lines.taken)
            pending = _Broken()
        elif tall and not pending.lines:
            pending = _Broken(line, lines.taken, values)
        else:
            yield _bad(broken.since, broken.lines, _QUOTES)
            yield from filter(None, (pending.values, values))
            broken, pending = _Broken(), _Broken()
    if broken.lines:
        yield _bad(broken.since, broken.lines, _QUOTES)
        yield from filter(None, [pending.values])


@dataclass
class _Broken:
    """Lines that may be no row: the number of the first, the lines, and their cells where they may be one."""

    since: int = 0
    lines: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, line: int, lines: list[str]) -> None:
        self.since = self.since or line
        self.lines += lines


def _records(lines: Lines, style: dict[str, Any], width: int) -> Iterator[tuple[int, list[str], str]]:
    """Every row with the number of its first line, its cells, and what is wrong with it."""
    reader = csv.reader(lines, strict=True, **style)
    while True:
        line = lines.mark()
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reader = csv.reader(lines, strict=True, **style)
            yield line, *_mended(lines.back_to_first(), style, width, str(error))
            continue
        while len(values) > width and not values[-1]:
            values.pop()
        if not values or len(values) == width:
            yield line, values, ""
        elif len(lines.taken) > 1:
            lines.back_to_first()
            yield line, [], _QUOTES
        else:
            yield line, [], f"it has {_cells(len(values))} where the head has {width}"


def _mended(line: str, style: dict[str, Any], width: int, error: str) -> tuple[list[str], str]:
    """The cells of a line read as spreadsheets do, which let stray quotes stand, or why that does not help."""
    if "field limit" in error:
        return [], f"a cell is longer than {CELL:,} characters"
    values = next(csv.reader([line], **style), [])
    paired = line.count('"') % 2 == 0
    return (values, "") if paired and len(values) == width else ([], _QUOTES)


def _bad(first: int, lines: list[str], fault: str) -> BadRow:
    where = f"line {first}" if len(lines) == 1 else f"lines {first} to {first + len(lines) - 1}"
    return BadRow(f"{where}: {fault}", "".join(lines)[:65_536].encode())


def _cells(number: int) -> str:
    return "one cell" if number == 1 else f"{number} cells"
