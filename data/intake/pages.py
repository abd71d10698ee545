"""Readers: folders, files, packed files, web archives and tables, as pages in file-name order."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import orjson

from data.article import Page, PageKind, link
from data.entries import NoFeed, read_entries
from data.intake.answers import Captured
from data.intake.columns import BadRow, BadTable, Columns
from data.intake.files import TABLES, files, is_table, is_zip, kind, left_out, outlet, told
from data.intake.mapping import BadMapping, Mapping, beside
from data.intake.multipage import ReadFile, Series, gathered, on_disk
from data.intake.tables import count_rows, rows
from data.intake.taken import BROKEN, SHOWN, Refused, Remark, Taken, why
from data.intake.unpack import TABLE_CAP, members, opened, plain_bytes, plain_name
from data.intake.warc import count_records, read_warc

__all__ = ["Refused", "Remark", "count", "read_pages"]


@dataclass(frozen=True, slots=True)
class _Opened:
    """An open file: its bytes, where it lay, its packed size, whose pages lie there, and a table's mapping."""

    raw: IO[bytes]
    source: str
    size: int
    outlet: str
    mapping: Mapping

    @property
    def kind(self) -> str:
        return kind(self.source)


def read_pages(paths: Sequence[Path], mapping: Mapping | None = None) -> Iterator[Taken]:
    """Every page of the paths, in file-name order; what cannot be opened is refused with its reason.

    Tables are read by the mapping given, else by the one that lies beside them.
    """
    for file, root, pages in gathered(files(paths)):
        try:
            if pages:
                yield from _pages_of_one(pages, told(file), outlet(file, root), on_disk)
            else:
                yield from _zip(file, root, mapping) if is_zip(file) else _file(file, root, mapping)
        except BadMapping as bad:
            yield Refused(told(file), str(bad))
        except BROKEN as error:
            yield Refused(told(file), why(error), _first_bytes(file))
    for folder, endings in left_out(paths):
        yield Remark(told(folder), f"left out, for they are of no form that can be read: {endings}")


def count(paths: Sequence[Path]) -> int:
    """About how many pages the paths hold (files, table rows and archived records), for a progress bar."""
    total = 0
    for file, _ in files(paths):
        try:
            total += _count(file)
        except (*BROKEN, BadTable):
            total += 1
    return total


def _count(file: Path) -> int:
    form = kind(file.name)
    if is_zip(file):
        with members(file) as found:
            return len(found)
    if form != "warc" and not is_table(file.name):
        return 1
    with file.open("rb") as raw:
        if form == "warc" and not file.name.lower().endswith(".zst"):
            return count_records(raw)
        with opened(raw, file.name, file.stat().st_size, TABLE_CAP) as stream:
            if form == "warc":
                return count_records(stream)
            return count_rows(_seekable(stream, raw, file.name, form), form)


def _file(file: Path, root: Path, mapping: Mapping | None) -> Iterator[Taken]:
    with file.open("rb") as raw:
        by = (mapping or beside(file)) if is_table(file.name) else Mapping()
        yield from _stream(_Opened(raw, told(file), file.stat().st_size, outlet(file, root), by))


def _pages_of_one(pages: Series, source: str, whose: str, read: ReadFile) -> Iterator[Page | Refused]:
    """The pages of one article as one page, called by its first; what was not saved of it is told."""
    yield Page(source, "html", pages.content(read), outlet=whose)
    for number in pages.missing:
        yield Refused(
            f"{source}#page {number}",
            "a page of this article was not saved, so its text has a gap or ends early; save it in the same folder",
        )


def _zip(file: Path, root: Path, mapping: Mapping | None) -> Iterator[Taken]:
    """The members of an archive, each read as the file it is; one that is broken does not hide the others."""
    with members(file) as held:

        def read(name: Path, most: int) -> bytes:
            with held[name].open() as stream:
                return plain_bytes(stream, name.name, held[name].size, most)

        for name, _, pages in gathered(((name, Path()) for name in held if _is_member(name)), read):
            source, whose = f"{told(file)}/{told(name)}", outlet(name, Path()) or outlet(file, root)
            try:
                if pages:
                    yield from _pages_of_one(pages, source, whose, read)
                else:
                    with held[name].open() as stream:
                        yield from _stream(_Opened(stream, source, held[name].size, whose, mapping or Mapping()))
            except BROKEN as error:
                yield Refused(source, why(error))


