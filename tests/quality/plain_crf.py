"""A plain CRF, as one is usually made: the word, its shape and ends, and two neighbours on each side (CRFsuite)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from analytics.unknown.features import shape
from analytics.unknown.labelled import Labelled
from analytics.unknown.labels import OUTSIDE, Span, spans

NEAR = (-2, -1, 1, 2)
SETTINGS = {"c1": 0.1, "c2": 0.1, "max_iterations": 150, "feature.possible_transitions": True}


class PlainCrf:
    """Trained on labelled sentences, kept in a file of CRFsuite."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        trainer = pycrfsuite.Trainer(verbose=False)
        for sentence in sentences:
            trainer.append(features(sentence.words), _tags(sentence))
        trainer.set_params(SETTINGS)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plain.crfsuite"
            trainer.train(str(path))
            self._kept = path.read_bytes()  # the tagger reads from it and does not hold it
        self.size = len(self._kept)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._kept)

    def spans(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        """The names of each sentence."""
        return [spans(self._tagger.tag(features(words))) for words in sentences]


def features(words: Sequence[str]) -> list[list[str]]:
    """The features of each word of a sentence."""
    low, shapes = [w.lower() for w in words], [shape(w) for w in words]
    return [_word(words[at], low[at], shapes[at]) + _near(low, shapes, at) for at in range(len(words))]


def _word(word: str, low: str, form: str) -> list[str]:
    ends = [f"{side}{n}={part}" for n in (1, 2, 3, 4) for side, part in (("<", low[:n]), (">", low[-n:]))]
    flags = [f"title={word.istitle()}", f"upper={word.isupper()}", f"digit={word.isdigit()}"]
    return ["bias", f"word={low}", f"shape={form}", *flags, *ends]


def _near(low: Sequence[str], shapes: Sequence[str], at: int) -> list[str]:
    made = []
    for shift in NEAR:
        inside = 0 <= at + shift < len(low)
        made += [f"{shift}={low[at + shift]}", f"{shift}shape={shapes[at + shift]}"] if inside else [f"{shift}none"]
    return made


def _tags(sentence: Labelled) -> list[str]:
    tags = [OUTSIDE] * len(sentence.words)
    for start, end, kind, _ in sentence.names:
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return tags
