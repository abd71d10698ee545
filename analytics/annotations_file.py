"""Articles as JSONL -> annotations as records: what `pantau annotate` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from analytics.actors import Actor, Mention, called
from analytics.annotate import Annotation, Models, annotate
from analytics.evened import Evened, evened
from analytics.given_stories import stories_of
from data.batches import batches
from data.intake.tables import loads
from data.parse.language import language_of
from data.parse.lines.paragraphs import is_wrapped

BATCH = 100
DAY = len("2024-06-17")
JAKARTA = ZoneInfo("Asia/Jakarta")
_BROKEN = re.compile(r"(?<=[^\W_])\n(?=[^\W_])")  # a line that ends within a sentence, perhaps within a name


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no article: its number from 1, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a line of the file gives it, evened for reading; `said` is its id as it went in, and comes out."""

    id: str
    title: str
    text: str
    language: str
    published_at: datetime | None
    said: Any
    fields: dict[str, tuple[str, Evened]] = field(default_factory=dict)  # as given, and as read


def annotated(lines: Iterable[bytes], models: Models) -> Iterator[dict[str, Any] | BadLine]:
    """For each line in order a record (`id, language, topics, themes, story, mentions`), or why it is no article.

    All lines are read before the first is annotated: a story is told by the articles beside it.
    """
    numbered = ((n, line.removeprefix(b"\xef\xbb\xbf")) for n, line in enumerate(lines, 1))
    read = [_given(n, line) for n, line in numbered if line.strip()]
    stories = iter(stories_of([one for one in read if isinstance(one, Given)]))
    for batch in batches(read, BATCH):
        articles = [one for one in batch if isinstance(one, Given)]
        records = iter(_records(articles, models))
        yield from (one if isinstance(one, BadLine) else next(records) | {"story": next(stories)} for one in batch)


def _records(articles: Sequence[Given], models: Models) -> Iterator[dict[str, Any]]:
    found = list(annotate(articles, models))
    weights = models.topics.assign([said.features for said in found])
    for article, said, row in zip(articles, found, weights, strict=True):
        yield _record(article, said, models, row)


def _given(number: int, line: bytes) -> Given | BadLine:
    try:
        row = loads(line)
    except ValueError as error:
        return BadLine(number, f"line {number} is not JSON: {error}")
    if not isinstance(row, dict) or "id" not in row or not ("title" in row or "text" in row):
        return BadLine(number, f"line {number} needs an id, and a title or a text")
    given = {name: _text(row.get(name)) for name in ("title", "text")}
    fields = {name: (said, evened(said)) for name, said in given.items()}
    title, text = fields["title"][1].text, _unwrapped(fields["text"][1].text)
    language = str(row.get("language") or language_of(title, text))
    return Given(str(row["id"]), title, text, language, _instant(row.get("published_at")), row["id"], fields)


def _instant(said: object) -> datetime | None:
    """An instant in ISO 8601; without a zone it is Jakarta's, a day alone its noon. Anything else is no date."""
    try:
        when = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    if when and isinstance(said, str) and len(said) <= DAY:
        when = when.replace(hour=12)
    return when.replace(tzinfo=JAKARTA) if when and not when.tzinfo else when


def _unwrapped(text: str) -> str:
    """A text whose lines were broken at a width, as in mail, in whole paragraphs; every character stays where it stood."""
    blocks = [block.split("\n") for block in text.split("\n\n")]
    return "\n\n".join(" ".join(block) for block in blocks) if is_wrapped(blocks) else text


def _text(value: Any) -> str:
    """A field as text; null and NaN are none."""
    return "" if value is None or value != value else str(value)  # noqa: PLR0124


def _record(article: Given, said: Annotation, models: Models, weights: Sequence[float]) -> dict[str, Any]:
    return {
        "id": article.said, "language": article.language, "topics": topics(weights, models),
        "themes": list(said.themes),
        "mentions": [
            _as_given(m, *article.fields[m.field], _actor(m, said, models), models)
            for m in _unbroken(article, said.mentions, models)
        ],
    }  # fmt: skip


def _unbroken(article: Given, found: Sequence[Mention], models: Models) -> Sequence[Mention]:
    """The mentions, with those of known names that a line break parts."""
    title, text = (_BROKEN.sub(" ", said) for said in (article.title, article.text))
    if (title, text) == (article.title, article.text):
        return found
    read = {"title": article.title, "text": article.text}
    day = article.published_at.date() if article.published_at else None
    linked = models.linker.link(title, text, article.language, day)
    parted = [m for m in linked.mentions if m.actor not in linked.found and "\n" in read[m.field][m.start : m.end]]
    kept = [m for m in found if not any(m.field == p.field and m.start < p.end and p.start < m.end for p in parted)]
    return sorted([*kept, *parted], key=lambda m: (m.field == "text", m.start))


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


def _as_given(found: Mention, text: str, read: Evened, actor: Actor, models: Models) -> dict[str, Any]:
    """A mention as a record, with the characters of the text as it was given."""
    start, end = read.given(found.start, found.end)
    return {
        "field": found.field, "start": start, "end": end, "surface": text[start:end],
        "actor": actor.key, "kind": actor.kind, "iso3": actor.iso3, "name": actor.name,
        "aliases": list(called(actor, models.linker.registry)), "via": found.via, "place": found.place,
    }  # fmt: skip
