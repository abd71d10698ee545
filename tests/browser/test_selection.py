"""The filter bar, the address and the page always say the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from analytics.snapshot import Snapshot
from analytics.weights import view
from data.selection import Selection

from .reader import Reader, number

SHARED = "/actors?from=2024-05-01&to=2024-07-31&theme=korea&unit=story"


def counted(demo: Snapshot, reader: Reader) -> int:
    """What the selection of the reader's address comes to, asked of the measures."""
    return view(demo, Selection.from_query(reader.query)).total


def shown(reader: Reader, demo: Snapshot) -> int:
    """The total in the overview's title, which must be what the measures say and what the columns add up to."""
    total = number(reader.title("overview-volume"))
    assert total == counted(demo, reader)
    reader.until(lambda: sum(reader.data("overview-volume")[0]["y"]) == total, f"columns that add up to {total}")
    return total


def test_a_shared_address_shows_in_sentence_controls_and_chart(reader: Reader, demo: Snapshot) -> None:
    reader.open(SHARED)
    expect(reader.sentence()).to_have_text("1 May 2024 – 31 Jul 2024 · Korean peninsula · all outlets · stories")
    page = reader.page
    expect(page.locator("#filter-dates")).to_have_text("1 May 2024 – 31 Jul 2024")
    expect(page.locator(".control:has(#filter-subjects) .mantine-Pill-label")).to_have_text("Korean peninsula")
    expect(page.locator("#filter-unit input:checked")).to_have_value("story")
    first = reader.page.locator(".ranked td.amount a").first.get_attribute("href") or ""
    assert re.search(r"see=actor:(PRK|KOR);count:mentions", first)
    assert counted(demo, reader) < view(demo, Selection.from_query("theme=korea")).total
    assert reader.query == SHARED.partition("?")[2]


