"""The story of every row of a snapshot: found when it is published, kept beside its manifest, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analytics.block import Block
from analytics.stories import Dated, Words, find, words

NAME = "stories.npy"
Stories = tuple[NDArray[np.uint64], ...]


def find_stories(blocks: Sequence[Block], known: tuple[Sequence[Block], Stories] = ((), ())) -> Stories:
    """The story of each row, one array a block; `known` are blocks whose stories were found before, and these.

    A story is named by the id of its first article, as a number.
    """
    if not blocks:
        return ()
    bounds = np.cumsum([len(block) for block in blocks])
    instants = np.concatenate([block.latest for block in blocks])
    ids = np.concatenate([block.ids for block in blocks])
    before = _known(ids, known)
    stands = bool(before.any()) and _all_here(ids, known)

    def words_of(at: int) -> Words:
        which = int(np.searchsorted(bounds, at, "right"))
        return _words(blocks[which], at - (int(bounds[which - 1]) if which else 0))

    articles = Dated(ids, instants, list(chain.from_iterable(block.prints for block in blocks)))
    return tuple(np.split(find(articles, words_of, before if stands else None), bounds[:-1]))


def _words(block: Block, row: int) -> Words:
    return words(block.texts["title"][row].as_py(), block.texts["text"][row].as_py())


def _known(ids: NDArray[np.uint64], known: tuple[Sequence[Block], Stories]) -> NDArray[np.uint64]:
    """The stories that were found before, 0 where there is none."""
    found = np.zeros(len(ids), np.uint64)
    if known[0]:
        old = np.concatenate([block.ids for block in known[0]])
        sorted_ = np.argsort(old)
        at = np.minimum(np.searchsorted(old, ids, sorter=sorted_), len(old) - 1)
        here = old[sorted_[at]] == ids
        found[here] = np.concatenate(known[1])[sorted_[at]][here]
    return found


def _all_here(ids: NDArray[np.uint64], known: tuple[Sequence[Block], Stories]) -> bool:
    """Whether nothing was taken out since; else what came after it may have copied it."""
    return bool(np.isin(np.concatenate([block.ids for block in known[0]]), ids).all())


def save(folder: Path, stories: Stories) -> None:
    """Keep the stories of a snapshot in its folder."""
    np.save(folder / NAME, np.concatenate(stories) if stories else np.empty(0, np.uint64))


def load(folder: Path, blocks: Sequence[Block]) -> Stories:
    """The stories of a snapshot, one array a block; found anew where none are kept."""
    if not blocks or not (folder / NAME).exists():
        return find_stories(blocks)
    return tuple(np.split(np.load(folder / NAME), np.cumsum([len(block) for block in blocks])[:-1]))
