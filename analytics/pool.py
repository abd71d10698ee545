"""Annotating in batches on all cores, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from analytics.annotate import Annotation, Models, annotate
from data.article import Article
from data.batches import workers

BATCH = 100
WORTH_IT = 400  # articles below which starting processes costs more than it saves
Apply = Callable[[Iterable[Article]], Iterator[Annotation]]

_models = Models()


def _begin(models: Models) -> None:
    global _models  # noqa: PLW0603 - one value a worker process, set once when it starts
    _models = models


def annotate_all(articles: Sequence[Article]) -> list[Annotation]:
    """The annotations of a batch under this process's models."""
    return list(annotate(articles, _models))


@contextmanager
def annotators(models: Models, articles: int) -> Iterator[Apply]:
    """Give a function that yields the annotations of a stream of articles, in order; `articles` is about how many."""
    with workers(articles > WORTH_IT, BATCH, _begin, models) as apply:
        yield lambda stream: (one for some in apply(annotate_all, stream) for one in some)
