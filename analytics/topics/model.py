"""The topics of a snapshot: a fixed basis that new articles are weighed against, and its labels."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import nnls

from analytics.topics.features import in_english

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Topics:
    """Topics x features: `basis` (k, f) rows of unit length, `idf` (f,), `names` of the features, `labels` per topic."""

    names: tuple[str, ...] = ()
    idf: Floats = field(default_factory=lambda: np.zeros(0))
    basis: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    labels: tuple[tuple[str, ...], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """One id a topic: t01, t02, ..."""
        return tuple(f"t{n:02d}" for n in range(1, len(self.labels) + 1))

    @property
    def version(self) -> str:
        """Changes with any number of the model."""
        stamp = hashlib.sha256("\x1f".join(self.names).encode())
        stamp.update(self.idf.tobytes() + self.basis.tobytes())
        return stamp.hexdigest()[:12]

    def label(self, topic: int, name: dict[str, str], language: str = "id") -> str:
        """A topic's label for readers of this language; `name` gives the shown names of actors."""
        words = []
        for feature in self.labels[topic]:
            english = in_english().get(feature, feature) if language == "en" else feature
            words.append(name.get(feature[1:], feature[1:]) if feature.startswith("@") else english)
        return " · ".join(words)

    def save(self, path: Path) -> None:
        """Write the model as `topics.npz` and `topics.json` in a folder."""
        np.savez(path / "topics.npz", idf=self.idf, basis=self.basis)
        (path / "topics.json").write_bytes(orjson.dumps({"names": self.names, "labels": self.labels}))

    @classmethod
    def load(cls, path: Path) -> Topics:
        """Read what `save` wrote."""
        said = orjson.loads((path / "topics.json").read_bytes())
        with np.load(path / "topics.npz") as arrays:
            return cls(tuple(said["names"]), arrays["idf"], arrays["basis"], tuple(map(tuple, said["labels"])))

    def assign(self, articles: Sequence[Counter[str]]) -> Floats:
        """Weights (n, k) of each article's topics, each row summing to 1, or to 0 where nothing is known of it.

        Non-negative least squares of the article on the basis (Lawson & Hanson 1974), one article at a time, so an
        article's weights do not depend on the articles beside it.
        """
        weights = np.zeros((len(articles), len(self.labels)))
        if not len(self.labels) or not articles:
            return weights
        lower = cholesky(self.basis @ self.basis.T + 1e-9 * np.eye(len(self.basis)), lower=True)
        told = solve_triangular(lower, (vectors(articles, self.names, self.idf) @ self.basis.T).T, lower=True)
        for row in range(len(articles)):
            weights[row] = nnls(lower.T, told[:, row])[0]
        total = weights.sum(axis=1, keepdims=True)
        shares: Floats = np.divide(weights, total, out=np.zeros_like(weights), where=total > 1e-9)
        return shares


def counts(articles: Sequence[Counter[str]], names: Sequence[str]) -> sparse.csr_matrix:
    """Article x feature counts (n, f)."""
    column = {name: at for at, name in enumerate(names)}
    data: list[int] = []
    indices: list[int] = []
    ends = [0]
    for article in articles:
        known = sorted((column[f], n) for f, n in article.items() if f in column)
        indices += [c for c, _ in known]
        data += [n for _, n in known]
        ends.append(len(indices))
    return sparse.csr_matrix(
        (np.array(data, float), np.array(indices, np.int32), np.array(ends, np.int32)),
        (len(articles), len(names)),
    )


def vectors(articles: Sequence[Counter[str]], names: Sequence[str], idf: Floats) -> sparse.csr_matrix:
    """TF-IDF rows of unit length: (1 + ln count) x idf."""
    matrix = counts(articles, names)
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_matrix(sparse.diags_array(scale) @ matrix)
