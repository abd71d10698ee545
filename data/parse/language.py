"""The language of an article: Indonesian, Malay, English, Javanese, Sundanese, or another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 700  # characters the identifier is asked about
_WORDED = 2500  # characters in which telling words are sought
_HEADLINE = 25  # words up to which the identifier is led astray by names
_REGIONAL = 0.08  # share of words from which a text is in Javanese or Sundanese
_QUOTED = re.compile(r"""["“‘'][^"”’']{3,60}["”’']""")
_WORD = re.compile(r"[^\W\d_]+")
_FACTS = tomllib.loads((files("data") / "reference" / "languages.toml").read_text("utf-8"))
_WORDS = {language: frozenset(words.split()) for language, words in _FACTS["words"].items()}
_ONLY = {one: _WORDS[one] - frozenset().union(*(w for o, w in _WORDS.items() if o != one)) for one in _WORDS}
_JOINING = {language: frozenset(words.split()) for language, words in _FACTS["headlines"].items()}
_ISLANDS = ("id", "ms", "jv", "su")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(_FACTS["candidates"])
    return found


def language_of(title: str, text: str) -> str:
    """`id`, `ms`, `en`, `jv`, `su` or `other`; the empty string when there is nothing to go by."""
    said = f"{title}\n{text[:_ENOUGH]}"
    words = _WORD.findall(f"{title}\n{text[:_WORDED]}".lower())
    if not words:
        return ""
    best = str(_identifier().classify(said)[0])
    if len(words) <= _HEADLINE:
        best = _of_headline(said, best)
    if best not in _ISLANDS and best != "tl":
        return best if best in _FACTS["kept"] else "other"
    return _island(words, best)


def _of_headline(said: str, best: str) -> str:
    """The language of a few words, many of them names: that of the words that join them, titles in quotes left out."""
    words = {w.lower() for w in _WORD.findall(_QUOTED.sub(" ", said))}
    indonesian, english = (len(_JOINING[one] & words) for one in ("id", "en"))
    if best in _ISLANDS:
        return "en" if english > 1 and not indonesian else best
    return "id" if indonesian > english + (best != "en") else best


def _island(words: Sequence[str], best: str) -> str:
    """Which of the near languages of the archipelago, by words that only one of them uses; never by one word alone."""
    known = {one: _distinct(words, one) for one in _ISLANDS}
    most = max(_ISLANDS, key=known.__getitem__)
    if most in ("jv", "su") and known[most] > 1:
        often = sum(map(_ONLY[most].__contains__, words))
        return most if often >= max(3, _REGIONAL * len(words)) else ("id" if best != "tl" else "other")
    if best == "tl" and known["id"] + known["ms"] < 0.04 * len(words):
        return "other"
    return "ms" if known["ms"] > max(known["id"], 1) else "id"


def _distinct(words: Sequence[str], language: str) -> int:
    """How many different words of a text only this language uses."""
    return len(_ONLY[language].intersection(words))
