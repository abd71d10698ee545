"""Rows of a table, and attributes of HTML, with the types their libraries do not give."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table's rows as dictionaries."""
    return cast("list[dict[str, Any]]", table.to_dict("records"))


def labelled(text: str) -> dict[str, Any]:
    """What a screen reader says of an element."""
    return {"aria-label": text}
