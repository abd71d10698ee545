"""What an article is about, as counts in which both languages meet.

Telling words and phrases outside the names of actors, folded through `data/reference/glossary.toml` (English to
Indonesian, inflected to base), and the states and organisations named, written `@key`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from analytics.actors import Mention
from analytics.stopwords import telling
from analytics.text import Token
from data.reference import REFERENCE

GLOSSARY = REFERENCE / "glossary.toml"


@cache
def glossary(path: Path = GLOSSARY) -> Mapping[str, str]:
    """Written form -> the form that stands for it in topics."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    bases = said.get("bases", {})
    words = {word: bases.get(base, base) for word, base in said.get("words", {}).items()}
    folded: Mapping[str, str] = words | bases
    return folded


@cache
def in_english() -> Mapping[str, str]:
    """The glossary backwards: the first English word given for each Indonesian one, to label topics in English."""
    said = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    back: dict[str, str] = {}
    for english, indonesian in said.get("words", {}).items():
        back.setdefault(indonesian, english)
    return back


Field = tuple[Sequence[Token], Sequence[Token], Sequence[Mention]]  # its tokens, phrases and mentions


def features(fields: Iterable[Field], kinds: Mapping[str, str]) -> Counter[str]:
    """Counts for one article; a word inside a phrase counts as the phrase only, one inside a name not at all."""
    found: Counter[str] = Counter()
    fold = glossary()
    for words, phrases, named in fields:
        found.update(f"@{m.actor}" for m in named if kinds.get(m.actor) in ("state", "organisation"))
        names = _covered((m.start, m.end) for m in named)
        whole = [phrase for phrase in phrases if phrase.start not in names and phrase.end - 1 not in names]
        inside = _covered((phrase.start, phrase.end) for phrase in whole)
        loose = [word for word in words if word.start not in inside and word.start not in names]
        forms = (token.form.casefold() for token in (*whole, *loose))
        found.update(filter(telling, (fold.get(form, form) for form in forms)))
    return found


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
