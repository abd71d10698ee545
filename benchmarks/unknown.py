"""How fast new names are found, whole articles on one core: `python -m benchmarks.unknown`.

Prints, never asserts. Needs ../shared beside the checkout. Times are of the processor, one thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pyarrow.parquet as pq
from threadpoolctl import threadpool_limits

from analytics.annotate import Models
from analytics.text import sentences
from analytics.unknown import Finder, groups
from analytics.unknown.model import load
from analytics.unknown.tokens import read

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "id_articles.parquet"
ARTICLES = 1000


def _time(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def main() -> None:
    """Print the figures."""
    if not CORPUS.exists():
        sys.exit("needs ../shared beside the checkout")
    texts = pq.read_table(CORPUS, columns=["text"])["text"].to_pylist()[:ARTICLES]
    spans = [sentences(text) for text in texts]
    rows = [s.words for text, span in zip(texts, spans, strict=True) for s in read(text, span)]
    count = sum(map(len, rows))
    with threadpool_limits(1):
        begun = process_time()
        model = load("news")
        print(f"loading            {process_time() - begun:8.2f} s")
        print(f"names of sentences {count / _time(lambda: model.spans(rows)):8,.0f} words/s, no word met before")
        print(f"                   {count / _time(lambda: model.spans(rows)):8,.0f} words/s, again")
        finder = Finder(load("news"), load("english"))
        found = {}
        took = _time(lambda: found.update({str(i): finder.find(t, s) for i, (t, s) in enumerate(zip(texts, spans, strict=True))}))  # fmt: skip
        print(
            f"articles           {count / took:8,.0f} words/s, {len(texts) / took:,.0f} articles/s, with probabilities"
        )
        link = Models().linker.link
        took = _time(lambda: [link("", text) for text in texts])
        print(f"linking with it    {len(texts) / took:8,.0f} articles/s")
        took = _time(
            lambda: print(f"groups             {len(groups(found)):8,} of {sum(map(len, found.values())):,} names")
        )
        print(f"putting together   {took:8.2f} s")


if __name__ == "__main__":
    main()
