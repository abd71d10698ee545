"""Where words run together because the spaces around a link were lost ("MiliterFinlandiamenembak")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.actors.lexicon import Lexicon

GLUED = re.compile(r"[a-z]{2}[A-Z][a-z]")  # without it in a text, what follows a name is an ending
BEFORE, AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[a-z]+")
MOST = 20  # letters of a word
LEAST = 3  # letters of a name or of a word after it


class Seams:
    """Finds where a name begins or ends within a run of letters; made once from the lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words.common | words.titles | words.fill | words.set("titles", "breaks")

    def of(self, text: str, matches: Sequence[tuple[int, int, int]]) -> set[int]:
        """The places between letters at which one word ends and the next begins; `matches` are forms found anywhere."""
        inside = [
            (s, e) for _, s, e in matches if text[s].isupper() and (text[e : e + 1].isalpha() or text[s - 1].isalpha())
        ]
        if not inside:
            return set()
        begin = {start for start, _ in inside if self._begins(text, start)}
        ends = {end for start, end in inside if self._ends(text, start, end, begin)}
        opened = {end for start, end in inside if start in begin or _opens(text, start)}
        both = {start for start, _ in inside if start in opened and text[start].isupper()}
        found = begin | ends | both
        return found if found and GLUED.search(text) else set()

    def _begins(self, text: str, start: int) -> bool:
        """Whether a name begins right after a word ("keFinlandia")."""
        if not (text[start - 1 : start].islower() and text[start].isupper()):
            return False
        word = BEFORE.search(text, max(0, start - MOST), start)
        return word is not None and word.group().casefold() in self._words

    def _ends(self, text: str, start: int, end: int, begin: set[int]) -> bool:
        """Whether a name ends right before a word in small letters ("Finlandiamasih")."""
        word = AFTER.match(text, end)
        if word is None or end - start < LEAST or not (start in begin or _opens(text, start)):
            return False
        rest = word.group()
        return len(rest) > LEAST and rest in self._words and (text[start:end] + rest).casefold() not in self._words


def _opens(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()
