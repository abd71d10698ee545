"""Snapshot: blocks, vocabulary, actors, topics and themes as they were published together; immutable."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate import Models
from analytics.block import NO_DAY, Block, Widths
from analytics.home import Home, put
from analytics.phrases import Phrases
from analytics.stopwords import telling
from analytics.story_rows import Stories, load, save
from analytics.themes import Theme, themes
from analytics.topics import Topics

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of.

    `throughs` gives for each block the number of its last article in the archive, `fitted_on` how many articles
    phrases and topics were learnt from, `versions` those of registry, themes, words, code and models, `revision` the
    archive's: under another one articles in the blocks may have changed.
    """

    blocks: tuple[str, ...] = ()
    throughs: tuple[int, ...] = ()
    models: str = ""
    fitted_on: int = 0
    versions: Mapping[str, str] = field(default_factory=dict)
    terms: int = 0
    actors: int = 0
    revision: int = 0

    @property
    def id(self) -> str:
        """Hash of the blocks and the versions; the same articles, facts and code give the same id."""
        said = orjson.dumps([self.blocks, dict(sorted(self.versions.items()))])
        return hashlib.sha256(said).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor as a snapshot shows it; `known` is False for a name found in the texts only."""

    key: str
    kind: str
    subkind: str
    name: str
    local: str
    iso3: str | None
    known: bool

    def shown(self, language: str) -> str:
        """The name for a reader of this language."""
        return self.local if language == "id" else self.name


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The published state of a home, opened for reading."""

    home: Home
    manifest: Manifest

    @property
    def id(self) -> str:
        """The snapshot's id, as receipts give it."""
        return self.manifest.id

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, each as wide as the whole snapshot."""
        here = self.manifest
        widths = Widths(here.terms, here.actors, len(self.models.topics.ids), len(self.themes))
        return tuple(Block(self.home.path / "blocks" / name, widths) for name in here.blocks)

    @cached_property
    def stories(self) -> Stories:
        """The story of each row, one array a block: the id of its first article, as a number."""
        return load(self.home.path / "snapshots" / self.id, self.blocks)

    @cached_property
    def models(self) -> Models:
        """Phrases and topics, as fitted."""
        return load_models(self.home, self.manifest.models)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes it was annotated with, as declared now."""
        return themes().all

    @cached_property
    def terms(self) -> pa.ChunkedArray:
        """All terms, in the order of their numbers."""
        return pa.chunked_array([c for b in self.blocks for c in b.table("words")["term"].chunks], pa.string())

    @cached_property
    def rankable(self) -> NDArray[np.bool_]:
        """Which terms may stand in a ranking: telling ones that do not live inside phrases."""
        hidden = self.models.phrases.inside
        return np.array([" " in t or (telling(t) and t not in hidden) for t in self.terms.to_pylist()], bool)

    @cached_property
    def term_numbers(self) -> dict[str, int]:
        """Term -> number."""
        return {term: at for at, term in enumerate(self.terms.to_pylist())}

    @cached_property
    def actors(self) -> tuple[Known, ...]:
        """All actors mentioned, in the order of their numbers."""
        return tuple(Known(**row) for block in self.blocks for row in block.table("actors").to_pylist())

    @cached_property
    def actor_numbers(self) -> dict[str, int]:
        """Actor's key -> number."""
        return {actor.key: at for at, actor in enumerate(self.actors)}

    def __len__(self) -> int:
        return sum(len(block) for block in self.blocks)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of dated articles, None where there is none."""
        found = [(d.min(), d.max()) for d in (b.days[b.days != NO_DAY] for b in self.blocks) if len(d)]
        if not found:
            return None
        first, last = min(a for a, _ in found), max(b for _, b in found)
        return EPOCH + timedelta(days=int(first)), EPOCH + timedelta(days=int(last))

    def values(self, column: str) -> list[str]:
        """All values of `outlet` or `language`, sorted."""
        return sorted({v for block in self.blocks for v in block.codes(column)[1]})


def models_version(models: Models) -> str:
    """A name for a pair of phrases and topics."""
    phrases = hashlib.sha256("\x1f".join(sorted(models.phrases.known)).encode()).hexdigest()
    return hashlib.sha256(f"{phrases}{models.topics.version}".encode()).hexdigest()[:12]


def save_models(home: Home, models: Models) -> str:
    """Keep phrases and topics under their version, and return it."""
    name = models_version(models)
    place = home.path / "models" / name
    place.mkdir(parents=True, exist_ok=True)
    said = {"known": sorted(models.phrases.known), "inside": sorted(models.phrases.inside)}
    (place / "phrases.json").write_bytes(orjson.dumps(said))
    models.topics.save(place)
    return name


def load_models(home: Home, name: str) -> Models:
    """Read what `save_models` kept; no name gives models that know nothing."""
    if not name:
        return Models()
    place = home.path / "models" / name
    said = orjson.loads((place / "phrases.json").read_bytes())
    return Models(Phrases(frozenset(said["known"]), frozenset(said["inside"])), Topics.load(place))


def publish(home: Home, manifest: Manifest, stories: Stories = ()) -> None:
    """Make a snapshot the current one, at once and for all readers."""
    place = home.path / "snapshots" / manifest.id
    place.mkdir(parents=True, exist_ok=True)
    if stories:
        save(place, stories)
    put(place / "manifest.json", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    put(home.pointer, manifest.id.encode())


def current(home: Home) -> Snapshot:
    """The current snapshot, or an empty one where nothing was published."""
    try:
        name = home.pointer.read_text().strip()
        said = orjson.loads((home.path / "snapshots" / name / "manifest.json").read_bytes())
    except FileNotFoundError:
        return Snapshot(home, Manifest())
    return Snapshot(home, Manifest(**said | {key: tuple(said[key]) for key in ("blocks", "throughs")}))


def names(snapshot: Snapshot, language: str) -> dict[str, str]:
    """Actor's key -> name for readers of this language."""
    return {actor.key: actor.shown(language) for actor in snapshot.actors}


def topic_labels(snapshot: Snapshot, language: str) -> dict[str, str]:
    """Topic's id -> label for readers of this language."""
    topics, shown = snapshot.models.topics, names(snapshot, language)
    return {key: topics.label(at, shown, language) for at, key in enumerate(topics.ids)}


def theme_names(all_themes: Sequence[Theme], language: str) -> dict[str, str]:
    """Theme's id -> name for readers of this language."""
    return {theme.id: theme.names[language] for theme in all_themes}
