"""Potentials of labels -> the likeliest labels, and how probable they are: a linear chain, many sentences at once.

The chain is followed with scaled probabilities, not logarithms (Rabiner 1989): one product of matrices a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analytics.unknown.labels import allowed, first, last

Array = NDArray[np.float64]
NEVER = -1e9


@dataclass(frozen=True)
class Chain:
    """What a chain goes by: its labels, and how much each step from one to the next weighs."""

    labels: tuple[str, ...]
    steps: NDArray[np.floating]

    @cached_property
    def factors(self) -> Array:
        """The weights of steps as factors; a step that may not be is 0."""
        return np.where(allowed(self.labels), np.exp(self.steps.astype(float)), 0.0)

    @cached_property
    def ends(self) -> tuple[Array, Array]:
        """Which labels may stand first and last, as factors."""
        return first(self.labels).astype(float), last(self.labels).astype(float)


@dataclass(frozen=True)
class Followed:
    """Sentences side by side, padded: potentials as factors, what comes from the left and right, and log of the sum."""

    chain: Chain
    valid: NDArray[np.bool_]
    factors: Array
    left: Array
    right: Array
    total: Array

    @property
    def marginals(self) -> Array:
        """The probability of each label at each word."""
        both: Array = self.left * self.right
        both /= both.sum(2, keepdims=True)
        return both

    def span(self, row: int, start: int, labels: Sequence[int]) -> float:
        """How probable it is that from a word on exactly these labels stand."""
        here = self.left[row, start] * self.right[row, start]
        sure = float(here[labels[0]] / here.sum())
        for at, (one, two) in enumerate(pairwise(labels), start + 1):
            on = self.chain.factors[one] * self.factors[row, at] * self.right[row, at]
            sure *= float(on[two] / on.sum())
        return sure


def side_by_side(potentials: Sequence[NDArray[np.floating]]) -> tuple[Array, NDArray[np.bool_]]:
    """Sentences of unlike lengths as one block, and which of its places are words."""
    lengths = np.array([len(p) for p in potentials])
    valid = np.arange(lengths.max())[None] < lengths[:, None]
    block = np.zeros((*valid.shape, potentials[0].shape[1]))
    block[valid] = np.concatenate(potentials)
    return block, valid


def follow(chain: Chain, potentials: Sequence[NDArray[np.floating]]) -> Followed:
    """The sums over all labellings, from the left and from the right."""
    block, valid = side_by_side(potentials)
    highest = block.max(2, keepdims=True)
    factors = np.exp(block - highest)
    left, scale = _from_left(chain, factors, valid)
    right = _from_right(chain, factors, valid)
    end = np.log((left[:, -1] * chain.ends[1]).sum(1))
    total = scale + end + np.where(valid, highest[:, :, 0], 0).sum(1)
    return Followed(chain, valid, factors, left, right, total)


def _from_left(chain: Chain, factors: Array, valid: NDArray[np.bool_]) -> tuple[Array, Array]:
    left = np.zeros_like(factors)
    now = factors[:, 0] * chain.ends[0]
    size = now.sum(1, keepdims=True)
    left[:, 0], total = now / size, np.log(size[:, 0])
    for at in range(1, factors.shape[1]):
        now = (left[:, at - 1] @ chain.factors) * factors[:, at]
        size = now.sum(1, keepdims=True)
        here = valid[:, at, None]
        left[:, at] = np.where(here, now / size, left[:, at - 1])
        total += np.where(here, np.log(size), 0)[:, 0]
    return left, total


def _from_right(chain: Chain, factors: Array, valid: NDArray[np.bool_]) -> Array:
    right = np.empty_like(factors)
    right[:, -1] = chain.ends[1]
    for at in range(factors.shape[1] - 2, -1, -1):
        back = (right[:, at + 1] * factors[:, at + 1]) @ chain.factors.T
        back /= back.sum(1, keepdims=True)
        right[:, at] = np.where(valid[:, at + 1, None], back, chain.ends[1])
    return right


def likeliest(chain: Chain, potentials: Sequence[NDArray[np.floating]]) -> list[list[int]]:
    """The labelling of each sentence that weighs most (Viterbi)."""
    block, valid = side_by_side(potentials)
    steps = np.where(allowed(chain.labels), chain.steps, NEVER)
    best = block[:, 0] + np.where(chain.ends[0] > 0, 0, NEVER)
    came = np.zeros(block.shape, np.int16)
    stay = np.arange(len(chain.labels))
    for at in range(1, block.shape[1]):
        ways = best[:, :, None] + steps[None]
        here = valid[:, at, None]
        came[:, at] = np.where(here, ways.argmax(1), stay)
        best = np.where(here, ways.max(1) + block[:, at], best)
    now = (best + np.where(chain.ends[1] > 0, 0, NEVER)).argmax(1)
    path = np.empty(valid.shape, np.int16)
    for at in range(block.shape[1] - 1, -1, -1):
        path[:, at] = now
        now = np.take_along_axis(came[:, at], now[:, None], 1)[:, 0]
    return [row[keep].tolist() for row, keep in zip(path, valid, strict=True)]
