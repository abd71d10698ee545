"""How alike are two names? Compared word by word, in letters, in sound and by what is left out, with the reason."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from analytics.actors.lexicon import lexicon
from data.reference import REFERENCE

SAME = "written the same"
SHORT = "the same but for short forms, particles or legal forms"
TITLE = "the same but for a title"
NATION = "the same but for the name of the state"
ORDER = "the same words in another order"
SPELLING = "the same but for spelling"
NEAR = "spelled almost the same"
INITIAL = "the same but for an initial"
WITHIN = "one name is part of the other"
SPELT_OUT = "one is the acronym of the other"
ACRONYM = "the same acronym"
SURNAME = "the same surname, first letter, state and kind of office"
NUMBER = re.compile(r"\d+\w*|[ivx]+")
APOSTROPHE = re.compile(r"[’'`‘ʿʾ]")
ARABIC = re.compile(r"\b(?:al|el|ad|ar|as|at|az|ash|an)-(?=\w{3})")
REPUBLIC = re.compile(r"republi[kc] (?:of )?indonesia")
VOWELS = frozenset("aeiou")


class Name(NamedTuple):
    """A written form, its words without case and accents, its telling words, the same as they sound, the title before them, and what is drawn from these.

    `heard` is the whole as it sounds, `bag` its sounds in order of the alphabet, `full` those of words of more than a
    letter. `numbers` tell names apart, `home` is the name without that of the state, `acronym` the form where it is
    one, `initials` are the first letters of its words.
    """

    form: str
    plain: tuple[str, ...]
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    title: str
    heard: str
    bag: tuple[str, ...]
    full: tuple[str, ...]
    numbers: tuple[str, ...]
    home: tuple[str, ...]
    acronym: str
    initials: str


class Likeness(NamedTuple):
    """How alike two names are (0 to 1), and why."""

    score: float
    why: str


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((REFERENCE / "alike.toml").read_text(encoding="utf-8"))


@cache
def _listed(table: str, entry: str) -> frozenset[str]:
    return frozenset(_table()[table][entry].split())


@cache
def _given() -> dict[str, str]:
    lines = [line.split() for line in _table()["given"]["names"].splitlines() if line]
    return {word: line[0] for line in lines for word in line}


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in (pair.split() for pair in _table()["sounds"]["pairs"].split(";")))


@cache
def _generic() -> frozenset[str]:
    """Places and common words: in the name of a body each tells it from others."""
    return lexicon().places | lexicon().common


@lru_cache(maxsize=100_000)
def name(form: str, kind: str) -> Name:
    """A form as it is compared: without titles, legal forms and particles."""
    plain = unicodedata.normalize("NFKD", APOSTROPHE.sub("", form)).encode("ascii", "ignore").decode().casefold()
    plain = REPUBLIC.sub("ri", ARABIC.sub("", plain))
    words, title = re.findall(r"[a-z0-9+]+", plain), ""
    whole = tuple(words)
    if kind == "person":
        at = _titles(words)
        words, title = words[at:], " ".join(word for word in words[:at] if word not in _listed("drop", "before"))
    else:
        words = [part for word in words for part in _table()["stands_for"].get(word, word).split()]
    telling = [word for word in words if word not in _listed("drop", kind)] or words
    numbers = tuple(word for word in telling if NUMBER.fullmatch(word) or word in _listed("drop", "younger"))
    home = tuple(word for word in telling if word not in _listed("drop", "nation"))
    acronym = form if form.isupper() and 1 < len(form) <= 8 and " " not in form else ""
    initials = "".join(word[0] for word in telling).upper() if len(telling) > 1 else ""
    sounds = tuple(map(sound, telling))
    full = tuple(s for word, s in zip(telling, sounds, strict=True) if len(word) > 1)
    return Name(
        form, whole, tuple(telling), sounds, title, "".join(sounds), tuple(sorted(sounds)), full,
        numbers, home, acronym, initials,
    )  # fmt: skip


def _titles(words: list[str]) -> int:
    """How many words before a person's name are titles."""
    known = lexicon().titles | _listed("drop", "before")
    at = 0
    while at < len(words) - 1 and words[at] in known and words[at] not in _given():
        at += 1
    return at


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """A word as it sounds: one spelling of each sound, no letter doubled, no `h` at the end."""
    word = _given().get(word, word)
    for old, new in _sounds():
        word = word.replace(old, new)
    word = re.sub(r"(.)\1", r"\1", word)
    return word.removesuffix("h") if len(word) > 3 else word


def alike(one: Name, other: Name, kind: str) -> Likeness | None:
    """How alike two names are, by the first comparison that holds; None where they are not."""
    if not one.words or not other.words or one.numbers != other.numbers:
        return None
    if said := _same(one, other, kind):
        return said
    if one.acronym or other.acronym:
        return _spelt_out(one, other)
    if len(one.words) == len(other.words):
        return _near(one, other, kind)
    short, long = sorted((one, other), key=lambda n: len(n.words))
    return _initial(short, long) or _within(short, long, kind)


