"""What a record of a web archive holds: a page as its server gave it, or something that is passed over."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

from data.article import link
from data.charset import as_utf8
from data.intake.taken import Refused, Remark, why
from data.intake.unpack import PAGE_CAP, TooLarge

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_HTML = ("text/html", "application/xhtml+xml")
_XML = re.compile(r"(?:application|text)/(?:(?:rss|atom|rdf)\+)?xml")
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<[?].*?>\s*|<!--.*?-->\s*)*<(?:!doctype html|html)", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Captured:
    """A page as a crawler was given it: its form, address and bytes, and when it was fetched."""

    source: str
    kind: Literal["html", "feed"]
    content: bytes
    url: str
    fetched_at: datetime | None


class Damaged(OSError):
    """A record whose bytes are not those that were archived; its message says why."""


def answer(record: Any, source: str, number: int) -> Captured | Refused | Remark:
    """What one record gives; raises Damaged where its bytes are not all there or not those that were archived."""
    other = _passed_over(record)
    if other:
        return Remark(source, f"passed over: {other}")
    try:
        content = _content(record)
    except TooLarge as error:
        return Refused(f"{source}#{number}", why(error))
    except (zlib.error, NotImplementedError) as error:
        return Refused(f"{source}#{number}", f"the record cannot be unpacked: {error}")
    said = str(record.http_headers.get_header("Content-Type") or "")
    kind = _kind(said.partition(";")[0].strip().lower(), content)
    if kind is None:
        return Remark(source, "passed over: neither HTML nor a feed")
    url = link(str(record.rec_headers.get_header("WARC-Target-URI") or ""))
    return Captured(f"{source}#{number}", kind, _in_utf8(content, said), url, _when(record))


def _passed_over(record: Any) -> str:
    """What a record is, if it is no answer that can hold a page."""
    if record.rec_type != "response":
        return {"revisit": "revisits", "request": "requests"}.get(record.rec_type, "records that are no answer")
    if not record.http_headers:
        return "answers without a page"
    status = str(record.http_headers.get_statuscode())
    if status.startswith("3"):
        return "redirects"
    if status != "200":
        return f"answers with status {status}"
    said = str(record.http_headers.get_header("Content-Type") or "").lower()
    told = said.partition(";")[0].strip()
    return "" if told in ("", *_HTML) or _XML.fullmatch(told) else "neither HTML nor a feed"


def _kind(told: str, content: bytes) -> Literal["html", "feed"] | None:
    head = content[:4096]
    if _PAGE.match(head) or told in _HTML:
        return "html"
    return "feed" if _FEED.search(head) else None


def _content(record: Any) -> bytes:
    """The answer's bytes, unpacked; raises TooLarge over the cap of a page, OSError where the record breaks off."""
    chunked = str(record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    content = _capped((ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read(PAGE_CAP + 1))
    if len(content) <= PAGE_CAP and not chunked and record.raw_stream.limit > 0:
        raise Damaged("the file ends within the record")
    _check(record)
    coding = str(record.http_headers.get_header("Content-Encoding") or "").lower()
    return _capped(_unpacked(content, coding))


def _check(record: Any) -> None:
    """Read the record to its end and compare it with its digest, where it has one of the whole record."""
    while record.raw_stream.read(_CHUNK):
        pass
    if any("block digest failed" in problem for problem in record.digest_checker.problems):
        raise Damaged("the record is damaged: its bytes are not those that were archived (its digest is another)")


def _unpacked(content: bytes, coding: str) -> bytes:
    """Content without its coding; crawlers often unpack it and leave the header."""
    if coding in ("gzip", "x-gzip") and content.startswith(_GZIP):
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(content, PAGE_CAP + 1)
    if coding == "deflate" and not content.lstrip().startswith(b"<"):
        window = zlib.MAX_WBITS if content[:1] == b"\x78" else -zlib.MAX_WBITS
        return zlib.decompressobj(window).decompress(content, PAGE_CAP + 1)
    if coding in ("br", "zstd") and not content.lstrip().startswith(b"<"):
        if coding not in BufferedReader.get_supported_decompressors():
            raise NotImplementedError(f"it is packed as {coding}")
        return bytes(BufferedReader(io.BytesIO(content), decomp_type=coding).read(PAGE_CAP + 1))
    return content


def _capped(content: bytes) -> bytes:
    if len(content) > PAGE_CAP:
        raise TooLarge(f"it is larger than {PAGE_CAP // 1024**2} MB")
    return content


def _in_utf8(content: bytes, said: str) -> bytes:
    """The page in UTF-8 where its server named another charset, which would be lost with the answer's head."""
    named = _CHARSET.search(said)
    return as_utf8(content, named[1]) if named else content


def _when(record: Any) -> datetime | None:
    try:
        fetched = datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")))
    except ValueError:
        return None
    return fetched if fetched.tzinfo else None
