"""Articles -> stories, in order of time: each joins the first text it copies within a week, or begins a story.

Only first texts are compared with, so a story does not drift from copy to copy. What an article joins depends on the
articles before it alone, never on the order they were loaded in; so what came before the earliest new article stands,
and only what came after is decided again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.stories.compared import Words
from analytics.stories.same import same_text
from analytics.stories.winnow import Prints

WITHIN = 7 * 86_400_000_000  # microseconds from the first text to a copy
COMMON = 64  # first texts that have a print, from which it tells nothing
TRIED = 12  # first texts compared with, those with most prints in common first
ENOUGH = 2  # prints in common that make two texts worth comparing,
SHARE = 0.2  # if they are also this share of the prints of the text with fewer
BEYOND = np.uint64(np.iinfo(np.uint64).max)
UNDATED = np.iinfo(np.int64).max
Stories = NDArray[np.uint64]
WordsOf = Callable[[int], Words]


@dataclass(frozen=True, eq=False)
class Dated:
    """Articles side by side: ids (uint64), instants (microseconds, int64; `UNDATED` where unknown) and prints."""

    ids: NDArray[np.uint64]
    instants: NDArray[np.int64]
    prints: Sequence[Prints]

    @property
    def order(self) -> NDArray[np.intp]:
        """The articles by instant, undated ones last, then by id."""
        return np.lexsort((self.ids, self.instants))


def find(articles: Dated, words_of: WordsOf, known: Stories | None = None) -> Stories:
    """The story of each article: the id of its first text.

    `words_of` gives the words of an article by its place. `known` has the stories found before, 0 for new articles.
    """
    stories = np.zeros(len(articles.ids), np.uint64) if known is None else known.copy()
    fresh = articles.instants[stories == 0]
    if len(fresh):
        since, dated = fresh.min(), articles.instants != UNDATED
        near = articles.instants >= since - WITHIN
        _join(articles, stories, _Index(articles, words_of, dated & near), since)
        if not dated.all():
            _join(articles, stories, _Index(articles, words_of, np.ones_like(dated), forgets=False), UNDATED)
    return stories


def _join(articles: Dated, stories: Stories, index: _Index, since: int) -> None:
    """Decide the articles of an index from an instant on, in order."""
    for at in index.order:
        if articles.instants[at] >= since:
            first = index.first_text(at)
            stories[at] = articles.ids[at if first is None else first]
        if stories[at] == articles.ids[at]:
            index.add(at)


class _Index:
    """First texts by their prints: those of the last week, or all of them, for articles that bear no date."""

    def __init__(self, articles: Dated, words_of: WordsOf, among: NDArray[np.bool_], *, forgets: bool = True) -> None:
        self.articles = articles
        self.words = lru_cache(maxsize=4096)(words_of)
        self.order = [at for at in articles.order.tolist() if among[at]]
        self.instants: list[int] = articles.instants.tolist()
        self.shared = _shared([articles.prints[at] for at in self.order])
        self.having: dict[int, list[int]] = {}
        self.forgets = forgets

    def add(self, at: int) -> None:
        """A first text."""
        for one in self._prints(at):
            self.having.setdefault(one, []).append(at)

    def first_text(self, at: int) -> int | None:
        """The first text that an article copies, None where it copies none."""
        votes = Counter(first for one in self._prints(at) for first in self._live(one, at))
        ranked = sorted((-n, *self._place(first)) for first, n in votes.items() if n >= self._enough(first, at))
        mine = self.words(at) if ranked else None
        return next((first for *_, first in ranked[:TRIED] if mine and same_text(self.words(first), mine)), None)

    def _enough(self, first: int, at: int) -> float:
        """How many prints two articles must have in common to be compared."""
        fewer = min(len(self.articles.prints[first]), len(self.articles.prints[at]))
        return max(min(ENOUGH, fewer), SHARE * fewer)

    def _place(self, at: int) -> tuple[int, int, int]:
        """Where an article stands in time, and which it is."""
        return self.instants[at], int(self.articles.ids[at]), at

    def _live(self, one: int, at: int) -> Sequence[int]:
        """First texts with a print that an article may be a copy of; none where too many have it."""
        having = self.having.get(one)
        if not having:
            return ()
        since = self.instants[at] - WITHIN
        if self.forgets and self.instants[having[0]] < since:
            del having[: bisect_left(having, since, key=self.instants.__getitem__)]
        return having if len(having) <= COMMON else ()

    def _prints(self, at: int) -> list[int]:
        """The prints of an article that another one has too, numbered."""
        mine = self.articles.prints[at]
        where = np.searchsorted(self.shared, mine)
        numbered: list[int] = where[self.shared[where] == mine].tolist()
        return numbered


def _shared(all_prints: Sequence[Prints]) -> Prints:
    """The prints that more than one article has, ascending, and one beyond them all."""
    together = np.sort(np.concatenate([*all_prints, np.empty(0, np.uint64)]))
    return np.append(np.unique(together[1:][together[1:] == together[:-1]]), BEYOND)
