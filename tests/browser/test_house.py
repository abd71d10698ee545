"""The house around the pages: languages, phone, keyboard, no network, an empty home, new articles while open."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import load, write_pages
from playwright.sync_api import Browser, Route, expect

from analytics.home import Home

from .conftest import PHONE, Sit
from .reader import Reader, number
from .served import PANTAU, PATHS, served, until


def test_nothing_leaves_the_server(browser: Browser, server: str) -> None:
    asked: list[str] = []

    def only_here(route: Route) -> None:
        if route.request.url.startswith((server + "/", "data:", "blob:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    with browser.new_context(locale="en-GB", service_workers="block") as context:
        context.route("**/*", only_here)
        reader = Reader(context.new_page(), server)
        reader.open("/")
        for name in ("Keywords", "Topics", "Actors", "Articles", "Sources", "Overview"):
            reader.go(name)
        bar = reader.click_point("overview-themes", 0)
        reader.becomes(see=bar["see"])
        reader.panel()
        reader.page.wait_for_load_state("networkidle")
        assert asked == reader.outside == []
        assert reader.complaints == []


def test_every_answer_carries_the_policy(reader: Reader) -> None:
    for path in (*PATHS, "/nowhere", "/download/volume.csv", "/download/volume.xyz", "/_dash-layout"):
        policy = reader.page.request.get(reader.server + path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_two_languages_say_the_same_numbers(reader: Reader) -> None:
    seen = {}
    for code, name in (("id", "Indonesia"), ("en", "English")):
        reader.open("/?theme=korea")
        reader.page.locator("#tongues").get_by_role("link", name=name, exact=True).click()
        reader.becomes(ui=code)
        expect(reader.page.locator("html")).to_have_attribute("lang", code)
        expect(reader.page.locator("#tongues a.on")).to_have_text(name)
        links = reader.page.locator("#pages a").all_inner_texts()
        figures = [number(text) for text in reader.page.locator(".figure strong").all_inner_texts()]
        seen[code] = (links, figures, reader.data("overview-volume")[0]["y"], reader.sentence().inner_text())
    (here, figures, columns, said), (there, *numbers, told) = seen["id"], seen["en"]
    assert [figures, columns] == numbers
    assert there == ["Overview", "Keywords", "Topics", "Actors", "Stories", "Articles", "Sources"]
    assert len(here) == len(there)
    assert not set(here) & set(there)
    assert "Korean peninsula" in told
    assert said != told


def test_the_language_is_kept(reader: Reader) -> None:
    reader.open("/?ui=id")
    chosen = reader.page.locator("#pages").inner_text()
    reader.open("/keywords")
    assert reader.page.locator("#pages").inner_text() == chosen
    expect(reader.page.locator("#tongues a.on")).to_have_text("Indonesia")


@pytest.mark.parametrize(("ui", "share", "month", "day", "tip"), [
    ("id", "47,2%", "Juni 2025", "Sab", "Unduh sebagai PNG"), ("en", "47.2%", "June 2025", "Sa", "Download as PNG"),
])  # fmt: skip
def test_numbers_calendar_and_tips_speak_the_language(
    reader: Reader, ui: str, share: str, month: str, day: str, tip: str
) -> None:
    page = reader.page
    reader.open(f"/keywords?ui={ui}")
    expect(page.locator('.ag-row[row-index="0"] [col-id="share"]')).to_have_text(share)
    expect(page.locator(".modebar-btn").first).to_have_attribute("data-title", tip)
    page.locator("#filter-dates").click()
    expect(page.get_by_role("button", name=month, exact=True)).to_be_visible()
    expect(page.locator(".mantine-DatePickerInput-weekday").nth(5)).to_have_text(day)


@pytest.mark.parametrize("ui", ["id"])
def test_a_phone_reads_every_page_without_scrolling_sideways(phone: Reader, ui: str) -> None:
    for path in PATHS:
        phone.open(f"{path}?ui={ui}")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path
        wide = phone.page.evaluate(
            "w => [...document.querySelectorAll('#page .card, #page .chart, .pantau-grid, .figures, .downloads')]"
            ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.className)", PHONE[0],
        )  # fmt: skip
        assert wide == [], path


def test_a_phone_filters_and_finds_its_way(phone: Reader) -> None:
    phone.open("/")
    form, page = phone.page.locator("#filter-form"), phone.page
    expect(form).to_be_hidden()
    expect(phone.sentence()).to_be_visible()
    page.locator("#filters summary").click()
    expect(form).to_be_visible()
    page.locator("#filter-unit").get_by_text("Stories").click()
    phone.becomes(unit="story")
    page.locator("#filters summary").click()
    expect(form).to_be_hidden()
    phone.go("Sources")
    phone.go("Overview")
    bar = phone.click_point("overview-themes", 0)
    phone.becomes(see=bar["see"])
    assert phone.counted() == bar["value"]
    until(lambda: _across(phone) == (0, PHONE[0]), "the panel to fill the screen", page.wait_for_timeout)


def _across(phone: Reader) -> tuple[float, float]:
    """Where the panel begins and ends, from left to right."""
    box = phone.panel().bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


def test_a_keyboard_reaches_everything(reader: Reader) -> None:
    reader.open("/")
    page = reader.page
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    reached: list[str] = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.innerText"))
    assert {"Overview", "Sources", "English", "CSV", "XLSX"} <= set(reached)
    assert {f"filter-{key}" for key in ("dates", "subjects", "actors", "outlets", "languages", "words")} <= set(reached)


def test_the_skip_link_leads_to_the_page(reader: Reader) -> None:
    reader.open("/?theme=korea")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("!!document.activeElement.closest('#page')")
    assert reader.asked == {"theme": "korea"}


def test_an_empty_home_says_what_to_do(sit: Sit, tmp_path: Path) -> None:
    with served(tmp_path / "empty") as address:
        reader = sit(address)
        for path in ("/", "/actors", "/sources"):
            reader.open(path)
            expect(reader.page.locator("#page .empty").first).to_contain_text("pantau load")
        assert not (tmp_path / "empty").exists()
        reader.page.close()


def test_new_articles_appear_while_the_page_is_open(sit: Sit, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load(home, write_pages(tmp_path / "first", range(6)))
    with served(home.path) as address:
        reader = sit(address)
        reader.open("/articles")
        assert number(reader.title("articles-table")) == 6
        more = write_pages(tmp_path / "more", range(6, 10))
        subprocess.run([PANTAU, "--home", home.path, "load", more], check=True, capture_output=True, timeout=120)
        reader.go("Overview")
        assert number(reader.title("overview-volume")) == 10
        reader.go("Articles")
        assert number(reader.title("articles-table")) == 10
        reader.page.close()
