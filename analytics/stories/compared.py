"""A text as it is compared: its words without case and punctuation, and which of them say who, where and how many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analytics.text import WORD

GRAM = 3  # words in a row that anchor one text to another
_OPENERS = " \"“‘'(["
_STOPS = ".!?:\n"


@dataclass(frozen=True, eq=False)
class Words:
    """The plain words of a text in order, those that are facts (names and numbers), and the words of its headline."""

    plain: tuple[str, ...]
    facts: tuple[bool, ...]
    headline: frozenset[str]

    def __len__(self) -> int:
        return len(self.plain)

    @cached_property
    def grams(self) -> dict[tuple[str, ...], list[int]]:
        """Every run of `GRAM` words and where it begins."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(self.plain) - GRAM + 1):
            found.setdefault(self.plain[at : at + GRAM], []).append(at)
        return found


def words(title: str, text: str) -> Words:
    """The words of an article; a capitalised word that begins a sentence is not taken for a name."""
    plain, facts = list[str](), list[bool]()
    for match in WORD.finditer(text):
        word = match.group()
        plain.append(folded(word))
        facts.append(word[0].isdigit() or (word[0].isupper() and len(word) > 1 and not _begins(text, match.start())))
    return Words(tuple(plain), tuple(facts), frozenset(folded(m.group()) for m in WORD.finditer(title)))


def folded(word: str) -> str:
    """A word in small letters, of letters and digits only: `Jum'at` and `Jumat`, `13,750` and `13750` are alike."""
    low = word.casefold()
    return low if low.isalnum() else "".join(c for c in low if c.isalnum())


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    before = text[max(0, start - 4) : start].rstrip(_OPENERS)
    return not before or before[-1] in _STOPS
