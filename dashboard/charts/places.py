"""Where the nodes of a net stand: those tied strongly near one another, and no name upon another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

Array = NDArray[np.float64]
Place = tuple[float, float]
Tie = tuple[str, str, float]  # two nodes and how many times chance they are tied

STRONGEST = 2.5  # times chance, above which a tie pulls no harder
ROUNDS = 150  # in which stress is lowered
TRIES, SHAKEN = 2400, 150  # rounds in which boxes are moved apart, and after how many they are shaken
AIR = 0.01  # kept free around each box


def places(keys: Sequence[str], ties: Sequence[Tie], boxes: Sequence[Place]) -> Mapping[str, Place]:
    """A place within -1 to 1 for each node: as far apart as the ties between them are long, as nearly as a plane allows.

    A tie is the shorter the stronger it is; stress, in which near ones weigh most, is lowered by Guttman's transform
    (De Leeuw 1977).
    Then nodes whose boxes (width, height) overlap are moved apart. The same ties give the same places.
    """
    far = _lengths(keys, ties)
    placed = _apart(_inside(_relaxed(_scaled(far), far)), np.array(boxes))
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, placed, strict=True)}


def _lengths(keys: Sequence[str], ties: Sequence[Tie]) -> Array:
    """How far apart each two nodes should be: the shortest way over ties; without any, a little beyond the longest."""
    at = {key: number for number, key in enumerate(keys)}
    length = np.full((len(keys), len(keys)), np.inf)
    for a, b, strength in ties:
        length[at[a], at[b]] = length[at[b], at[a]] = min(max(strength, 1), STRONGEST) ** -0.5
    far: Array = shortest_path(length, directed=False)
    far[np.isinf(far)] = np.median(far[np.isfinite(far) & (far > 0)]) if len(ties) else 1
    return far


def _scaled(far: Array) -> Array:
    """The plane nearest to the distances, to begin with: classical scaling (Torgerson 1952).

    Each place is moved a little, so that actors tied alike do not begin, and stay, on one spot.
    """
    centred = np.eye(len(far)) - 1 / len(far)
    values, vectors = np.linalg.eigh(-centred @ far**2 @ centred / 2)
    plane = np.zeros((len(far), 2))
    plane[:, : min(len(far), 2)] = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    turns = np.arange(len(far)) * 2.4
    return plane + 0.1 * np.column_stack([np.cos(turns), np.sin(turns)])


def _relaxed(placed: Array, far: Array) -> Array:
    weights = np.divide(1, far**2, out=np.zeros_like(far), where=far > 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(ROUNDS):
        apart = np.linalg.norm(placed[:, None] - placed[None], axis=2)
        pull = -np.divide(weights * far, apart, out=np.zeros_like(far), where=apart > 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        placed = inverse @ pull @ placed
    return placed


def _inside(placed: Array) -> Array:
    """Stretched to fill -1 to 1 both ways; what has no extent stands in the middle."""
    low, high = placed.min(axis=0), placed.max(axis=0)
    return np.where(high - low > 1e-9, 2 * (placed - low) / np.maximum(high - low, 1e-9) - 1, 0.0)


def _apart(placed: Array, boxes: Array) -> Array:
    """Moved within -1 to 1 until no two boxes overlap, each pair half the way and along the side that is nearer to free.

    Boxes that block one another are shaken from time to time, always in the same way.
    """
    need = (boxes[:, None] + boxes[None]) / 2 + AIR
    order = np.arange(len(placed))
    tie = np.sign(order[:, None] - order[None])[..., None]  # which way two on one spot part
    for tried in range(TRIES):
        between = placed[:, None] - placed[None]
        over = need - np.abs(between)
        meet = (over > 0).all(axis=2) & ~np.eye(len(placed), dtype=bool)
        blocked = meet & (over > AIR).all(axis=2)
        if not (meet if tried < SHAKEN else blocked).any():
            break
        nearer = over.argmin(axis=2)[..., None] == np.arange(2)
        push = np.where(nearer & meet[..., None], over * np.where(between == 0, tie, np.sign(between)) / 2, 0.0)
        placed = np.clip(placed + np.clip(push.sum(axis=1), -0.2, 0.2), -1, 1)
        if tried % SHAKEN == SHAKEN - 1:
            turns = (order + tried) * 2.4
            placed = placed + 0.12 * np.where(blocked.any(axis=1), [np.cos(turns), np.sin(turns)], 0).T
    return placed
