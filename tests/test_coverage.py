"""Coverage: which days are told to be silent or failing on a made corpus whose silences are known, and what is shaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from conftest import load

from analytics.home import Home
from analytics.measures import coverage, gaps, volume
from analytics.snapshot import Snapshot, current
from analytics.weights import view
from dashboard.gaps import bands
from dashboard.language import Say
from dashboard.pages import overview
from dashboard.scene import Scene
from dashboard.trends import span
from data.archive import Archive
from data.archive_feeds import FeedStore, Poll
from data.selection import Selection

FIRST = date(2024, 4, 1)  # a Monday
DAYS = 56
OUT = FIRST + timedelta(days=30)  # on this day and the next the large outlet was not collected
FAILED = FIRST + timedelta(days=40)  # on this day its feed could not be read, though some articles came


def written(outlet: str, day: date) -> int:
    """How many articles an outlet of the made corpus writes on a day."""
    if outlet == "large":
        return 0 if day in (OUT, OUT + timedelta(days=1)) else 9
    if outlet == "weekly":
        return 0 if day.weekday() >= 5 else 8  # never writes on a weekend
    return 0 if day.toordinal() % 3 else 1  # small: its silence says nothing


def rows() -> Iterator[bytes]:
    for at in range(DAYS):
        day = FIRST + timedelta(days=at)
        for outlet in ("large", "weekly", "small"):
            for n in range(written(outlet, day)):
                word = f"{outlet}{at}x{n}"
                text = f"Kapal patroli {word} tiba di Natuna dari Korea Selatan, kata TNI AL pada laporan {word}."
                yield orjson.dumps({"title": f"Kapal {word} tiba", "text": text, "outlet": outlet, "published_at": day})


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three outlets over eight weeks, and a feed of the large one that failed for a day."""
    home = Home(tmp_path_factory.mktemp("coverage"))
    file = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    file.write_bytes(b"\n".join(rows()))
    load(home, file)
    polled(home, [False, True, True], FAILED)
    polled(home, [False, False, True], FAILED + timedelta(days=1))
    return current(home)


def polled(home: Home, failed: Sequence[bool], day: date) -> None:
    """Polls of the large outlet's feed on a day, some of which failed."""
    feed = "https://large.example/rss"
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    with Archive(home.archive) as archive:
        store = FeedStore(archive)
        store.declare([(feed, "large", "all", 10)])
        for hour, bad in enumerate(failed):
            poll = Poll(noon + timedelta(hours=hour), 0.1)
            if bad:
                store.failed(feed, poll, "the connection was refused", noon)
            else:
                store.succeeded(feed, poll, noon)


def absent(snapshot: Snapshot, **chosen: Any) -> list[tuple[date, str, str]]:
    table = coverage(view(snapshot, Selection().but(**chosen)))
    return list(table.itertuples(index=False, name=None))


SILENT = [(OUT, "large", "silent"), (OUT + timedelta(days=1), "large", "silent")]


def test_known_silences_and_failures_are_told_and_nothing_else(snapshot: Snapshot) -> None:
    assert absent(snapshot) == [*SILENT, (FAILED, "large", "failing")]


def test_only_outlets_and_days_of_the_selection(snapshot: Snapshot) -> None:
    assert absent(snapshot, outlets=("weekly",)) == []
    assert absent(snapshot, start=OUT + timedelta(days=1), end=FAILED - timedelta(days=1)) == SILENT[1:]


def test_a_day_is_a_gap_where_the_absent_carry_a_fifth(snapshot: Snapshot) -> None:
    table = gaps(view(snapshot, Selection()))
    assert list(table["day"]) == [OUT, OUT + timedelta(days=1), FAILED]
    assert set(table["outlets"]) == {("large",)}
    assert table["share"].between(0.55, 0.65).all()  # 9 of 9 + 8 · 5/7 + 1/3 a day
    assert gaps(view(snapshot, Selection(words="weekly0x0"))).empty  # nothing of this is the large outlet's


def test_one_selected_day_is_judged_by_the_days_around_it(snapshot: Snapshot) -> None:
    assert list(gaps(view(snapshot, Selection(start=OUT, end=OUT)))["day"]) == [OUT]


def scene(snapshot: Snapshot, search: str) -> Scene:
    return Scene(snapshot, "/", search, Say("en"))


def test_a_period_is_shaded_from_half_its_days(snapshot: Snapshot) -> None:
    day = bands(scene(snapshot, "?by=day"), *periods(snapshot, "?by=day"), span)
    assert [band.start for band in day] == [OUT, OUT + timedelta(days=1), FAILED]
    assert bands(scene(snapshot, "?by=week"), *periods(snapshot, "?by=week"), span) == []
    four = f"?from={OUT}&to={OUT + timedelta(days=3)}&by=week"
    (half,) = bands(scene(snapshot, four), *periods(snapshot, four), span)
    assert half.hover.endswith("without large on 2 days")


def periods(snapshot: Snapshot, search: str) -> tuple[list[date], list[date]]:
    here = scene(snapshot, search)
    table = volume(here.seen, here.options.by)
    return list(table["period"]), list(table["period_end"])


def test_a_shaded_chart_names_who_was_silent_and_says_what_shading_means(snapshot: Snapshot) -> None:
    shaded = str(overview.volume(scene(snapshot, "?by=day")))
    assert "without large" in shaded and "Shaded: " in shaded
    plain = str(overview.volume(scene(snapshot, "?by=day&outlet=weekly")))
    assert "'shapes'" not in plain and "Shaded: " not in plain


@pytest.mark.parametrize("out", [range(20, 27), range(16, 40)])
def test_an_outage_of_weeks_is_told_and_shaded_whole(tmp_path: Path, out: range) -> None:
    home = Home(tmp_path / "home")
    lines = [
        orjson.dumps({"title": f"Kapal {d}x{n}", "text": f"Kapal patroli {d}x{n} tiba di Natuna hari itu, kata TNI AL.",
                      "outlet": "satu", "published_at": FIRST + timedelta(days=d)})
        for d in range(56) if d not in out for n in range(7)
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(lines))
    load(home, tmp_path / "rows.jsonl")
    seen = view(current(home), Selection())
    wanted = [FIRST + timedelta(days=d) for d in out]
    assert list(coverage(seen)["day"]) == wanted and list(gaps(seen)["day"]) == wanted
