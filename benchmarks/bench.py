"""How fast it is, against the same tables made with pandas in the same run: `python -m benchmarks.bench`.

Prints, never asserts. On ../shared/corpora/id_articles.parquet where it lies beside the checkout, else on the demo.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.annotate import annotate
from analytics.build import quiet
from analytics.home import Home
from analytics.receipt import Receipt
from analytics.snapshot import EPOCH, Snapshot, current
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.files import FORMATS
from dashboard.ingest import Tell, ingest
from dashboard.language import Say
from dashboard.scene import Scene
from dashboard.shell import PAGES
from dashboard.tables import table
from data.archive import Archive
from data.article import Page, Unreadable
from data.intake.pages import read_pages
from data.parse import read
from data.selection import Selection

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
CORPUS = ROOT.parent / "shared" / "corpora" / "id_articles.parquet"
ADDRESSES = 30
# the tables of a page that a group-by can make too
DRAWN = {
    "/": ("volume", "themes", "actors", "keywords", "outlets"),
    "/keywords": ("keywords",),
    "/topics": ("themes", "topics"),
    "/actors": ("actors",),
    "/articles": ("articles",),
    "/sources": ("volume", "outlets", "outlet-trend"),
}
Peer = Callable[["Long", pd.DataFrame], object]


@contextmanager
def silent() -> Iterator[Tell]:
    """No progress shown."""
    yield quiet


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def say(what: str, value: str) -> None:
    """One line of the report."""
    print(f"{what:44} {value}", flush=True)


def rate(what: str, number: int, taken: float, unit: str) -> None:
    """A number of things and how many of them a second."""
    say(what, f"{number / taken:10,.0f} {unit}/s   ({number:,} in {taken:.2f} s)")


def parsing() -> None:
    """Pages read per second on one core, by form."""
    pages = [page for page in read_pages([SEEDS]) if isinstance(page, Page)]
    for kind in ("text", "html"):
        chosen = [page for page in pages if page.kind == kind]
        parse_all(chosen[:5])
        rate(f"pages parsed, {kind}", len(chosen), seconds(partial(parse_all, chosen)), "pages")


def parse_all(pages: Sequence[Page]) -> None:
    """Read every page; broken ones count too."""
    for page in pages:
        try:
            read(page)
        except Unreadable:
            continue


def loading(home: Home) -> Snapshot:
    """A load from nothing, on all cores."""
    source = CORPUS if CORPUS.exists() else SEEDS
    taken = seconds(lambda: ingest(home, [source], silent))
    snapshot = current(home)
    say(f"load of {source.name}", f"{taken:10.1f} s   ({len(snapshot):,} articles, {len(snapshot) / taken:,.0f}/s)")
    return snapshot


def annotating(snapshot: Snapshot, most: int = 300) -> None:
    """Articles annotated per second on one core."""
    with Archive(snapshot.home.archive) as archive:
        articles = [article for (_, article), _ in zip(archive.articles(), range(most), strict=False)]
    list(annotate(articles[:5], snapshot.models))
    taken = seconds(lambda: list(annotate(articles, snapshot.models)))
    rate("articles annotated, one core", len(articles), taken, "articles")


@dataclass(frozen=True)
class Long:
    """The corpus as frames: an article a row, and (article, thing, count) a row of each matrix."""

    articles: pd.DataFrame
    terms: pd.DataFrame
    actors: pd.DataFrame
    themes: pd.DataFrame


def long_frames(snapshot: Snapshot) -> Long:
    """The frames a pandas user would hold in memory; names, not numbers, stand in the rows."""
    parts = [block.articles.to_pandas() for block in snapshot.blocks]
    names = {
        "terms": np.array(snapshot.terms.to_pylist(), dtype=object),
        "actors": np.array([a.key for a in snapshot.actors], dtype=object),
        "themes": np.array([t.id for t in snapshot.themes], dtype=object),
    }
    made = {of: long_frame(snapshot, of, known) for of, known in names.items()}
    return Long(pd.concat(parts, ignore_index=True), **made)


def long_frame(snapshot: Snapshot, of: str, names: np.ndarray) -> pd.DataFrame:
    """One matrix of all blocks as (article, thing, count)."""
    whole = sparse.vstack([getattr(block, of).rows for block in snapshot.blocks]).tocoo()
    return pd.DataFrame({"article": whole.row, "thing": pd.Categorical(names[whole.col]), "count": whole.data})


def by_thing(rows: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Occurrences and articles of each thing in the chosen articles, most first."""
    here = rows[rows["article"].isin(chosen.index)]
    counted = here.groupby("thing", observed=True)["count"].agg(["sum", "size"])
    return counted.sort_values("sum", ascending=False)


def by_week(chosen: pd.DataFrame) -> pd.Series:
    """The week each chosen article is of."""
    return pd.to_datetime(chosen["day"]).dt.to_period("W")


