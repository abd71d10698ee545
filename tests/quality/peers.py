"""What others would take for a copy: MinHash with LSH (datasketch), SimHash and containment of word runs.

Each is given its best threshold on the pairs it is measured on, which flatters it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from analytics.text import WORD

RUN = 5  # words in a run
BITS = 64
Likeness = Callable[[str, str], float]


@lru_cache(maxsize=4096)
def runs(text: str, length: int = RUN) -> frozenset[bytes]:
    """The runs of words of a text."""
    words = [m.group().casefold() for m in WORD.finditer(text)]
    return frozenset(" ".join(words[at : at + length]).encode() for at in range(max(1, len(words) - length + 1)))


@lru_cache(maxsize=4096)
def signature(text: str) -> MinHash:
    """The MinHash of a text, 128 permutations."""
    made = MinHash(num_perm=128, seed=1)
    made.update_batch(list(runs(text)))
    return made


@lru_cache(maxsize=4096)
def bits(text: str) -> NDArray[np.bool_]:
    """The SimHash of a text (Charikar 2002), of runs of three words, 64 bits."""
    hashed = np.array([np.frombuffer(hashlib.md5(run).digest()[:8], np.uint8) for run in runs(text, 3)])
    spread = np.unpackbits(hashed, axis=1).astype(np.int64)
    return np.asarray(2 * spread.sum(axis=0) > len(spread))


def minhash(one: str, other: str) -> float:
    """Estimated Jaccard likeness."""
    return float(signature(one).jaccard(signature(other)))


def simhash(one: str, other: str) -> float:
    """Share of bits that agree."""
    return float((bits(one) == bits(other)).mean())


def containment(one: str, other: str) -> float:
    """Share of the runs of the text with fewer that the other has."""
    first, second = runs(one), runs(other)
    return len(first & second) / min(len(first), len(second))


PEERS: dict[str, Likeness] = {"MinHash": minhash, "SimHash": simhash, "containment": containment}


def best_f1(likeness: Sequence[float], copies: NDArray[np.bool_]) -> tuple[float, float]:
    """The best F1 that any threshold reaches, and that threshold."""
    like = np.array(likeness)
    scored = [(f1(like >= at, copies), float(at)) for at in np.unique(like)]
    return max(scored)


def f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Harmonic mean of precision and recall."""
    return float(2 * (said & truth).sum() / (said.sum() + truth.sum()))
