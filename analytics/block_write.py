"""Annotated articles -> a block on disk."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from analytics.actors import Actor
from analytics.annotate import Annotation
from analytics.block import FIELDS, VIAS
from analytics.matrix import write as write_matrix
from analytics.text import sentence_at, sentences
from data.article import Article, dates_as_json

Row = tuple[int, Article, Annotation, NDArray[np.float64]]  # number in the archive; topics' weights


@dataclass
class Numbers:
    """Lasting numbers of things, in the order first seen; `first` is where a block's own begin."""

    known: dict[str, int] = field(default_factory=dict)
    first: int = 0

    def of(self, key: str) -> int:
        """The number of a thing, a new one if it was never seen."""
        return self.known.setdefault(key, len(self.known))

    def new(self) -> list[str]:
        """What was added since `first`."""
        return list(self.known)[self.first :]


@dataclass
class Columns:
    """The columns of a snapshot's matrices: terms and actors grow, topics and themes are fixed."""

    terms: Numbers
    actors: Numbers
    topics: int
    themes: Sequence[str]


def write(home: Path, rows: Sequence[Row], columns: Columns, known: Mapping[str, Actor]) -> str:
    """Write a block under `home/blocks` and return its id; the folder appears whole or not at all."""
    ordered = sorted(rows, key=_when)
    columns.terms.first, columns.actors.first = len(columns.terms.known), len(columns.actors.known)
    place = home / "blocks"
    place.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place))
    _tables(draft, ordered, columns, known)
    _matrices(draft, ordered, columns)
    _meta(draft, len(ordered), columns)
    name = _hash(draft)
    if (place / name).exists():
        shutil.rmtree(draft)
    else:
        draft.chmod(0o755)
        draft.rename(place / name)
    return name


def _when(row: Row) -> tuple[bool, float, str]:
    published = row[1].published_at
    return published is None, published.timestamp() if published else 0.0, row[1].id


def _tables(folder: Path, rows: Sequence[Row], columns: Columns, known: Mapping[str, Actor]) -> None:
    _save(folder, "articles", [_article(*row) for row in rows], ARTICLES)
    _save(folder, "texts", [_text(article, said) for _, article, said, _ in rows], TEXTS)
    _save(folder, "prints", [{"prints": said.prints} for _, _, said, _ in rows], PRINTS)
    mentions = [m for at, (_, article, said, _) in enumerate(rows) for m in _mentions(at, article, said, columns)]
    _save(folder, "mentions", mentions, MENTIONS)
    found = {key: actor for _, _, said, _ in rows for key, actor in said.found.items()}
    _save(folder, "actors", [_actor(key, known, found) for key in columns.actors.new()], ACTORS)


def _matrices(folder: Path, rows: Sequence[Row], columns: Columns) -> None:
    theme = {key: at for at, key in enumerate(columns.themes)}
    terms = [{columns.terms.of(t): n for t, n in sorted(said.terms.items())} for _, _, said, _ in rows]
    _save(folder, "words", [{"term": t} for t in columns.terms.new()], pa.schema([("term", pa.string())]))
    write_matrix(folder, "terms", terms, len(columns.terms.known))
    write_matrix(folder, "actors", [_counts(said, columns) for _, _, said, _ in rows], len(columns.actors.known))
    topics = [{k: float(w) for k, w in enumerate(weights) if w > 0.01} for _, _, _, weights in rows]
    write_matrix(folder, "topics", topics, columns.topics, np.float32)
    hits = [{theme[key]: n for key, n in said.themes.items()} for _, _, said, _ in rows]
    write_matrix(folder, "themes", hits, len(columns.themes))


def _counts(said: Annotation, columns: Columns) -> dict[int, float]:
    counts: dict[int, float] = {}
    for mention in said.mentions:
        number = columns.actors.of(mention.actor)
        counts[number] = counts.get(number, 0) + 1
    return counts


