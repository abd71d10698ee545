"""What annotation depends on besides the articles, as short versions for receipts."""

from __future__ import annotations

import hashlib
from functools import cache

from analytics.actors import Registry
from analytics.themes import themes
from data.reference import REFERENCE

WORDS = tuple(
    REFERENCE / name
    for name in (
        "glossary.toml", "linking.toml", "titles.toml", "common-words.txt", "places.toml",
        "models/words.npz", "models/news.npz", "models/english.npz",
    )
)  # fmt: skip
CODE = "3"  # raise it whenever the same text would be annotated otherwise than before


def versions(known: Registry) -> dict[str, str]:
    """Versions of registry, themes, words (stop words, glossary, and the lists and models that linking goes by) and code."""
    return {"registry": known.version, "themes": themes().version, "words": _words(), "code": CODE}


@cache
def _words() -> str:
    stamp = hashlib.sha256()
    for path in (*WORDS, *sorted((REFERENCE / "stopwords").glob("*.txt"))):
        stamp.update(path.read_bytes())
    return stamp.hexdigest()[:12]
