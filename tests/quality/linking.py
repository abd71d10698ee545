"""Are actors named rightly?"""

from __future__ import annotations

from pathlib import Path

from gold.score import GOLD, read, score

from analytics.annotate import Models
from analytics.annotations_file import annotated
from quality.gold_sets import SHARED, Scores

MEASURES = ("states", "persons", "organisations", "office titles", "all", "place-use", "counts")


def actors(gold: Path) -> Scores:
    """Linked F1 by class and of all, how often place-use is right, and how well states are counted."""
    with gold.open("rb") as lines:
        said = score(read(gold), [one for one in annotated(lines, Models()) if isinstance(one, dict)])
    return {name: said[name] for name in MEASURES}


def own_actors() -> Scores:
    """The thirty demo pages marked by hand."""
    return actors(GOLD)


def shared_actors() -> Scores:
    """Real articles marked by hand."""
    return actors(SHARED / "gold" / "actors.jsonl")