def _article(number: int, article: Article, said: Annotation, weights: NDArray[np.float64]) -> dict[str, Any]:
    when = article.published_at
    offset = when.utcoffset() if when else None
    return {
        "number": number, "id": article.id, "published": when.astimezone(UTC) if when else None,
        "offset": int(offset.total_seconds() // 60) if offset is not None else 0,
        "day": when.date() if when else None, "outlet": article.outlet, "language": article.language,
        "title": article.title, "url": article.url, "place": article.place, "words": said.words,
        "topic": int(weights.argmax()) if weights.any() else -1,
        "date_evidence": article.date_evidence,
    }  # fmt: skip


def _text(article: Article, said: Annotation) -> dict[str, Any]:
    starts, ends = [a for a, _ in said.sentences], [b for _, b in said.sentences]
    return {
        "title": article.title, "text": article.text, "starts": starts, "ends": ends, "caption": article.caption,
        "credit": article.credit, "author": article.author, "agency": article.agency, "dates": dates_as_json(article.dates),
    }  # fmt: skip


def _mentions(at: int, article: Article, said: Annotation, columns: Columns) -> Iterable[dict[str, Any]]:
    spans = {"title": sentences(article.title), "text": said.sentences}
    for m in said.mentions:
        yield {
            "row": at, "actor": columns.actors.of(m.actor), "field": FIELDS.index(m.field), "start": m.start,
            "end": m.end, "sentence": sentence_at(spans[m.field], m.start), "via": VIAS.index(m.via), "place": m.place,
        }  # fmt: skip


def _actor(key: str, known: Mapping[str, Actor], found: Mapping[str, Actor]) -> dict[str, Any]:
    actor = known.get(key) or found[key]
    return {
        "key": key, "kind": actor.kind, "subkind": actor.subkind, "name": actor.shown("en"), "local": actor.local,
        "iso3": actor.iso3, "known": key in known,
    }  # fmt: skip


def _save(folder: Path, name: str, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    table = pa.Table.from_pylist(list(rows), schema=schema)
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        writer.write_table(table)


def _meta(folder: Path, articles: int, columns: Columns) -> None:
    meta = {
        "articles": articles, "first_term": columns.terms.first, "terms": len(columns.terms.known),
        "first_actor": columns.actors.first, "actors": len(columns.actors.known),
    }  # fmt: skip
    (folder / "block.json").write_bytes(orjson.dumps(meta))


def _hash(folder: Path) -> str:
    stamp = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        stamp.update(path.name.encode() + path.read_bytes())
    return stamp.hexdigest()[:16]


_string = pa.string()
ARTICLES = pa.schema([
    ("number", pa.int64()), ("id", _string), ("published", pa.timestamp("us", "UTC")), ("offset", pa.int16()),
    ("day", pa.date32()), ("outlet", _string), ("language", _string), ("title", _string), ("url", _string),
    ("place", _string), ("words", pa.int32()), ("topic", pa.int16()),
    ("date_evidence", _string),
])  # fmt: skip
TEXTS = pa.schema([
    ("title", _string), ("text", _string), ("starts", pa.list_(pa.int32())), ("ends", pa.list_(pa.int32())),
    ("caption", _string), ("credit", _string), ("author", _string), ("agency", _string), ("dates", _string),
])  # fmt: skip
PRINTS = pa.schema([("prints", pa.list_(pa.uint64()))])
MENTIONS = pa.schema([
    ("row", pa.int32()), ("actor", pa.int32()), ("field", pa.int8()), ("start", pa.int32()), ("end", pa.int32()),
    ("sentence", pa.int32()), ("via", pa.int8()), ("place", pa.bool_()),
])  # fmt: skip
ACTORS = pa.schema([
    ("key", _string), ("kind", _string), ("subkind", _string), ("name", _string), ("local", _string),
    ("iso3", _string), ("known", pa.bool_()),
])  # fmt: skip
