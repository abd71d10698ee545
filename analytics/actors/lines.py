"""Where the tables and fields of a TOML file stand: their lines, which the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

HEADER = re.compile(r"^[ \t]*\[{1,2}\s*([\w.-]+)\s*\]{1,2}", re.MULTILINE)
OPENED = re.compile(r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|(\{)")  # a brace that stands in no comment and no text


class Lines:
    """The lines of a file that was read as `said`; a line that cannot be found is that of what it stands in."""

    def __init__(self, text: str, said: Mapping[str, Any]) -> None:
        self._text = text
        self._many = {table: len(some) for table, some in said.items() if isinstance(some, list)}

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int]]]:
        """Of each kind of table, where every one of them begins and ends, in order."""
        heads = [(m.group(1), m.start()) for m in HEADER.finditer(self._text) if "." not in m.group(1)]
        found: dict[str, list[tuple[int, int]]] = {}
        for (name, start), (_, end) in pairwise([*heads, ("", len(self._text))]):
            found.setdefault(name, []).append((start, end))
        return found

    def _found(self, table: str) -> bool:
        """Whether as many tables of a kind were found as were read: else a header hides, or a text looks like one."""
        return len(self._spans.get(table, ())) == self._many.get(table)

    def head(self, table: str) -> int:
        """The line on which a kind of table, or a field outside of any, is first named."""
        found = re.search(rf"^[ \t]*[\[\s\"']*{re.escape(table)}\b", self._text, re.MULTILINE)
        return self._line(found.end()) if found else 1

    def of(self, table: str, at: int, field: str = "", item: int | None = None) -> int:
        """The line of a table (the `at`-th of its kind), of a field in it, or of an item of a field; 0 if unknown."""
        if not self._found(table):
            return 0
        start, end = self._spans[table][at]
        if field:
            start = self._field(start, end, field)
        if item is not None:
            opened = [m.start() for m in OPENED.finditer(self._text, start, end) if m.group(1)]
            start = opened[item] if item < len(opened) else start
        return self._line(start)

    def span(self, table: str, at: int) -> tuple[int, int] | None:
        """Where a table begins, and where its last field ends; comments below that are others'. None if unknown."""
        if not self._found(table):
            return None
        start, end = self._spans[table][at]
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
