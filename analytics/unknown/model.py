"""A trained model: sentences as words -> their names, with probabilities; and the file it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from analytics.unknown.decode import Chain, follow, likeliest
from analytics.unknown.features import bare, features, itself
from analytics.unknown.gazetteer import gazetteer
from analytics.unknown.labels import Span, read_labels
from analytics.unknown.net import Floats, Laid, Weights, lay, potentials
from analytics.unknown.words import MODELS, Words, checksum, words

Marks = Callable[[Sequence[str]], list[int]]
BATCH = 128  # sentences followed side by side
CODED = ("features", "near", "next")  # kept as whole numbers from -127 to 127 and a scale a column
KEPT = 200_000  # words remembered; then they are forgotten and made again


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


class Model:
    """Several networks that were trained alike, whose potentials are averaged."""

    def __init__(self, labels: Sequence[str], keys: Sequence[int], nets: Sequence[Weights], table: Words) -> None:
        self.labels = tuple(labels)
        self.nets, self.table = list(nets), table
        self.columns = {int(key): column for column, key in enumerate(keys)}
        self.chain = Chain(self.labels, np.mean([net["steps"] for net in nets], 0))
        self._marks: Marks = gazetteer().marks
        self._forget()

    def _forget(self) -> None:
        self._seen: dict[str, int] = {}
        width = sum(net["vector"].shape[1] for net in self.nets)
        self._made = np.zeros((1024, width), np.float32)

    def spans(self, sentences: Sequence[Sequence[str]], *, sure: bool = False) -> list[list[Span]]:
        """The names of each sentence; with `sure` also how probable each is."""
        found: list[list[Span]] = [[] for _ in sentences]
        order = sorted((i for i, s in enumerate(sentences) if s), key=lambda i: len(sentences[i]))
        with _threads().limit(limits=1):  # the sums are too small to be shared between cores
            for at in range(0, len(order), BATCH):
                batch = order[at : at + BATCH]
                for i, names in zip(batch, self._batch([sentences[i] for i in batch], sure), strict=True):
                    found[i] = names
        return found

    def _batch(self, sentences: list[Sequence[str]], sure: bool) -> list[list[Span]]:
        scores = self._scores(sentences)
        paths = likeliest(self.chain, scores)
        names = [read_labels([self.labels[n] for n in path]) for path in paths]
        if not sure or not any(names):
            return names
        followed = follow(self.chain, scores)
        return [
            [s._replace(probability=followed.span(row, s.start, path[s.start : s.end])) for s in spans]
            for row, (spans, path) in enumerate(zip(names, paths, strict=True))
        ]

    def _scores(self, sentences: list[Sequence[str]]) -> list[Floats]:
        if len(self._seen) > KEPT:
            self._forget()
        laid = lay([self._words(s) for s in sentences], [np.array(self._marks(s)) for s in sentences])
        return laid.cut(self._sum(laid) / np.float32(len(self.nets)))

    def _sum(self, laid: Laid) -> Floats:
        made, at = self._made[: len(self._seen) + 1], 0
        total = np.zeros((len(laid.words), len(self.labels)), np.float32)
        for net in self.nets:
            width = net["vector"].shape[1]
            total += potentials(net, made[:, at : at + width], laid)
            at += width
        return total

    def _words(self, sentence: Sequence[str]) -> NDArray[np.int64]:
        """The numbers words are remembered under; a word not met before is made."""
        seen = self._seen
        for word in sentence:
            if word not in seen:
                self._make(word)
        return np.array([seen[word] for word in sentence])

    def _make(self, word: str) -> None:
        at = self._seen[word] = len(self._seen)
        if at + 1 >= len(self._made):
            self._made = np.concatenate([self._made, np.zeros_like(self._made)])
        columns = [c for f in self.features(word) if (c := self.columns.get(checksum(f))) is not None]
        vector = self.table.vector(bare(word))
        self._made[at] = np.concatenate([net["features"][columns].sum(0) + vector @ net["vector"] for net in self.nets])

    def features(self, word: str) -> list[str]:
        """The features a word is made from."""
        return [*features(word, self.table), itself(word)]

    def save(self, path: Path) -> None:
        """Keep the model; its table is kept beside it, once for all models."""
        arrays: dict[str, NDArray[Any]] = {"labels": np.array(self.labels)}
        arrays["keys"] = np.array(list(self.columns), np.uint32)
        for number, net in enumerate(self.nets):
            for name, weights in net.items():
                arrays |= _coded(f"{number} {name}", weights) if name in CODED else {f"{number} {name}": weights}
        np.savez_compressed(path, **{k: _small(a) for k, a in arrays.items()})  # type: ignore[arg-type]


def load(name: str, folder: Path = MODELS) -> Model:
    """A shipped model."""
    with np.load(folder / f"{name}.npz") as file:
        arrays = dict(file)
    nets: dict[int, Weights] = {}
    for key in arrays:
        number, _, what = key.partition(" ")
        if number.isdigit() and not what.endswith("scale"):
            nets.setdefault(int(number), {})[what] = _decoded(arrays, key)
    return Model(arrays["labels"].tolist(), arrays["keys"].tolist(), [nets[n] for n in sorted(nets)], words(folder))


def _coded(name: str, weights: Floats) -> dict[str, NDArray[Any]]:
    scale = np.maximum(np.abs(weights).max(0), 1e-9) / 127
    return {name: np.rint(weights / scale).astype(np.int8), f"{name} scale": scale}


def _decoded(arrays: Mapping[str, NDArray[Any]], name: str) -> Floats:
    scale = arrays.get(f"{name} scale", np.ones(1))
    return (arrays[name].astype(np.float32) * scale.astype(np.float32)).astype(np.float32)


def _small(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float16) if array.dtype in (np.float32, np.float64) else array
