"""A line as small as a word: how something went, beside its number."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dashboard.charts.theme import ACCENT

WIDTH, HEIGHT, EDGE = 96, 22, 2
DRAWN = 60  # points up to which each value is drawn; of more, neighbours are added up


def spark(values: Sequence[float], colour: str = ACCENT) -> str:
    """The values as a line over a tinted ground, from nought, the last one dotted: an SVG in the form of an address."""
    rows = _few(values)
    most, step = max(rows, default=0) or 1, (WIDTH - 2 * EDGE) / max(len(rows) - 1, 1)
    points = [(EDGE + at * step, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / most) for at, value in enumerate(rows)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    ground = f"{EDGE},{HEIGHT - EDGE} {line} {WIDTH - EDGE},{HEIGHT - EDGE}"
    dot = f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="1.9" fill="{colour}"/>' if points else ""
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polygon points="{ground}" fill="{colour}" fill-opacity="0.13"/>'
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.4" stroke-linejoin="round"/>{dot}</svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def _few(values: Sequence[float]) -> list[float]:
    each = -(-len(values) // DRAWN) or 1
    return [sum(values[at : at + each]) for at in range(0, len(values), each)]
