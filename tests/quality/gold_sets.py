"""Where gold lies, and what a measure gives."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(__file__).parents[3] / "shared"
NOW = datetime(2026, 12, 31, tzinfo=UTC)

Scores = dict[str, float]
