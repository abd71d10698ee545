"""A text made even for reading: composed letters, plain spaces, no invisible marks; and where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners, byte-order mark
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_PIECE = re.compile(
    rf"(?P<space>[{_UNSEEN}]*\s[\s{_UNSEEN}]*)|(?P<unseen>[{_UNSEEN}]+)|[^\s{_UNSEEN}](?P<marks>[{_MARKS}]*)"
)
_UNEVEN = re.compile(rf"[^\S \n]|[ \n] |\ \n|\n\n\n|[{_UNSEEN}{_MARKS}\u2010\u2011]")
_LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Evened:
    """`text` as it is read; `starts` and `ends` give for each of its characters where it stood in the text as given.

    Where nothing had to be evened both are empty, and every character stands where it stood.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text as given that stand for these (at least one) of the evened text."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def evened(text: str) -> Evened:
    """The text in composed letters, with one space between words, one or two line breaks between lines."""
    if _UNEVEN.search(text) is None:
        return Evened(text)
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        said = _said(piece)
        made.append(said)
        starts += [piece.start()] * len(said)
        ends += [piece.end()] * len(said)
    return Evened("".join(made), starts, ends)


def _said(piece: re.Match[str]) -> str:
    if piece["unseen"]:
        return ""
    if piece["space"]:
        return "\n" * min(2, len(_LINE.findall(piece[0]))) or " "
    return unicodedata.normalize("NFC", piece[0]) if piece["marks"] else piece[0].translate(_HYPHENS)
