"""Which files to read, in which order, what each is by its name, and whose pages lie in it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.article import PageKind
from data.intake.mapping import ENDING
from data.intake.unpack import plain_name
from data.outlets import outlets

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
_TOLD = 6  # endings that are told one by one
FORMS = PAGES | TABLES | {".warc": "warc"}


def files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """The files to read, with the path under which each was found; folders are walked, hidden files not."""
    for path in sorted(paths):
        if path.is_dir():
            yield from ((file, path) for file in sorted(path.rglob("*")) if _wanted(file, path))
        elif not _is_expectation(path):
            yield path, path.parent


def left_out(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The folders that hold files of no form that can be read, with how many of which ending, in words."""
    for folder in sorted(path for path in paths if path.is_dir()):
        unknown = (f for f in folder.rglob("*") if not (_is_read(f) or _is_hidden(f, folder)) and f.is_file())
        endings = Counter(file.suffix.lower() or "without an ending" for file in unknown).most_common()
        if endings:
            more = f" and {sum(n for _, n in endings[_TOLD:]):,} more" if len(endings) > _TOLD else ""
            yield folder, ", ".join(f"{n:,} {ending}" for ending, n in endings[:_TOLD]) + more


def _wanted(file: Path, folder: Path) -> bool:
    return _is_known(file) and not _is_hidden(file, folder) and file.is_file() and not _is_expectation(file)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _is_known(file: Path) -> bool:
    """Whether a file is of a form that is read, by its name."""
    return bool(kind(file.name)) or is_zip(file)


def _is_read(file: Path) -> bool:
    """Whether a file is of such a form, or tells how another is to be read."""
    return _is_known(file) or file.name.endswith(ENDING)


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
