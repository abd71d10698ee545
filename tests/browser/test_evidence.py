"""A number opens the sentences behind it, on every page, and they are as many as it says."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .reader import PANEL, Reader, number

STEP = 50


def all_sentences(reader: Reader, total: int) -> None:
    """The panel says this number and shows as many sentences, in steps where they are many."""
    expect(reader.panel().locator("#panel-count")).to_be_visible()
    assert reader.counted() == total
    items = reader.panel().locator(".evidence > li")
    expect(items).to_have_count(min(total, STEP))
    for shown in range(STEP, total, STEP):
        reader.panel().locator("a.more").click()
        expect(items).to_have_count(min(total, shown + STEP))
    expect(reader.panel().locator("a.more")).to_have_count(0)


def closed_by_escape(reader: Reader) -> None:
    """Escape closes the panel and the address forgets it."""
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(PANEL)).to_be_hidden()
    reader.becomes(see=None, rows=None)


def test_a_bar_opens_its_sentences_and_a_sentence_its_article(reader: Reader) -> None:
    reader.open("/?theme=korea&unit=story")
    bar = reader.click_point("overview-actors", 0)
    assert str(bar["value"]) in bar["hover"]
    reader.becomes(see=bar["see"])
    all_sentences(reader, bar["value"])
    items = reader.panel().locator(".evidence > li")
    assert items.locator("mark").count() >= bar["value"]
    assert items.filter(has=reader.page.locator("mark")).count() == bar["value"]
    first = items.first.locator(".sentence").inner_text()
    items.first.get_by_role("link", name="read").click()
    reader.until(lambda: reader.asked["see"].startswith("article:"), "the article in the address")
    article = reader.panel().locator("article.reader")
    expect(article).to_contain_text(first)
    assert article.locator("mark[title]").count() > 0
    closed_by_escape(reader)


def test_a_column_opens_its_articles(reader: Reader) -> None:
    reader.open("/")
    column = reader.click_point("overview-volume", 5)
    reader.becomes(see=column["see"])
    all_sentences(reader, column["value"])
    closed_by_escape(reader)
    assert reader.query == ""


def test_a_shared_panel_opens_and_going_back_closes_it(reader: Reader) -> None:
    reader.open("/")
    bar = reader.click_point("overview-themes", 1)
    reader.becomes(see=bar["see"])
    all_sentences(reader, bar["value"])
    reader.page.reload()
    all_sentences(reader, bar["value"])
    reader.page.go_back()
    reader.becomes(see=None)
    expect(reader.page.locator(PANEL)).to_be_hidden()


def test_the_same_bar_opens_again(reader: Reader) -> None:
    reader.open("/")
    for _ in range(2):
        bar = reader.click_point("overview-outlets", 2)
        reader.becomes(see=bar["see"])
        assert reader.counted() == bar["value"]
        closed_by_escape(reader)


def test_cells_of_a_table_open_their_sentences(reader: Reader) -> None:
    for path, name, column in (
        ("/keywords?theme=korea", "keywords-table", "count"),
        ("/keywords?theme=korea", "keywords-table", "articles"),
        ("/actors?theme=korea", "actors-table", "mentions"),
        ("/actors?theme=korea", "actors-table", "articles"),
    ):
        reader.open(path)
        cell = reader.grid(name).locator(f'.ag-cell[col-id="{column}"]').nth(1)
        expect(cell).to_have_text(re.compile(r"\d"))
        says = number(cell.text_content() or "")
        cell.click()
        reader.until(lambda: "see" in reader.asked, "what was clicked in the address")
        all_sentences(reader, says)


def test_a_title_opens_its_article(reader: Reader) -> None:
    reader.open("/articles")
    cell = reader.grid("articles-table").locator('.ag-cell[col-id="title"]').nth(2)
    expect(cell).not_to_be_empty()
    title = cell.text_content() or ""
    cell.click()
    expect(reader.panel().locator("article.reader h2")).to_have_text(title)
    assert reader.panel().locator("article.reader > p").count() > 2
    closed_by_escape(reader)


def test_ids_are_unique_while_the_panel_is_open(reader: Reader) -> None:
    reader.open("/actors?see=actor:KOR")
    expect(reader.panel().locator("#panel-count")).to_be_visible()
    ids = reader.page.evaluate("[...document.querySelectorAll('[id]')].filter(e => !e.closest('svg')).map(e => e.id)")
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
