"""Is the language of a text the one it is written in?"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from statistics import mean

import pandas as pd

from data.parse.language import language_of
from quality.gold_sets import SHARED, Scores

CORPORA = SHARED / "corpora"
EVERY = {"articles": 5, "headlines": 60}  # of so many one is scored


def languages() -> Scores:
    """Share of texts whose language is right: sentences, articles and headlines, in Indonesian and in English."""
    indonesian, english = articles("id_articles"), articles("en_articles")
    headlines = pd.read_parquet(CORPORA / "id_headlines.parquet", columns=["title"])["title"][:: EVERY["headlines"]]
    return {
        "Indonesian sentences": share("id", (("", said) for said in sentences("ind"))),
        "English sentences": share("en", (("", said) for said in sentences("eng"))),
        "Indonesian articles": share("id", indonesian),
        "English articles": share("en", english),
        "Indonesian headlines": share("id", ((str(title), "") for title in headlines)),
    }


def share(language: str, texts: Iterable[tuple[str, str]]) -> float:
    """Of titles and texts, how many are said to be in this language."""
    return mean(language_of(title, text) == language for title, text in texts)


def sentences(code: str) -> list[str]:
    """The parallel sentences of SIB-200 in one language."""
    found = list[str]()
    for part in ("dev", "train"):
        with (CORPORA / "sib200" / f"{code}_Latn.{part}.tsv").open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def articles(name: str) -> list[tuple[str, str]]:
    """Title and text of some articles of a corpus."""
    table = pd.read_parquet(CORPORA / f"{name}.parquet", columns=["title", "text"])[:: EVERY["articles"]]
    return [(str(title), str(text)) for title, text in zip(table["title"], table["text"], strict=True)]
