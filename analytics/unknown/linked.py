"""English sentences that label themselves: those in which the linker knows every capitalised word.

No labelled English news lies at hand. What the registry's linker finds are labels enough, where nothing in a sentence is
left that might be a name too; half of the sentences hide that a name is registered, so that its surroundings are learned.
"""

from __future__ import annotations

import random
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator, Sequence

from analytics.actors import Linker, registry
from analytics.text import sentences
from analytics.unknown.gazetteer import Gazetteer, gazetteer, kind_of
from analytics.unknown.labelled import Labelled
from analytics.unknown.labels import Span
from analytics.unknown.tokens import Sentence, read
from analytics.unknown.words import Words

KINDS = {"person": "PER", "organisation": "ORG", "state": "LOC"}
PLACE = "LOC"
LAND = ("state", "place")
MOST_CAPITAL = 8  # of 13: a word that is rather written in small letters is no name where it is in capitals
CALENDAR = frozenset(word.casefold() for names in (day_name, month_name) for word in names)
ADDRESS = frozenset(["mr", "mrs", "ms", "dr", "i"])
SHORTEST, LONGEST = 8, 50
Place = tuple[int, int, str]


def sure_sentences(texts: Iterable[tuple[str, str]], known: Words, most: int, seed: int = 1) -> list[Labelled]:
    """So many sentences of English articles (title, text), each once, by chance."""
    linker, places = Linker(registry()), gazetteer()
    found: dict[tuple[str, ...], Labelled] = {}
    for title, text in texts:
        names = _names(linker, title, text)
        for sentence in read(text, sentences(text)):
            if SHORTEST <= len(sentence.words) <= LONGEST and (labelled := _sure(sentence, names, known, places)):
                found.setdefault(tuple(sentence.words), labelled)
    chosen = list(found.values())
    random.Random(seed).shuffle(chosen)
    return [s._replace(hidden=n % 2 == 1) for n, s in enumerate(chosen[:most])]


def _names(linker: Linker, title: str, text: str) -> list[Place]:
    linked = linker.link(title, text, "en")
    kinds = {key: actor.kind for key, actor in linked.found.items()}
    return [
        (m.start, m.end, KINDS[kinds.get(m.actor) or linker.registry[m.actor].kind])
        for m in linked.mentions
        if m.field == "text" and m.via != "office"
    ]


def _sure(sentence: Sentence, names: Sequence[Place], known: Words, places: Gazetteer) -> Labelled | None:
    """The sentence with its names; nothing where a word may be a name that was not linked, or where none was."""
    spans = list(_spans(sentence, names))
    marks = places.marks(sentence.words)
    covered = {at for span in spans for at in range(span.start, span.end)}
    heads = {span.start for span in spans if span.kind == "PER"}
    for at, word in enumerate(sentence.words):
        if at in covered or not word[:1].isupper():
            continue
        if kind_of(marks[at]) in LAND:
            spans.append(Span(at, at + 1, PLACE))
        elif at and not (word.lower() in CALENDAR | ADDRESS or _small(word, known) or _leads(sentence, at, heads)):
            return None
    named = any(span.kind != PLACE for span in spans)
    return Labelled(sentence.words, _joined(sorted(spans))) if named else None


def _spans(sentence: Sentence, names: Sequence[Place]) -> Iterator[Span]:
    for start, end, kind in names:
        inside = [at for at, (a, b) in enumerate(sentence.places) if a < end and start < b]
        if inside:
            yield Span(inside[0], inside[-1] + 1, kind)


def _small(word: str, known: Words) -> bool:
    return known.capitals(word) < MOST_CAPITAL


def _leads(sentence: Sentence, at: int, heads: set[int]) -> bool:
    """Whether only capitalised words stand between a word and a person: a title."""
    while at < len(sentence.words) and sentence.words[at][:1].isupper() and at not in heads:
        at += 1
    return at in heads


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Places that follow one another are one ("New York")."""
    made: list[Span] = []
    for span in spans:
        if made and made[-1].end == span.start and made[-1].kind == span.kind == PLACE:
            made[-1] = made[-1]._replace(end=span.end)
        elif not made or made[-1].end <= span.start:
            made.append(span)
    return made
