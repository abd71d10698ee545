"""Is the text of a page the whole text, and nothing else?"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import mean

from data.article import Page, Unreadable
from data.parse import read as read_page
from quality.gold_sets import NOW, SHARED, Scores

SAMPLE = 40  # HTML pages scored, evenly spread
WORD = re.compile(r"\w+")


def html_bodies() -> Scores:
    """Precision, recall and F1 of the body text in runs of four words, averaged over pages, each weighing the same."""
    folder = SHARED / "corpora" / "pages" / "article_extraction_benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    names = sorted(truth)
    scored = [page_score(folder, name, truth[name]) for name in names[:: len(names) // SAMPLE][:SAMPLE]]
    precision = mean(right / read for right, read, _ in scored if read)
    recall = mean(right / wanted for right, _, wanted in scored if wanted)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def page_score(folder: Path, name: str, truth: Mapping[str, str]) -> tuple[int, int, int]:
    """Of one page's body: runs that are right, runs that were read, runs that are wanted."""
    content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    try:
        body = read_page(Page(name, "html", content, truth["url"]), NOW).text
    except Unreadable:
        body = ""
    got, want = runs(body), runs(truth["articleBody"])
    return (got & want).total(), got.total(), want.total()


def runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with how often each stands in it; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)) if words)
