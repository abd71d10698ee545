"""The actors' pages at the screen: from a name to its page and back, a net that can be read, a map, entries by a click."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import load, page
from playwright.sync_api import Browser, expect

from analytics.actors.own import registry_of
from analytics.home import Home

from .conftest import Sit
from .reader import Reader, number
from .served import served
from .test_evidence import all_sentences, closed_by_escape

PIXELS = """(c, [x, y]) => { const l = c._fullLayout, b = c.getBoundingClientRect();
    return [b.left + l.xaxis._offset + l.xaxis.c2p(x), b.top + l.yaxis._offset + l.yaxis.c2p(y)]; }"""
BOXES = "texts => texts.map(t => { const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"


def arrived(reader: Reader, who: str) -> None:
    """The page of this actor is there."""
    reader.becomes(who=who)
    reader.until(lambda: "/actor?" in reader.page.url, "the actor's page")
    expect(reader.page.locator("h1.actor")).to_be_visible()


def test_a_name_leads_to_its_page_and_back(reader: Reader) -> None:
    reader.open("/actors?theme=korea")
    reader.page.locator(".ranked td.name a", has_text="North Korea").first.click()
    arrived(reader, "PRK")
    expect(reader.page.locator("#pages a.on")).to_have_text("Actors")
    reader.page.locator("a.back").click()
    reader.becomes(who=None, theme="korea")
    assert reader.page.url.endswith("/actors?theme=korea")
    cell = reader.grid("actors-table").locator('.ag-cell[col-id="name"]', has_text="South Korea").first
    cell.click()
    arrived(reader, "KOR")
    reader.page.go_back()
    reader.becomes(who=None)


def test_a_node_leads_to_its_page_and_a_tie_to_its_sentences(reader: Reader) -> None:
    reader.open("/actors")
    *_, middles, nodes = reader.data("actors-network")
    hover(reader, "actors-network", middles["x"][-1], middles["y"][-1])
    reader.page.mouse.down()
    reader.page.mouse.up()
    reader.becomes(see=middles["see"][-1])
    assert reader.counted() >= 3
    closed_by_escape(reader)
    at = nodes["see"].index("who:KOR")
    hover(reader, "actors-network", nodes["x"][at], nodes["y"][at])
    reader.page.mouse.down()
    reader.page.mouse.up()
    arrived(reader, "KOR")


def hover(reader: Reader, name: str, x: float, y: float) -> None:
    """Put the mouse on a point of a chart."""
    chart = reader.chart(name)
    chart.scroll_into_view_if_needed()
    left, top = chart.evaluate(PIXELS, [x, y])
    reader.page.mouse.move(left - 2, top)
    reader.page.mouse.move(left, top)
    expect(chart.locator(".hoverlayer .hovertext")).to_be_visible()


def test_every_figure_of_an_actor_opens_as_many_sentences(reader: Reader) -> None:
    reader.open("/actor?who=PRK")
    figures = reader.page.locator(".figure")
    assert figures.count() >= 4
    for at in range(figures.count()):
        says = number(figures.nth(at).locator("strong").inner_text())
        figures.nth(at).click()
        reader.until(lambda: "see" in reader.asked, "what was clicked in the address")
        all_sentences(reader, says)
        closed_by_escape(reader)


def test_bars_of_an_actor_open_their_sentences(reader: Reader) -> None:
    reader.open("/actor?who=PRK")
    for name, at in (("actor-spellings", 1), ("actor-outlets", 0), ("actor-subjects", 0), ("actor-trend", 0)):
        bar = reader.click_point(name, at)
        reader.becomes(see=bar["see"])
        all_sentences(reader, bar["value"])
        closed_by_escape(reader)


def overlaps(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("language", ["en", "id"])
def test_names_in_the_net_do_not_overlap(reader: Reader, language: str) -> None:
    reader.open(f"/actors?ui={language}")
    boxes: list[Any] = reader.chart("actors-network").locator(".textpoint text").evaluate_all(BOXES)
    assert 10 < len(boxes) <= 40
    assert [pair for pair in combinations(boxes, 2) if overlaps(*pair)] == []


def test_a_phone_lists_what_the_net_shows(phone: Reader) -> None:
    phone.open("/actors")
    expect(phone.chart("actors-network")).to_be_hidden()
    assert phone.page.locator(".pairs > li").count() >= 10
    told = phone.page.locator(".pairs a.told").first
    says = number(told.inner_text())
    told.click()
    all_sentences(phone, says)
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_square_of_the_map_opens_its_sentences(reader: Reader) -> None:
    reader.open("/actors?shade=share")
    trace = reader.data("actors-map")[0]
    squares = {see: (r, c) for r, line in enumerate(trace["see"]) for c, see in enumerate(line)}
    row, column = squares["actor:IDN;count:articles"]
    hover(reader, "actors-map", column, row)
    reader.page.mouse.down()
    reader.page.mouse.up()
    reader.becomes(see=trace["see"][row][column])
    assert reader.counted() > 10


def test_kinds_and_states_narrow_the_page(reader: Reader) -> None:
    reader.open("/actors")
    reader.page.locator(".choice a", has_text="Persons").click()
    reader.becomes(kind="person")
    reader.page.locator(".states .choice a", has_text="Indonesia").first.click()
    reader.becomes(kind="person", state="IDN")
    expect(reader.page.locator(".ranked td.name a").first).to_have_text("Prabowo Subianto")


def test_enter_opens_a_number_of_the_table_as_a_click_does(reader: Reader) -> None:
    reader.open("/actors")
    cell = reader.grid("actors-table").locator('.ag-row[row-index="1"] [col-id="mentions"]')
    reader.grid("actors-table").scroll_into_view_if_needed()
    expect(cell).to_have_text(re.compile(r"\d"))
    wanted = number(cell.text_content() or "")
    cell.focus()
    reader.page.keyboard.press("Enter")
    all_sentences(reader, wanted)


def test_a_click_enters_a_new_name_and_takes_it_back(browser: Browser, sit: Sit, tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "pages"
    folder.mkdir()
    said = "Badan Uji Maritim Nusantara (BUMX) hadir, kata Direktur Badan Uji Maritim Nusantara."
    (folder / "0.txt").write_text(page(0, said), encoding="utf-8")
    load(home, folder)
    with served(home.path) as server:
        reader = sit(server)
        reader.open("/names")
        reader.page.get_by_role("button", name="as organisation").first.click()
        expect(reader.page.locator(".done")).to_have_text("entered; counted from the next load on")
        assert "badan-uji-maritim-nusantara" in registry_of(home).actors
        reader.page.get_by_role("button", name="take back").click()
        expect(reader.page.locator(".done")).to_have_count(0)
        assert "badan-uji-maritim-nusantara" not in registry_of(home).actors
        reader.page.locator("table.names td.name a").first.click()
        arrived(reader, "new:badan-uji-maritim-nusantara")
        reader.page.get_by_role("button", name="as organisation").click()
        expect(reader.page.locator(".known .done")).to_be_visible()
        assert "badan-uji-maritim-nusantara" in registry_of(home).actors
        reader.page.goto("about:blank")