PEERS: dict[str, Peer] = {
    "volume": lambda _, chosen: chosen.groupby(by_week(chosen)).size(),
    "keywords": lambda long, chosen: by_thing(long.terms, chosen).head(300),
    "actors": lambda long, chosen: by_thing(long.actors, chosen).head(300),
    "themes": lambda long, chosen: by_thing(long.themes, chosen),
    "topics": lambda _, chosen: chosen.groupby("topic").size().sort_values(ascending=False),
    "outlets": lambda _, chosen: chosen.groupby("outlet").size().sort_values(ascending=False),
    "outlet-trend": lambda _, chosen: chosen.groupby(["outlet", by_week(chosen)]).size(),
    "articles": lambda _, chosen: chosen.sort_values("published", ascending=False).head(500),
}


def addresses(snapshot: Snapshot, seed: int) -> list[Selection]:
    """Varied selections by dates, outlets and languages, which a frame can be filtered by as well; the whole first."""
    chance = random.Random(seed)
    first, last = snapshot.span or (EPOCH, EPOCH)
    outlets, made = snapshot.values("outlet"), [Selection()]
    while len(made) < ADDRESSES:
        days = (last - first).days
        start = first + timedelta(days=chance.randint(days // 3, days))
        end = min(last, start + timedelta(days=chance.choice((30, 90, 400, 2000))))
        some = tuple(chance.sample(outlets, min(3, len(outlets)))) if chance.random() < 0.2 else ()
        made.append(Selection(start, end, outlets=some))
    return made


def filtered(long: Long, selection: Selection) -> pd.DataFrame:
    """The articles of a selection, as pandas filters them."""
    rows = long.articles
    if selection.start and selection.end:
        rows = rows[(rows["day"] >= selection.start) & (rows["day"] <= selection.end)]
    return rows[rows["outlet"].isin(selection.outlets)] if selection.outlets else rows


def drawing(snapshot: Snapshot, long: Long) -> None:
    """Each page drawn for varied addresses without the page cache, and its tables by us and by pandas."""
    print(f"\n{'page':12}{'draw, median':>15}{'p95':>9}{'tables, ours':>15}{'pandas':>10}{'ratio':>9}   (milliseconds)")
    for seed, path in enumerate(PAGES):
        draws, ours, theirs = page_times(snapshot, long, path, seed)
        a, b = (float(np.median(times)) for times in (ours, theirs))
        shown = f"{np.median(draws):15.1f}{np.percentile(draws, 95):9.1f}{a:15.1f}{b:10.1f}"
        print(f"{path:12}{shown}{b / a if a else 0:8.1f}x", flush=True)


def page_times(snapshot: Snapshot, long: Long, path: str, seed: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of draws, of our tables and of the same by pandas; every view is weighed anew for each."""
    draws, ours, theirs = list[float](), list[float](), list[float]()
    names, draw = DRAWN.get(path, ()), PAGES[path][1]
    draw(Scene(snapshot, path, "?lang=none", Say("id")))
    everyone = tuple(snapshot.values("language"))
    for selection in addresses(snapshot, seed):
        scene = Scene(snapshot, path, "?" + selection.to_query(), Say("id"))
        again = selection.but(languages=everyone)  # the same rows under another name, so not kept from the draw
        draws.append(1000 * seconds(partial(draw, scene)))
        ours.append(1000 * seconds(partial(our_tables, snapshot, again, names)))
        theirs.append(1000 * seconds(partial(pandas_tables, long, selection, names)))
    return draws, ours, theirs


def our_tables(snapshot: Snapshot, selection: Selection, names: Sequence[str]) -> None:
    """Tables as the page makes them."""
    asked = Asked(view(snapshot, selection), Options(by="week", top=300))
    for name in names:
        table(name, asked.but(top=500) if name == "articles" else asked)


def pandas_tables(long: Long, selection: Selection, names: Sequence[str]) -> None:
    """The same tables by group-by."""
    chosen = filtered(long, selection)
    for name in names:
        PEERS[name](long, chosen)


def downloading(snapshot: Snapshot) -> None:
    """Rows written per second, by form."""
    print()
    made = table("keywords", Asked(view(snapshot, Selection()), Options()))
    receipt = Receipt.of(snapshot, Selection(), "keywords")
    for form, (write, _) in FORMATS.items():
        rate(f"rows downloaded, {form}", len(made), seconds(partial(write, made, receipt)), "rows")


def main() -> None:
    """All of it, in order."""
    parsing()
    with tempfile.TemporaryDirectory() as folder:
        snapshot = loading(Home(Path(folder) / "home"))
        annotating(snapshot)
        drawing(snapshot, long_frames(snapshot))
        downloading(snapshot)


if __name__ == "__main__":
    main()
