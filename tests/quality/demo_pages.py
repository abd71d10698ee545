"""Are the demo pages read exactly as expected?"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from data.show import show
from quality.gold_sets import NOW, ROOT, Scores

SEEDS = ROOT / "seeds"


def seeds() -> Scores:
    """Share of the demo pages whose field is exactly as expected, by field; `refused`: broken pages that are."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in show([SEEDS], NOW):
        found[record["path"].partition("#")[0].rpartition(".")[0]].append(record)
    right, all_ = Counter[str](), Counter[str]()
    for path in sorted(SEEDS.rglob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        wanted = held if isinstance(held, list) else [held]
        for want, got in zip(wanted, found[str(path.with_suffix(""))], strict=True):
            for field, agrees in compared(want, got):
                right[field] += agrees
                all_[field] += 1
    return {field: right[field] / all_[field] for field in all_}


def compared(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field of an expected reading, and whether it was read so."""
    if "reason" in want:
        yield "refused", "reason" in got
        return
    yield from ((field, got.get(field) == value) for field, value in want.items())
