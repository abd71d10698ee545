"""Where each state stands on the map of squares, as `data/reference/map.toml` draws it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from data.reference import REFERENCE

SEA = "..."
Place = tuple[int, int]  # column and row, from the upper left


@cache
def world() -> Mapping[str, Place]:
    """State (ISO 3166 alpha-3) -> its square; raises ValueError where one stands twice."""
    drawn = tomllib.loads((REFERENCE / "map.toml").read_text("utf-8"))["world"]
    found: dict[str, Place] = {}
    for row, line in enumerate(drawn.strip().splitlines()):
        for column, state in enumerate(line.split()):
            if state in found:
                raise ValueError(f"map.toml: {state} stands twice")
            if state != SEA:
                found[state] = (column, row)
    return found
