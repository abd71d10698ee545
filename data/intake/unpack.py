"""Packed files, opened as streams that stop before they fill the memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


def plain_bytes(stream: IO[bytes], name: str, packed_size: int, most: int = PAGE_CAP) -> bytes:
    """Up to so many of the plain bytes of a page; raises `TooLarge` where all are asked for and they are too many."""
    with opened(stream, name, packed_size, PAGE_CAP) as plain:
        return plain.read(PAGE_CAP + 1 if most == PAGE_CAP else most)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip archive that is open."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def size(self) -> int:
        """Its packed size."""
        return max(self.info.compress_size, 1)

    def open(self) -> IO[bytes]:
        """Its bytes."""
        return self.archive.open(self.info)


@contextmanager
def members(path: Path) -> Iterator[dict[Path, Member]]:
    """The files of a zip archive by name, in the order of their names."""
    with zipfile.ZipFile(path) as archive:
        found = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        yield {Path(info.filename): Member(archive, info) for info in found}
