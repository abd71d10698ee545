"""The headline of another article glued into a paragraph (`Baca juga: ...`): where it begins and where it ends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

_WORD = re.compile(r"\S+")
_QUOTES = ('"', "“", "”", "'", "‘")
_MOST_WORDS = 24  # words a headline may have
_FEWEST_WORDS = 3
_NAME_WORDS = 4  # words the name before a verb may have
_NEAR = 4000  # characters around a name in which it must stand again
_ROLE = 5  # words from an office to the verb behind its holder's name
_OPENING = 3  # words from the opening of a sentence to its first in small letters
_NUMBERED = re.compile(r"\d{1,2}\.")


@dataclass(frozen=True, slots=True)
class _Declared:
    """What opens such a headline, and the words by which its end is known."""

    mark: re.Pattern[str]
    needs: tuple[str, ...]
    small: frozenset[str]
    openers: frozenset[str]
    roles: frozenset[str]
    verbs: tuple[str, ...]


@lru_cache(maxsize=1)
def _declared() -> _Declared:
    """The table `glued` of `reference/boilerplate.toml`."""
    table = tomllib.loads((files("data") / "reference" / "boilerplate.toml").read_text("utf-8"))["glued"]
    small, openers, roles = (frozenset(table[key]) for key in ("small", "openers", "roles"))
    return _Declared(re.compile(table["mark"]), tuple(table["needs"]), small, openers, roles, tuple(table["verbs"]))


def without_headlines(paragraph: str) -> str:
    """The paragraph without the headlines glued into it, where their end can be told; else as it is."""
    rules, low = _declared(), paragraph.lower()
    if not any(need in low for need in rules.needs):
        return paragraph
    kept, at = "", 0
    for mark in rules.mark.finditer(paragraph):
        end = _end(paragraph, mark.end()) if mark.start() >= at else 0
        if end:
            kept, at = kept + paragraph[at : mark.start()].rstrip() + " ", end
    return (kept + paragraph[at:]).strip()


def _end(text: str, begin: int) -> int:
    """Where the headline that begins there ends and the text goes on; 0 where that cannot be told.

    A headline is written in capitals but for small words. The first other word in small letters belongs to the text,
    and so do the words before it that begin its sentence.
    """
    near = islice(_WORD.finditer(text, begin), _MOST_WORDS + _NAME_WORDS)
    words = [(found[0], found.start()) for found in near]
    for number, (word, start) in enumerate(words):
        if number >= _FEWEST_WORDS and _NUMBERED.fullmatch(word):
            return start
        if number >= _FEWEST_WORDS and word.startswith(_QUOTES[:2]) and not _is_quoted_words(words, number):
            return start
        if word[0].islower() and word.strip(",.") not in _declared().small:
            return _sentence_start(text, words, number)
    return len(text) if len(words) <= _MOST_WORDS and len(text) - begin < 160 else 0


def _is_quoted_words(words: Sequence[tuple[str, int]], number: int) -> bool:
    """Whether a quotation mark opens a few words of the headline and no sentence."""
    closed = next((n for n, (word, _) in enumerate(words[number:]) if word.rstrip(",?!.:").endswith(_QUOTES)), None)
    return closed is not None and closed < 3 and not words[number + closed][0].endswith((',"', ",”"))


def _sentence_start(text: str, words: Sequence[tuple[str, int]], verb: int) -> int:
    """Where the sentence begins whose first word in small letters is known; 0 where that cannot be told."""
    rules = _declared()
    run = [n for n in range(verb - 1, max(_FEWEST_WORDS, verb - 2 * _NAME_WORDS) - 1, -1) if words[n][0][0].isupper()]
    asked = next((n + 1 for n in run if n + 1 < verb and words[n][0].endswith(("?", "!", "..."))), None)
    opener = next((n for n in run if words[n][0].strip(",").lower() in rules.openers), None)
    if opener is not None and (opener == verb - 1 or words[opener][0].endswith(",")):
        return words[opener][1]
    said = _name_start(text, words, verb) if words[verb][0].startswith(rules.verbs) else 0
    role = next((n for n in run if words[n][0].lower() in rules.roles and verb - n <= _ROLE), None)
    while role is not None and role > _FEWEST_WORDS and words[role - 1][0].lower() in rules.roles:
        role -= 1
    opener = opener if opener is not None and verb - opener <= _OPENING else None
    speaks = words[verb][0].startswith(rules.verbs)  # then a name stands before it, who knows how long
    plain = run[0] if run and not speaks and verb - run[0] <= _OPENING else None
    told = [n for n in (role, opener, asked, plain) if n is not None]
    return said or (words[told[0]][1] if told else 0)


def _name_start(text: str, words: Sequence[tuple[str, int]], verb: int) -> int:
    """Where a name before a verb begins: the longest that the text around it says too; 0 where it says none."""
    end = words[verb - 1][1] + len(words[verb - 1][0])
    near = text[max(0, end - _NEAR) : end + _NEAR]
    found = 0
    for number in range(verb - 1, max(_FEWEST_WORDS, verb - 1 - _NAME_WORDS) - 1, -1):
        start = words[number][1]
        name = text[start:end].rstrip(",")
        if near.count(name) < 2:
            break
        found = start
    return found
