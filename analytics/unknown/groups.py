"""Written forms of one new name over many articles, put together, counted by article and ranked.

Inside an article a short form ("Budi", "B. Santoso") goes to the one longer name it can be short for, and an acronym to
the name it stood behind in brackets. Between articles only whole names are the same: equal words, or one an initial where
the other has the word, and then only when one name alone fits. A short form that is alone in its article stays alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analytics.unknown.find import Kind, Name

Key = tuple[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """A new name: its fullest form, its kind, its forms with the number of articles each, and in which articles it is."""

    name: str
    kind: Kind
    forms: tuple[tuple[str, int], ...]
    articles: tuple[str, ...]
    mentions: int


def groups(found: Mapping[str, Sequence[Name]]) -> list[Group]:
    """The new names of articles (id -> its names), those in the most articles first."""
    sorted_: defaultdict[Key, list[tuple[str, Name]]] = defaultdict(list)
    for article, names in found.items():
        for key, name in _inside(names):
            sorted_[key].append((article, name))
    joined = _between(sorted_)
    made = [_group(key, mentions) for key, mentions in joined.items()]
    return sorted(made, key=lambda g: (-len(g.articles), -g.mentions, g.name, g.kind))


def words(written: str) -> tuple[str, ...]:
    """A name's words as they are compared: without case, accents and stops."""
    plain = unicodedata.normalize("NFKD", written.casefold())
    return tuple("".join(c for c in plain if c.isalnum() or c in " -'").split())


def short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of one name stands in the other, in order; a single letter may stand for a word."""
    rest = iter(full)
    return len(short) <= len(full) and all(
        any(word == other or (len(word) == 1 and other[0] == word) for other in rest) for word in short
    )


def alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names have the same words but for initials, and at least one whole word in common."""
    pairs = list(zip(one, two, strict=False))
    same = [a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in pairs]
    return len(one) == len(two) and all(same) and any(a == b and len(a) > 1 for a, b in pairs)


def _inside(names: Sequence[Name]) -> Iterable[tuple[Key, Name]]:
    """Each name of an article with the name it is short for in this article."""
    keys = Counter((name.kind, words(name.written)) for name in names)
    acronyms = {(n.kind, words(n.acronym)): (n.kind, words(n.written)) for n in names if n.acronym}
    for name in names:
        key = (name.kind, words(name.written))
        yield acronyms.get(key) or (_fuller(key, keys) if name.kind == "person" else key), name


def _fuller(key: Key, keys: Iterable[Key]) -> Key:
    """The one longest name of the article that a name is short for; itself where there is none, or more than one."""
    longer = [other for other in keys if other != key and other[0] == key[0] and short_for(key[1], other[1])]
    longest = [other for other in longer if not any(_over(third, other) for third in longer)]
    return longest[0] if len(longest) == 1 else key


def _over(one: Key, two: Key) -> bool:
    return one != two and short_for(two[1], one[1])


def _between(found: Mapping[Key, list[tuple[str, Name]]]) -> dict[Key, list[tuple[str, Name]]]:
    """Names of different articles that are one: acronyms with one full name, initials with one whole name."""
    joined: defaultdict[Key, list[tuple[str, Name]]] = defaultdict(list)
    behind = _acronyms(found)
    ends: defaultdict[str, list[Key]] = defaultdict(list)
    for key in found:
        if key[0] == "person" and len(key[1]) > 1:
            ends[key[1][-1]].append(key)
    for key, mentions in found.items():
        joined[_whole(key, ends) if key not in behind else behind[key]] += mentions
    return joined


def _acronyms(found: Mapping[Key, list[tuple[str, Name]]]) -> dict[Key, Key]:
    """Acronyms that stood behind one name only, and that name."""
    stood: defaultdict[Key, set[Key]] = defaultdict(set)
    for key, mentions in found.items():
        for _, name in mentions:
            if name.acronym:
                stood[name.kind, words(name.acronym)].add(key)
    return {key: next(iter(names)) for key, names in stood.items() if len(names) == 1 and key not in names}


def _whole(key: Key, ends: Mapping[str, list[Key]]) -> Key:
    """The one name that a name with initials may be; itself where it has none, or where two fit."""
    if key[0] != "person" or len(key[1]) < 2 or all(len(word) > 1 for word in key[1]):
        return key
    whole = [k for k in ends[key[1][-1]] if k != key and alike(key[1], k[1]) and all(len(w) > 1 for w in k[1])]
    return whole[0] if len(whole) == 1 else key


def _group(key: Key, mentions: Sequence[tuple[str, Name]]) -> Group:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for article, name in mentions:
        where[name.written].add(article)
        if name.acronym:
            where[name.acronym].add(article)
    forms = sorted(((form, len(articles)) for form, articles in where.items()), key=lambda f: (-f[1], f[0]))
    whole = [form for form, _ in forms if words(form) == key[1]] or [forms[0][0]]
    articles = tuple(sorted({article for article, _ in mentions}))
    return Group(whole[0], key[0], tuple(forms), articles, len(mentions))
