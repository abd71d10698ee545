"""Finding topics: non-negative matrix factorisation of TF-IDF (scikit-learn), deterministic."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from analytics.topics.labels import labels
from analytics.topics.model import Topics, counts, vectors

LEAST = 3  # articles a feature must stand in, or two in a thousand where that is more
MOST = 0.35  # share of articles above which a feature tells nothing
FEWEST = 12  # articles below which there is nothing to cluster


def how_many(articles: int) -> int:
    """The number of topics for a corpus of this size: about the square root, from 4 to 30."""
    return int(np.clip(round(np.sqrt(articles) / 1.2), 4, 30))


def fit(articles: Sequence[Counter[str]], topics: int | None = None) -> Topics:
    """Topics of these articles (see `features`); fewer than twelve articles give none."""
    if len(articles) < FEWEST:
        return Topics()
    spread = Counter(name for article in articles for name in article)
    least = max(LEAST, len(articles) // 500)
    names = sorted(n for n, k in spread.items() if least <= k <= MOST * len(articles))
    k = min(topics or how_many(len(articles)), len(names))
    if k < 2:
        return Topics()
    idf = TfidfTransformer().fit(counts(articles, names)).idf_
    found = NMF(k, init="nndsvda", random_state=0, max_iter=200, tol=1e-3)
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)
        found.fit(vectors(articles, names, idf))
    basis = found.components_[found.components_.sum(axis=1) > 0]
    basis = basis / np.linalg.norm(basis, axis=1, keepdims=True)
    return Topics(tuple(names), idf, basis, labels(basis, names))
