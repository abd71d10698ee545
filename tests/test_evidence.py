"""The heart: for any selection and any point, number shown = count = evidence rows = downloaded cell, and what is
marked is what was counted. On the demo corpus in two blocks, so that the sum over blocks is part of the proof.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import isnan
from typing import Any, cast
from urllib.parse import urlencode

import orjson
import pandas as pd
import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from analytics.block import FIELDS, VIAS
from analytics.home import Home
from analytics.measures import Target, count, evidence, keyword_trend
from analytics.snapshot import Snapshot
from analytics.weights import View, view
from dashboard.app import create_app
from dashboard.asked import Asked, Options
from dashboard.tables import TABLES, table
from data.archive import Archive
from data.article import Article
from data.selection import Selection

Row = dict[str, Any]
STEADY = settings(derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
POINTS = 4  # points opened per example
OF_ONE = ("actor-trend", "actor-ways", "actor-spellings", "actor-company", "actor-outlets")  # tables about `who`
PHRASES = (
    "kapal selam",
    "Laut China Selatan",
    "AS",
    "TNI",
    "presiden",
    "Korea Utara",
    "the minister",
    "tidakada",
)


def period(row: Row) -> Row:
    return {"start": row["period"], "end": row["period_end"]}


# (table, column) -> the target of the number in that column of a row
NUMBERS: dict[tuple[str, str], Callable[[Row], Target]] = {
    ("volume", "articles"): lambda r: Target(**period(r)),
    ("keywords", "count"): lambda r: Target(term=r["term"], count="mentions"),
    ("keywords", "articles"): lambda r: Target(term=r["term"]),
    ("keyword-trend", "count"): lambda r: Target(term=r["term"], count="mentions", **period(r)),
    ("keyword-trend", "articles"): lambda r: Target(term=r["term"], **period(r)),
    ("topics", "articles"): lambda r: Target(topic=r["topic"]),
    ("topic-trend", "articles"): lambda r: Target(topic=r["topic"], **period(r)),
    ("themes", "articles"): lambda r: Target(theme=r["theme"]),
    ("theme-trend", "articles"): lambda r: Target(theme=r["theme"], **period(r)),
    ("actors", "mentions"): lambda r: Target(actor=r["actor"], count="mentions"),
    ("actors", "articles"): lambda r: Target(actor=r["actor"]),
    ("actor-trend", "mentions"): lambda r: Target(actor=r["actor"], count="mentions", **period(r)),
    ("actor-trend", "articles"): lambda r: Target(actor=r["actor"], **period(r)),
    ("co-mentions", "articles"): lambda r: Target(actor=r["actor"], other=r["other"]),
    ("ties", "articles"): lambda r: Target(actor=r["actor"], other=r["other"]),
    ("states", "mentions"): lambda r: Target(actor=r["actor"], count="mentions"),
    ("states", "articles"): lambda r: Target(actor=r["actor"]),
    ("actor-ways", "mentions"): lambda r: Target(actor=r["actor"], via=r["via"], place=r["place"], count="mentions"),
    ("actor-ways", "articles"): lambda r: Target(actor=r["actor"], via=r["via"], place=r["place"]),
    ("actor-spellings", "mentions"): lambda r: Target(actor=r["actor"], form=r["form"], count="mentions"),
    ("actor-spellings", "articles"): lambda r: Target(actor=r["actor"], form=r["form"]),
    ("actor-company", "articles"): lambda r: Target(actor=r["actor"], other=r["other"]),
    ("actor-outlets", "articles"): lambda r: Target(actor=r["actor"], outlet=r["outlet"]),
    ("new-names", "mentions"): lambda r: Target(actor=r["actor"], count="mentions"),
    ("new-names", "articles"): lambda r: Target(actor=r["actor"]),
    ("audit", "mentions"): lambda r: Target(actor=r["actor"], count="mentions"),
    ("audit", "together"): lambda r: Target(actor=r["actor"], other=r["other"]),
    ("audit", "other_articles"): lambda r: Target(actor=r["other"]),
    ("actors-by-theme", "articles"): lambda r: Target(actor=r["actor"], theme=r["theme"]),
    ("actors-by-topic", "articles"): lambda r: Target(actor=r["actor"], topic=r["topic"]),
    ("outlets", "articles"): lambda r: Target(outlet=r["outlet"]),
    ("outlet-trend", "articles"): lambda r: Target(outlet=r["outlet"], **period(r)),
    ("languages", "articles"): lambda r: Target(language=r["language"]),
    ("stories", "articles"): lambda r: Target(story=r["story"]),
    ("copiers", "articles"): lambda r: Target(origin=r["outlet"], outlet=r["copier"]),
    ("copy-delays", "articles"): lambda r: Target(origin="*", within=r["within"]),
}


@dataclass(frozen=True, repr=False)
class Corpus:
    """The demo corpus, what can be asked of it, and the app that serves it."""

    snapshot: Snapshot
    client: FlaskClient
    articles: tuple[Article, ...]

    def selections(self) -> st.SearchStrategy[Selection]:
        """Selections of up to three conditions."""
        snapshot = self.snapshot
        often = sorted(a.key for a in snapshot.actors if a.known)
        few = {
            "topics": snapshot.models.topics.ids,
            "themes": [t.id for t in snapshot.themes],
            "actors": ["IDN", "USA", "PRK", "CHN", "RUS", *often, "nobody"],
            "outlets": [*snapshot.values("outlet"), "nowhere"],
            "languages": snapshot.values("language"),
        }
        makers: list[st.SearchStrategy[Row]] = [
            st.lists(st.sampled_from(values), min_size=1, max_size=3).map(partial(condition, key))
            for key, values in few.items()
        ]
        makers += [dates(), dates(), self.words().map(lambda w: {"words": w})]
        parts = st.lists(st.one_of(makers), max_size=3)
        unit = st.sampled_from(("article", "story", "family"))
        return st.builds(selection_of, parts, unit)

    def words(self) -> st.SearchStrategy[str]:
        """A word or phrase: a fixed one, or up to three neighbouring words of some article."""
        return st.one_of(st.sampled_from(PHRASES), st.integers(0, 10**6).map(self._window))

    def _window(self, seed: int) -> str:
        chance = random.Random(seed)
        words = re.findall(r"\w+", chance.choice(self.articles).text)
        at = chance.randrange(max(1, len(words) - 3))
        return " ".join(words[at : at + chance.randint(1, 3)])


def condition(key: str, values: list[str]) -> Row:
    return {key: tuple(values)}


def selection_of(parts: Sequence[Row], unit: Any) -> Selection:
    """The conditions together; a last day before the first is left out."""
    said: Row = {key: value for part in parts for key, value in part.items()}
    if said.get("end", date.max) < said.get("start", date.min):
        del said["end"]
    return Selection(**said, unit=unit)


def dates() -> st.SearchStrategy[Row]:
    """From a day, until a day, or both."""
    day = st.dates(date(2023, 12, 1), date(2025, 8, 1))
    both = st.builds(lambda a, n: {"start": a, "end": a + timedelta(days=n)}, day, st.integers(0, 300))
    return both | day.map(lambda d: {"start": d}) | day.map(lambda d: {"end": d})


@pytest.fixture(scope="module")
def corpus(demo_home: Home, demo: Snapshot) -> Corpus:
    with Archive(demo_home.archive) as archive:
        articles = tuple(article for _, article in archive.articles())
    return Corpus(demo, create_app(demo_home).server.test_client(), articles)


def options(name: str) -> st.SearchStrategy[Options]:
    """What an address may say besides; `top` is left alone where tables are small."""
    by = st.sampled_from((None, "day", "week", "month"))
    who = st.sampled_from(("", "PRK", "USA", "IDN", "prabowo-subianto")) if name in OF_ONE else st.just("")
    top = {"keywords": st.integers(5, 250), "keyword-trend": st.integers(1, 8)}.get(name, st.none())
    return st.builds(lambda b, t, w: Options(by=b, top=t, who=w), by, top, who)


def address(selection: Selection, chosen: Options) -> str:
    """The query of a selection and its options, as the page writes it."""
    said = {"by": chosen.by, "top": chosen.top, "who": chosen.who, "see": chosen.see, "ui": "id"}
    return "&".join(filter(None, [selection.to_query(), urlencode({k: v for k, v in said.items() if v})]))


def parsed(form: str, content: bytes) -> list[Row]:
    """The rows of a downloaded file, cells as text (a leading apostrophe guards a formula)."""
    if form == "json":
        rows = orjson.loads(content)["rows"]
    elif form == "parquet":
        rows = pq.read_table(io.BytesIO(content)).to_pylist()
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    else:
        head, *body = load_workbook(io.BytesIO(content), read_only=True)["table"].values
        rows = [dict(zip(head, values, strict=True)) for values in body]
    return [{k: text(v) for k, v in row.items() if k != "receipt"} for row in rows]


def text(cell: Any) -> str:
    """A cell as one text over all forms: dates as days, whole numbers without a point."""
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat()).removesuffix("T00:00:00")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    said = str(cell)
    guarded = said[1:] if said[:1] == "'" and said[1:2] in tuple("=+-@\t\r") else said
    return guarded.removesuffix(".0") if re.fullmatch(r"-?\d+\.0", guarded) else guarded


def records(shown: pd.DataFrame) -> list[Row]:
    return cast("list[Row]", shown.to_dict("records"))


def downloaded(corpus: Corpus, name: str, form: str, selection: Selection, chosen: Options) -> list[Row]:
    answer = corpus.client.get(f"/download/{name}.{form}?{address(selection, chosen)}")
    assert answer.status_code == 200, answer.text
    return parsed(form, answer.data)


def same_in_all_forms(corpus: Corpus, name: str, shown: pd.DataFrame, asked: Asked) -> None:
    """Every cell of words, days and whole numbers is in every form what it is on screen."""
    exact = [str(c) for c in shown if not pd.api.types.is_float_dtype(shown[c])]
    wanted = [[text(v) for v in row] for row in shown[exact].itertuples(index=False, name=None)]
    for form in ("csv", "json", "parquet", "xlsx"):
        got = downloaded(corpus, name, form, asked.seen.selection, asked.options)
        assert [[row[c] for c in exact] for row in got] == wanted, form


def opens_as_counted(corpus: Corpus, seen: View, target: Target, number: int) -> None:
    """A number opens as many rows as it says, on screen and in a file, and they show what was counted."""
    found = evidence(seen, target)
    assert count(seen, target) == number == len(found)
    chosen = Options(see=str(target))
    assert Target.parse(str(target)) == target
    assert len(downloaded(corpus, "evidence", "csv", seen.selection, chosen)) == number
    for row in records(found):
        marked_as_counted(row, target)
        assert in_selection(row, seen.selection, target)
    if target.count == "articles":
        assert found["article"].is_unique
    elif target.actor:
        assert Counter(found["marked"]) == surfaces(seen, target)


def marked_as_counted(row: Row, target: Target) -> None:
    """The mark is where it says; of a term it is the counted form, of an actor or theme it is there."""
    if row["start"] >= 0:
        assert row["marked"] and row["sentence"][row["start"] : row["end"]] == row["marked"]
        assert (row["start"], row["end"]) in row["marks"]
    else:
        assert row["marked"] == "" and not (target.term or target.actor or target.theme)
    if target.term:
        assert " ".join(row["marked"].split()).casefold() == target.term.casefold()
    if target.actor:
        assert row["via"] in VIAS


def in_selection(row: Row, selection: Selection, target: Target) -> bool:
    """Whether an article's head fits the conditions that can be read off it."""
    day, free = row["day"], not any((selection.start, selection.end, target.start, target.end))
    first = max(filter(None, (selection.start, target.start)), default=date.min)
    last = min(filter(None, (selection.end, target.end)), default=date.max)
    return (
        (free if day is None else first <= day <= last)
        and (not selection.outlets or row["outlet"] in selection.outlets)
        and (not target.outlet or row["outlet"] == target.outlet)
    )


