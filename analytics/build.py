"""Archive -> snapshot: annotate what is new, write blocks, publish.

Phrases and topics are fitted when a home is new, when it has grown to more than twice what they were fitted on, or
when registry, themes, word lists or code changed; then everything is annotated anew from the archive. Otherwise the
new articles become a new block under the models there are, and small blocks at the end are merged with it.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from analytics.actors import Registry
from analytics.actors.own import registry_of, remember
from analytics.annotate import Annotation, Models
from analytics.block_write import Columns, Numbers, Row, write
from analytics.home import Home
from analytics.phrases import fit as fit_phrases
from analytics.phrases import inside
from analytics.pool import annotators
from analytics.snapshot import Manifest, Snapshot, current, publish, save_models
from analytics.story_rows import find_stories
from analytics.text import tokens
from analytics.topics.fit import fit as fit_topics
from analytics.versions import versions
from data.archive import Archive
from data.article import Article
from data.batches import batches

BLOCK = 50_000  # articles
SMALL = 5_000  # articles below which a block at the end is merged with what comes
MANY = 8  # small blocks that may wait before they are merged
SAMPLE = 20_000  # articles that phrases and topics are fitted on, at most
KEPT = 3  # snapshots kept, so that readers of an older one are not disturbed

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # what is being done, how far, of how many


def quiet(_doing: str, _done: int, _of: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Plan:
    """From what state the next snapshot goes on: the blocks kept, the models, and after which article.

    `fitting` says that topics are still to be found, in what is annotated first.
    """

    manifest: Manifest
    models: Models
    after: int
    fitting: bool = False


def build(home: Home, archive: Archive, progress: Progress = quiet, *, anew: bool = False) -> Snapshot:
    """Bring the snapshot up to date with the archive and publish it; nothing new changes nothing."""
    old, known = current(home), registry_of(home)
    remember(home)
    outdated = anew or _outdated(old, archive, known)
    if not outdated and archive.last() == _through(old.manifest):
        return old
    plan = _whole(archive, progress) if outdated else _more(old)
    plan = replace(plan, models=replace(plan.models, known=known))
    manifest = _annotate(home, archive, plan, progress)
    progress("finding stories", 0, 1)
    before = ((), ()) if outdated else (old.blocks, old.stories)  # anew where dates or rules may be others
    publish(home, manifest, find_stories(Snapshot(home, manifest).blocks, before))
    progress("finding stories", 1, 1)
    _sweep(home)
    return current(home)


def _through(manifest: Manifest) -> int:
    return manifest.throughs[-1] if manifest.throughs else 0


def _outdated(old: Snapshot, archive: Archive, known: Registry) -> bool:
    now = versions(known)
    stale = bool(old.manifest.blocks) and any(old.manifest.versions.get(k) != v for k, v in now.items())
    revised = archive.revision() != old.manifest.revision  # pages were read again: any article may be another
    return stale or revised or archive.count("article") > 2 * old.manifest.fitted_on


def _whole(archive: Archive, progress: Progress) -> Plan:
    """Everything anew: phrases learnt now, topics from what is annotated first."""
    articles = archive.count("article")
    sample = _counted(_sample(archive), progress, "finding phrases", min(articles, SAMPLE))
    phrases = fit_phrases([tokens(a.title), tokens(a.text)] for a in sample)
    return Plan(Manifest(fitted_on=articles, revision=archive.revision()), Models(phrases), 0, fitting=True)


def _more(old: Snapshot) -> Plan:
    """What came since the last block, and small blocks that are due for merging."""
    keep = len(old.blocks) - _mergeable(old)
    manifest = old.manifest
    kept = replace(manifest, blocks=manifest.blocks[:keep], throughs=manifest.throughs[:keep])
    return Plan(kept, old.models, _through(kept))


def _mergeable(old: Snapshot) -> int:
    """How many small blocks at the end are due for merging: all of them when there are many, else none."""
    small = 0
    for block in reversed(old.blocks):
        if len(block) >= SMALL:
            break
        small += 1
    return small if small >= MANY else 0


def _sample(archive: Archive) -> Iterator[Article]:
    """Every article, or evenly spread ones of a large archive."""
    step = max(1, archive.count("article") // SAMPLE)
    return (article for _, article in islice(archive.articles(), 0, None, step))


def _annotate(home: Home, archive: Archive, plan: Plan, progress: Progress) -> Manifest:
    """Annotate and write what the plan leaves to do, a block at a time; returns the manifest of the whole."""
    done = sum(map(len, Snapshot(home, plan.manifest).blocks))
    last, todo = archive.last(), archive.count("article") - done
    columns: Columns | None = None
    with annotators(plan.models, todo) as apply:
        for numbered in batches(_upto(archive.articles(plan.after), last), BLOCK):
            found = apply(article for _, article in numbered)
            said: list[Annotation] = list(_counted(found, progress, "finding actors", len(numbered)))
            plan = _fitted(home, plan, said) if plan.fitting else plan
            columns = columns or _columns(home, plan)
            plan = _written(home, plan, numbered, said, columns)
    return plan.manifest


def _fitted(home: Home, plan: Plan, said: Sequence[Annotation]) -> Plan:
    """The plan with topics, and the words that live inside phrases, as these articles (or evenly spread ones) have them."""
    counts: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for one in said:
        counts.update(one.terms)
        inner.update(one.inner)
    phrases = replace(plan.models.phrases, inside=inside(counts, inner))
    topics = fit_topics([one.features for one in said[:: max(1, len(said) // SAMPLE)]])
    models = replace(plan.models, phrases=phrases, topics=topics)
    name = save_models(home, models)
    return Plan(
        replace(plan.manifest, models=name, versions=versions(models.registry) | {"models": name}), models, plan.after
    )


def _written(
    home: Home, plan: Plan, numbered: Sequence[tuple[int, Article]], said: Sequence[Annotation], columns: Columns
) -> Plan:
    weights = plan.models.topics.assign([one.features for one in said])
    rows: list[Row] = [(n, a, one, w) for (n, a), one, w in zip(numbered, said, weights, strict=True)]
    name = write(home.path, rows, columns, plan.models.registry.actors)
    manifest = replace(
        plan.manifest, blocks=(*plan.manifest.blocks, name), throughs=(*plan.manifest.throughs, numbered[-1][0]),
        terms=len(columns.terms.known), actors=len(columns.actors.known),
    )  # fmt: skip
    return replace(plan, manifest=manifest)


def _columns(home: Home, plan: Plan) -> Columns:
    """The numbers of terms and actors as the kept blocks give them."""
    kept = Snapshot(home, plan.manifest)
    terms = {term: at for at, term in enumerate(kept.terms.to_pylist())} if kept.blocks else {}
    actors = {actor.key: at for at, actor in enumerate(kept.actors)}
    themes = [theme.id for theme in plan.models.themes.all]
    return Columns(Numbers(terms), Numbers(actors), len(plan.models.topics.ids), themes)


def _upto(articles: Iterable[tuple[int, Article]], last: int) -> Iterator[tuple[int, Article]]:
    return (row for row in articles if row[0] <= last)


def _counted(items: Iterable[T], progress: Progress, doing: str, of: int) -> Iterator[T]:
    progress(doing, 0, of)
    for done, item in enumerate(items, 1):
        yield item
        if done % 50 == 0 or done == of:
            progress(doing, done, of)


def _sweep(home: Home) -> None:
    """Remove snapshots beyond the newest few, and blocks and models that none of those needs."""
    place = home.path / "snapshots"
    snapshots = sorted(place.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    needed: set[str] = {home.pointer.read_text().strip()}
    for folder in snapshots[:KEPT]:
        said = json.loads((folder / "manifest.json").read_text())
        needed |= {folder.name, said["models"], *said["blocks"]}
    for kind in ("snapshots", "blocks", "models"):
        for path in (home.path / kind).iterdir():
            if path.name not in needed:
                shutil.rmtree(path)
