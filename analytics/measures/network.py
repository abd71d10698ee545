"""Which actors are named together, and with which topics?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.block import Block
from analytics.engine import map_add
from analytics.measures.named import naming
from analytics.measures.tally import Of, occurrences, totals
from analytics.measures.topics import Which, ids, shown
from analytics.weights import View

Array = NDArray[Any]
PAIR = ["actor", "other", "name", "other_name", "articles", "expected", "lift", "strength"]


def together(seen: View, left: tuple[Of, Sequence[int]], right: tuple[Of, Sequence[int]]) -> Array:
    """Units in which both occur, an array (left, right)."""

    def one(part: tuple[Block, Array]) -> Array:
        block, weights = part
        a, b = _presence(block, *left), _presence(block, *right)
        return np.asarray((sparse.diags_array(weights) @ a).T.dot(b).todense())

    return map_add(one, seen.parts, np.zeros((len(left[1]), len(right[1]))))


def _presence(block: Block, of: Of, columns: Sequence[int]) -> Any:
    """Which rows hold which of these columns, as a sparse array of ones."""
    found = [occurrences(block, of, column)[0] for column in columns]
    ends = np.concatenate([[0], np.cumsum([len(rows) for rows in found])]).astype(np.int64)
    rows = np.concatenate([*found, np.empty(0)]).astype(np.int64)
    return sparse.csc_array((np.ones(len(rows)), rows, ends), (len(block), len(columns)))


def likelihood(both: Array, left: Array, right: Array, whole: float) -> Array:
    """How sure it is that two are named together more often than chance: Dunning's log-likelihood ratio, in its unit G².

    From the units with both, with each, and in all; below chance it is negative. It grows with how far chance is
    exceeded and with how many units say so.
    """
    table = np.array([both, left - both, right - both, whole - left - right + both], float)
    rows = np.array([left, left, whole - left, whole - left], float)
    columns = np.array([right, whole - right, right, whole - right], float)
    expected = rows * columns / max(whole, 1)
    ratio = np.divide(table, expected, out=np.ones_like(table), where=(table > 0) & (expected > 0))
    found: Array = 2 * (table * np.log(ratio)).sum(axis=0)
    return np.where(both * whole >= np.multiply(left, right, dtype=float), found, -found)


def co_mentions(seen: View, keys: Sequence[str], language: str = "id") -> pd.DataFrame:
    """Pairs of these actors named in the same unit, most frequent first.

    Columns: `actor`, `other` (keys), `name`, `other_name`, `articles` (units with both), `expected` (units with both if
    each were named independently of the other), `lift` (articles / expected), `strength` (see `likelihood`).
    """
    numbers = seen.snapshot.actor_numbers
    keys = [k for k in keys if k in numbers]
    columns = [numbers[k] for k in keys]
    both = together(seen, ("actors", columns), ("actors", columns))
    pairs = [(i, j) for i, j in combinations(range(len(keys)), 2) if both[i, j] > 0]
    left, right = (np.array([p[side] for p in pairs], np.int64) for side in (0, 1))
    alone = both.diagonal()
    table = _pairs(
        seen, [(keys[i], keys[j]) for i, j in pairs], both[left, right], (alone[left], alone[right]), language
    )
    return table.sort_values(
        ["articles", "lift", "actor", "other"], ascending=[False, False, True, True], ignore_index=True
    )


def company(seen: View, key: str, language: str = "id") -> pd.DataFrame:
    """Who is named in the same units as an actor, the surest first; columns as of `co_mentions`."""
    numbers, known = seen.snapshot.actor_numbers, seen.snapshot.actors
    if key not in numbers:
        return pd.DataFrame(columns=PAIR)
    _, spread = totals(seen, "actors")
    _, beside = totals(naming(seen, key), "actors")
    others = np.array([at for at in np.flatnonzero(beside) if at != numbers[key]], np.int64)
    alone = np.full(len(others), spread[numbers[key]])
    pairs = [(key, known[at].key) for at in others]
    table = _pairs(seen, pairs, beside[others], (alone, spread[others]), language)
    return table.sort_values(["strength", "articles", "other"], ascending=[False, False, True], ignore_index=True)


def _pairs(
    seen: View, pairs: Sequence[tuple[str, str]], both: Array, alone: tuple[Array, Array], language: str
) -> pd.DataFrame:
    """The table of pairs, from the units with both and with each."""
    known, numbers = seen.snapshot.actors, seen.snapshot.actor_numbers
    expected = alone[0] * alone[1] / max(seen.total, 1)
    names = [[known[numbers[key]].shown(language) for key in pair] for pair in pairs]
    return pd.DataFrame({
        "actor": pd.Series([a for a, _ in pairs], dtype=object), "other": pd.Series([b for _, b in pairs], dtype=object),
        "name": pd.Series([a for a, _ in names], dtype=object), "other_name": pd.Series([b for _, b in names], dtype=object),
        "articles": both.astype(np.int64), "expected": expected.astype(float),
        "lift": np.divide(both, expected, out=np.zeros(len(both)), where=expected > 0),
        "strength": likelihood(both, *alone, seen.total).round(6),
    })[PAIR]  # fmt: skip


def actors_by_topic(seen: View, keys: Sequence[str], which: Which = "themes", language: str = "id") -> pd.DataFrame:
    """Units that name an actor and have a topic or theme: `actor, name, topic|theme, label, articles, share`.

    `share` is of the units that name the actor.
    """
    numbers, known = seen.snapshot.actor_numbers, seen.snapshot.actors
    keys = [k for k in keys if k in numbers]
    subjects, labels = ids(seen.snapshot, which), shown(seen.snapshot, which, language)
    columns = [numbers[k] for k in keys]
    both = together(seen, ("actors", columns), (which, range(len(subjects))))
    alone = together(seen, ("actors", columns), ("actors", columns)).diagonal()
    rows = [
        {"actor": k, "name": known[columns[i]].shown(language), which[:-1]: s, "label": labels[s],
         "articles": int(both[i, j]), "share": both[i, j] / alone[i] if alone[i] else 0.0}
        for i, k in enumerate(keys) for j, s in enumerate(subjects)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["actor", "name", which[:-1], "label", "articles", "share"])