def _is_member(name: Path) -> bool:
    """Whether a file of a zip archive is to be read."""
    return bool(kind(name.name)) and not name.name.startswith(".") and name.parts[0] != "__MACOSX"


def _stream(file: _Opened) -> Iterator[Taken]:
    """The pages of one open file."""
    if not file.kind:
        suffix = Path(file.source).suffix or "a file without a suffix"
        yield Refused(file.source, f"{suffix} is no form of page that can be read")
    elif file.kind in TABLES.values():
        yield from _table(file)
    elif file.kind == "warc":
        yield from _warc(file)
    else:
        content = plain_bytes(file.raw, file.source, file.size)
        yield from (
            _feed(content, file.source, file.outlet)
            if file.kind == "feed"
            else [Page(file.source, _html_or(file.kind, content), content, outlet=file.outlet)]
        )


def _html_or(form: str, content: bytes) -> PageKind:
    """HTML when a text file holds a whole HTML page, else what its name says."""
    start = content[:200].lstrip().lower()
    return "html" if form == "html" or start.startswith((b"<!doctype html", b"<html")) else "text"


def _table(file: _Opened) -> Iterator[Taken]:
    """A page for each row; the row's number from 1 is part of its source."""
    columns = Columns(file.mapping)
    with opened(file.raw, file.source, file.size, TABLE_CAP) as packed:
        stream = _seekable(packed, file.raw, file.source, file.kind)
        try:
            for number, row in enumerate(rows(stream, file.kind, columns), 1):
                where = f"{file.source}#{number}"
                yield Refused(where, row.reason, row.content) if isinstance(row, BadRow) else _row(where, row, file)
        except BadTable as bad:
            yield Refused(file.source, str(bad))
    yield from (Remark(file.source, said) for said in columns.remarks())


def _row(source: str, row: dict[str, str], file: _Opened) -> Page:
    """A page holding one row's fields as canonical JSON."""
    named = file.outlet if not row.get("outlet") else ""
    return Page(source, "row", orjson.dumps(row, option=orjson.OPT_SORT_KEYS), link(row.get("url", "")), named)


def _seekable(stream: io.BufferedReader, raw: IO[bytes], name: str, form: str) -> io.BufferedReader:
    """A stream that Parquet can jump in: the file itself, or its unpacked bytes."""
    if form != "parquet":
        return stream
    if plain_name(name) == name and isinstance(raw, io.BufferedReader):
        return raw
    return io.BufferedReader(io.BytesIO(stream.read()))


def _warc(file: _Opened) -> Iterator[Taken]:
    """A page for each page that was archived, pages of archived feeds among them."""
    if file.source.lower().endswith(".zst"):
        with opened(file.raw, file.source, file.size, TABLE_CAP) as stream:
            yield from _captures(stream, file)
    else:  # gzip members are the archive's own form
        yield from _captures(file.raw, file)


def _captures(stream: IO[bytes], file: _Opened) -> Iterator[Taken]:
    return (page for one in read_warc(stream, file.source) for page in _captured(one, file.outlet))


def _captured(one: Captured | Refused | Remark, whose: str) -> Iterable[Taken]:
    if not isinstance(one, Captured):
        return [one]
    if one.kind == "html":
        return [Page(one.source, "html", one.content, one.url, whose, one.fetched_at)]
    entries = _feed(one.content, one.source, whose)
    return [replace(entry, fetched_at=one.fetched_at) if isinstance(entry, Page) else entry for entry in entries]


def _feed(content: bytes, source: str, outlet: str) -> Iterable[Page | Refused]:
    """A page for each entry of a feed or sitemap; what is no entry is refused."""
    try:
        feed = read_entries(content)
    except NoFeed as none:
        return [
            Page(source, "html", content, outlet=outlet) if none.html else Refused(source, str(none), content[:SHOWN])
        ]
    if not feed.entries and not feed.aside:
        return [Refused(source, "the feed has no entries", content[:SHOWN])]
    pages = [Page(f"{source}#{n}", "feed", e.record(), e.link, outlet) for n, e in enumerate(feed.entries, 1)]
    return [*pages, *(Refused(f"{source}#-{n}", reason, raw) for n, (raw, reason) in enumerate(feed.aside, 1))]


def _first_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as raw:
            return raw.read(SHOWN)
    except OSError:
        return b""
