"""Which word sequences are one term: two or three words that keep company more than chance allows.

Words that stand in such phrases nearly always (`serikat`) are known as living inside them: they are counted like all
words but kept out of rankings.

Score: normalised pointwise mutual information (Bouma 2009, GSCL), `ln(p(xy) / p(x)p(y)) / -ln p(xy)`, from -1 to 1.
A phrase holds no stop word and its words are parted by one white space only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from analytics.stopwords import telling
from analytics.text import Token

LEAST_ARTICLES = 3  # or one in a thousand, where that is more
LEAST_SCORE = 0.35
INSIDE = 0.85  # a word that stands in phrases this often lives inside them
SWALLOWED = 0.8  # a pair that stands inside one triple this often is not a phrase of its own


@dataclass(frozen=True)
class Phrases:
    """The phrases of a snapshot; `find` marks them in a row of tokens."""

    known: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    _heads: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        heads: dict[str, set[int]] = {}
        for phrase in self.known:
            words = phrase.split(" ")
            heads.setdefault(words[0], set()).add(len(words))
        object.__setattr__(self, "_heads", {w: tuple(sorted(n)) for w, n in heads.items()})

    def find(self, row: Sequence[Token]) -> Iterator[Token]:
        """Every phrase in the row, as a token of its own (its words may also be in other phrases)."""
        heads = self._heads
        for at, token in enumerate(row):
            for length in heads.get(token.form, ()):
                found = join(row[at : at + length]) if at + length <= len(row) else None
                if found and found.form in self.known:
                    yield found


def join(words: Sequence[Token]) -> Token | None:
    """Neighbouring tokens as one, or None where anything but one white space parts them."""
    for a, b in pairwise(words):
        if b.start - a.end != 1 or not b.spaced:
            return None
    return Token(" ".join(w.form for w in words), words[0].start, words[-1].end)


def fit(articles: Iterable[Sequence[Sequence[Token]]]) -> Phrases:
    """Learn phrases from articles, each a few rows of tokens (title, text); the same articles give the same phrases."""
    grams, spread, total, number = _count(articles)
    least = max(LEAST_ARTICLES, number // 1000)
    kept = {g: n for g, n in grams.items() if " " in g and spread[g] >= least and n > least}
    scored = {g for g, n in kept.items() if _score(g, n, grams, total) >= LEAST_SCORE}
    triples = {g for g in scored if g.count(" ") == 2}
    wider: Counter[str] = Counter()
    for triple in triples:
        a, b, c = triple.split(" ")
        for pair in (f"{a} {b}", f"{b} {c}"):
            wider[pair] = max(wider[pair], kept[triple])
    return Phrases(frozenset(g for g in scored if g in triples or wider[g] < SWALLOWED * kept[g]))


def within(row: Sequence[Token], phrases: Sequence[Token]) -> Counter[str]:
    """How often each word of a row stands in any of the phrases found there."""
    covered = {at for phrase in phrases for at in range(phrase.start, phrase.end)}
    return Counter(token.form for token in row if token.start in covered)


def inside(counts: Mapping[str, int], inner: Mapping[str, int]) -> frozenset[str]:
    """The words that live inside phrases, from how often they stand anywhere and how often in phrases."""
    return frozenset(word for word, n in inner.items() if n >= INSIDE * counts[word])


def _count(articles: Iterable[Sequence[Sequence[Token]]]) -> tuple[Counter[str], Counter[str], int, int]:
    grams: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    total = number = 0
    for number, rows in enumerate(articles, 1):  # noqa: B007 - the last number is how many there are
        here: Counter[str] = Counter()
        for row in rows:
            total += len(row)
            here.update(_grams(row))
        grams.update(here)
        spread.update(here.keys())
    return grams, spread, total, number


def _grams(row: Sequence[Token]) -> Iterator[str]:
    """Every word of the row, and every two or three neighbouring words of which none is a stop word."""
    before = ""
    pair = ""
    reached = -1
    for form, start, end, spaced in row:
        yield form
        if not telling(form):
            before = pair = ""
            continue
        if before and spaced and start - reached == 1:
            if pair:
                yield f"{pair} {form}"
            pair = f"{before} {form}"
            yield pair
        else:
            pair = ""
        before, reached = form, end


def _score(gram: str, count: int, grams: Counter[str], total: int) -> float:
    words = gram.split(" ")
    apart = sum(log(grams[w] / total) for w in words)
    together = log(count / total)
    return (together - apart) / (-together * (len(words) - 1))
