"""Learning a network: the likelihood of whole labellings, by Adam, with words and numbers left out by chance.

The gradients are written out, so that nothing but numpy and scipy is needed; the same seed gives the same network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.unknown.decode import Chain, follow
from analytics.unknown.net import NEAR, NEXT, Floats, Laid, Weights, fresh, lay, window

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """How long and how carefully is learned: rounds, how often words and numbers are left out, step, decay, batch."""

    rounds: int = 18
    words_out: float = 0.3
    numbers_out: float = 0.5
    step: float = 0.002
    decay: float = 0.005
    batch: int = 24
    warm: int = 100


@dataclass(frozen=True)
class Examples:
    """Labelled sentences as numbers, and what their words are made from.

    `made` has a row a word and a column a feature, `itself` is the column that says which word it is (-1: none).
    """

    words: list[Numbers]
    marks: list[Numbers]
    labels: list[Numbers]
    names: tuple[str, ...]
    made: sparse.csr_array
    vectors: Floats
    itself: Numbers


@dataclass
class Pass:
    """What a forward pass leaves for the way back."""

    laid: Laid
    some: Numbers
    back: Numbers
    features: sparse.csr_array
    kept: list[Floats]
    near: Floats
    low: Floats
    next: Floats
    high: Floats
    out: Floats


def learn(examples: Examples, recipe: Recipe, seed: int) -> Weights:
    """A network that was trained on the examples: the average of its last steps."""
    chance = np.random.default_rng(seed)
    weights = fresh(examples.made.shape[1], examples.vectors.shape[1], len(examples.names), chance)
    average = {name: w.copy() for name, w in weights.items()}
    adam = Adam(weights, recipe, recipe.rounds * -(-len(examples.words) // recipe.batch))
    for _ in range(recipe.rounds):
        for batch in _batches(examples, recipe, chance):
            adam.step(weights, gradients(examples, weights, batch, recipe, chance))
            keep = np.float32(min(0.998, adam.steps / (adam.steps + 10)))
            for name, w in weights.items():
                average[name] += (1 - keep) * (w - average[name])
    return average


def _batches(examples: Examples, recipe: Recipe, chance: np.random.Generator) -> Iterator[Numbers]:
    """The sentences by chance, those of like length together."""
    order = chance.permutation(len(examples.words))
    order = order[np.argsort([len(examples.words[i]) // 8 for i in order], kind="stable")]
    parts = [order[at : at + recipe.batch] for at in range(0, len(order), recipe.batch)]
    yield from (parts[i] for i in chance.permutation(len(parts)))


class Adam:
    """Steps downhill (Kingma and Ba 2015) that grow at first and shrink to nothing; weights decay a little each step."""

    def __init__(self, weights: Weights, recipe: Recipe, total: int) -> None:
        self.recipe, self.total, self.steps = recipe, total, 0
        self._mean = {name: np.zeros_like(w) for name, w in weights.items()}
        self._square = {name: np.zeros_like(w) for name, w in weights.items()}

    def step(self, weights: Weights, slopes: Weights) -> None:
        """One step, in place."""
        self.steps += 1
        share = min(1, self.steps / self.recipe.warm) * (1 - self.steps / (self.total + 1))
        for name, slope in slopes.items():
            mean, square = self._mean[name], self._square[name]
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.01) * (slope * slope - square)
            decay = 0.0 if name.endswith("+") or name == "steps" else self.recipe.decay
            move = mean / (np.sqrt(square) + np.float32(1e-6)) + np.float32(decay) * weights[name]
            weights[name] -= np.float32(self.recipe.step * share) * move


def gradients(ex: Examples, weights: Weights, batch: Numbers, recipe: Recipe, chance: np.random.Generator) -> Weights:
    """Which way each weight makes the labellings of a batch less likely."""
    laid = lay([ex.words[i] for i in batch], [ex.marks[i] for i in batch])
    gone = forward(ex, weights, laid, recipe, chance)
    scores = gone.out @ weights["label"] + weights["label+"]
    slope, steps = likelihood(Chain(ex.names, weights["steps"]), laid, scores, [ex.labels[i] for i in batch])
    return backward(ex, weights, gone, slope / np.float32(len(batch))) | {"steps": steps / np.float32(len(batch))}


def forward(ex: Examples, weights: Weights, laid: Laid, recipe: Recipe, chance: np.random.Generator) -> Pass:
    """Potentials without their last layer, with words and numbers left out."""
    some, back = np.unique(laid.words, return_inverse=True)
    part = _without(ex, some, recipe, chance)
    real = laid.real

    def left_out(rows: Floats) -> tuple[Floats, Floats]:
        share = np.float32(1 - recipe.numbers_out)
        keep = (chance.random(rows.shape, dtype=np.float32) < share).astype(np.float32) / share
        return rows * keep, keep

    made = part @ weights["features"] + ex.vectors[some] @ weights["vector"]
    row, keep_row = left_out((made[back] + weights["mark"][laid.marks]) * real)
    near = window(row, NEAR)
    low, keep_low = left_out(np.maximum(near @ weights["near"] + weights["near+"], 0) * real)
    following = window(low, NEXT)
    high, keep_high = left_out(np.maximum(following @ weights["next"] + weights["next+"], 0) * real)
    return Pass(laid, some, back, part, [keep_row, keep_low, keep_high], near, low, following, high, low + high)


def _without(ex: Examples, some: Numbers, recipe: Recipe, chance: np.random.Generator) -> sparse.csr_array:
    """The features of some words; of a share of them without which word it is."""
    part = ex.made[some].copy()
    out = ex.itself[some[chance.random(len(some)) < recipe.words_out]]
    part.data[np.isin(part.indices, out[out >= 0])] = 0
    return part


def backward(ex: Examples, weights: Weights, gone: Pass, slope: Floats) -> Weights:
    """The slopes of all weights but the steps'."""
    keep_row, keep_low, keep_high = gone.kept
    real = gone.laid.real
    out: Floats = slope @ weights["label"].T
    high: Floats = out * keep_high * (gone.high > 0)
    low: Floats = (out + _unwindow(high @ weights["next"].T, NEXT)) * keep_low * (gone.low > 0)
    row: Floats = _unwindow(low @ weights["near"].T, NEAR) * keep_row * real
    mark = np.zeros_like(weights["mark"])
    np.add.at(mark, gone.laid.marks, row)
    words = _gathered(gone.back, len(gone.some)) @ row
    return {
        "label": gone.out.T @ slope, "label+": slope.sum(0),
        "next": gone.next.T @ high, "next+": high.sum(0),
        "near": gone.near.T @ low, "near+": low.sum(0),
        "mark": mark, "vector": ex.vectors[gone.some].T @ words, "features": gone.features.T @ words,
    }  # fmt: skip


