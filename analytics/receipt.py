"""Receipt: what a number or a file was made from; the same receipt gives the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from analytics.snapshot import Snapshot
from data.selection import Selection


@dataclass(frozen=True, slots=True)
class Receipt:
    """Snapshot, selection (as an address), table with its options, and the versions of what annotated the texts."""

    snapshot: str
    selection: str
    table: str
    versions: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, snapshot: Snapshot, selection: Selection, table: str) -> Receipt:
        """The receipt of a table of a selection."""
        return cls(snapshot.id, selection.to_query(), table, tuple(sorted(snapshot.manifest.versions.items())))

    @property
    def id(self) -> str:
        """Twelve hex digits that stand for the whole receipt."""
        return hashlib.sha256(orjson.dumps(self.record())).hexdigest()[:12]

    def record(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "snapshot": self.snapshot,
            "selection": self.selection,
            "table": self.table,
            **dict(self.versions),
        }

    def line(self) -> str:
        """As a person reads it, in one line."""
        return f"{self.id} · snapshot {self.snapshot or 'none'} · {self.selection or 'everything'} · {self.table}"
