"""The Sources page at the screen: health at a glance, feeds by state, files as drawn, and shaded days that say why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from conftest import load
from playwright.sync_api import expect

from analytics.home import Home
from data.archive import Archive
from data.archive_feeds import FeedStore, Poll

from .conftest import PHONE, Sit
from .served import served

FIRST, DAYS, OUT = date(2024, 4, 1), 40, range(20, 22)
DAILY = "/?from=2024-04-01&to=2024-05-10&by=day"


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A home with an outlet that was silent for two days, a healthy feed and a failing one, served."""
    home, now = Home(tmp_path_factory.mktemp("watched")), datetime.now(UTC)
    rows = [
        orjson.dumps({"title": f"Kapal {d}x{n} tiba", "text": f"Kapal patroli {d}x{n} tiba di Natuna, kata TNI AL hari itu.",
                      "outlet": outlet, "published_at": FIRST + timedelta(days=d)})
        for d in range(DAYS) for outlet in ("besar", "kecil") for n in range(8 if outlet == "besar" else 3)
        if outlet == "kecil" or d not in OUT
    ]  # fmt: skip
    file = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    file.write_bytes(b"\n".join(rows))
    load(home, file)
    with Archive(home.archive) as archive:
        store = FeedStore(archive)
        store.declare([("https://a.example/rss", "besar", "all", 30), ("https://b.example/rss", "kecil", "all", 30)])
        for address in ("https://a.example/rss", "https://b.example/rss"):
            store.succeeded(address, Poll(now - timedelta(hours=2), entries=3, newest=now), now + timedelta(hours=1))
        store.failed("https://b.example/rss", Poll(now), "the connection was refused", now + timedelta(hours=1))
    with served(home.path) as address:
        yield address


def test_what_is_well_is_told_at_the_top_and_leads_to_the_feeds(sit: Sit, watched: str) -> None:
    reader = sit(watched)
    reader.open("/sources")
    told = reader.page.locator("#sources-health")
    expect(told).to_contain_text("1 of 2 feeds healthy")
    grid = reader.grid("sources-feeds")
    expect(grid.locator('.ag-cell[col-id="rank"]')).to_have_text(["▲ failing", "● healthy"])
    told.get_by_role("link", name="1 failing").click()
    reader.becomes(kind="failing")
    expect(grid.locator('.ag-cell[col-id="wrong"]')).to_have_text(["the connection was refused"])


def test_the_files_hold_what_is_drawn(sit: Sit, watched: str, tmp_path: Path) -> None:
    reader = sit(watched)
    reader.open("/sources?kind=failing")
    assert [(row["outlet"], row["state"]) for row in reader.table("sources-feeds", tmp_path)] == [("kecil", "failing")]
    reader.open("/sources")
    assert sum(int(row["failures"]) for row in reader.table("sources-ledger", tmp_path)) == 1
    cells = reader.grid("sources-ledger").locator('.ag-cell[col-id="pages"]').all_inner_texts()
    assert cells == [row["pages"] for row in reader.table("sources-ledger", tmp_path)]


def test_days_without_a_large_outlet_are_shaded_and_named(sit: Sit, watched: str) -> None:
    reader = sit(watched)
    reader.open(DAILY)
    chart = reader.chart("overview-volume")
    expect(chart.locator(".shapelayer path")).to_have_count(1)
    mark = chart.locator(".scatterlayer .point").first
    expect(mark).to_be_visible()
    mark.hover(force=True)
    expect(chart.locator(".hoverlayer .hovertext")).to_contain_text("without besar")
    expect(reader.card("overview-volume")).to_contain_text("Shaded: outlets that usually write much")
    reader.open(DAILY + "&outlet=kecil")
    expect(reader.chart("overview-volume").locator(".shapelayer path")).to_have_count(0)


def test_on_a_phone_nothing_is_wider_than_the_screen(sit: Sit, watched: str) -> None:
    reader = sit(watched)
    reader.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    reader.open("/sources")
    assert reader.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    expect(reader.page.locator("#sources-health")).to_be_in_viewport()
