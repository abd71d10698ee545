"""Web archives (WARC): the pages that a crawler was answered with, and how many records were something else."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from data.intake.answers import Captured, Damaged, answer
from data.intake.taken import BROKEN, Refused, Remark
from data.intake.unpack import TooLarge

_FAULTS = (*BROKEN, ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, TypeError)
_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/"
_CHUNK = 1 << 16
_HEAD = 4 * 1024 * 1024  # bytes of a record's head, at most


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """What records are read from; a head that has no end is refused before it fills the memory."""

    _head = 0  # bytes read by lines since others were

    def readline(self, length: int | None = None) -> bytes:
        """The next line, of a length that the head of a record can have."""
        line: bytes = super().readline(_HEAD if length is None else min(length, _HEAD))
        self._head += len(line)
        if self._head >= _HEAD:
            raise Damaged(f"the head of the record is longer than {_HEAD // 1024**2} MB")
        return line

    def read(self, length: int | None = None) -> bytes:
        """What stands after a head."""
        self._head = 0
        return bytes(super().read(length))


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a stream; the library's remarks on bad lengths would stand in the progress bar."""

    INC_RECORD = ""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream, check_digests=True)
        self.reader = _Lines(self.fh)


class _Member:
    """One gzip member of a file as a stream of its plain bytes; the file stands behind it when it was read to its end."""

    def __init__(self, raw: IO[bytes], offset: int) -> None:
        self._raw = raw
        self._raw.seek(offset)
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._place = 0

    def tell(self) -> int:
        """How many plain bytes were read."""
        return self._place

    def read(self, size: int = _CHUNK) -> bytes:
        """Up to `size` plain bytes, none at the end; raises OSError where the member breaks off."""
        while not self._unpack.eof:
            packed = self._unpack.unconsumed_tail or self._raw.read(_CHUNK)
            if not packed:
                raise Damaged("the file ends within the record")
            try:
                plain = self._unpack.decompress(packed, size)
            except zlib.error as error:
                raise Damaged(f"the record is damaged: {error}") from None
            if plain:
                self._place += len(plain)
                return plain
        return b""

    def end(self) -> int | None:
        """Where the next member begins, None at the end of the file."""
        while self.read():
            pass
        offset = self._raw.tell() - len(self._unpack.unused_data)
        self._raw.seek(offset)
        return offset if self._raw.read(1) else None


def read_warc(raw: IO[bytes], source: str) -> Iterator[Captured | Refused | Remark]:
    """Pages and feeds of a web archive in order; its records may be gzip members.

    A record that cannot be read is refused with its number, and the next one sought.
    """
    file = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, _CHUNK)  # type: ignore[type-var]
    packed = file.peek(3).startswith(_GZIP)
    number, at, within = 0, 0 if file.seekable() else None, False
    stream: Any = file
    while True:
        stream = _Member(file, at or 0) if packed else stream
        records = _Records(stream)
        try:
            for record in records:
                number, within = number + 1, True
                taken, within = answer(record, source, number), False
                yield taken
            at = stream.end() if packed else None
        except _FAULTS as error:
            number, within = number + (not within), False
            yield Refused(f"{source}#{number}", _fault(error, number))
            at = _next(file, (at or 0) + 1, _GZIP) if packed else _next(file, records.offset, b"\n" + _WARC)
        if at is None:
            return
        file.seek(at)


def _next(file: IO[bytes], offset: int, sign: bytes) -> int | None:
    """Where the sign of a record stands next (a line's end before it is no part of it), None where it does not."""
    if not file.seekable():
        return None
    file.seek(offset)
    held = b""
    while chunk := file.read(_CHUNK):
        held += chunk
        found = held.find(sign)
        if found >= 0:
            return offset + found + sign.startswith(b"\n")
        offset += len(held) - len(sign) + 1
        held = held[1 - len(sign) :]
    return None


def _fault(error: BaseException, number: int) -> str:
    if isinstance(error, ArchiveLoadFailed) and number == 1:
        return "it is no web archive (WARC)"
    if isinstance(error, (TooLarge, Damaged)):
        return str(error)
    if isinstance(error, (AttributeError, TypeError)):  # the library asks for fields that are not there
        return "the record is damaged: its head lacks what every record has"
    return "the record is damaged: " + " ".join(str(error).split())[:150]


def count_records(raw: io.BufferedReader) -> int:
    """About how many records a web archive holds."""
    sign = _GZIP if raw.peek(3).startswith(_GZIP) else _WARC
    total, tail = 0, b""
    while chunk := raw.read(1 << 20):
        total += (tail + chunk).count(sign)
        tail = chunk[1 - len(sign) :]
    return max(1, total)
