"""The dates of an article go all the way: into the archive, into an older archive, and to the reader."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dash import html
from dash.development.base_component import Component

from analytics.build import build
from analytics.home import Home
from analytics.measures import reading
from dashboard.dates import dates_seen
from dashboard.language import Language, Say
from data.archive import Archive, Read
from data.article import Article, DateSeen, Page, dates_from_json
from data.parse import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = Page(
    "a.txt", "text",
    b"Kapal Patroli Tiba di Natuna\n\nUpdate: 11 Juni 2024 08:00 WIB\nTerbit: 10 Juni 2024 22:05 WIB\n\n"
    b"Kapal patroli tiba di Natuna dan disambut oleh komandan pangkalan di dermaga timur.",
)  # fmt: skip
SEEN = (
    DateSeen("printed header", "11 Juni 2024 08:00 WIB", "2024-06-11T08:00:00+07:00", "an update"),
    DateSeen("printed header", "10 Juni 2024 22:05 WIB", "2024-06-10T22:05:00+07:00", "decides"),
)


def archived(path: Path) -> Article:
    with Archive(path) as archive:
        archive.add([Read(PAGE, read(PAGE, NOW))])
        return next(article for _, article in archive.articles())


def test_the_archive_keeps_them(tmp_path: Path) -> None:
    assert archived(tmp_path / "archive.sqlite").dates == SEEN


def test_an_archive_of_an_earlier_build_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    archived(path)
    with closing(sqlite3.connect(path)) as older:
        older.execute("alter table articles drop column dates")
    with Archive(path) as archive:
        assert [(article.title, article.dates) for _, article in archive.articles()] == [
            ("Kapal Patroli Tiba di Natuna", ())
        ]


def test_they_reach_the_reader(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with Archive(home.archive) as archive:
        archive.add([Read(PAGE, read(PAGE, NOW))])
        snapshot = build(home, archive)
    said = reading(snapshot, read(PAGE, NOW).id)
    assert said is not None and dates_from_json(said["dates"]) == SEEN


def words(component: object) -> str:
    if isinstance(component, Component):
        return words(getattr(component, "children", ""))
    return " ".join(map(words, component)) if isinstance(component, list) else str(component or "")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ("3 dates on the page · 1 disagree", "an update", "another day")), ("id", ("1 berbeda", "hari lain"))],
)
def test_the_reader_is_told_who_won_and_who_disagrees(language: Language, told: tuple[str, ...]) -> None:
    other = DateSeen("address", "2024/06/12", "2024-06-12T00:00:00+07:00", "another day", day_only=True)
    shown = dates_seen(Say(language), [*SEEN, other], lambda instant: f"{instant:%H.%M}")
    assert isinstance(shown, html.Details) and vars(shown)["open"]
    assert all(part in words(shown) for part in (*told, "printed header: 10 Juni 2024 22:05 WIB", "22.05"))


def test_an_update_is_no_disagreement() -> None:
    assert not vars(dates_seen(Say("en"), SEEN, str))["open"]


def test_one_date_that_was_believed_needs_no_list() -> None:
    assert dates_seen(Say("en"), SEEN[1:], str) is None
