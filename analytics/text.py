"""The one tokeniser: tokens and sentences with offsets.

A token is a run of letters and digits, joined inside by hyphens, apostrophes or (between digits) by `.` `,` `:`;
so `TNI-AL`, `F-16`, `G20`, `e-KTP`, `alat-alat`, `1.000` and `22:05` are each one token. Its *form*, the thing that is
counted, is casefolded, except that a token without any small letter keeps its capitals when it has two or more
characters (`AS`, `TNI-AL`, `F-16`), so the United States are not the English word *as*. A line that is in capitals
throughout (three or more words) is a shout, not a row of acronyms: its tokens are folded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:(?:[-‐‑'’]|(?<=\d)[.,:](?=\d))[^\W_]+)*")
SMALL = re.compile(r"[a-zß-öø-ÿ]")
BREAK = re.compile(r"\n\s*\n|(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W_a-z])|\n")
ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|[A-Z]\.[A-Z]|Jl|Jln|No|Tn|Ny|Sdr|Dr|dr|Drs|Dra|Ir|Prof|H|Hj|KH|R|Rd|St|Mr|Mrs|Ms|Jr|Sr|"
    r"Gen|Lt|Col|Capt|Maj|Sgt|Adm|Sen|Rep|Gov|Pres|Brigjen|Mayjen|Letjen|Kol|Kapt|Kombes|Irjen|Komjen|Laks|Lettu|"
    r"a\.n|dll|dsb|dst|hlm|tgl|Pdt|Tgk|Ust|Bp|vs|etc|al|U\.S|U\.K|U\.N|A\.S|D\.C)\.$"
)


class Token(NamedTuple):
    """A token's counted form, where it stands (characters of the text given), and whether a white space is before it."""

    form: str
    start: int
    end: int
    spaced: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    shouts = _shouts(text)
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        fold = shouts and any(first <= start < last for first, last in shouts)
        found.append(Token(word.casefold() if fold else _form(word), start, end, text[start - 1 : start].isspace()))
    return found


def forms(text: str) -> list[str]:
    """The counted forms of a text, in order."""
    return [token.form for token in tokens(text)]


def _shouts(text: str) -> list[tuple[int, int]]:
    """Lines of three words or more without any small letter."""
    found, start = [], 0
    for line in text.split("\n"):
        if line and SMALL.search(line) is None and sum(1 for _ in WORD.finditer(line)) >= 3:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _form(word: str) -> str:
    if word.isascii() and word.islower():
        return word
    if len(word) > 1 and word.upper() == word and any(c.isalpha() for c in word):
        return word
    return word.casefold()


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), without the white space around them, in order."""
    spans, start = [], 0
    for match in BREAK.finditer(text):
        if "\n" not in match.group() and ABBREVIATED.search(text, max(start, match.start() - 12), match.start()):
            continue
        spans.append(_trim(text, start, match.end()))
        start = match.end()
    spans.append(_trim(text, start, len(text)))
    return [(a, b) for a, b in spans if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + left + len(piece.strip())


def sentence_at(spans: list[tuple[int, int]], position: int) -> int:
    """The number of the sentence that holds a position (the one before it, where it falls between two)."""
    return max(bisect_right(spans, (position, 1 << 60)) - 1, 0)
