"""Labels of topics: the three features that weigh most in a topic and least in the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

WORDS = 3


def labels(basis: NDArray[np.float64], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The label features of each row of a (k, f) basis: weight times the root of its share over all topics."""
    share = basis / np.maximum(basis.sum(axis=0), 1e-12)
    score = basis * np.sqrt(share)
    return tuple(_pick([names[i] for i in np.argsort(-row, kind="stable")[:30]]) for row in score)


def _pick(ranked: Iterable[str]) -> tuple[str, ...]:
    """The first three that do not repeat one another's words and are not all actors."""
    kept: list[str] = []
    for name in ranked:
        words = set(name.split())
        again = any(words & set(k.split()) for k in kept)
        crowded = name.startswith("@") and sum(k.startswith("@") for k in kept) == 2
        if not again and not crowded:
            kept.append(name)
        if len(kept) == WORDS:
            break
    return tuple(kept)
