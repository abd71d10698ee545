"""Which articles carry the same text: one story. So far, identical normalised text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SHORT = 12  # words below which a text is too common to be called a copy


def story(words: Sequence[str], article: str) -> str:
    """The story's key (16 hex digits) of an article with these words of text and this id.

    Case, punctuation and white space do not matter. A text of fewer than twelve words is a story of its own.
    """
    said = " ".join(words).casefold() if len(words) >= SHORT else article
    return hashlib.sha256(said.encode()).hexdigest()[:16]
