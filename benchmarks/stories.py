"""How fast stories are found among 100,000 articles, beside datasketch's MinHash-LSH: `python -m benchmarks.stories`.

Prints, never asserts. Two thirds of the articles are their own, made of sentences of real ones; one third are copies of
them, cut, framed or moved. All are of sixty days. Needs ../shared beside the checkout.
"""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow.parquet as pq
from datasketch import MinHash, MinHashLSH

from analytics.stories import Dated, Prints, find, prints, words
from analytics.text import WORD, sentences

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "id_articles.parquet"
DAY = 86_400_000_000  # microseconds
DAYS = 60
SENTENCES = 14  # of an article


def made(number: int, seed: int = 3) -> tuple[list[str], np.ndarray, int]:
    """Texts, instants, and how many of them are copies."""
    chance = random.Random(seed)
    pool = [s for text in pq.read_table(CORPUS, columns=["text"])["text"].to_pylist() if text for s in _sentences(text)]
    own = number * 2 // 3
    texts = ["\n\n".join(chance.sample(pool, SENTENCES)) for _ in range(own)]
    instants = [chance.randrange(DAYS * DAY) for _ in texts]
    for at in (chance.randrange(own) for _ in range(number - own)):
        texts.append(_copy(texts[at].split("\n\n"), chance))
        instants.append(instants[at] + chance.randrange(2 * DAY))
    return texts, np.array(instants), number - own


def _sentences(text: str) -> Iterator[str]:
    yield from (" ".join(text[a:b].split()) for a, b in sentences(text) if b - a > 60)


def _copy(parts: list[str], chance: random.Random) -> str:
    kept = parts[: chance.randint(len(parts) // 2, len(parts))]
    if chance.random() < 0.3:
        kept.append(kept.pop(chance.randrange(1, len(kept))))
    return "\n\n".join(kept)


def prints_of(texts: Sequence[str]) -> list[Prints]:
    """The prints of some texts."""
    return [prints(m.group() for m in WORD.finditer(text)) for text in texts]


def ours(texts: Sequence[str], instants: np.ndarray) -> tuple[int, float, float]:
    """How many articles were found to be copies; seconds for prints on two cores, and for finding on one."""
    begun = perf_counter()
    with ProcessPoolExecutor(2) as workers:
        parts = workers.map(prints_of, [texts[at : at + 500] for at in range(0, len(texts), 500)])
        marks = [one for part in parts for one in part]
    printed = perf_counter()
    ids = np.arange(1, len(texts) + 1, dtype=np.uint64)
    told = find(Dated(ids, instants, marks), lambda at: words("", texts[at]))
    return int((told != ids).sum()), printed - begun, perf_counter() - printed


def theirs(texts: Sequence[str]) -> tuple[int, float]:
    """How many articles have an earlier one at Jaccard 0.5 by datasketch, and the seconds on one core."""
    begun = perf_counter()
    index, found = MinHashLSH(threshold=0.5, num_perm=64), 0
    for at, text in enumerate(texts):
        said = [m.group().casefold() for m in WORD.finditer(text)]
        signature = MinHash(num_perm=64, seed=1)
        signature.update_batch([" ".join(said[i : i + 5]).encode() for i in range(max(1, len(said) - 4))])
        found += bool(index.query(signature))
        index.insert(at, signature)
    return found, perf_counter() - begun


def memory() -> float:
    """The most memory this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Ours on all, datasketch on a tenth (its rate says the rest)."""
    if not CORPUS.exists():
        print("Stories are timed on ../shared/corpora/id_articles.parquet, which is not beside this checkout.")
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    texts, instants, copies = made(number)
    print(f"{number:,} articles, {copies:,} of them copies; {memory():,.0f} MB hold their texts", flush=True)
    found, printing, finding = ours(texts, instants)
    rate = number / (printing + finding)
    print(f"stories: {found:,} copies found in {printing + finding:.1f} s ({rate:,.0f} articles/s)", flush=True)
    print(f"  prints, two cores {printing:.1f} s; finding, one core {finding:.1f} s; {memory():,.0f} MB at most")
    some = number // 10
    hits, taken = theirs(texts[:some])
    print(
        f"datasketch, MinHash-LSH at 0.5, one core: {some / taken:,.0f} articles/s ({hits:,} of {some:,} have a like)"
    )


if __name__ == "__main__":
    main()
