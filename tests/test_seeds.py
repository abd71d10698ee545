"""The demo corpus: every page reads as its author meant it, and it is as large and as varied as it should be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS

from data.outlets import outlets
from data.show import show

Record = dict[str, Any]
PAGES = sorted(p for p in SEEDS.rglob("*") if p.is_file() and p.suffix != ".json")
MONTHS = {f"{2024 + n // 12}-{n % 12 + 1:02d}" for n in range(18)}
LONG = 6  # words a sentence may have without being anyone's own
REASONS = ("not text", "no body text", "empty", "future")


def expected(path: Path) -> list[Record]:
    said = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return said if isinstance(said, list) else [said]


def everything() -> Iterator[tuple[Path, Record]]:
    return ((path, record) for path in PAGES for record in expected(path) if "reason" not in record)


ARTICLES = list(everything())


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.name[:30]}")
def test_a_page_is_read_as_meant(path: Path) -> None:
    records, wanted = list(show([path])), expected(path)
    assert len(records) == len(wanted)
    for record, want in zip(records, wanted, strict=True):
        if "reason" in want:
            assert [w for w in REASONS if w in record["reason"]] == [w for w in REASONS if w in want["reason"]]
        else:
            assert {key: record.get(key) for key in want} == want
            assert record["date_evidence"] and "none" not in record["date_evidence"]


def test_no_expectation_is_without_its_page() -> None:
    assert {p.with_suffix("") for p in SEEDS.rglob("*.json")} == {p.with_suffix("") for p in PAGES}


def test_there_is_enough() -> None:
    kinds = Counter(path.suffix for path in PAGES)
    assert len(PAGES) >= 200 and len(ARTICLES) >= 200
    assert kinds[".html"] >= 40 and kinds[".txt"] > kinds[".html"] and kinds[".xml"] >= 1
    assert sum("reason" in record for path in PAGES for record in expected(path)) == 5


def test_twelve_outlets_that_say_they_are_examples() -> None:
    named = {record["outlet"] for _, record in ARTICLES}
    assert len(named) == 12
    assert all(outlets()[key].example for key in named)
    assert all(
        {"contoh", "example"} & set(outlets()[key].name.casefold().replace("(", "").replace(")", "").split())
        for key in named
    )


def test_every_month_is_there_and_the_talks_in_seoul() -> None:
    months = Counter(record["published_at"][:7] for _, record in ARTICLES)
    assert set(months) == MONTHS
    assert min(months.values()) >= 5
    june = [r for _, r in ARTICLES if r["published_at"][:10] in ("2024-06-10", "2024-06-11")]
    assert any(r["dateline"]["place"] == "SEOUL" for r in june)


def test_languages_and_lengths() -> None:
    languages = Counter(record["language"] for _, record in ARTICLES)
    assert set(languages) == {"id", "en"}
    assert 0.7 < languages["id"] / len(ARTICLES) < 0.9
    words = sorted(len(record["text"].split()) for _, record in ARTICLES)
    assert words[0] >= 100 and words[-1] <= 300 and words[len(words) // 20] >= 120


def test_dates_are_instants_of_their_zone() -> None:
    zones = {key: outlet.zone for key, outlet in outlets().items()}
    hours = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Singapore": 8, "Asia/Jayapura": 9}
    for path, record in ARTICLES:
        offset = datetime.fromisoformat(record["published_at"]).utcoffset()
        assert offset is not None and offset.total_seconds() == 3600 * hours[zones[record["outlet"]]], path


def sentences(text: str) -> set[str]:
    """Sentences of more than six words, as words only."""
    parts = text.replace("\n", " ").replace("? ", ". ").split(". ")
    said = (" ".join("".join(c if c.isalnum() else " " for c in part).split()).casefold() for part in parts)
    return {s for s in said if len(s.split()) > LONG}


def test_originals_share_no_sentence_and_copies_share_most() -> None:
    """A page that shares a sentence with another is its copy: it shares at least half of what the shorter one says."""
    said = [sentences(record["text"]) for _, record in ARTICLES]
    shared = {
        (a, b): len(said[a] & said[b]) / min(len(said[a]), len(said[b]))
        for a, b in combinations(range(len(said)), 2)
        if said[a] & said[b]
    }
    stray = [(str(ARTICLES[a][0]), str(ARTICLES[b][0])) for (a, b), part in shared.items() if part < 0.5]
    assert stray == []
    later = {max(pair, key=lambda n: ARTICLES[n][1]["published_at"]) for pair in shared}
    assert len(later) >= 20  # copied stories
    whole = [b for a, b in shared if ARTICLES[a][1]["text"] == ARTICLES[b][1]["text"]]
    assert len(shared) - len(whole) >= 20 > len(whole) > 0  # lightly edited or cut; a few as they came
    assert all(len(s) >= 3 for s in said)


def test_copies_are_other_outlets_headlines() -> None:
    titles = Counter(record["title"] for _, record in ARTICLES)
    assert max(titles.values()) == 1
    addresses = Counter(record["url"] for _, record in ARTICLES if record["url"])
    assert max(addresses.values()) == 1
