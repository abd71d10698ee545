"""Sparse matrices on disk: rows and columns of the same counts, memory-mapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

PARTS = ("data", "indices", "indptr")
Array = NDArray[Any]


@dataclass(frozen=True)
class Matrix:
    """Article x something, of `shape` (rows, width): `rows` as CSR and `columns` as CSC of the same entries.

    `width` may exceed what was written: columns learnt later are empty here.
    """

    folder: Path
    name: str
    height: int
    width: int

    @cached_property
    def rows(self) -> sparse.csr_matrix:
        """Answers what a selection says."""
        data, indices, indptr = self._load("csr")
        return sparse.csr_matrix((data, indices, indptr), (self.height, self.width), copy=False)

    @cached_property
    def columns(self) -> sparse.csc_matrix:
        """Answers where something occurs."""
        data, indices, indptr = self._load("csc")
        missing = self.width + 1 - len(indptr)
        if missing:
            indptr = np.concatenate([indptr, np.full(missing, indptr[-1], indptr.dtype)])
        return sparse.csc_matrix((data, indices, indptr), (self.height, self.width), copy=False)

    def column(self, which: int) -> tuple[Array, Array]:
        """Rows in which a column occurs, ascending, and its counts there."""
        matrix = self.columns
        here = slice(matrix.indptr[which], matrix.indptr[which + 1])
        return matrix.indices[here], matrix.data[here]

    def sums(self, weights: Array) -> tuple[Array, Array]:
        """`weights` (rows,) x matrix: what each column amounts to, and the weight of the rows it occurs in."""
        if not weights.any():
            return np.zeros(self.width), np.zeros(self.width)
        if weights.all() and weights.min() == weights.max() == 1:
            return self._totals
        rows = np.flatnonzero(weights)
        part = self.rows if len(rows) > self.height // 2 else self.rows[rows]
        used = weights if part is self.rows else weights[rows]
        spread = np.repeat(used, np.diff(part.indptr))
        return (
            np.bincount(part.indices, spread * part.data, self.width),
            np.bincount(part.indices, spread, self.width),
        )

    @cached_property
    def _totals(self) -> tuple[Array, Array]:
        with np.load(self.folder / f"{self.name}.totals.npz") as kept:
            pad = self.width - len(kept["counts"])
            return np.pad(kept["counts"], (0, pad)).astype(float), np.pad(kept["articles"], (0, pad)).astype(float)

    def _load(self, form: str) -> tuple[Array, Array, Array]:
        data, indices, indptr = (
            np.load(self.folder / f"{self.name}.{form}.{part}.npy", mmap_mode="r") for part in PARTS
        )
        return data, indices, np.asarray(indptr)


def write(folder: Path, name: str, rows: Iterable[Mapping[int, float]], width: int, kind: type = np.int32) -> None:
    """Write one matrix (CSR, CSC and totals) from a row of {column: value} per article."""
    data: list[float] = []
    indices: list[int] = []
    ends = [0]
    for row in rows:
        for column in sorted(row):
            indices.append(column)
            data.append(row[column])
        ends.append(len(indices))
    parts: tuple[Array, Array, Array] = (np.array(data, kind), np.array(indices, np.int32), np.array(ends, np.int64))
    matrix = sparse.csr_matrix(parts, (len(ends) - 1, width))
    for form, made in (("csr", matrix), ("csc", matrix.tocsc())):
        for part in PARTS:
            value = getattr(made, part)
            np.save(folder / f"{name}.{form}.{part}.npy", value if part == "data" else value.astype(np.int32))
    counts = np.asarray(matrix.sum(axis=0)).ravel()
    np.savez(folder / f"{name}.totals.npz", counts=counts, articles=np.diff(matrix.tocsc().indptr))
