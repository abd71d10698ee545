"""Articles -> annotations: terms, mentions, themes, features, prints and sentences; pure, one article at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Protocol

from analytics.actors import Actor, Linked, Linker, Mention, Registry, registry
from analytics.phrases import Phrases, within
from analytics.stories import Prints, prints
from analytics.text import Token, sentences, tokens
from analytics.themes import Themes, themes
from analytics.topics import Topics, features
from analytics.unknown import Name, finder

Spans = list[tuple[int, int]]


class Readable(Protocol):
    """What is needed of an article to annotate it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def published_at(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True)
class Models:
    """Everything annotation goes by: phrases and topics fitted to the corpus, registry and themes as declared.

    `known` is the registry of a home that has entries of its own; None is the shipped one.
    """

    phrases: Phrases = field(default_factory=Phrases)
    topics: Topics = field(default_factory=Topics)
    known: Registry | None = None

    def __reduce__(self) -> tuple[type[Models], tuple[Phrases, Topics, Registry | None]]:
        return Models, (self.phrases, self.topics, self.known)

    @property
    def registry(self) -> Registry:
        """The registry it goes by."""
        return self.known or registry()

    @cached_property
    def linker(self) -> Linker:
        """The linker of the registry, with the model that finds names no registry holds; made once a process."""
        return _linker(self.registry)

    @cached_property
    def themes(self) -> Themes:
        """The declared themes."""
        return themes()


@lru_cache(maxsize=2)
def _linker(known: Registry) -> Linker:
    return Linker(known, _unknown)


def _unknown(text: str, known: Sequence[tuple[int, int]], loose: Sequence[int], language: str) -> list[Name]:
    """Names in the sentences in which a word stands that may be one (`loose`: where), beside those known."""
    told = [(start, end) for start, end in sentences(text) if bisect_left(loose, start) < bisect_left(loose, end)]
    return finder().find(text, told, known, language=language)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read for counting, before topics: tokens and phrases of title and text, and who is named."""

    title: tuple[Token, ...]
    text: tuple[Token, ...]
    phrases: tuple[tuple[Token, ...], tuple[Token, ...]]
    linked: Linked

    def features(self, kinds: Mapping[str, str]) -> Counter[str]:
        """What topics are made from."""
        named = [[m for m in self.linked.mentions if m.field == name] for name in ("title", "text")]
        return features(zip((self.title, self.text), self.phrases, named, strict=True), kinds)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one article.

    `inner` counts words that stand inside phrases, `features` is what topics are weighed by, `prints` what stories are
    found by, `words` the length in tokens.
    """

    terms: Counter[str]
    inner: Counter[str]
    mentions: tuple[Mention, ...]
    found: Mapping[str, Actor]
    themes: Mapping[str, int]
    features: Counter[str]
    prints: Prints
    sentences: Spans
    words: int


def read(article: Readable, models: Models) -> Reading:
    """Tokens, phrases and mentions of one article."""
    title, text = tokens(article.title), tokens(article.text)
    phrases = (tuple(models.phrases.find(title)), tuple(models.phrases.find(text)))
    day = article.published_at.date() if article.published_at else None
    linked = models.linker.link(article.title, article.text, article.language, day)
    return Reading(tuple(title), tuple(text), phrases, linked)


def annotate(articles: Iterable[Readable], models: Models) -> Iterator[Annotation]:
    """The annotations of articles, in order; none depends on the others."""
    kinds = {actor.key: actor.kind for actor in models.linker.registry}
    for article in articles:
        reading = read(article, models)
        rows = (*reading.title, *reading.text, *reading.phrases[0], *reading.phrases[1])
        yield Annotation(
            terms=Counter(token.form for token in rows),
            inner=within(reading.title, reading.phrases[0]) + within(reading.text, reading.phrases[1]),
            mentions=reading.linked.mentions,
            found=reading.linked.found,
            themes=models.themes.judge(reading.title, reading.text),
            features=reading.features(kinds),
            prints=prints(article.text[t.start : t.end] for t in reading.text),
            sentences=sentences(article.text),
            words=len(reading.title) + len(reading.text),
        )
