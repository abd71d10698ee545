"""How fast and how well pages and dates are read, beside the libraries that do it alone: `python -m benchmarks.parsing`.

Prints, never asserts. One core, one run. Bodies and date strings need ../shared beside the checkout; pages with known
dates are the demo's.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import dateparser
from htmldate import find_date
from trafilatura import extract, html2txt

from data.article import Page
from data.outlets import outlet_named
from data.parse import read
from data.parse.dating.candidates import candidate

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
bodies = importlib.import_module("quality.bodies")
dates = importlib.import_module("quality.dates")
gold_sets = importlib.import_module("quality.gold_sets")

A = TypeVar("A")
R = TypeVar("R")
Body = Callable[[str, bytes, str], str]
Printed = tuple[str, str, str]  # what a string says, its outlet, the right instant
Saved = tuple[str, str]  # a page and the right instant
EVERY = 3  # of so many date strings one is read


def main() -> None:
    """Print the tables."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    if gold_sets.SHARED.is_dir():
        print_bodies()
        print_strings()
    print_pages()


def print_bodies() -> None:
    """Bodies of the 181 pages: speed, and the benchmark's own measure."""
    truth = json.loads((bodies.PAGES / "ground-truth.json").read_text("utf-8"))
    pages = list(bodies.pages(truth))
    print(f"\n{len(pages)} pages          pages/s  precision  recall     F1")
    for name, body in body_readers().items():
        texts, took = timed(partial(apply, body), pages)
        pairs = zip(texts, pages, strict=True)
        score = bodies.overall(bodies.page_score(text, truth[page[0]]["articleBody"]) for text, page in pairs)
        print(
            f"{name:18} {len(pages) / took:8.1f} {score['precision']:10.4f} {score['recall']:7.4f} {score['F1']:6.4f}"
        )


def apply(body: Body, page: tuple[str, bytes, str]) -> str:
    """What a reader makes of a page's name, content and address."""
    return body(*page)


def body_readers() -> dict[str, Body]:
    """What reads the body of a page, by name; readability-lxml where it is installed."""
    found: dict[str, Body] = {
        "Pantau": bodies.body_of,
        "trafilatura": lambda _, content, url: extract(content, url=url, include_comments=False) or "",
        " favor_precision": lambda _, content, url: (
            extract(content, url=url, include_comments=False, favor_precision=True) or ""
        ),
    }
    try:
        document = importlib.import_module("readability").Document
    except ImportError:
        return found
    found["readability-lxml"] = lambda _, content, url: html2txt(document(content, url=url).summary())
    return found


def print_strings() -> None:
    """Printed dates: the right local day, out of all."""
    rows: list[Printed] = [(r["raw"], r["outlet"], r["gold"]) for r in dates.date_rows()[::EVERY]]
    readers: dict[str, Callable[[Printed], datetime | None]] = {"Pantau": pantau_date, "dateparser": dateparser_date}
    print_dates(f"{len(rows)} date strings", readers, rows)


def pantau_date(row: Printed) -> datetime | None:
    """What Pantau reads of a string, knowing its outlet."""
    found = candidate("string", row[0], outlet_named(row[1]))
    return found[0].dated.instant if found else None


def dateparser_date(row: Printed) -> datetime | None:
    """What dateparser reads of a string, told that the day comes first."""
    found: datetime | None = dateparser.parse(row[0], languages=["id", "en"], settings={"DATE_ORDER": "DMY"})
    return found


def print_pages() -> None:
    """Pages of HTML with a known date: the demo's."""
    pages: list[Saved] = []
    for path in sorted((ROOT / "seeds").rglob("*.html")):
        held = json.loads(path.with_suffix(".json").read_text("utf-8"))
        pages += [(path.read_text("utf-8"), held["published_at"])] if held.get("published_at") else []
    print_dates(f"{len(pages)} demo pages", {"Pantau (whole page)": pantau_page, "htmldate": htmldate_page}, pages)


def pantau_page(page: Saved) -> datetime | None:
    """The date of the article that Pantau reads."""
    return read(Page("page", "html", page[0].encode()), gold_sets.NOW).published_at


def htmldate_page(page: Saved) -> datetime | None:
    """The date that htmldate finds: first publication, day only."""
    found = find_date(page[0], original_date=True)
    return datetime.fromisoformat(found) if found else None


def print_dates(what: str, readers: dict[str, Callable[[A], datetime | None]], rows: Sequence[A]) -> None:
    """A table of readers of dates; the right instant is the last of each row."""
    print(f"\n{what:20}  dates/s  right day")
    for name, reader in readers.items():
        got, took = timed(reader, rows)
        wanted = [datetime.fromisoformat(str(row[-1])).date() for row in rows]  # type: ignore[index]
        right = sum(g is not None and g.date() == want for g, want in zip(got, wanted, strict=True))
        print(f"{name:20} {len(rows) / took:8.1f} {right / len(rows):10.3f}")


def timed(work: Callable[[A], R], items: Iterable[A]) -> tuple[list[R], float]:
    """What a function makes of each item, and the seconds it took; the first is done once beforehand, untimed."""
    listed = list(items)
    work(listed[0])
    begun = perf_counter()
    return [work(item) for item in listed], perf_counter() - begun


if __name__ == "__main__":
    main()
