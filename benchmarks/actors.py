"""How fast actors are found and linked, beside spaCy's PhraseMatcher and flashtext: `python -m benchmarks.actors`.

Prints, never asserts. All three look for the same written forms in the same texts in the same run; the peers only look,
ours also keeps to word boundaries, passes over addresses and takes the longest. Rates by CPU time, the best of some
runs, and by the clock. Needs ../shared beside the checkout.
"""

from __future__ import annotations

import importlib
import os
import re
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

import pyarrow.parquet as pq

from analytics.actors import Linked, Linker, registry
from analytics.actors.forms import Forms
from analytics.actors.lexicon import lexicon
from data.batches import Mapped, batches, workers

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "id_articles.parquet"
RUNS = 3
PEERS_READ = 600  # texts all are timed on, the slower ones not on more
BATCH = 100
CORES = os.cpu_count() or 1
Article = tuple[str, str]  # title and text


def articles() -> list[Article]:
    """All articles of the corpus."""
    table = pq.read_table(CORPUS, columns=["title", "text"])
    rows = zip(table["title"].to_pylist(), table["text"].to_pylist(), strict=True)
    return [(title or "", text or "") for title, text in rows]


def timed(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """CPU and wall seconds of a call, each the best of some runs."""
    taken = []
    for _ in range(runs):
        cpu, wall = process_time(), perf_counter()
        work()
        taken.append((process_time() - cpu, perf_counter() - wall))
    return min(cpu for cpu, _ in taken), min(wall for _, wall in taken)


def say(what: str, number: float, unit: str, took: tuple[float, float]) -> None:
    """A line of the report: how much a second by CPU, and by the clock."""
    print(f"  {what:44} {number / took[0]:10,.1f} {unit}/s   (wall {number / took[1]:,.1f})", flush=True)


def matching(texts: Sequence[str], forms: Forms) -> None:
    """All written forms found in the texts, by us and by the others."""
    some = texts[:PEERS_READ]
    print(f"matching {len(forms):,} written forms in {megabytes(some):.1f} MB of text, one core")
    say("Pantau", megabytes(some), "MB", timed(lambda: [forms.find(text, "id") for text in some]))
    say(
        f"Pantau, all {len(texts):,} texts", megabytes(texts), "MB", timed(lambda: [forms.find(t, "id") for t in texts])
    )
    by_spacy(some, forms)
    by_flashtext(some, forms)


def megabytes(texts: Sequence[str]) -> float:
    """Bytes of the texts as UTF-8, in millions."""
    return sum(len(text.encode()) for text in texts) / 1e6


def by_spacy(texts: Sequence[str], forms: Forms) -> None:
    """PhraseMatcher on a blank Indonesian pipeline, by exact words; tokenising is timed apart."""
    spacy, matching = importlib.import_module("spacy"), importlib.import_module("spacy.matcher")
    nlp = spacy.blank("id")
    matcher = matching.PhraseMatcher(nlp.vocab, attr="ORTH")
    matcher.add("actor", [nlp.make_doc(form) for form in forms])
    read = timed(lambda: [nlp.make_doc(text) for text in texts], 1)
    documents = [nlp.make_doc(text) for text in texts]
    found = timed(lambda: [matcher(document) for document in documents])
    say("spaCy PhraseMatcher, texts tokenised before", megabytes(texts), "MB", found)
    say("spaCy PhraseMatcher and its tokenising", megabytes(texts), "MB", (read[0] + found[0], read[1] + found[1]))


def by_flashtext(texts: Sequence[str], forms: Forms) -> None:
    """KeywordProcessor, with case and with places."""
    processor = importlib.import_module("flashtext").KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form)
    find = partial(processor.extract_keywords, span_info=True)
    say("flashtext", megabytes(texts), "MB", timed(lambda: [find(text) for text in texts], 1))


@cache
def linker() -> Linker:
    """The linker, made once a process."""
    return Linker(registry())


def begin() -> None:
    """Make the linker of this process."""
    linker()


def link_all(some: Sequence[Article]) -> tuple[list[Linked], int, float]:
    """The mentions of some articles, by which process, and the CPU seconds it has used so far."""
    linked = [linker().link(title, text) for title, text in some]
    return linked, os.getpid(), process_time()


def linking(read: Sequence[Article]) -> None:
    """Articles linked by one process, and by one a core with the results handed back, as a load does it."""
    print(f"linking {len(read):,} articles")
    say("one core", len(read), "articles", timed(lambda: deque(map(link_all, batches(read, BATCH)), 0)))
    with workers(True, BATCH, begin) as apply:
        stamps = [on_all_cores(apply, read) for _ in range(RUNS + 1)]  # the first run starts the processes
    taken = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(stamps)]
    best = min(cpu for cpu, _ in taken) / CORES, min(wall for _, wall in taken)
    say(f"{CORES} cores (CPU: as if they were free)", len(read), "articles", best)


def on_all_cores(
    apply: Mapped[Article, tuple[list[Linked], int, float]], read: Sequence[Article]
) -> tuple[float, float]:
    """Link all; then the CPU seconds all processes have used so far, and the clock."""
    used = {process: cpu for _, process, cpu in apply(link_all, read)}
    return sum(used.values()) + process_time(), perf_counter()


def memory() -> tuple[float, float]:
    """Megabytes a fresh process had at most: once the linker was made, and after linking the corpus with it."""
    linker()
    made = peak()
    for title, text in articles():
        linker().link(title, text)
    return made, peak()


def peak() -> float:
    """The most memory this process had so far (Linux)."""
    said = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(said.group(1)) / 1024 if said else 0.0


def main() -> None:
    """Matching, linking, memory."""
    if not CORPUS.exists():
        print("Actors are timed on ../shared/corpora/id_articles.parquet, which is not beside this checkout.")
        return
    read = articles()
    matching([text for _, text in read], Forms(registry(), lexicon()))
    linking(read)
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        made, at_most = fresh.submit(memory).result()
    print(f"memory of a fresh process: {made:,.0f} MB with the linker made, {at_most:,.0f} MB at most with the corpus")


if __name__ == "__main__":
    main()
