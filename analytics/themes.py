"""Themes: topics the desk declared beforehand, as readable rules in `data/reference/themes.toml`.

A rule lists words and phrases; `*` at the end of a word stands for any ending. An article has a theme when its title
holds one of them or its title and text together hold at least `least` (three when not given).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analytics.phrases import join
from analytics.text import Token, forms
from data.reference import REFERENCE

THEMES = REFERENCE / "themes.toml"


@dataclass(frozen=True, slots=True)
class Theme:
    """A declared theme: id, names, words as written in the rule, and how many of them an article needs."""

    id: str
    names: dict[str, str]
    words: tuple[str, ...]
    least: int = 3


Pattern = tuple[tuple[str, bool], ...]  # (form, open-ended) a word


@dataclass
class Themes:
    """All themes, ready to mark texts; `version` changes whenever the rules do."""

    all: tuple[Theme, ...]
    version: str
    _exact: dict[str, list[tuple[Pattern, str]]] = field(default_factory=dict, repr=False)
    _open: list[tuple[str, Pattern, str]] = field(default_factory=list, repr=False)
    _heads: dict[str, list[tuple[Pattern, str]]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for theme in self.all:
            for words in theme.words:
                pattern = _pattern(words)
                head, ends_open = pattern[0]
                if ends_open:
                    self._open.append((head, pattern, theme.id))
                else:
                    self._exact.setdefault(head, []).append((pattern, theme.id))

    def find(self, row: Sequence[Token]) -> list[tuple[str, Token]]:
        """Every hit of every theme's words in the row, as (theme id, where); the longest of those that begin alike."""
        found: list[tuple[str, Token]] = []
        heads = self._heads
        for at, token in enumerate(row):
            beginning = heads.get(token.form)
            if beginning is None:
                beginning = heads[token.form] = self._beginning(token.form.casefold())
            if beginning:
                found += _longest(row, at, beginning)
        return found

    def judge(self, title: Sequence[Token], text: Sequence[Token]) -> dict[str, int]:
        """The themes of an article, each with the number of hits in title and text."""
        in_title = Counter(theme for theme, _ in self.find(title))
        hits = in_title + Counter(theme for theme, _ in self.find(text))
        return {t.id: hits[t.id] for t in self.all if in_title[t.id] or hits[t.id] >= t.least}

    def _beginning(self, form: str) -> list[tuple[Pattern, str]]:
        """The patterns that a word may begin."""
        ends = [(pattern, theme) for head, pattern, theme in self._open if form.startswith(head)]
        return self._exact.get(form, []) + ends


def _longest(row: Sequence[Token], at: int, beginning: Sequence[tuple[Pattern, str]]) -> list[tuple[str, Token]]:
    best: dict[str, Token] = {}
    for pattern, theme in beginning:
        here = _match(row[at : at + len(pattern)], pattern)
        if here and (theme not in best or here.end > best[theme].end):
            best[theme] = here
    return list(best.items())


def _pattern(words: str) -> Pattern:
    parts = []
    for word in words.split():
        form = forms(word)
        kept = word.removesuffix("*") if word.endswith("-*") else form[0] if form else word
        parts.append((kept.casefold(), word.endswith("*")))
    return tuple(parts)


def _match(row: Sequence[Token], pattern: Pattern) -> Token | None:
    if len(row) < len(pattern):
        return None
    for token, (form, ends_open) in zip(row, pattern, strict=True):
        here = token.form.casefold()
        if not (here.startswith(form) if ends_open else here == form):
            return None
    return join(row)


@cache
def themes(path: Path = THEMES) -> Themes:
    """The themes declared in a file; an error names the theme that lacks something."""
    raw = path.read_bytes()
    found = []
    for key, said in tomllib.loads(raw.decode()).items():
        missing = [k for k in ("id", "en", "words") if k not in said]
        if missing:
            raise ValueError(f"{path.name}: theme [{key}] lacks {', '.join(missing)}")
        found.append(Theme(key, {"id": said["id"], "en": said["en"]}, tuple(said["words"]), int(said.get("least", 3))))
    return Themes(tuple(found), hashlib.sha256(raw).hexdigest()[:12])
