"""Are place and agency at the head of a text taken off it, and nothing else?"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from gold.score import read

from data.article import Article
from quality.corpora import article, rows, words
from quality.gold_sets import ROOT, Scores

GOLD = ROOT / "tests" / "gold" / "datelines.jsonl"
HEAD = 8  # words after a dateline by which its end is known again in the text


def datelines() -> Scores:
    """Precision and recall of datelines, on all labelled articles and on those held out while the rules were made.

    A dateline is right when place and agency are, and when a paragraph begins with the word that follows it.
    """
    judged = list(judge())
    return scores(judged, "") | scores([j for j in judged if j[0]["held"]], "held-")


def scores(judged: list[tuple[Mapping[str, Any], Article, bool]], label: str) -> Scores:
    """Precision and recall of judged readings."""
    right = sum(good for _, _, good in judged)
    found = sum(bool(read.place or read.agency) for _, read, _ in judged)
    wanted = sum(bool(gold["start"]) for gold, _, _ in judged)
    return {f"{label}precision": right / found, f"{label}recall": right / wanted}


def judge() -> Iterator[tuple[Mapping[str, Any], Article, bool]]:
    """Each labelled article with its reading, and whether its dateline was there and was taken off rightly."""
    by_corpus = {corpus: {row["id"]: row for row in rows(corpus)} for corpus in ("id", "en")}
    for gold in read(GOLD):
        row = by_corpus[gold["corpus"]][gold["id"]]
        found = article(row)
        yield gold, found, bool(gold["start"]) and is_right(gold, row["text"], found)


def is_right(gold: Mapping[str, Any], raw: str, found: Article) -> bool:
    """Whether a reading has the labelled place and agency, and a paragraph that begins where the dateline ends."""
    after = words(html.unescape(raw[gold["start"] : gold["start"] + 300]))[:HEAD]
    begins = any(words(paragraph)[: len(after)] == after for paragraph in found.text.split("\n\n"))
    return (found.place, found.agency) == (gold["place"], gold["agency"]) and begins
