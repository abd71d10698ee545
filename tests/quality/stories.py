"""Is a copy known as a copy, and another article as another?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pandas as pd

from analytics.given_stories import stories_of
from data.article import Article, Page
from data.intake.pages import read_pages
from data.reading import read_all
from quality.alterations import COPIES, TRAPS, Text, pairs
from quality.gold_sets import SHARED, Scores
from quality.peers import PEERS, best_f1, f1

EACH = 220  # pairs of a kind
MONDAY = datetime(2024, 6, 10, 9, tzinfo=UTC)
TUESDAY = datetime(2024, 6, 11, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dated:
    """An article as stories see it."""

    id: str
    title: str
    text: str
    published_at: datetime | None
    language: str = "id"


def together(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two articles (title and text) of two days in a row are one story."""
    first, second = stories_of([Dated("1", *one, MONDAY), Dated("2", *other, TUESDAY)])
    return first == second


def articles() -> Iterator[Article]:
    """Real Indonesian articles, as they are read."""
    pages = [p for p in read_pages([SHARED / "corpora" / "id_articles.parquet"]) if isinstance(p, Page)]
    yield from (read.result for read in read_all(pages) if isinstance(read.result, Article))


@cache
def real() -> tuple[Text, ...]:
    """Those of at least six paragraphs and 120 words."""
    made = (Text(a.title, tuple(a.text.split("\n\n"))) for a in articles() if a.title)
    return tuple(t for t in made if len(t.paragraphs) >= 6 and len(t.body.split()) >= 120)


def altered() -> Scores:
    """Precision over all pairs, recall of each kind of copy; peers are printed beside."""
    made = list(pairs(real(), EACH))
    said = np.array([together((p.one.title, p.one.body), (p.other.title, p.other.body)) for p in made])
    kinds, copies = np.array([p.kind for p in made]), np.array([p.copy for p in made])
    scores = {"precision": float((said & copies).sum() / said.sum()), "F1": f1(said, copies)}
    print(f"\n{len(made)} pairs; taken for copies: " + ", ".join(f"{t} {said[kinds == t].mean():.3f}" for t in TRAPS))
    for name, likeness in PEERS.items():
        like = np.array([likeness(p.one.body, p.other.body) for p in made])
        best, at = best_f1(like.tolist(), copies)
        found = ", ".join(f"{kind} {(like[kinds == kind] >= at).mean():.3f}" for kind in (*COPIES, *TRAPS))
        print(f"  {name:12} best F1 {best:.4f} at {at:.3f}: {found}")
    return scores | {f"recall, {kind}": float(said[kinds == kind].mean()) for kind in COPIES}


def near_duplicates() -> Scores:
    """F1 on pairs of official papers, and by how much it is above the best peer at its best threshold."""
    folder = SHARED / "corpora" / "near_duplicates"
    held = pd.read_parquet(folder / "documents.parquet", columns=["id", "title", "text"]).set_index("id")
    papers = {key: (row["title"] or "", row["text"]) for key, row in held.iterrows()}
    rows = [json.loads(line) for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines()]
    copies = np.array([row["label"] == 1 for row in rows])
    ours = f1(np.array([together(papers[r["a"]], papers[r["b"]]) for r in rows]), copies)
    peers = {}
    for name, likeness in PEERS.items():
        peers[name], at = best_f1([likeness(papers[r["a"]][1], papers[r["b"]][1]) for r in rows], copies)
        print(f"  {name:12} best F1 {peers[name]:.4f} at {at:.3f}")
    return {"F1": ours, "above peers": ours - max(peers.values())}
