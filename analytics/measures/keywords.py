"""Which words and phrases, and how often?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analytics.measures.periods import By
from analytics.measures.tally import long, share, totals, trend
from analytics.weights import View

TermKind = Literal["all", "word", "phrase"]


def keywords(seen: View, top: int | None = 100, kind: TermKind = "all") -> pd.DataFrame:
    """Terms by frequency; stop words, numbers and words that live inside phrases are left out of the ranking.

    Columns: `term`, `kind` (word or phrase), `count` (occurrences in title and text), `articles` (units it occurs in),
    `share` (articles / units selected), `per_million` (count per million words selected). A word's count includes its
    occurrences inside phrases.
    """
    counts, spread = totals(seen, "terms")
    snapshot = seen.snapshot
    if not snapshot.blocks:
        return _table(np.zeros(0, int), [], counts, spread, seen)
    eligible = np.flatnonzero(snapshot.rankable & (counts > 0))
    order = eligible[np.lexsort((eligible, -spread[eligible], -counts[eligible]))]
    picked, names = [], []
    for number in order:
        name = snapshot.terms[int(number)].as_py()
        if kind in ("all", "phrase" if " " in name else "word"):
            picked.append(int(number))
            names.append(name)
        if len(picked) == top:
            break
    return _table(np.array(picked, int), names, counts, spread, seen)


def _table(
    picked: np.ndarray, names: Sequence[str], counts: np.ndarray, spread: np.ndarray, seen: View
) -> pd.DataFrame:
    count, articles = counts[picked], spread[picked]
    return pd.DataFrame({
        "term": pd.Series(names, dtype=object), "kind": ["phrase" if " " in n else "word" for n in names],
        "count": count.astype(np.int64), "articles": articles.astype(np.int64),
        "share": share(articles, seen.total), "per_million": share(count, words(seen)) * 1e6,
    })  # fmt: skip


def how_many(seen: View) -> int:
    """How many different terms a ranking of the selection holds."""
    counts, _ = totals(seen, "terms")
    return int((seen.snapshot.rankable & (counts > 0)).sum()) if seen.snapshot.blocks else 0


def words(seen: View) -> int:
    """Words (tokens of title and text) in the selected units."""
    return int(sum(weights @ block.numbers("words") for block, weights in seen.parts))


def keyword_trend(seen: View, terms: Sequence[str], by: By | None = None) -> pd.DataFrame:
    """Occurrences of terms by period: `period, period_end, term, count, articles`."""
    numbers = seen.snapshot.term_numbers
    known = [t for t in terms if t in numbers]
    over, found = trend(seen, "terms", [numbers[t] for t in known], by)
    return long(over, found, known, "term")
