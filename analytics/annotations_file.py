"""Articles as JSONL -> annotations as records: what `pantau annotate` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from analytics.actors import Actor, Mention
from analytics.annotate import Annotation, Models, annotate
from analytics.given_stories import stories_of
from data.batches import batches
from data.parse.language import language_of

BATCH = 100


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a line of the file gives it; `said` is its id as it went in, and comes out."""

    id: str
    title: str
    text: str
    language: str
    published_at: datetime | None
    said: Any


def annotated(lines: Iterable[bytes], models: Models) -> Iterator[dict[str, Any]]:
    """A record for each line, in order: `id, language, topics, themes, mentions, story`.

    All lines are read before the first is annotated: a story is told by the articles beside it.

    Raises ValueError naming the line that is not an article.
    """
    given = [_given(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    stories = iter(stories_of(given))
    for batch in batches(given, BATCH):
        found = list(annotate(batch, models))
        weights = models.topics.assign([said.features for said in found])
        for article, said, row in zip(batch, found, weights, strict=True):
            yield _record(article, said, models, row) | {"story": next(stories)}


def _given(number: int, line: bytes) -> Given:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"line {number} is not JSON: {error}") from None
    if not isinstance(row, dict) or "id" not in row or not ("title" in row or "text" in row):
        raise ValueError(f"line {number} needs an id, and a title or a text")
    title, text = str(row.get("title") or ""), str(row.get("text") or "")
    language = str(row.get("language") or language_of(title, text))
    return Given(str(row["id"]), title, text, language, _instant(row.get("published_at")), row["id"])


def _instant(said: object) -> datetime | None:
    """An instant with its zone, as the archive writes it; anything else is no date."""
    try:
        when = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return when if when and when.tzinfo else None


def _record(article: Given, said: Annotation, models: Models, weights: Sequence[float]) -> dict[str, Any]:
    fields = {"title": article.title, "text": article.text}
    return {
        "id": article.said, "language": article.language, "topics": topics(weights, models),
        "themes": list(said.themes),
        "mentions": [mention(m, fields[m.field], _actor(m, said, models)) for m in said.mentions],
    }  # fmt: skip


def topics(weights: Sequence[float], models: Models) -> list[dict[str, Any]]:
    """Topics that weigh at least a twentieth, heaviest first: `id, label, weight`."""
    names = {actor.key: actor.local for actor in models.linker.registry}
    ranked = sorted(enumerate(weights), key=lambda pair: -pair[1])
    return [
        {"id": models.topics.ids[k], "label": models.topics.label(k, names), "weight": round(float(w), 4)}
        for k, w in ranked
        if w >= 0.05
    ]


def _actor(found: Mention, said: Annotation, models: Models) -> Actor:
    return said.found.get(found.actor) or models.linker.registry[found.actor]


def mention(found: Mention, text: str, actor: Actor) -> dict[str, Any]:
    """A mention as a record."""
    return {
        "field": found.field, "start": found.start, "end": found.end, "surface": text[found.start : found.end],
        "actor": actor.key, "kind": actor.kind, "iso3": actor.iso3, "name": actor.name,
        "aliases": list(actor.written), "via": found.via, "place": found.place,
    }  # fmt: skip
