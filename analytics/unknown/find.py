"""An article and what is linked in it -> the persons and organisations that are not covered, each with its probability."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from analytics.actors.taken import Taken
from analytics.unknown.labels import Span
from analytics.unknown.model import Model, load
from analytics.unknown.tokens import Sentence, read
from data.outlets import outlets
from data.reference import REFERENCE

Kind = Literal["person", "organisation"]
KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation"}  # places are told so that they are not taken
LONGEST = 300  # words followed in one go
THRESHOLD = 0.7  # the least probability of a name that is given
ENCLITIC = re.compile(r"(?<=\w)(?:[-‐‑](?:nya|lah|pun|kah|ku|mu)|['’]s)$")
EDGES = " \t\"“”'‘’.,:;-–—/"
AFTER = re.compile(r" \(([A-Z][\w-]{1,11})\)")  # an acronym begins with the letter its name begins with
SIGNS = ("PT", "CV", "Tbk")
BRACKET = re.compile(r"\s*\(([^()\s]{2,12})\)$")


class Name(NamedTuple):
    """A name in a text: its characters, what it names, how it is written, its acronym in brackets, how probable it is."""

    start: int
    end: int
    kind: Kind
    written: str
    acronym: str
    probability: float


class Finder:
    """Finds the names of a text that nobody has linked yet; one model for English, one for everything else."""

    def __init__(self, model: Model, english: Model) -> None:
        self.model, self.english = model, english

    def find(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        covered: Sequence[tuple[int, int]] = (),
        threshold: float = THRESHOLD,
        language: str = "id",
    ) -> list[Name]:
        """The persons and organisations of a text that touch no covered span, in order.

        `sentences` are those of `analytics.text.sentences`, `covered` the spans (start, end) of what is already linked.
        """
        read_ = [piece for sentence in read(text, sentences) for piece in _pieces(sentence)]
        model = self.english if language == "en" else self.model
        found = model.spans([sentence.words for sentence in read_], sure=True)
        names = [name for s, spans in zip(read_, found, strict=True) for name in _names(text, s, spans, threshold)]
        taken = Taken(covered)
        return [name for name in names if not taken.touches(name.start, name.end)]


@cache
def finder() -> Finder:
    """The finder with the shipped models of news."""
    return Finder(load("news"), load("english"))


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence in pieces that a batch has room for: a list without full stops may be as long as its page."""
    for at in range(0, len(sentence.words), LONGEST):
        yield Sentence(sentence.words[at : at + LONGEST], sentence.places[at : at + LONGEST])


def _names(text: str, sentence: Sentence, spans: Sequence[Span], threshold: float) -> Iterator[Name]:
    for span in spans:
        if span.kind in KINDS and span.probability >= threshold:
            start, end = sentence.places[span.start][0], sentence.places[span.end - 1][1]
            name = _trimmed(text, start, end, KINDS[span.kind], span.probability)
            if sum(c.isalpha() for c in name.written) > 1 and name.written.casefold() not in passed_over():
                yield name


@cache
def passed_over() -> frozenset[str]:
    """What is no new name: outlets and agencies, named as the source of a report, and the bare sign of a firm."""
    wires: list[str] = tomllib.loads((REFERENCE / "places.toml").read_text("utf-8"))["wires"]
    media = [name for outlet in outlets().values() for name in (outlet.name, *outlet.hosts, *outlet.agency)]
    return frozenset(name.casefold() for name in (*wires, *media, *SIGNS))


def _trimmed(text: str, start: int, end: int, kind: Kind, probability: float) -> Name:
    """A name without its acronym in brackets, clitics and marks around it."""
    bracket = BRACKET.search(text, start, end)
    behind = bracket.group(1) if bracket and bracket.start() > start else ""
    beside = AFTER.match(text, end)
    acronym = (behind or (beside.group(1) if beside else "")) if kind == "organisation" else ""
    acronym = acronym if acronym[:1].casefold() == text[start : start + 1].casefold() else ""
    written = text[start : bracket.start()] if bracket and behind else text[start:end]
    if written[:1] == "(" and (written[-1:] == ")" or ")" not in written):
        start, written = start + 1, written[1:].removesuffix(")")
    left = len(written) - len(written.lstrip(EDGES))
    written = ENCLITIC.sub("", written.strip(EDGES))
    return Name(start + left, start + left + len(written), kind, written, acronym, probability)
