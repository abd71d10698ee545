"""Term counts against a counter written another way: character by character, with no code of ours."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import CORPUS, load

from analytics.block import Block
from analytics.home import Home
from analytics.snapshot import Snapshot, current

ROWS = 800
JOINERS = "-\u2010\u2011'\u2019"
Span = tuple[str, int, int]


def words(text: str) -> list[Span]:
    """Counted forms with where they stand: letters and digits, joined inside by hyphen, apostrophe, or `.,:` in numbers."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans = runs(line)
        shout = not any(c.islower() for c in line) and len(spans) >= 3
        found += [(form(line[a:b], shout), start + a, start + b) for a, b in spans]
        start += len(line) + 1
    return found


def runs(line: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(line):
        if not line[at].isalnum():
            at += 1
            continue
        end = at
        while end < len(line) and (line[end].isalnum() or joins(line, end)):
            end += 1
        spans.append((at, end))
        at = end
    return spans


def joins(line: str, at: int) -> bool:
    """Whether the sign at a place holds a word together; something of the word stands before it."""
    after = line[at + 1 : at + 2]
    if not line[at - 1].isalnum() or not after.isalnum():
        return False
    number = line[at - 1].isdecimal() and after.isdecimal()
    return line[at] in JOINERS or (line[at] in ".,:" and number)


def form(word: str, shout: bool) -> str:
    """Acronyms (two characters or more, a letter among them, none small) keep their capitals, but not in a shout."""
    acronym = len(word) > 1 and any(c.isalpha() for c in word) and not any(c.islower() for c in word)
    return word if acronym and not shout else word.casefold()


def phrases(text: str, row: list[Span], known: frozenset[str]) -> Counter[str]:
    """Every window of two or three words, one white space apart, that is a known phrase."""
    found: Counter[str] = Counter()
    for size in (2, 3):
        for at in range(len(row) - size + 1):
            window = row[at : at + size]
            gaps = [text[a[2] : b[1]] for a, b in pairwise(window)]
            said = " ".join(w[0] for w in window)
            if said in known and all(len(gap) == 1 and gap.isspace() for gap in gaps):
                found[said] += 1
    return found


def counted(snapshot: Snapshot, block: Block, row: int) -> dict[str, int]:
    """The counts of a row of the block's matrix."""
    matrix, terms = block.terms.rows, snapshot.terms
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    pairs = zip(matrix.indices[here], matrix.data[here], strict=True)
    return {terms[int(column)].as_py(): int(n) for column, n in pairs}


def check(snapshot: Snapshot) -> int:
    """Compare every word and phrase of every article; returns how many occurrences there were."""
    known, total = snapshot.models.phrases.known, 0
    assert {phrase.count(" ") for phrase in known} <= {1, 2}
    for block in snapshot.blocks:
        for row, said in enumerate(block.texts.select(["title", "text"]).to_pylist()):
            wanted: Counter[str] = Counter()
            length = 0
            for text in (said["title"], said["text"]):
                spans = words(text)
                wanted.update(w for w, _, _ in spans)
                wanted += phrases(text, spans, known)
                length += len(spans)
            assert counted(snapshot, block, row) == dict(wanted), said["title"]
            assert block.articles["words"][row].as_py() == length
            total += sum(wanted.values())
    return total


def test_the_demo_corpus(demo: Snapshot) -> None:
    total = check(demo)
    assert total > 30_000
    assert total == sum(int(block.terms.rows.sum()) for block in demo.blocks)
    assert len(demo.models.phrases.known) > 20


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpora/id_articles.parquet is not beside this checkout")
def test_real_articles(tmp_path: Path) -> None:
    whole = pq.read_table(CORPUS)
    picked = whole.take(list(range(0, whole.num_rows, whole.num_rows // ROWS)))
    pq.write_table(picked, tmp_path / "some.parquet")
    home = Home(tmp_path / "home")
    tally = load(home, tmp_path / "some.parquet")
    assert tally.article > 0.9 * picked.num_rows
    assert check(current(home)) > 200_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TNI-AL dan F-16 di G20", "TNI-AL dan F-16 di G20"),
        ("e-KTP alat-alat 1.000 22:05 U.S", "e-ktp alat-alat 1.000 22:05 u s"),
        ("AS menang as is", "AS menang as is"),
        ("PRESIDEN TIBA DI SEOUL\nTNI AL", "presiden tiba di seoul TNI AL"),
    ],
)
def test_the_counter_itself(text: str, said: str) -> None:
    assert [w for w, _, _ in words(text)] == said.split()
