"""Where the facts lie that a newcomer edits without reading code."""

from pathlib import Path

REFERENCE = Path(__file__).parent
