"""Packed files, opened as streams that stop before they fill the memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PAGE_CAP = 50 * 1024 * 1024
TABLE_CAP = 8 * 1024 * 1024 * 1024
_RATIO = 200
PACKED = (".gz", ".zst")


class TooLarge(OSError):
    """Unpacked, the file is larger than is allowed."""


class Capped(io.RawIOBase):
    """A stream that raises `TooLarge` once more is read than the cap, or than its packed size can hold."""

    def __init__(self, inner: IO[bytes], packed_size: int, cap: int) -> None:
        self._inner = inner
        self._left = min(cap, max(PAGE_CAP, packed_size * _RATIO))
        self._limit = self._left

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Reads into the buffer and counts."""
        view = memoryview(buffer)
        chunk = self._inner.read(len(view))
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge(f"unpacked, it is larger than {self._limit // 1024**2} MB")
        view[: len(chunk)] = chunk
        return len(chunk)


def plain_name(name: str) -> str:
    """The file's name without the suffix of its packing."""
    for suffix in PACKED:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


@contextmanager
def opened(stream: IO[bytes], name: str, packed_size: int, cap: int) -> Iterator[io.BufferedReader]:
    """The plain bytes of a stream whose name tells how it is packed."""
    inner: IO[bytes] = stream
    if name.lower().endswith(".gz"):
        inner = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    elif name.lower().endswith(".zst"):
        inner = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")  # tells when the end is missing
    yield io.BufferedReader(Capped(inner, packed_size, cap), buffer_size=1 << 18)


def members(path: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    """The files of a zip archive in name order: name, packed size, stream."""
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if not info.is_dir():
                with archive.open(info) as stream:
                    yield info.filename, max(info.compress_size, 1), stream
