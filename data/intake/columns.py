"""Which column of a table holds what, and what a cell says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isnan
from typing import Any

from data.intake.mapping import FIELDS, Mapping

Row = dict[str, str]
Places = dict[str, tuple[int, ...]]  # field -> positions of its columns

SYNONYMS = {
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
_MOST = 40  # columns named in a message
_TABLE_HELP = "a mapping file says which column is which"


class BadTable(ValueError):
    """A table that cannot be read as one; the message says why."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: why, and its bytes as far as they are known."""

    reason: str
    content: bytes = b""


@dataclass
class Columns:
    """The columns of the table being read, as its mapping and the usual names tell them, and what was odd about them."""

    mapping: Mapping = field(default_factory=Mapping)
    names: dict[str, None] = field(default_factory=dict)  # as the table gives them, in order
    twice: dict[str, None] = field(default_factory=dict)
    rows: int = 0
    texts: int = 0

    def head(self, names: Iterable[object]) -> Places:
        """The places of our fields under a head that holds for the whole table.

        Raises:
            BadTable: a mapped column is not there, or neither a title nor a text is.
        """
        listed = [str(name) for name in names]
        missing = next((said for said in self._unmet({_plain(n) for n in listed})), None)
        if missing:
            raise BadTable(f"{missing}; its columns are: {_list(listed)}")
        places = self.places(listed)
        times = Counter(map(_plain, listed))
        self.twice |= {listed[n]: None for at in places.values() for n in at if times[_plain(listed[n])] > 1}
        return places

    def places(self, names: Iterable[object]) -> Places:
        """Which columns (by position) hold what; of equal names the first counts, of synonyms the usual.

        Raises:
            BadTable: neither a title nor a text column is there.
        """
        listed = [str(name) for name in names]
        self.names |= dict.fromkeys(listed)
        known = [_plain(name) for name in listed]
        found = {ours: at for ours in FIELDS if (at := self._at(ours, known))}
        if not {"title", "text"} & set(found):
            raise BadTable(f"the table has no column title or text ({_TABLE_HELP}); its columns are: {_list(listed)}")
        return found

    def _at(self, ours: str, known: list[str]) -> tuple[int, ...]:
        if ours in self.mapping.columns:
            return tuple(known.index(_plain(name)) for name in self.mapping.columns[ours] if _plain(name) in known)
        taken = {_plain(name) for names in self.mapping.columns.values() for name in names}
        usual = next((alias for alias in SYNONYMS[ours] if alias in known and alias not in taken), None)
        return (known.index(usual),) if usual else ()

    def _unmet(self, known: set[str]) -> Iterator[str]:
        """Columns that the mapping names and the table has not."""
        for ours, names in self.mapping.columns.items():
            for name in names:
                if _plain(name) not in known:
                    yield f"{self.mapping.path}: columns.{ours}: the table has no column {name!r}"

    def row(self, values: Sequence[Any], places: Places) -> Row:
        """Our fields of a row; what is empty is left out or what the mapping has for it."""
        row = {ours: said for ours, at in places.items() if (said := _joined(ours, [values[n] for n in at]))}
        row = {**self.mapping.constants, **row}
        row |= {key: said for key in ("order", "zone") if (said := getattr(self.mapping, key))}
        self.rows += 1
        self.texts += "text" in row
        return row

    def remarks(self) -> Iterator[str]:
        """What a person should know of the table once it was read."""
        yield from (f"two columns are called {name!r}; the first is read" for name in self.twice)
        for missing in self._unmet({_plain(name) for name in self.names}):
            yield f"{missing}; its columns are: {_list(self.names)}"
        if self.rows and not self.texts:
            yield f"no row has a text, headlines alone are counted ({_TABLE_HELP}); its columns: {_list(self.names)}"


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").lstrip("\ufeff")


def _list(names: Iterable[str]) -> str:
    listed = [name.strip().lstrip("\ufeff") for name in names]
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return (", ".join(listed[:_MOST]) or "none") + more


def _joined(ours: str, cells: Iterable[Any]) -> str:
    """The cells of one field as one text: paragraphs of a text, words of anything else."""
    return ("\n\n" if ours == "text" else " ").join(filter(None, map(said_by, cells)))


def said_by(value: Any) -> str:
    """A cell as text; nothing for the many spellings of nothing."""
    if isinstance(value, str):
        return "" if len(value) < 6 and value.strip().casefold() in _NOTHING else value
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, (list, tuple)):
        return ", ".join(said_by(v) for v in value)
    return said_by(value.get("name") or value.get("title")) if isinstance(value, dict) else str(value)
