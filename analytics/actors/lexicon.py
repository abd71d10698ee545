"""The words around names that tell what a name is, from `data/reference/linking.toml` and its companions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from data.reference import REFERENCE

Words = frozenset[str]
NOUN = re.compile(r"(?:ke|pe|pem|pen|peng|per)[a-z]{5,}an")  # made of a verb ("keterlibatan"), no name
T = TypeVar("T")
KEPT = 1 << 16  # words


class Family(NamedTuple):
    """A body that every state has: English name, subkind, how it is written in Indonesian and in English."""

    name: str
    kind: str
    id: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Sets of casefolded words by what they do; `table` holds the rest of the file as read."""

    common: Words
    personal: Words
    titles: Words
    fill: Words
    things_before: Words
    things_after: Words
    places: Words
    words: Words
    shared: Words
    abbreviated: Words
    families: tuple[Family, ...]
    table: dict[str, Any]

    def set(self, section: str, entry: str) -> Words:
        """The words of an entry, casefolded."""
        return frozenset(self.table[section][entry].casefold().split())

    def list(self, section: str, entry: str) -> tuple[str, ...]:
        """The phrases of an entry, as written."""
        return phrases(self.table[section][entry])

    def either(self, section: str, entry: str) -> str:
        """The words of an entry as one alternation of a regular expression, longest first."""
        return "|".join(map(re.escape, sorted(self.set(section, entry), key=len, reverse=True)))

    @cached_property
    def never(self) -> Words:
        """Words that are no part of a person's name."""
        sets = (self.common, self.titles, self.fill, self.places, self.words, self.things_before, self.things_after)
        return frozenset().union(*sets, *(self.set("heads", entry) for entry in ("plain", "proper", "english")))

    def nameless(self, word: str) -> bool:
        """Whether a casefolded word cannot be part of a person's name."""
        if word in self.never or NOUN.fullmatch(word):
            return True
        return "-" in word and all(part in self.never for part in word.split("-"))


class Remembered(dict[str, T]):
    """What a function says of a word, kept; when too many are kept they are all forgotten."""

    def __init__(self, of: Callable[[str], T]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> T:
        if len(self) >= KEPT:
            self.clear()
        said = self[word] = self._of(word)
        return said


def phrases(text: str) -> tuple[str, ...]:
    """What stands between semicolons and line ends."""
    return tuple(p for p in (piece.strip() for piece in re.split(r"[;\n]", text)) if p)


@cache
def lexicon() -> Lexicon:
    """Read the files once."""
    table = tomllib.loads((REFERENCE / "linking.toml").read_text(encoding="utf-8"))
    few = {name: frozenset(table[a][b].casefold().split()) for name, a, b in _SETS}
    return Lexicon(
        common=frozenset(_uncommented("common-words.txt").split()),
        titles=few["personal"] | few.pop("others"),
        places=_places(table["places"]["names"]) - frozenset(table["places"]["persons"].split()),
        families=tuple(
            Family(f["name"], f["kind"], phrases(f["id"]), phrases(f["en"])) for f in table["family"]
        ),
        table=table,
        **few,
    )  # fmt: skip


_SETS = (
    ("personal", "titles", "personal"), ("others", "titles", "others"), ("fill", "titles", "fill"),
    ("things_before", "things", "before"), ("things_after", "things", "after"), ("words", "places", "words"),
    ("shared", "shared", "names"),
    ("abbreviated", "titles", "abbreviated"),
)  # fmt: skip


def _uncommented(name: str) -> str:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    return " ".join(line for line in lines if not line.startswith("#"))


def _places(names: str) -> Words:
    towns = tomllib.loads((REFERENCE / "places.toml").read_text(encoding="utf-8"))
    said = [*phrases(names), *(p for key in ("indonesia", "world") for p in phrases(towns[key]))]
    return frozenset(word for name in said for word in name.casefold().split() if len(word) > 1)