def _same(one: Name, other: Name, kind: str) -> Likeness | None:
    """The same words, but for a title, the state's name, spelling or order; single names of persons tell little."""
    less = 0.4 if kind == "person" and len(one.words) == 1 else 0.0
    if one.words == other.words:
        titled, same = one.title != other.title, one.plain == other.plain
        why = SAME if same else TITLE if titled else SHORT
        return Likeness({SAME: 0.95, SHORT: 0.92, TITLE: 0.7}[why] - less, why)
    if _heard(one, other):
        return Likeness(0.9 - less, SPELLING)
    if len(one.words) > 1 and one.bag == other.bag and one.sounds != other.sounds:
        unlike = sorted(one.words) != sorted(other.words)
        return Likeness(0.85 if len(one.words) > 2 or kind != "person" else 0.45 if unlike else 0.65, ORDER)
    if kind != "person" and one.home == other.home and one.home:
        return Likeness(0.7 if _telling(one.home) else 0.5, NATION)
    return None


def _telling(words: Sequence[str]) -> bool:
    """Whether the words of a body's name name one body: with a name of its own among them, or many words."""
    return len(words) > 3 or (len(words) > 1 and not set(words) <= _generic())


def _heard(one: Name, other: Name) -> bool:
    """Whether two names sound the same; J and Y are one in old spellings, not at the head of short words ("Jong")."""
    if one.heard != other.heard or min(sum(map(len, n.words)) for n in (one, other)) < 5:
        return False
    heads = zip(one.words, other.words, strict=False)
    return all({a[0], b[0]} != {"j", "y"} or min(len(a), len(b)) > 4 for a, b in heads)


def _spelt_out(one: Name, other: Name) -> Likeness | None:
    short, long = (one, other) if one.acronym else (other, one)
    return Likeness(0.65, SPELT_OUT) if len(short.form) > 2 and short.acronym == long.initials else None


def _near(one: Name, other: Name, kind: str) -> Likeness | None:
    """Names of as many words, each of which is the other's, its initial, or all but spelled as it."""
    apart = [at for at, pair in enumerate(zip(one.sounds, other.sounds, strict=True)) if pair[0] != pair[1]]
    pairs, equal = [(one.sounds[at], other.sounds[at]) for at in apart], len(one.words) - len(apart)
    if equal and pairs and kind == "person" and all(_initials(one.words[at], other.words[at]) for at in apart):
        return Likeness(0.8, INITIAL)
    edits = [_edits(a, b, kind) if equal > 1 or a[0] == b[0] else 9 for a, b in pairs]
    if not pairs or sum(edits) > 2 or (not equal and (len(pairs) > 1 or min(map(len, pairs[0])) < 8)):
        return None
    score = 0.6 + 0.1 * min(equal, 2) - 0.1 * (sum(edits) - 1)
    return Likeness(score - (0.15 if equal < 2 and any(map(_another, one.words, other.words)) else 0), NEAR)


def _initials(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _edits(one: str, other: str, kind: str) -> int:
    """Letters that differ, 9 where two words are different ones: known places, common words, short words."""
    if kind != "person" and one in _generic() and other in _generic():
        return 9
    least = min(len(one), len(other))
    allowed = 0 if least < 6 else 1 if least < 8 else 2
    edits = OSA.distance(one, other, score_cutoff=allowed)
    return edits if edits <= allowed else 9


def _another(one: str, other: str) -> bool:
    """Whether a consonant stands for another, which more often tells two names apart than misspells one."""
    return any(
        op.tag == "replace" and not (set(one[op.src_start : op.src_end]) | set(other[op.dest_start : op.dest_end])) & VOWELS
        for op in Levenshtein.opcodes(one, other)
    )  # fmt: skip


def _initial(short: Name, long: Name) -> Likeness | None:
    """Whether the longer name is the shorter with an initial more ("John Bolton", "John R. Bolton")."""
    return Likeness(0.85, INITIAL) if len(long.full) > 1 and long.full == short.sounds else None


def _within(short: Name, long: Name, kind: str) -> Likeness | None:
    """Whether the shorter name's words stand in the longer in their order."""
    rest = iter(long.sounds)
    if not all(word in rest for word in short.sounds):
        return None
    ends = (short.sounds[0] == long.sounds[0]) + (short.sounds[-1] == long.sounds[-1])
    more = set(long.words) - set(short.words)
    if kind == "person":
        other = any(len(word) == 1 for word in short.words) and any(len(word) == 1 for word in more)
        other = other or re.search(rf"\b(?:bin|binti|ibn|bint) {re.escape(short.form)}", long.form) is not None
        return Likeness(0.55 + 0.1 * ends, WITHIN) if len(short.words) > 1 and not other else None
    if len(short.words) < 3 or set(short.words) <= _generic() or more & _generic():
        return None
    return Likeness(0.45 + 0.05 * ends, WITHIN)


def surname(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of persons end in the same word and begin with the same letter."""
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and one[0][0] == other[0][0]
