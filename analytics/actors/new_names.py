"""Which names do the texts have that the registry lacks, how are they written, and whom are they like?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.actors.registry import Registry
from analytics.block import FIELDS, NO_DAY, Block
from analytics.measures.tally import totals
from analytics.snapshot import EPOCH
from analytics.weights import View

FORMS = 6  # written forms told of a name
COLUMNS = (
    "actor", "name", "kind", "state", "forms", "mentions", "articles", "first", "last", "nearest", "nearest_name", "alike",
)  # fmt: skip


def new_names(
    seen: View, registry: Registry, top: int | None = None, kinds: Collection[str] = (), language: str = "id"
) -> pd.DataFrame:
    """Names of the selection that the registry lacks, most mentioned first, with their forms, days and nearest entry."""
    counts, spread = totals(seen, "actors")
    actors = seen.snapshot.actors
    wanted = [
        n for n, a in enumerate(actors)
        if counts[n] and a.key not in registry.actors and not a.known and (not kinds or a.kind in kinds)
    ]  # fmt: skip
    picked = sorted(wanted, key=lambda n: (-counts[n], -spread[n], actors[n].key))[:top]
    forms, days = written(seen, picked), _days(seen, picked)
    rows = [
        {
            "actor": actors[n].key, "name": actors[n].shown(language), "kind": actors[n].kind, "state": actors[n].iso3,
            "forms": " · ".join(form for form, _ in forms[n].most_common(FORMS)), "mentions": int(counts[n]),
            "articles": int(spread[n]), "first": days[n][0], "last": days[n][1], "nearest": "", "nearest_name": "",
            "alike": 0.0,
        }
        for n in picked
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def written(seen: View, numbers: Sequence[int]) -> dict[int, Counter[str]]:
    """How actors are written in the selection, and how often."""
    found: dict[int, Counter[str]] = {n: Counter() for n in numbers}
    for block, weights in seen.parts:
        _written(block, weights, found)
    return found


def _written(block: Block, weights: NDArray[np.float64], found: dict[int, Counter[str]]) -> None:
    table = block.mentions
    row, actor = (np.asarray(table[name].combine_chunks()) for name in ("row", "actor"))
    here = np.flatnonzero(np.isin(actor, list(found)) & (weights[row] > 0))
    texts = {name: block.texts[name] for name in FIELDS}
    for at in table.take(here).to_pylist():
        text = texts[FIELDS[at["field"]]][at["row"]].as_py()
        found[at["actor"]][text[at["start"] : at["end"]]] += 1


def _days(seen: View, numbers: Sequence[int]) -> dict[int, tuple[object, object]]:
    """The first and the last day an actor is named in the selection; None where no article has a day."""
    found: dict[int, tuple[object, object]] = {}
    for n in numbers:
        days = np.concatenate([_dated(block, weights, n) for block, weights in seen.parts])
        both = (int(days.min()), int(days.max())) if len(days) else None
        found[n] = (EPOCH + timedelta(both[0]), EPOCH + timedelta(both[1])) if both else (None, None)
    return found


def _dated(block: Block, weights: NDArray[np.float64], number: int) -> NDArray[np.int32]:
    rows, _ = block.actors.column(number)
    days = block.days[rows[weights[rows] > 0]]
    return np.asarray(days[days != NO_DAY])
