"""Is the text of a page the whole text, and nothing else?"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import mean

from data.article import Page, Unreadable
from data.parse import read as read_page
from quality.gold_sets import NOW, SHARED, Scores

PAGES = SHARED / "corpora" / "pages" / "article_extraction_benchmark"
WORD = re.compile(r"\w+")


def html_bodies() -> Scores:
    """Precision, recall and F1 of the body text in runs of four words, averaged over pages, each weighing the same."""
    truth = json.loads((PAGES / "ground-truth.json").read_text("utf-8"))
    return overall(page_score(body_of(*page), truth[page[0]]["articleBody"]) for page in pages(truth))


def pages(truth: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, bytes, str]]:
    """The name, content and address of every page."""
    for name in sorted(truth):
        yield name, gzip.decompress((PAGES / "html" / f"{name}.html.gz").read_bytes()), truth[name]["url"]


def body_of(name: str, content: bytes, url: str) -> str:
    """The text that is read from a page; empty for one that is refused."""
    try:
        return read_page(Page(name, "html", content, url), NOW).text
    except Unreadable:
        return ""


def overall(scores: Iterable[tuple[int, int, int]]) -> Scores:
    """Precision, recall and F1 of pages' scores, each page weighing the same."""
    scored = list(scores)
    precision = mean(right / read for right, read, _ in scored if read)
    recall = mean(right / wanted for right, _, wanted in scored if wanted)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def page_score(body: str, truth: str) -> tuple[int, int, int]:
    """Of one page's body: runs that are right, runs that were read, runs that are wanted."""
    got, want = runs(body), runs(truth)
    return (got & want).total(), got.total(), want.total()


def runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with how often each stands in it; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)) if words)
