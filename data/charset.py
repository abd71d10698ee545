"""In which charset an answer is written: its own mark, UTF-8, what the server says, what it says itself, else Windows-1252."""

from __future__ import annotations

import codecs
import re

_SAID = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LIKE_UTF8 = ("utf-16", "utf-32", "iso2022")  # charsets whose bytes may pass for UTF-8
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what these labels mean to a browser (WHATWG Encoding)


def as_utf8(content: bytes, declared: str = "") -> bytes:
    """The answer in UTF-8; untouched when it is UTF-8 (or UTF-16 with its mark) already."""
    if content.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return content
    if _label(declared).startswith(_LIKE_UTF8):
        return content.decode(_label(declared), "replace").encode("utf-8")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, declared).encode("utf-8")
    return content


def _decoded(content: bytes, declared: str) -> str:
    said = _SAID.search(content[:4096])
    torn = content.decode("utf-8", "replace")
    for name in (declared, said[1].decode("ascii", "ignore") if said else "", "cp1252"):
        label = _label(name)
        if label == "utf-8" and torn.count("\ufffd") <= 1 + len(torn) // 1000:
            return torn
        if label and not label.startswith("utf"):
            try:
                return content.decode(label)
            except (LookupError, UnicodeDecodeError):
                continue
    return torn


def _label(name: str) -> str:
    """A charset as Python calls it, and as browsers mean it; empty where there is none of that name."""
    try:
        label = codecs.lookup(name).name
    except LookupError:
        return ""
    return _AS_BROWSERS.get(label, label)
