"""Words too common to tell anything: ours, one file a language."""

from __future__ import annotations

from functools import cache, lru_cache

from data.reference import REFERENCE


@cache
def stopwords() -> frozenset[str]:
    """The stop words of all languages from `data/reference/stopwords/*.txt` (`#` begins a comment).

    They are casefolded; one written in capitals (`WIB`) stops that acronym.
    """
    found: set[str] = set()
    for path in sorted((REFERENCE / "stopwords").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.partition("#")[0].split()
            found |= {word if len(word) > 1 and word.isupper() else word.casefold() for word in words}
    return frozenset(found)


@lru_cache(maxsize=500_000)
def telling(form: str) -> bool:
    """Whether a form may stand in a keyword table: a letter in it, two characters or more, no stop word."""
    return len(form) > 1 and any(c.isalpha() for c in form) and form not in stopwords()
