"""Which actors are named together, and with which topics?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.block import Block
from analytics.engine import map_add
from analytics.measures.tally import Of, occurrences
from analytics.measures.topics import Which, ids, shown
from analytics.weights import View

Array = NDArray[Any]


def together(seen: View, left: tuple[Of, Sequence[int]], right: tuple[Of, Sequence[int]]) -> Array:
    """Units in which both occur, an array (left, right)."""

    def one(part: tuple[Block, Array]) -> Array:
        block, weights = part
        a, b = _presence(block, *left), _presence(block, *right)
        return np.asarray((a * weights[:, None]).T @ b)

    return map_add(one, seen.parts, np.zeros((len(left[1]), len(right[1]))))


def _presence(block: Block, of: Of, columns: Sequence[int]) -> Array:
    found = np.zeros((len(block), len(columns)))
    for at, column in enumerate(columns):
        found[occurrences(block, of, column)[0], at] = 1
    return found


def co_mentions(seen: View, keys: Sequence[str], language: str = "id") -> pd.DataFrame:
    """Pairs of these actors named in the same unit, most frequent first.

    Columns: `actor`, `other` (keys), `name`, `other_name`, `articles` (units with both), `expected` (units with both if
    each were named independently of the other), `lift` (articles / expected).
    """
    numbers, known = seen.snapshot.actor_numbers, seen.snapshot.actors
    keys = [k for k in keys if k in numbers]
    columns = [numbers[k] for k in keys]
    both = together(seen, ("actors", columns), ("actors", columns))
    pairs = [(i, j) for i, j in combinations(range(len(keys)), 2) if both[i, j] > 0]
    expected = [both[i, i] * both[j, j] / max(seen.total, 1) for i, j in pairs]
    count = [both[i, j] for i, j in pairs]
    names = [known[c].shown(language) for c in columns]
    table = pd.DataFrame({
        "actor": pd.Series([keys[i] for i, _ in pairs], dtype=object), "other": pd.Series([keys[j] for _, j in pairs], dtype=object),
        "name": pd.Series([names[i] for i, _ in pairs], dtype=object), "other_name": pd.Series([names[j] for _, j in pairs], dtype=object),
        "articles": np.array(count, np.int64), "expected": np.array(expected, float),
        "lift": np.array([c / e for c, e in zip(count, expected, strict=True)], float),
    })  # fmt: skip
    return table.sort_values(
        ["articles", "lift", "actor", "other"], ascending=[False, False, True, True], ignore_index=True
    )


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