def test_choosing_an_actor(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    before = shown(reader, demo)
    reader.page.locator("#filter-actors").fill("South Kor")
    reader.page.get_by_role("option", name="South Korea", exact=True).click()
    reader.becomes(actor="KOR")
    assert 0 < shown(reader, demo) < before
    expect(reader.sentence()).to_contain_text("South Korea")


def test_typing_words(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    before = shown(reader, demo)
    reader.page.locator("#filter-words").fill("kapal selam")
    reader.page.keyboard.press("Enter")
    reader.becomes(q="kapal selam")
    assert 0 < shown(reader, demo) < before
    expect(reader.sentence()).to_contain_text("“kapal selam”")
    reader.page.locator("#filter-words").fill("rudal")
    reader.page.keyboard.press("Tab")  # leaving the field says it too
    reader.becomes(q="rudal")
    assert 0 < shown(reader, demo) < before


def test_words_typed_but_not_entered_go_along_to_another_page(reader: Reader, demo: Snapshot) -> None:
    reader.open("/?q=rudal")
    reader.page.locator("#filter-words").fill("rudal balistik")
    reader.go("Articles")
    reader.becomes(q="rudal balistik")
    assert number(reader.title("articles-table")) == counted(demo, reader)


def test_counting_stories(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    before = shown(reader, demo)
    reader.page.locator("#filter-unit").get_by_text("Stories").click()
    reader.becomes(unit="story")
    assert 0 < shown(reader, demo) < before
    reader.page.locator("#filter-unit").get_by_text("Articles").click()
    reader.becomes(unit=None)
    assert shown(reader, demo) == before


def test_choosing_and_clearing_dates(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    before = shown(reader, demo)
    reader.page.locator("#filter-dates").click()
    reader.page.get_by_role("button", name="Last 90 days").click()
    reader.until(lambda: {"from", "to"} <= set(reader.asked), "both days in the address")
    reader.settled()
    assert 0 < shown(reader, demo) < before
    reader.page.keyboard.press("Escape")
    reader.page.locator(".control.dates .mantine-InputClearButton-root").click()
    reader.becomes(**{"from": None, "to": None})
    assert shown(reader, demo) == before


def test_a_day_chosen_twice_in_the_calendar(reader: Reader, demo: Snapshot) -> None:
    reader.open("/?from=2024-06-01&to=2024-06-30")
    reader.page.locator("#filter-dates").click()
    day = reader.page.get_by_role("button", name=re.compile(r"^10 June 2024$"))
    day.click()
    day.click()
    reader.becomes(**{"from": "2024-06-10", "to": "2024-06-10"})
    assert shown(reader, demo) > 0


def test_back_forward_and_reload_keep_the_selection(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    whole = shown(reader, demo)
    reader.page.locator("#filter-unit").get_by_text("Stories").click()
    reader.becomes(unit="story")
    stories = shown(reader, demo)
    reader.page.locator("#filter-words").fill("rudal")
    reader.page.keyboard.press("Enter")
    reader.becomes(unit="story", q="rudal")
    words = shown(reader, demo)
    reader.go("Topics")
    assert reader.asked == {"unit": "story", "q": "rudal"}
    reader.page.go_back()
    expect(reader.page.locator("#pages a.on")).to_have_text("Overview")
    reader.becomes(unit="story", q="rudal")
    assert shown(reader, demo) == words
    reader.page.go_back()
    reader.becomes(unit="story", q=None)
    expect(reader.page.locator("#filter-words")).to_have_value("")
    assert shown(reader, demo) == stories
    reader.page.go_back()
    reader.becomes(unit=None, q=None)
    expect(reader.page.locator("#filter-unit input:checked")).to_have_value("article")
    assert shown(reader, demo) == whole
    reader.page.go_forward()
    reader.page.go_forward()
    reader.becomes(unit="story", q="rudal")
    expect(reader.page.locator("#filter-words")).to_have_value("rudal")
    reader.page.reload()
    reader.becomes(unit="story", q="rudal")
    expect(reader.page.locator("#filter-words")).to_have_value("rudal")
    assert shown(reader, demo) == words


def test_the_last_of_many_hasty_steps_counts(reader: Reader, demo: Snapshot) -> None:
    reader.open("/")
    reader.page.locator("#filter-unit").get_by_text("Stories").click()
    reader.becomes(unit="story")
    reader.page.locator("#filter-words").fill("rudal")
    reader.page.keyboard.press("Enter")
    reader.becomes(unit="story", q="rudal")
    reader.go("Topics")
    reader.go("Actors")
    for turns in (-4, 3, -2, 1):  # to the first, the fourth, the second and the third address
        reader.page.evaluate(f"history.go({turns})")
        reader.page.wait_for_timeout(30)  # a hasty reader: before anything is answered
    reader.until(lambda: set(reader.asked) == {"unit", "q"}, "the address of the last step")
    expect(reader.page.locator("#pages a.on")).to_have_text("Overview")
    reader.settled()
    expect(reader.page.locator("#filter-words")).to_have_value("rudal")
    assert shown(reader, demo) == counted(demo, reader)


def test_links_to_pages_carry_the_selection(reader: Reader, demo: Snapshot) -> None:
    reader.open("/?theme=korea&unit=story")
    for name in ("Keywords", "Topics", "Actors", "Sources", "Articles"):
        reader.go(name)
        assert reader.asked == {"theme": "korea", "unit": "story"}
    assert number(reader.title("articles-table")) == counted(demo, reader)


@pytest.mark.parametrize(("query", "why"), [
    ("from=gestern", "from=gestern is not a date"), ("from=2024-07-01&to=2024-06-01", "comes after the last"),
    ("unit=word", "unit is article, story, family"), ("by=hour", "by is "),
])  # fmt: skip
def test_an_impossible_address_says_why(reader: Reader, query: str, why: str) -> None:
    reader.open(f"/?{query}")
    expect(reader.page.locator("#page .empty")).to_contain_text(why)
    reader.page.get_by_role("link", name="Show everything").click()
    expect(reader.page.locator("#page .card").first).to_be_visible()
    reader.settled()
    assert reader.query == ""


def test_an_impossible_number_says_why(reader: Reader) -> None:
    reader.open("/?see=colour:red")
    expect(reader.panel()).to_contain_text("nothing is known of 'colour'")


def test_an_unknown_page_says_so(reader: Reader) -> None:
    reader.open("/nowhere")
    expect(reader.page.locator("#page .empty")).to_contain_text("There is no page at /nowhere")
    reader.page.get_by_role("link", name="To the overview").click()
    expect(reader.page.locator("#page .card").first).to_be_visible()


def test_a_selection_without_hits_says_so(reader: Reader, demo: Snapshot) -> None:
    for path in ("/", "/keywords", "/topics", "/actors", "/articles"):
        reader.open(f"{path}?q=zzzzqqq")
        expect(reader.page.locator("#page .empty").first).to_contain_text("No articles match this selection")
    reader.page.get_by_role("link", name="Show everything").click()
    reader.becomes(q=None)
    assert number(reader.title("articles-table")) == len(demo)
