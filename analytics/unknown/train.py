"""The training command: `python -m analytics.unknown.train FOLDER [--to FOLDER]`.

FOLDER holds the corpora: `ner/idner_news_2k` and `ner/nerp` with their training parts, and articles without labels. Or it
is one labelled set (with `train.jsonl`): then one model, named after the folder, is made with the shipped table of words.
Only `train.jsonl` is read of a labelled set. Deterministic: the same files and libraries give the same models.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import pyarrow.parquet as pq
from scipy import sparse
from threadpoolctl import threadpool_limits

from analytics.unknown.distributions import Text, table
from analytics.unknown.features import bare, features, itself
from analytics.unknown.gazetteer import gazetteer
from analytics.unknown.labelled import Labelled, read_set
from analytics.unknown.labels import OUTSIDE, labelled
from analytics.unknown.learn import Examples, Recipe, learn
from analytics.unknown.linked import sure_sentences
from analytics.unknown.model import Model
from analytics.unknown.words import MODELS, Words, checksum, words

SETS = {"news": "idner_news_2k", "small-letters": "nerp"}
ARTICLES = {"id_articles": "id", "id_headlines": "id", "en_articles": "en"}
LEAST = 2  # times a feature must be seen
LARGE = 4000  # sentences; a larger set needs fewer rounds
SEEDS = (1, 2)
ENGLISH = 3900  # sentences that label themselves
USUAL = Recipe()
SURE = Recipe(rounds=8)  # many sentences, labelled alike


def train(sentences: Sequence[Labelled], known: Words, seeds: Sequence[int] = SEEDS, recipe: Recipe = USUAL) -> Model:
    """A model of the names of these sentences."""
    if len(sentences) >= LARGE:
        recipe = replace(recipe, rounds=recipe.rounds * 2 // 3)
    keys, examples = prepare(sentences, known)
    return Model(examples.names, keys, [learn(examples, recipe, seed) for seed in seeds], known)


def prepare(sentences: Sequence[Labelled], known: Words) -> tuple[list[int], Examples]:
    """Sentences as numbers, and the checksums of the features that they are made from."""
    counts = Counter(word for s in sentences for word in s.words)
    number = {word: at for at, word in enumerate(counts)}
    made = [features(word, known) for word in counts]
    column = _columns(made, Counter(itself(w) for s in sentences for w in s.words))
    labels = [labelled(s.names, len(s.words)) for s in sentences]
    names = (OUTSIDE, *sorted({label for row in labels for label in row} - {OUTSIDE}))
    examples = Examples(
        words=[np.array([number[word] for word in s.words]) for s in sentences],
        marks=[np.array(gazetteer().marks(s.words)) * (not s.hidden) for s in sentences],
        labels=[np.array([names.index(label) for label in row]) for row in labels],
        names=names,
        made=_matrix([[*row, itself(word)] for row, word in zip(made, counts, strict=True)], column),
        vectors=np.stack([known.vector(bare(word)) for word in counts]),
        itself=np.array([column.get(checksum(itself(word)), -1) for word in counts]),
    )
    return list(column), examples


def _columns(made: Sequence[Sequence[str]], words_seen: Counter[str]) -> dict[int, int]:
    seen = Counter(feature for row in made for feature in row) + words_seen
    return {key: at for at, key in enumerate(sorted({checksum(f) for f, n in seen.items() if n >= LEAST}))}


def _matrix(made: Sequence[Sequence[str]], column: dict[int, int]) -> sparse.csr_array:
    at = [(row, column[k]) for row, fs in enumerate(made) for k in map(checksum, fs) if k in column]
    rows, columns = np.array(at).T
    return sparse.csr_array((np.ones(len(at), np.float32), (rows, columns)), shape=(len(made), len(column)))


def texts(folder: Path) -> Iterator[Text]:
    """Articles without labels, of the files that are there."""
    for name, language in ARTICLES.items():
        if (path := folder / f"{name}.parquet").exists():
            for row in pq.read_table(path, columns=["title", "text"]).to_pylist():
                yield row["title"] or "", row["text"] or "", language


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=MODELS, help="where models are kept")
def main(folder: Path, to: Path) -> None:
    """Train and keep the models."""
    to.mkdir(parents=True, exist_ok=True)
    with threadpool_limits(1):  # sums in one order only
        _one(folder, to) if (folder / "train.jsonl").exists() else _all(folder, to)


def _one(folder: Path, to: Path) -> None:
    """The model of one labelled set, with the shipped table of words."""
    _keep_table(words(), to)
    _keep(train(read_set(folder / "train.jsonl"), words()), to / f"{folder.name}.npz")


def _all(folder: Path, to: Path) -> None:
    """The table of words, and every shipped model."""
    articles = list(texts(folder))
    known = table(articles)
    _keep_table(known, to)
    for name, part in SETS.items():
        _keep(train(read_set(folder / "ner" / part / "train.jsonl"), known), to / f"{name}.npz")
    english = [(title, text) for title, text, language in articles if language == "en"]
    _keep(train(sure_sentences(english, known, ENGLISH), known, SEEDS, SURE), to / "english.npz")


def _keep_table(known: Words, to: Path) -> None:
    np.savez_compressed(to / "words.npz", **known.arrays)  # type: ignore[arg-type]


def _keep(model: Model, path: Path) -> None:
    model.save(path)
    click.echo(f"{path.stem}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
