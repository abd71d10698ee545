"""The language of an article: Indonesian, Malay, English, Javanese, Sundanese, or another."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 700
_WORD = re.compile(r"[^\W\d_]+")
_FACTS = tomllib.loads((files("data") / "reference" / "languages.toml").read_text("utf-8"))
_WORDS = {language: frozenset(words.split()) for language, words in _FACTS["words"].items()}
_ONLY = {one: _WORDS[one] - frozenset().union(*(w for o, w in _WORDS.items() if o != one)) for one in _WORDS}
_ISLANDS = ("id", "ms", "jv", "su")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(_FACTS["candidates"])
    return found


def language_of(title: str, text: str) -> str:
    """`id`, `ms`, `en`, `jv`, `su` or `other`; the empty string when there is nothing to go by."""
    said = f"{title}\n{text[:_ENOUGH]}"
    words = [w.lower() for w in _WORD.findall(said)]
    if not words:
        return ""
    best = str(_identifier().classify(said)[0])
    if best not in _ISLANDS and best != "tl":
        return best if best in _FACTS["kept"] else "other"
    return _island(words, best)


def _island(words: list[str], best: str) -> str:
    """Which of the near languages of the archipelago, by the words that only one of them uses."""
    counts = {one: sum(map(_ONLY[one].__contains__, words)) for one in _ISLANDS}
    most = max(_ISLANDS, key=counts.__getitem__)
    if most in ("jv", "su"):
        return most if counts[most] >= max(3, 0.08 * len(words)) else ("id" if best != "tl" else "other")
    if best == "tl" and counts["id"] + counts["ms"] < 0.04 * len(words):
        return "other"
    return "ms" if counts["ms"] > counts["id"] and counts["ms"] > 1 else "id"