def _gathered(back: Numbers, rows: int) -> sparse.csr_array:
    ones = np.ones(len(back), np.float32)
    return sparse.csr_array((ones, (back.ravel(), np.arange(len(back)))), shape=(rows, len(back)))


def _unwindow(slopes: Floats, size: int) -> Floats:
    """What a window's slopes are for each row: those of every place it stood in, added."""
    half, length, width = size // 2, len(slopes), slopes.shape[1] // size
    made = np.zeros((length, width), np.float32)
    for n in range(size):
        shift = n - half
        one, two = max(0, -shift), min(length, length - shift)
        made[one + shift : two + shift] += slopes[one:two, n * width : (n + 1) * width]
    return made


def likelihood(chain: Chain, laid: Laid, scores: Floats, labels: Sequence[Numbers]) -> tuple[Floats, Floats]:
    """Slopes of minus the log likelihood, of the potentials and of the steps: what is expected less what is."""
    gone = follow(chain, laid.cut(scores))
    expected = gone.marginals
    slope, steps = np.zeros_like(scores), _expected_steps(chain, gone.left, gone.right * gone.factors, gone.valid)
    for row, (begin, path) in enumerate(zip(laid.begins, labels, strict=True)):
        slope[begin : begin + len(path)] = expected[row, : len(path)]
        slope[begin + np.arange(len(path)), path] -= 1
        np.add.at(steps, (path[:-1], path[1:]), -1)
    return slope, steps.astype(np.float32)


def _expected_steps(
    chain: Chain, left: NDArray[np.float64], onward: NDArray[np.float64], valid: NDArray[np.bool_]
) -> NDArray[np.float64]:
    one, two = left[:, :-1][valid[:, 1:]], onward[:, 1:][valid[:, 1:]]
    sure = ((one @ chain.factors) * two).sum(1, keepdims=True)
    steps: NDArray[np.float64] = ((one / sure).T @ two) * chain.factors
    return steps
