"""What a table is made from: the weighed snapshot, and what the address says besides the selection."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs

from analytics.measures.periods import BYS, By
from analytics.weights import View
from data.selection import BadQuery

OPTIONS = ("by", "kind", "state", "who", "shade", "top", "see")  # what an address says besides the selection
SERIES = 6  # lines in a trend
COUNT = re.compile(r"[0-9]{1,9}")
SHADES = ("", "mentions", "share")  # what a map is shaded by


@dataclass(frozen=True, slots=True)
class Options:
    """What an address says besides the selection.

    The period, kinds of term or actor, the states that actors belong to, the actor whose page it is, what a map is
    shaded by, most rows, and the number clicked.
    """

    by: By | None = None
    kind: str = ""
    state: str = ""
    who: str = ""
    shade: str = ""
    top: int | None = None
    see: str = ""

    @classmethod
    def from_query(cls, query: str) -> Self:
        """Read what an address says; raises BadQuery where it is impossible."""
        asked = {key: values[-1] for key, values in parse_qs(query.removeprefix("?")).items()}
        by, top = asked.get("by", ""), asked.get("top", "")
        if by and by not in BYS:
            raise BadQuery(f"by is {', '.join(BYS)}, not {by!r}")
        if top and not COUNT.fullmatch(top):
            raise BadQuery(f"top is a whole number, not {top!r}")
        if asked.get("shade", "") not in SHADES:
            raise BadQuery(f"shade is mentions or share, not {asked['shade']!r}")
        plain = {key: asked.get(key, "") for key in ("kind", "state", "who", "shade", "see")}
        return cls(by=by or None, top=int(top) if top else None, **plain)

    @property
    def text(self) -> str:
        """The options in one fixed order, for a receipt."""
        parts = {"by": self.by or "", "top": str(self.top or "")}
        parts |= {key: getattr(self, key) for key in ("kind", "state", "who", "see")}  # shade changes no table
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
