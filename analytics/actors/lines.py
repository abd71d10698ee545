"""Where the tables and fields of a TOML file stand: their lines, which the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

HEADER = re.compile(r"^[ \t]*\[{1,2}\s*([\w.-]+)\s*\]{1,2}", re.MULTILINE)
OPENED = re.compile(r"\{")


class Lines:
    """The lines of a file that was read as `said`; a line that cannot be found is that of what it stands in."""

    def __init__(self, text: str, said: Mapping[str, Any]) -> None:
        self._text, self._said = text, said

    @cached_property
    def _starts(self) -> dict[str, list[tuple[int, int]]]:
        """Of each kind of table, where every one of them begins and ends, in order."""
        heads = [(m.group(1), m.start()) for m in HEADER.finditer(self._text)]
        ends = [start for name, start in heads if "." not in name] + [len(self._text)]
        found: dict[str, list[tuple[int, int]]] = {}
        for name, start in heads:
            if "." not in name:
                found.setdefault(name, []).append((start, next(end for end in ends if end > start)))
        return found

    def head(self, table: str) -> int:
        """The line of the first header of a kind of table; 0 if there is none."""
        spans = self._starts.get(table)
        return self._line(spans[0][0]) if spans else 0

    def of(self, table: str, at: int, field: str = "", item: int | None = None) -> int:
        """The line of a table (the `at`-th of its kind), of a field in it, or of an item of a field; 0 if unknown."""
        spans = self._starts.get(table, [])
        if not isinstance(self._said.get(table), Sequence) or len(spans) != len(self._said[table]):
            return 0
        start, end = spans[at]
        if field:
            start = self._field(start, end, field)
        if item is not None:
            opened = [m.start() for m in OPENED.finditer(self._text, start, end)]
            start = opened[item] if item < len(opened) else start
        return self._line(start)

    def span(self, table: str, at: int) -> tuple[int, int]:
        """Where a table begins, and where its last field ends; comments below that are others'."""
        start, end = self._starts[table][at]
        lines = self._text[start:end].splitlines(keepends=True)
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        return start, start + len("".join(lines))

    def _field(self, start: int, end: int, field: str) -> int:
        pattern = re.compile(rf"^[ \t]*[\"']?{re.escape(field)}[\"']?\s*=", re.MULTILINE)
        found = pattern.search(self._text, start, end)
        return found.end() if found else start

    def _line(self, place: int) -> int:
        return self._text.count("\n", 0, place) + 1


@dataclass(frozen=True, slots=True)
class Place:
    """A table of a file: what an error says of where it stands; found only when it is asked for."""

    file: str
    lines: Lines
    table: str
    at: int
    entry: str

    def told(self, field: str = "", item: int | None = None) -> str:
        """The file, the line and the entry, as an error begins."""
        line = self.lines.of(self.table, self.at, field, item)
        return f"{self.file}, line {line}, {self.entry}" if line else f"{self.file}, {self.entry}"

    @property
    def short(self) -> str:
        """The file and the line."""
        line = self.lines.of(self.table, self.at)
        return f"{self.file}, line {line}" if line else self.file