def surfaces(seen: View, target: Target) -> Counter[str]:
    """How the actor is written in the counted rows, straight from the mention tables."""
    number = seen.snapshot.actor_numbers[target.actor]
    found: Counter[str] = Counter()
    for block, weights in seen.parts:
        days = block.articles["day"].to_pylist()
        for m in block.mentions.to_pylist():
            day = days[m["row"]]
            inside = (not target.start) or (day is not None and target.start <= day <= (target.end or day))
            form = block.texts[FIELDS[m["field"]]][m["row"]].as_py()[m["start"] : m["end"]]
            if m["actor"] == number and weights[m["row"]] and inside and asked_so(m, form, target):
                found[form] += 1
    return found


def asked_so(mention: Row, form: str, target: Target) -> bool:
    """Whether a mention is made in the way that the target asks for."""
    return (
        target.via in ("", VIAS[mention["via"]])
        and target.place in ("", "yes" if mention["place"] else "no")
        and target.form in ("", form)
    )


def points(shown: pd.DataFrame, column: str, chance: random.Random) -> Sequence[Row]:
    """Some rows of a table, the largest number among them, so that few examples open nothing."""
    rows = records(shown)
    most = sorted(rows, key=lambda r: -r[column])[:1]
    return most + chance.sample(rows, min(POINTS - 1, len(rows)))


