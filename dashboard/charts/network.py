"""Who is named with whom: a net that can be read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.places import Place, places
from dashboard.charts.theme import GROUND, INK, Figure, axis, figure, short

LETTER, LINE = 6.4, 17  # pixels that a letter of a name is wide, and a name high
NAME = 32  # letters of a name that are written
SCREEN = (900, 600)  # pixels in which names must not meet: what a small desktop leaves to the net
WIDE = 2.26  # of the plane, whose places lie within -1 and 1
HALO = ", ".join([f"0 0 2px {GROUND}"] * 4)  # around names, so that lines behind them do not strike them out
NEAR = 1.5  # how much harder the strongest tie pulls than the weakest


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
    """Two actors named together: how sure the tie is (0 to 1, the surest of the net), hover text and what a click opens."""

    a: str
    b: str
    strength: float
    hover: str
    see: str


def network(nodes: Sequence[Node], edges: Sequence[Edge], height: int = 660) -> Figure:
    """Nodes placed so that those named together lie together; the same table gives the same picture."""
    at = places([n.key for n in nodes], [(e.a, e.b, 1 + NEAR * e.strength) for e in edges], _boxes(nodes))
    drawn = [_edge(e, at) for e in reversed(edges)]
    hidden = axis(visible=False, range=[-WIDE / 2, WIDE / 2])
    return figure(
        [*drawn, _middles(edges, at), _nodes(nodes, at)],
        height,
        xaxis=hidden,
        yaxis=hidden,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def _boxes(nodes: Sequence[Node]) -> list[Place]:
    """Width and height that each node takes with its name above it, in the net's units (`WIDE` across and down)."""
    across, down = SCREEN
    return [
        (
            WIDE * max(_width(n, nodes), LETTER * len(short(n.name, NAME))) / across,
            WIDE * (_width(n, nodes) + LINE) / down,
        )
        for n in nodes
    ]


def _width(node: Node, nodes: Sequence[Node]) -> float:
    """A node's diameter in pixels: its area follows the mentions."""
    return 8 + 26 * math.sqrt(node.size / max(n.size for n in nodes))


def _edge(edge: Edge, at: Mapping[str, Place]) -> dict[str, Any]:
    (ax, ay), (bx, by), strength = at[edge.a], at[edge.b], edge.strength
    return {
        "type": "scatter", "mode": "lines", "x": [ax, bx], "y": [ay, by], "hoverinfo": "skip",
        "line": {"width": 0.8 + 5 * strength, "color": f"rgba(93,104,117,{0.18 + 0.4 * strength:.2f})"},
    }  # fmt: skip


def _middles(edges: Sequence[Edge], at: Mapping[str, Place]) -> dict[str, Any]:
    """Points in the middle of the lines, to hover on and to click."""
    return {
        "type": "scatter", "mode": "markers", "x": [(at[e.a][0] + at[e.b][0]) / 2 for e in edges],
        "y": [(at[e.a][1] + at[e.b][1]) / 2 for e in edges], "customdata": [e.see for e in edges],
        "hovertext": [e.hover for e in edges], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 9, "color": "rgba(93,104,117,0.35)"},
    }  # fmt: skip


def _nodes(nodes: Sequence[Node], at: Mapping[str, Place]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers+text", "x": [at[n.key][0] for n in nodes], "y": [at[n.key][1] for n in nodes],
        "text": [short(n.name, NAME) for n in nodes], "textposition": "top center", "textfont": {"size": 12, "color": INK, "shadow": HALO}, "cliponaxis": False,
        "customdata": [n.see for n in nodes], "hovertext": [n.hover for n in nodes], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": [_width(n, nodes) for n in nodes], "color": [n.colour for n in nodes], "opacity": 1, "line": {"width": 1.5, "color": GROUND}},
    }  # fmt: skip
