"""Articles without labels -> the table of what is known of words.

Vectors: positive pointwise mutual information with the commonest words at the four nearest places, in as many numbers by
singular value decomposition. Clusters: k-means of these. Marks: how often a word is in capitals inside a sentence, and how
often the linker took it for part of a person's, a body's or a state's name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from analytics.actors import Linker, registry
from analytics.unknown.features import bare
from analytics.unknown.tokens import WORD
from analytics.unknown.words import Words, checksum, normal

LEAST = 6  # occurrences of a word that is kept
CONTEXTS = 3000
WIDTH = 64
CLUSTERS = (64, 256, 1024)
PLACES = (-2, -1, 1, 2)
SEED = 1
KINDS = ("person", "organisation", "state")
Text = tuple[str, str, str]  # title, text, language


def table(texts: Sequence[Text]) -> Words:
    """The table of the words of these articles; the commonest come first."""
    lines = [line for text in texts for line in _lines(text)]
    counts = Counter(word for line in lines for word in line)
    known = [word for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= LEAST]
    row = {word: at for at, word in enumerate(known)}
    vectors = _vectors(lines, row)
    clusters = [_clusters(vectors, size) for size in CLUSTERS]
    return Words(
        {
            "keys": np.array([checksum(word) for word in known], np.uint32),
            "clusters": np.stack(clusters, 1).astype(np.uint16),
            "marks": _marks(texts, row).astype(np.uint8),
            "vectors": np.rint(vectors * 127).astype(np.int8),
        }
    )


def _lines(text: Text) -> Iterator[list[str]]:
    for part in text[:2]:
        for line in part.split("\n"):
            if words := [normal(bare(m.group())) for m in WORD.finditer(line)]:
                yield words


def _vectors(lines: Iterable[list[str]], row: dict[str, int]) -> NDArray[np.float64]:
    """A vector of length one for each word."""
    numbers = [-1, -1]
    for line in lines:
        numbers += [row.get(word, -2) for word in line]
        numbers += [-1, -1]
    near = np.array(numbers)
    together = sparse.hstack([_beside(near, shift, len(row)) for shift in PLACES]).tocsr()
    left, size, _ = randomized_svd(_information(together), WIDTH, n_iter=4, random_state=SEED)
    made = left * np.sqrt(size)
    return np.asarray(made / (np.linalg.norm(made, axis=1, keepdims=True) + 1e-9))


def _beside(numbers: NDArray[np.int64], shift: int, rows: int) -> sparse.csr_array:
    """How often each word has each common one at a place; two more columns for the line's edge and for rarer words."""
    word, other = numbers[2:-2], numbers[2 + shift : len(numbers) - 2 + shift]
    column = np.where(other == -1, CONTEXTS, np.where((other == -2) | (other >= CONTEXTS), CONTEXTS + 1, other))
    there = word >= 0
    ones = np.ones(int(there.sum()), np.float32)
    return sparse.coo_array((ones, (word[there], column[there])), shape=(rows, CONTEXTS + 2)).tocsr()


def _information(together: sparse.csr_array) -> sparse.csr_array:
    """Positive pointwise mutual information, contexts smoothed by the power of 0.75 (Levy, Goldberg and Dagan 2015)."""
    rows, columns = together.sum(1), together.sum(0) ** 0.75
    pairs = together.tocoo()
    told = np.log(pairs.data * columns.sum() / (rows[pairs.row] * columns[pairs.col]))
    return sparse.coo_array((np.maximum(told, 0), (pairs.row, pairs.col)), shape=together.shape).tocsr()


def _clusters(vectors: NDArray[np.float64], size: int) -> NDArray[Any]:
    found = MiniBatchKMeans(min(size, len(vectors)), random_state=SEED, batch_size=4096, n_init=3, max_iter=60)
    return np.asarray(found.fit_predict(vectors))


def _marks(texts: Iterable[Text], row: dict[str, int]) -> NDArray[np.int64]:
    """Four small figures a word: how often in capitals, and as part of what it was linked."""
    seen = np.zeros((len(row), 2), np.int64)  # inside sentences: in capitals, in small letters
    linked = np.zeros((len(row), 1 + 2 * len(KINDS)), np.int64)  # in all, then of each kind: first word, later word
    linker = Linker(registry())
    for title, text, language in texts:
        _capitals(text, row, seen)
        _links(linker, (title, text, language), row, linked)
    total = seen.sum(1)
    capitals = (6 * (seen[:, 0] + 0.5) / (total + 1)).astype(int) * 2 + (total > 8)
    shares = [_share(linked, kind) for kind in range(len(KINDS))]
    return np.stack([np.where(total > 0, capitals, 12), *shares], 1)


def _share(linked: NDArray[np.int64], kind: int) -> NDArray[np.int64]:
    """Quarters of a word's occurrences that were linked, rounded up, and whether rather at the head of a name."""
    head, later = linked[:, 1 + 2 * kind], linked[:, 2 + 2 * kind]
    quarters = np.ceil(4 * (head + later) / np.maximum(linked[:, 0], 1)).astype(int)
    return np.asarray(quarters * 2 + (later > head))


def _capitals(text: str, row: dict[str, int], seen: NDArray[np.int64]) -> None:
    before = "."
    for match in WORD.finditer(text):
        word = bare(match.group())
        at = row.get(normal(word), -1)
        if at >= 0 and before not in '.!?"“':
            seen[at, word == word.lower()] += 1
        before = match.group()


def _links(linker: Linker, text: Text, row: dict[str, int], linked: NDArray[np.int64]) -> None:
    found = linker.link(*text)
    names: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for m in found.mentions:
        if m.via == "office":
            continue  # a title, no name
        actor = found.found.get(m.actor) or linker.registry[m.actor]
        names[m.field].append((m.start, m.end, KINDS.index(actor.kind)))
    for field, part in (("title", text[0]), ("text", text[1])):
        _count(part, iter(sorted(names[field])), row, linked)


def _count(text: str, names: Iterator[tuple[int, int, int]], row: dict[str, int], linked: NDArray[np.int64]) -> None:
    end = (len(text) + 1, len(text) + 1, 0)
    name = next(names, end)
    for match in WORD.finditer(text):
        while name[1] <= match.start():
            name = next(names, end)
        at = row.get(normal(bare(match.group())), -1)
        if at >= 0:
            linked[at, 0] += 1
            if name[0] < match.end():
                linked[at, 1 + 2 * name[2] + (match.start() > name[0])] += 1
