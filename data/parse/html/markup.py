"""The bytes of an HTML page as a parsed tree, in the right charset, or why there is none."""

from __future__ import annotations

import codecs
import re

from lxml.html import HtmlElement
from trafilatura import load_html

from data.article import Unreadable
from data.parse.text import decode

MOST = 20 * 1024 * 1024  # bytes of a page, pictures inside it not counted
_ELEMENTS = 50_000  # of a page; saved live reports have some 20,000
_LOOKED_AT = 20_000
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_PICTURE = re.compile(rb"""(?<=["'(])data:[\w/+.-]{1,60};[^"')]{200,}""")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ufffe\\uffff\\ud800-\\udfff]")
_REFERENCE = re.compile(
    "&#(?:0{0,9}(?:[0-8]|1[124-9]|2\\d|3[01])|[xX]0{0,9}(?:[0-8bcefBCEF]|1[0-9a-fA-F]))(?:;|(?![0-9a-fA-F]))"
)
_GIANT = re.compile(r"<([a-zA-Z][\w-]{0,30})[\s/][^<>]{20000,}")
_CHARSET = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([\w-]{2,20})""", re.IGNORECASE)
_CHARSETS = (
    "big5",
    "cp12",
    "cp874",
    "cp932",
    "cp949",
    "euc",
    "gb",
    "iso8859",
    "iso2022",
    "koi8",
    "mac",
    "shift",
    "tis",
)


def parse(content: bytes) -> HtmlElement:
    """The parsed page.

    Raises:
        Unreadable: it is empty, binary, too large, or no HTML at all.
    """
    if not content.strip():
        raise Unreadable("the page is empty")
    if len(content) > _LOOKED_AT and b"data:" in content:
        content = _PICTURE.sub(b"", content)
    if len(content) > MOST:
        raise Unreadable("the page is larger than 20 MB, which no article is; save the article alone")
    tree = load_html(tame(_text(content)))
    if tree is None:
        raise Unreadable("the page is not HTML")
    if int(str(tree.xpath("string(count(//*))"))) > _ELEMENTS:
        raise Unreadable("the page has more than 50,000 elements, which no article has; save the article alone")
    return tree


def tame(markup: str) -> str:
    """HTML without what harms its reader: control characters (a tree holds none, and a text needs none), and the
    attributes of giant tags, for which the parser takes quadratic time.
    """
    return _GIANT.sub(r"<\1 ", _REFERENCE.sub(" ", _CONTROL.sub(" ", markup)))


def is_cut(content: bytes) -> bool:
    """Whether a page ends before its end."""
    end = content[-3000:].lower()
    return b"<" in content and b"</html" not in end and b"</body" not in end


def _text(content: bytes) -> str:
    """The text of a page's bytes: UTF-8 where it is that, else in the charset it declares, else Windows-1252.

    Raises:
        Unreadable: the bytes are not text.
    """
    head = content[:_LOOKED_AT]
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and len(head.translate(None, _CONTROLS)) < 0.98 * len(head):
        raise Unreadable("the page is not text (binary)")
    content = content if wide else content.replace(b"\0", b"")
    charset = "" if wide or _is_utf8(content) else _declared(content)
    return content.decode(charset, "replace") if charset else decode(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(content: bytes) -> str:
    """The charset a page declares, if it is one of a script or language; UTF-8 that is none is not believed."""
    found = _CHARSET.search(content, 0, 4096)
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""
    return name if name.replace("_", "").startswith(_CHARSETS) else ""
