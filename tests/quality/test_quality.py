"""How well pages are read and actors linked, on gold; each score is printed and held by its floor in `floors.toml`.

The project's own gold is always there. Larger gold is used where `../shared` lies beside the checkout.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from gold.score import GOLD, read, score

from analytics.annotate import Models
from analytics.annotations_file import annotated
from data.article import Page, Unreadable
from data.outlets import outlet_named
from data.parse import read as read_page
from data.parse.published import candidate
from data.show import show
from data.tables import rows as table_rows

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
SHARED = Path(__file__).parents[3] / "shared"
FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
NOW = datetime(2026, 12, 31, tzinfo=UTC)
SAMPLE = 40  # HTML pages scored, evenly spread
WORD = re.compile(r"\w+")

Scores = dict[str, float]


def actors(gold: Path) -> Scores:
    """Linked F1 of states, persons and organisations, and how often place-use is right."""
    with gold.open("rb") as lines:
        said = score(read(gold), list(annotated(lines, Models())))
    return {name: said[name] for name in ("states", "persons", "organisations", "place-use")}


def own_actors() -> Scores:
    """The thirty demo pages marked by hand."""
    return actors(GOLD)


def shared_actors() -> Scores:
    """Real articles marked by hand."""
    return actors(SHARED / "gold" / "actors.jsonl")


def seeds() -> Scores:
    """Share of the demo pages whose field is exactly as expected, by field; `refused`: broken pages that are."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in show([SEEDS], NOW):
        found[record["path"].partition("#")[0].rpartition(".")[0]].append(record)
    right, all_ = Counter[str](), Counter[str]()
    for path in sorted(SEEDS.rglob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        wanted = held if isinstance(held, list) else [held]
        for want, got in zip(wanted, found[str(path.with_suffix(""))], strict=True):
            for field, agrees in compared(want, got):
                right[field] += agrees
                all_[field] += 1
    return {field: right[field] / all_[field] for field in all_}


def compared(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field of an expected reading, and whether it was read so."""
    if "reason" in want:
        yield "refused", "reason" in got
        return
    yield from ((field, got.get(field) == value) for field, value in want.items())


def date_rows() -> list[dict[str, str]]:
    """Printed dates with outlet, address and the right instant."""
    return read(SHARED / "corpora" / "date_strings.jsonl")


def agreeing(pairs: Iterable[tuple[datetime | None, datetime]]) -> Scores:
    """Share of instants with the right local day, the right minute on the clock, the right zone."""
    right, total = Counter[str](), 0
    for got, want in pairs:
        total += 1
        if got:
            right["day"] += got.date() == want.date()
            right["minute"] += got.replace(second=0, microsecond=0, tzinfo=None) == want.replace(second=0, tzinfo=None)
            right["zone"] += got.utcoffset() == want.utcoffset()
    return {name: right[name] / total for name in ("day", "minute", "zone")}


def single_dates() -> Scores:
    """Each string by itself, with nothing but its outlet to go by."""
    return agreeing((alone(row), datetime.fromisoformat(row["gold"])) for row in date_rows())


def alone(row: Mapping[str, str]) -> datetime | None:
    """The instant a string names."""
    found = candidate("string", row["raw"], outlet_named(row["outlet"]))
    return found[0].dated.instant if found else None


def table_dates() -> Scores:
    """The same strings as a column of a table, with the other rows and the addresses to go by."""
    rows = date_rows()
    lines = [
        json.dumps({"title": "judul", "outlet": r["outlet"], "url": r["url"], "published_at": r["raw"]}) for r in rows
    ]
    kept = table_rows(BufferedReader(BytesIO("\n".join(lines).encode())), "jsonl")
    got = [read_page(Page("row", "row", json.dumps(row).encode()), NOW) for row in kept]
    return agreeing((a.published_at, datetime.fromisoformat(r["gold"])) for a, r in zip(got, rows, strict=True))


def html_bodies() -> Scores:
    """Precision, recall and F1 of the body text in runs of four words, averaged over pages, each weighing the same."""
    folder = SHARED / "corpora" / "pages" / "article_extraction_benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    names = sorted(truth)
    scored = [page_score(folder, name, truth[name]) for name in names[:: len(names) // SAMPLE][:SAMPLE]]
    precision = mean(right / read for right, read, _ in scored if read)
    recall = mean(right / wanted for right, _, wanted in scored if wanted)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def page_score(folder: Path, name: str, truth: Mapping[str, str]) -> tuple[int, int, int]:
    """Of one page's body: runs that are right, runs that were read, runs that are wanted."""
    content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    try:
        body = read_page(Page(name, "html", content, truth["url"]), NOW).text
    except Unreadable:
        body = ""
    got, want = runs(body), runs(truth["articleBody"])
    return (got & want).total(), got.total(), want.total()


def runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with how often each stands in it; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)) if words)


MEASURES: dict[str, Callable[[], Scores]] = {
    "actors-own": own_actors,
    "seeds": seeds,
    "actors-shared": shared_actors,
    "dates-alone": single_dates,
    "dates-in-a-table": table_dates,
    "html-bodies": html_bodies,
}
ON_SHARED = ("actors-shared", "dates-alone", "dates-in-a-table", "html-bodies")


def test_every_measure_has_floors() -> None:
    assert list(FLOORS) == list(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_no_score_falls(name: str) -> None:
    if name in ON_SHARED and not SHARED.is_dir():
        pytest.skip(f"{name} is measured on ../shared, which is not beside this checkout")
    said, floors = MEASURES[name](), FLOORS[name]
    print(f"\n{name}")
    for what, value in said.items():
        print(f"  {what:14} {value:.4f}   floor {floors.get(what, 0):.3f}")
    assert set(said) == set(floors)
    assert {w: round(v, 4) for w, v in said.items() if v < floors[w]} == {}