@STEADY
@given(data=st.data())
def test_every_number_is_its_evidence_and_its_download(corpus: Corpus, data: st.DataObject) -> None:
    name, column = data.draw(st.sampled_from(sorted(NUMBERS)))
    selection, chosen = data.draw(corpus.selections()), data.draw(options(name))
    seen = view(corpus.snapshot, selection)
    asked = Asked(seen, chosen)
    shown = table(name, asked)
    event(f"{name}: {'rows' if len(shown) else 'nothing'}")
    same_in_all_forms(corpus, name, shown, asked)
    for row in points(shown, column, random.Random(data.draw(st.integers(0, 10**6)))):
        opens_as_counted(corpus, seen, NUMBERS[name, column](row), row[column])


@pytest.mark.parametrize("unit", ["article", "story", "family"])
@pytest.mark.parametrize(("name", "column"), sorted(NUMBERS))
def test_every_number_of_the_whole(corpus: Corpus, name: str, column: str, unit: Any) -> None:
    """No selection at all: every row of every table (of the words the first 150), counted again."""
    seen = view(corpus.snapshot, Selection(unit=unit))
    shown = table(name, Asked(seen, Options(by="month", top=150 if name == "keywords" else None)))
    assert len(shown) > 0 and shown[column].sum() > 0
    for row in records(shown):
        assert count(seen, NUMBERS[name, column](row)) == row[column]


