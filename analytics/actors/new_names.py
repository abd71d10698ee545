"""Which names do the texts have that the registry lacks, how are they written, and whom are they like?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.actors.audit import nearest
from analytics.actors.registry import Registry
from analytics.actors.written import listable, written
from analytics.block import NO_DAY, Block
from analytics.measures.tally import totals
from analytics.snapshot import EPOCH
from analytics.weights import View

__all__ = ["listable", "new_names", "written"]
FORMS = 6  # written forms told of a name
COLUMNS = (
    "actor", "name", "kind", "state", "forms", "aliases", "mentions", "articles", "first", "last", "nearest", "nearest_name",
    "alike",
)  # fmt: skip


def new_names(
    seen: View, registry: Registry, top: int | None = None, kinds: Collection[str] = (), language: str = "id"
) -> pd.DataFrame:
    """Names of the selection that the registry lacked when it was counted, most mentioned first.

    Each with its forms, its days and the entry of today's registry most like it.
    """
    counts, spread = totals(seen, "actors")
    actors = seen.snapshot.actors
    wanted = [
        n for n, a in enumerate(actors)
        if counts[n] and not a.known and (not kinds or a.kind in kinds)
    ]  # fmt: skip
    picked = sorted(wanted, key=lambda n: (-counts[n], -spread[n], actors[n].key))[:top]
    forms, days, near = written(seen, picked), _days(seen, picked), nearest(seen.snapshot, registry)
    rows = [
        {
            "actor": actors[n].key, "name": actors[n].shown(language), "kind": actors[n].kind, "state": actors[n].iso3,
            "mentions": int(counts[n]), "articles": int(spread[n]), "first": days[n][0], "last": days[n][1],
            **_forms(actors[n].name, forms[n]), **_nearest(near.get(actors[n].key), registry, language),
        }
        for n in picked
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _forms(name: str, forms: Counter[str]) -> dict[str, str]:
    """How it is written, and which of these may be listed as its aliases."""
    usual = sorted(forms, key=lambda form: (-forms[form], form))[:FORMS]
    return {"forms": " · ".join(usual), "aliases": " · ".join(f for f in usual if listable(f) and f != name)}


def _nearest(found: tuple[str, float] | None, registry: Registry, language: str) -> dict[str, object]:
    key, score = found or ("", 0.0)
    return {"nearest": key, "nearest_name": registry[key].shown(language) if key else "", "alike": score}


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
