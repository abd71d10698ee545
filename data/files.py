"""Which files to read, in which order, what each is by its name, and whose pages lie in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.article import PageKind
from data.outlets import outlets
from data.unpack import plain_name

PAGES: dict[str, PageKind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}
TABLES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "ndjson",
    ".json": "json",
    ".parquet": "parquet",
}
FORMS = PAGES | TABLES | {".warc": "warc"}


def files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """The files to read, with the path under which each was found; folders are walked, hidden files not."""
    for path in sorted(paths):
        if path.is_dir():
            yield from ((file, path) for file in sorted(path.rglob("*")) if _wanted(file, path))
        elif not _is_expectation(path):
            yield path, path.parent


def _wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    known = bool(kind(file.name)) or is_zip(file)
    return known and not hidden and file.is_file() and not _is_expectation(file)


def is_zip(file: Path) -> bool:
    """Whether a file holds other files."""
    return file.suffix.lower() == ".zip"


def _is_expectation(path: Path) -> bool:
    """Whether a .json is the expected reading of the page beside it."""
    if path.suffix.lower() != ".json":
        return False
    return any(
        path.with_name(path.stem + suffix + packed).exists() for suffix in PAGES for packed in ("", ".gz", ".zst")
    )


def kind(name: str) -> str:
    """What a file is by its name: a page's kind, a table's, `warc`, or nothing known."""
    return FORMS.get(Path(plain_name(name)).suffix.lower(), "")


def is_table(name: str) -> bool:
    """Whether a file is a table by its name."""
    return Path(plain_name(name)).suffix.lower() in TABLES


def told(file: Path) -> str:
    """A file's name as text; bytes that are none are written out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def outlet(file: Path, root: Path) -> str:
    """The outlet named by the nearest folder that is called like one."""
    folders = [p.name for p in file.parents if p != root.parent and p.is_relative_to(root)]
    return next((name for name in folders if name in outlets()), "")
