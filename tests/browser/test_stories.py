"""Stories: which texts were carried, by whom and when; units and the fixed panel."""

from __future__ import annotations

from playwright.sync_api import expect

from analytics.measures import copies, stories
from analytics.snapshot import Snapshot
from analytics.weights import view
from data.selection import Selection

from .reader import Reader, number


def test_a_headline_opens_the_copies_in_order(reader: Reader, demo: Snapshot) -> None:
    first = stories(view(demo, Selection()), 1).iloc[0]
    reader.open("/stories?ui=en")
    cell = reader.grid("stories-most").locator('.ag-cell[col-id="title"]').first
    expect(cell).to_have_text(first["title"])
    cell.click()
    reader.until(lambda: reader.asked.get("see", "").startswith(f"story:{first['story']}"), "the story in the address")
    carried = copies(demo, first["story"])
    items = reader.panel().locator(".copies > li")
    expect(items).to_have_count(len(carried))
    assert items.locator(".source > span").all_inner_texts()[0].startswith("Kantor Berita Contoh")
    items.nth(1).get_by_role("link").click()
    reader.until(lambda: reader.asked["see"].startswith("article:"), "the copy in the address")
    reader.panel().get_by_role("link", name=f"{len(carried)} articles carry it").click()
    reader.until(lambda: reader.asked["see"].startswith("story:"), "back to the story")


def test_a_bar_of_delays_opens_its_copies(reader: Reader) -> None:
    reader.open("/stories?ui=en&unit=story")
    bar = reader.click_point("stories-fast", 2)
    reader.becomes(see=bar["see"])
    assert reader.counted() == bar["value"]
    expect(reader.panel().locator(".evidence > li")).to_have_count(bar["value"])


def test_counting_publications(reader: Reader, demo: Snapshot) -> None:
    reader.open("/articles?ui=en")
    reader.page.locator("#filter-unit").get_by_text("Publishers").click()
    reader.becomes(unit="family")
    heading = reader.page.locator("#page h2").first
    expect(heading).to_contain_text("publications")
    assert number(heading.inner_text()) == view(demo, Selection(unit="family")).total


def test_a_fixed_panel(reader: Reader, demo: Snapshot) -> None:
    reader.open("/articles?ui=en")
    before = number(reader.page.locator("#page h2").first.inner_text())
    reader.page.get_by_label("Fixed panel").check()
    reader.becomes(panel="fixed")
    expect(reader.sentence()).to_contain_text("fixed panel")
    after = number(reader.page.locator("#page h2").first.inner_text())
    assert after == view(demo, Selection(panel=True)).total < before
    reader.page.get_by_label("Fixed panel").uncheck()
    reader.becomes(panel=None)


def test_nothing_copied_says_so(reader: Reader) -> None:
    reader.open("/stories?ui=en&q=kapal selam")
    expect(reader.page.locator("#page")).to_contain_text("No two of the selected articles carry the same text.")
