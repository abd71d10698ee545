"""Who is named with whom: a net that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

from dashboard.charts.theme import GROUND, INK, Figure, axis, figure, short

STRONGEST = 2.5  # times chance, above which a tie pulls no harder
ROUNDS = 150


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: key, name, size (mentions), colour, hover text and what a click opens."""

    key: str
    name: str
    size: float
    colour: str
    hover: str
    see: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors named together: how often, how much more than chance, hover text and what a click opens."""

    a: str
    b: str
    count: int
    strength: float
    hover: str
    see: str


def network(nodes: Sequence[Node], edges: Sequence[Edge], height: int = 560) -> Figure:
    """Nodes placed so that those named together lie together; the same table gives the same picture."""
    places = _places(nodes, edges)
    most = max((e.count for e in edges), default=1)
    drawn = [_edge(e, places, e.count / most) for e in edges]
    hidden = axis(visible=False, range=[-1.15, 1.15])
    return figure(
        [*drawn, _middles(edges, places), _nodes(nodes, places)],
        height,
        xaxis=hidden,
        yaxis=hidden,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def _places(nodes: Sequence[Node], edges: Sequence[Edge]) -> Mapping[str, Any]:
    """Where the nodes stand: as far apart as the ties between them are long, as nearly as a plane allows.

    A tie is the shorter the more often chance is exceeded; stress is lowered by Guttman's transform (De Leeuw 1977).
    """
    at = {node.key: number for number, node in enumerate(nodes)}
    length = np.full((len(nodes), len(nodes)), np.inf)
    for edge in edges:
        length[at[edge.a], at[edge.b]] = length[at[edge.b], at[edge.a]] = min(max(edge.strength, 1), STRONGEST) ** -0.5
    far = shortest_path(length, directed=False)
    far[np.isinf(far)] = far[np.isfinite(far)].max(initial=1) + 0.5
    placed = _relaxed(_scaled(far), far)
    low, high = placed.min(axis=0), placed.max(axis=0)
    return dict(zip(at, 2 * (placed - low) / np.maximum(high - low, 1e-9) - 1, strict=True))


def _scaled(far: NDArray[np.float64]) -> NDArray[np.float64]:
    """The plane nearest to the distances, to begin with: classical scaling (Torgerson 1952).

    Each place is moved a little, so that actors tied alike do not begin, and stay, on one spot.
    """
    centred = np.eye(len(far)) - 1 / len(far)
    values, vectors = np.linalg.eigh(-centred @ far**2 @ centred / 2)
    plane = np.zeros((len(far), 2))
    plane[:, : min(len(far), 2)] = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    turns = np.arange(len(far)) * 2.4
    return plane + 0.1 * np.column_stack([np.cos(turns), np.sin(turns)])


def _relaxed(places: NDArray[np.float64], far: NDArray[np.float64]) -> NDArray[np.float64]:
    for _ in range(ROUNDS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        pull = -np.divide(far, apart, out=np.zeros_like(far), where=apart > 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = pull @ places / len(places)
    return places


def _edge(edge: Edge, places: Mapping[str, Any], strength: float) -> dict[str, Any]:
    (ax, ay), (bx, by) = places[edge.a], places[edge.b]
    return {
        "type": "scatter", "mode": "lines", "x": [ax, bx], "y": [ay, by], "hoverinfo": "skip",
        "line": {"width": 0.8 + 5 * strength, "color": f"rgba(93,104,117,{0.18 + 0.4 * strength:.2f})"},
    }  # fmt: skip


def _middles(edges: Sequence[Edge], places: Mapping[str, Any]) -> dict[str, Any]:
    """Points in the middle of the lines, to hover on and to click."""
    return {
        "type": "scatter", "mode": "markers", "x": [(places[e.a][0] + places[e.b][0]) / 2 for e in edges],
        "y": [(places[e.a][1] + places[e.b][1]) / 2 for e in edges], "customdata": [e.see for e in edges],
        "hovertext": [e.hover for e in edges], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 9, "color": "rgba(93,104,117,0.35)"},
    }  # fmt: skip


def _nodes(nodes: Sequence[Node], places: Mapping[str, Any]) -> dict[str, Any]:
    most = max((n.size for n in nodes), default=1)
    return {
        "type": "scatter", "mode": "markers+text", "x": [places[n.key][0] for n in nodes], "y": [places[n.key][1] for n in nodes],
        "text": [short(n.name, 22) for n in nodes], "textposition": "top center", "textfont": {"size": 12, "color": INK},
        "customdata": [n.see for n in nodes], "hovertext": [n.hover for n in nodes], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": [10 + 30 * (n.size / most) ** 0.5 for n in nodes], "color": [n.colour for n in nodes], "line": {"width": 1.5, "color": GROUND}},
    }  # fmt: skip
