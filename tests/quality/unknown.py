"""Names not yet known: the shipped models on the test parts of two labelled sets, beside a plain CRF of the same run.

Strict spans, all kinds of each set. Both were trained on the set's own training part and nothing else that is labelled.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

from analytics.unknown.labelled import Labelled, f1, read_set
from analytics.unknown.model import Model, load
from analytics.unknown.train import SETS
from analytics.unknown.words import MODELS
from quality.gold_sets import SHARED, Scores
from quality.plain_crf import PlainCrf

ROUNDS = 5


def news() -> Scores:
    """IDNER-2K: persons, organisations and places in news."""
    return _scores("news")


def small_letters() -> Scores:
    """NERP: news in small letters; persons, places, brands, events, food."""
    return _scores("small-letters")


def folder(name: str) -> Path:
    """Where the set of a shipped model lies."""
    return SHARED / "corpora" / "ner" / SETS[name]


def unseen(test: list[Labelled], train: list[Labelled]) -> list[Labelled]:
    """The sentences of a test part that do not stand in the training part too."""
    known = {tuple(s.words) for s in train}
    return [s for s in test if tuple(s.words) not in known]


def megabytes(name: str) -> float:
    """How large a shipped model is, with its table of words."""
    return sum((MODELS / f"{part}.npz").stat().st_size for part in (name, "words")) / 1e6


def words_a_second(name: str, sentences: list[list[str]]) -> float:
    """How many words a second of processor time, from words to names with probabilities; no word met before."""
    model = load(name)
    begun = process_time()
    model.spans(sentences, sure=True)
    return sum(map(len, sentences)) / (process_time() - begun)


def _scores(name: str) -> Scores:
    train, test = (read_set(folder(name) / f"{part}.jsonl") for part in ("train", "test"))
    plain, ours = PlainCrf(train), load(name)
    speed = words_a_second(name, [s.words for s in test] * ROUNDS)
    print(
        f"\n{name}: {speed:,.0f} words/s, {megabytes(name):.2f} MB; plain CRF: F1 {_f1(plain, test):.4f}, {plain.size / 1e6:.2f} MB"
    )
    return {
        "F1": _f1(ours, test),
        "F1 unseen": _f1(ours, unseen(test, train)),
        "above plain": _f1(ours, test) - _f1(plain, test),
    }


def _f1(model: PlainCrf | Model, test: list[Labelled]) -> float:
    return f1([s.names for s in test], model.spans([s.words for s in test]))