UNCOUNTED = {
    "actor-change",
    "actor-offices",
    "articles",
    "copies",
    "evidence",
    "set-asides",
    "ledger",
    "outcomes",
    "feeds",
    "coverage",
}


def test_every_table_of_numbers_is_proven() -> None:
    assert {name for name, _ in NUMBERS} == set(TABLES) - UNCOUNTED


@STEADY
@given(data=st.data())
def test_a_selection_takes_the_articles_a_reader_would(corpus: Corpus, data: st.DataObject) -> None:
    """Dates, outlets, languages and words judged again, one article at a time, by other means."""
    selection = data.draw(corpus.selections()).but(topics=(), themes=(), actors=(), unit="article")
    selection = selection.but(words=selection.words.casefold())
    wanted = sorted(a.id for a in corpus.articles if takes(a, selection))
    seen = view(corpus.snapshot, selection)
    assert seen.total == len(wanted)
    assert sorted(table("articles", Asked(seen, Options()))["article"]) == wanted


def takes(article: Article, selection: Selection) -> bool:
    day = article.published_at.date() if article.published_at else None
    if (selection.start or selection.end) and (
        day is None or not (selection.start or date.min) <= day <= (selection.end or date.max)
    ):
        return False
    if selection.outlets and article.outlet not in selection.outlets:
        return False
    if selection.languages and article.language not in selection.languages:
        return False
    return not selection.words or says(article, selection.words)


