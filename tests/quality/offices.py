"""Is it said who held the office that day?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gold.score import _plain as plain
from gold.score import read

from analytics.actors.called import called
from analytics.actors.link import Linked, Linker, Mention
from analytics.actors.registry import Registry, registry
from quality.gold_sets import ROOT, Scores

GOLD = ROOT / "tests" / "gold" / "offices.jsonl"
NOBODY = ("undecided", "none")


def offices() -> Scores:
    """Share of titles answered as labelled, and of those for which nobody else was named."""
    known = registry()
    linker = Linker(known)
    rows = list(read(GOLD))
    answers = [answer(linker, known, row) for row in rows]
    right = [agrees(row["holder"], names) for row, names in zip(rows, answers, strict=True)]
    for row, names, good in zip(rows, answers, right, strict=True):
        if not good:
            print(f"  {row['date']} {row['holder']}: {row['title']} [{row['mark']}] -> {names[0]}")
    unwrong = [good or names[0] in NOBODY for names, good in zip(answers, right, strict=True)]
    return {"right": sum(right) / len(rows), "not wrong": sum(unwrong) / len(rows)}


def answer(linker: Linker, known: Registry, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the person said to be meant by the mark; `undecided` where only the office is, `none` where no mention is."""
    text, mark = row["title"], row["mark"]
    start = text.rindex(mark)
    linked = linker.link("", text, row["language"], date.fromisoformat(row["date"]))
    mention = next(at(linked, start, start + len(mark)), None)
    if mention is None:
        return ("none",)
    actor = linked.found.get(mention.actor) or known[mention.actor]
    return ("undecided",) if actor.kind == "office" else called(actor, known)


def at(linked: Linked, start: int, end: int) -> Iterator[Mention]:
    """The bare titles that share characters with a mark."""
    for mention in linked.mentions:
        if mention.via == "office" and mention.field == "text" and mention.start < end and start < mention.end:
            yield mention


def agrees(holder: str, names: tuple[str, ...]) -> bool:
    """Whether the answer is the label, or one of the names of the person labelled."""
    return not plain([holder]).isdisjoint(plain(names))
