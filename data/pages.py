"""Readers: folders, files, packed files and tables, as pages in file-name order."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from data.article import Page, PageKind, link
from data.entries import NoFeed, read_entries
from data.outlets import outlets
from data.tables import BadTable, count_rows, rows
from data.unpack import PAGE_CAP, TABLE_CAP, TooLarge, members, opened, plain_name

_PAGES: dict[str, PageKind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}
_TABLES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "ndjson",
    ".json": "json",
    ".parquet": "parquet",
}
_BROKEN = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    UnicodeError,
    ValueError,
)
_SHOWN = 65_536


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be taken in as a page: where it lay, why, and (its first bytes) what it was."""

    source: str
    reason: str
    content: bytes = b""


def read_pages(paths: Sequence[Path]) -> Iterator[Page | Refused]:
    """Every page of the paths, in file-name order; what cannot be opened is refused with its reason."""
    for file, root in _files(paths):
        try:
            yield from _zip(file, root) if file.suffix.lower() == ".zip" else _file(file, root)
        except _BROKEN as error:
            yield Refused(_told(file), _reason(error), _first_bytes(file))


def count(paths: Sequence[Path]) -> int:
    """About how many pages the paths hold (files and table rows), for a progress bar."""
    total = 0
    for file, _ in _files(paths):
        kind = _kind(file.name)
        try:
            if file.suffix.lower() == ".zip":
                total += sum(1 for _ in members(file))
            elif kind in _TABLES.values():
                with file.open("rb") as raw, opened(raw, file.name, file.stat().st_size, TABLE_CAP) as stream:
                    total += count_rows(_seekable(stream, raw, file.name, kind), kind)
            else:
                total += 1
        except (*_BROKEN, BadTable):
            total += 1
    return total


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """The files to read, with the path under which each was found; folders are walked, hidden files not."""
    for path in sorted(paths):
        if not path.is_dir():
            if not _is_expectation(path):
                yield path, path.parent
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if (
                not hidden
                and file.is_file()
                and (_kind(file.name) or file.suffix.lower() == ".zip")
                and not _is_expectation(file)
            ):
                yield file, path


def _is_expectation(path: Path) -> bool:
    """Whether a .json is the expected reading of the page beside it."""
    if path.suffix.lower() != ".json":
        return False
    return any(
        path.with_name(path.stem + suffix + packed).exists() for suffix in _PAGES for packed in ("", ".gz", ".zst")
    )


def _kind(name: str) -> str:
    """What a file is by its name: a page's kind, a table's, or nothing known."""
    suffix = Path(plain_name(name)).suffix.lower()
    return _PAGES.get(suffix) or _TABLES.get(suffix, "")


def _file(file: Path, root: Path) -> Iterator[Page | Refused]:
    with file.open("rb") as raw:
        yield from _stream(raw, _told(file), file.stat().st_size, _outlet(file, root))


def _told(file: Path) -> str:
    """A file's name as text; bytes that are none are written out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _zip(file: Path, root: Path) -> Iterator[Page | Refused]:
    """The members of an archive, each read as the file it is; one that is broken does not hide the others."""
    for name, size, stream in members(file):
        source = f"{_told(file)}/{name}"
        if _kind(name) and not Path(name).name.startswith(".") and not name.startswith("__MACOSX"):
            try:
                yield from _stream(stream, source, size, _outlet(Path(name), Path()) or _outlet(file, root))
            except _BROKEN as error:
                yield Refused(source, _reason(error))


def _outlet(file: Path, root: Path) -> str:
    """The outlet named by the nearest folder that is called like one."""
    folders = [p.name for p in file.parents if p != root.parent and p.is_relative_to(root)]
    return next((name for name in folders if name in outlets()), "")


def _stream(raw: IO[bytes], source: str, size: int, outlet: str) -> Iterator[Page | Refused]:
    """The pages of one open file."""
    kind = _kind(source)
    if not kind:
        yield Refused(source, f"{Path(source).suffix or 'a file without a suffix'} is no form of page that can be read")
    elif kind in _TABLES.values():
        yield from _table(raw, source, size, kind, outlet)
    else:
        with opened(raw, source, size, PAGE_CAP) as stream:
            content = stream.read(PAGE_CAP + 1)
        if len(content) > PAGE_CAP:
            raise TooLarge(f"it is larger than {PAGE_CAP // 1024**2} MB")
        yield from (
            _feed(content, source, outlet)
            if kind == "feed"
            else [Page(source, _html_or(kind, content), content, outlet=outlet)]
        )


def _html_or(kind: str, content: bytes) -> PageKind:
    """HTML when a text file holds a whole HTML page, else what its name says."""
    start = content[:200].lstrip().lower()
    return "html" if kind == "html" or start.startswith((b"<!doctype html", b"<html")) else "text"


def _table(raw: IO[bytes], source: str, size: int, kind: str, outlet: str) -> Iterator[Page | Refused]:
    """A page for each row; the row's number from 1 is part of its source."""
    with opened(raw, source, size, TABLE_CAP) as packed:
        try:
            for number, row in enumerate(rows(_seekable(packed, raw, source, kind), kind), 1):
                where = f"{source}#{number}"
                if isinstance(row, BadTable):
                    yield Refused(where, str(row))
                else:
                    named = outlet if not row.get("outlet") else ""
                    yield Page(
                        where,
                        "row",
                        orjson.dumps(row, option=orjson.OPT_SORT_KEYS),
                        link(row.get("url", "")),
                        named,
                    )
        except BadTable as bad:
            yield Refused(source, str(bad))


def _seekable(stream: io.BufferedReader, raw: IO[bytes], name: str, kind: str) -> io.BufferedReader:
    """A stream that Parquet can jump in: the file itself, or its unpacked bytes."""
    if kind != "parquet":
        return stream
    if plain_name(name) == name and isinstance(raw, io.BufferedReader):
        return raw
    return io.BufferedReader(io.BytesIO(stream.read()))


def _feed(content: bytes, source: str, outlet: str) -> Iterable[Page | Refused]:
    """A page for each entry of a feed or sitemap; what is no entry is refused."""
    try:
        feed = read_entries(content)
    except NoFeed as none:
        return [
            Page(source, "html", content, outlet=outlet) if none.html else Refused(source, str(none), content[:_SHOWN])
        ]
    if not feed.entries and not feed.aside:
        return [Refused(source, "the feed has no entries", content[:_SHOWN])]
    pages = [Page(f"{source}#{n}", "feed", e.record(), e.link, outlet) for n, e in enumerate(feed.entries, 1)]
    return [*pages, *(Refused(f"{source}#-{n}", reason, raw) for n, (raw, reason) in enumerate(feed.aside, 1))]


def _reason(error: BaseException) -> str:
    """Why a file could not be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "the file may not be read"
    if isinstance(error, TooLarge):
        return str(error)
    return f"the file is damaged or not what its name says: {str(error)[:150] or type(error).__name__}"


def _first_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as raw:
            return raw.read(_SHOWN)
    except OSError:
        return b""