def says(article: Article, words: str) -> bool:
    """Whether title or text holds these words next to one another."""
    cut = re.compile(r"[^\W_]+(?:[-'’][^\W_]+|(?<=\d)[.,:](?=\d)[^\W_]+)*")
    wanted = cut.findall(words)
    rows = [cut.findall(said.casefold()) for said in (article.title, article.text)]
    return any(row[at : at + len(wanted)] == wanted for row in rows for at in range(len(row)) if wanted)


def test_volume_counts_the_frame_too(corpus: Corpus) -> None:
    seen = view(corpus.snapshot, Selection(actors=("USA",), unit="story"))
    frame = view(corpus.snapshot, seen.selection.frame)
    for row in records(table("volume", Asked(seen, Options(by="month")))):
        assert count(frame, Target(**period(row))) == row["all"]
        assert row["share"] == (row["articles"] / row["all"] if row["all"] else 0)


@STEADY
@given(data=st.data())
def test_a_change_is_that_of_the_evidence(corpus: Corpus, data: st.DataObject) -> None:
    """The shares of both periods are those of selections of their days, and the days before come before."""
    selection = data.draw(corpus.selections())
    for row in records(table("actor-change", Asked(view(corpus.snapshot, selection), Options(top=5)))):
        assert row["before_end"] < row["start"]
        assert row["end"] - row["start"] == row["before_end"] - row["before_start"]
        for prefix, number in (("", "articles"), ("before_", "before")):
            days = selection.but(start=row[f"{prefix}start"], end=row[f"{prefix}end"])
            there = view(corpus.snapshot, days)
            assert count(there, Target(actor=row["actor"])) == row[number]
            assert row[f"{prefix}share"] == (row[number] / there.total if there.total else 0)


def plain(shown: pd.DataFrame) -> pd.DataFrame:
    """A table in an order of its own, whatever broke its ties."""
    keys = [str(c) for c in shown if not pd.api.types.is_float_dtype(shown[c])]
    return shown.sort_values(keys, key=lambda c: c.map(str), ignore_index=True)


@settings(STEADY, max_examples=25)
@given(data=st.data())
def test_two_blocks_amount_to_what_one_does(corpus: Corpus, demo_whole: Snapshot, data: st.DataObject) -> None:
    selection = data.draw(corpus.selections())
    chosen = Options(by=data.draw(st.sampled_from(("day", "week", "month"))))
    both = [view(snapshot, selection) for snapshot in (corpus.snapshot, demo_whole)]
    assert both[0].total == both[1].total
    for name in sorted(set(TABLES) - {"keyword-trend", "evidence"}):
        two, one = (table(name, Asked(seen, chosen)) for seen in both)
        pd.testing.assert_frame_equal(plain(two), plain(one), check_exact=True, obj=name)
    terms = list(table("keywords", Asked(both[0], Options(top=20)))["term"])
    two, one = (keyword_trend(seen, terms, chosen.by) for seen in both)
    pd.testing.assert_frame_equal(two, one, check_exact=True)
