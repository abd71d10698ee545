"""What a table is made from: the weighed snapshot, and what the address says besides the selection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs

from analytics.measures.periods import BYS, By
from analytics.weights import View
from data.selection import BadQuery

OPTIONS = ("by", "kind", "top", "see")  # what an address says besides the selection


@dataclass(frozen=True, slots=True)
class Options:
    """What an address says besides the selection: period, kind of term or actor, most rows, and the number clicked."""

    by: By | None = None
    kind: str = ""
    top: int | None = None
    see: str = ""

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Read `by`, `kind`, `top` and `see` of an address; raises BadQuery where one is impossible."""
        asked = {key: values[-1] for key, values in parse_qs(query.removeprefix("?")).items()}
        by, top = asked.get("by", ""), asked.get("top", "")
        if by and by not in BYS:
            raise BadQuery(f"by is {', '.join(BYS)}, not {by!r}")
        if top and not top.isdigit():
            raise BadQuery(f"top is a whole number, not {top!r}")
        return cls(by or None, asked.get("kind", ""), int(top) if top else None, asked.get("see", ""))

    @property
    def text(self) -> str:
        """The options in one fixed order, for a receipt."""
        parts = {"by": self.by or "", "kind": self.kind, "top": str(self.top or ""), "see": self.see}
        return "".join(f" {key}={value}" for key, value in parts.items() if value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is made from: the weighed snapshot, the options, and the reader's language."""

    seen: View
    options: Options
    language: str = "id"

    def but(self, **changes: object) -> Asked:
        """The same with other options."""
        return replace(self, options=replace(self.options, **changes))  # type: ignore[arg-type]
