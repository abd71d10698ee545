"""What a word looks like by itself: its letters, ends, shape, and what is known of it beforehand."""

from __future__ import annotations

from analytics.unknown.words import Words

BRACKETS = "()[].,"
ENDS = (1, 2, 3, 4)


def shape(word: str) -> str:
    """Capitals as X, small letters as x, digits as 9, other characters as they are; runs cut to two."""
    made = ""
    for c in word:
        sign = "X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c
        if made[-2:] != sign * 2:
            made += sign
    return made


def bare(word: str) -> str:
    """A word without the brackets and stops around it; one that is nothing else stays."""
    return word.strip(BRACKETS) or word


def features(word: str, words: Words) -> list[str]:
    """The features of a word but for which word it is."""
    low, inner = word.lower(), bare(word)
    ends = [f"{side}={part}" for n in ENDS for side, part in (("<", low[:n]), (">", low[-n:]))]
    return [
        f"shape={shape(word)}",
        f"title={word.istitle()}",
        f"upper={word.isupper()}",
        f"length={min(len(word), 9)}",
        *ends,
        *words.known(inner),
    ]


def itself(word: str) -> str:
    """The feature that says which word it is."""
    return f"word={word.lower()}"
