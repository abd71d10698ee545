"""A map of squares, one a state, in steps of one colour; small states can be seen and clicked like large ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from dashboard.charts.theme import INK, MUTED, Figure, axis, figure

# light to dark in one hue, so that no colour-blindness and no printer in black and white mixes them up; the first: none;
# grey letters can be read on the first four, white ones on the others (4.5 to 1)
STEPS = ("#eceff2", "#cfe3f3", "#a9cdea", "#84b9e3", "#2a7ab8", "#0f558f", "#072f55")
Said = Callable[[float, float | None], str]  # values from the first to below the second in words; without it: and more


@dataclass(frozen=True, slots=True)
class Tile:
    """A state: its square, its letters, its value (0: not named), hover text and what a click opens."""

    column: int
    row: int
    letters: str
    value: float
    hover: str
    see: str


def tiles(drawn: Sequence[Tile], said: Said, none: str) -> Figure:
    """Squares shaded by value; the legend below says what each shade stands for, `said` how values from one to below another are written."""
    lows = bounds([tile.value for tile in drawn])
    width, height = (1 + max(getattr(tile, side) for tile in drawn) for side in ("column", "row"))
    cells = {(tile.row, tile.column): tile for tile in drawn}

    def grid(get: Callable[[Tile], Any], sea: Any = "") -> list[list[Any]]:
        found = [[cells.get((row, column)) for column in range(width)] for row in range(height)]
        return [[get(tile) if tile else sea for tile in line] for line in found]

    made = {
        "type": "heatmap", "x": list(range(width)), "y": list(range(height)), "z": grid(lambda t: bisect_right(lows, t.value) if t.value > 0 else 0, None), "zmin": -0.5, "zmax": len(lows) + 0.5,
        "text": grid(lambda t: t.letters), "texttemplate": "%{text}", "textfont": {"size": 10}, "hovertext": grid(lambda t: t.hover),
        "hovertemplate": "%{hovertext}<extra></extra>", "customdata": grid(lambda t: t.see), "hoverongaps": False,
        "colorscale": _scale(len(lows) + 1), "xgap": 2, "ygap": 2, "colorbar": _legend(lows, said, none),
    }  # fmt: skip
    hidden = axis(visible=False, automargin=False)
    return figure(
        [made],
        220,
        autosize=True,
        xaxis=hidden | {"range": [-0.5, width - 0.5], "constrain": "domain"},
        yaxis=hidden
        | {"range": [height - 0.5, -0.5], "scaleanchor": "x", "constrain": "domain", "constraintoward": "top"},
        margin={"l": 2, "r": 2, "t": 2, "b": 44},
    )


def bounds(values: Sequence[float], most: int = len(STEPS) - 1) -> list[float]:
    """Where steps begin, ascending: round numbers, each about as many times the one before; the first is the least value."""
    told = sorted(v for v in values if v > 0)
    if not told:
        return []
    low, high = told[0], told[-1]
    ladder = [low * (high / low) ** (step / most) for step in range(1, most)]
    return [low, *sorted({r for r in map(_round, ladder) if low < r <= high})]


def _round(value: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten, nearness being a matter of times."""
    power = 10.0 ** floor(log10(value))
    return float(f"{min((1, 2, 5, 10), key=lambda digit: abs(log10(value / power / digit))) * power:.6g}")


def _colours(many: int) -> list[str]:
    """As many shades, from none to darkest, spread over all there are."""
    shades = STEPS[1:]
    spread = [shades[round(at * (len(shades) - 1) / max(many - 2, 1))] for at in range(many - 1)]
    return [STEPS[0], *spread]


def _scale(many: int) -> list[tuple[float, str]]:
    shades = _colours(many)
    return [edge for at, shade in enumerate(shades) for edge in ((at / many, shade), ((at + 1) / many, shade))]


def _legend(lows: Sequence[float], said: Said, none: str) -> dict[str, Any]:
    texts = [none, *(said(low, high) for low, high in zip(lows, [*lows[1:], None], strict=True))]
    return {
        "orientation": "h", "x": 0.5, "xanchor": "center", "y": 0, "yanchor": "top", "len": 0.96, "thickness": 10, "outlinewidth": 0,
        "tickvals": list(range(len(texts))), "ticktext": texts, "tickfont": {"size": 10.5, "color": INK}, "ticks": "",
        "tickcolor": MUTED, "tickangle": 0,
    }  # fmt: skip
