"""A reader at the screen: opens addresses, reads what is there, and uses controls, charts and panel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, expect

from .served import WAIT, until

Trace = dict[str, Any]
DATA = """chart => (chart.data || []).map(trace => ({
    type: trace.type, name: trace.name, x: Array.from(trace.x), y: Array.from(trace.y),
    z: trace.z && Array.from(trace.z, row => Array.from(row)), see: trace.customdata
}))"""
READY = """() => [...document.querySelectorAll('.dash-graph')].every(g => g.querySelector('.js-plotly-plot .main-svg'))
    && [...document.querySelectorAll('.pantau-grid')].every(g => g.querySelector('.ag-cell'))"""
PANEL = ".mantine-Drawer-body"
PASSING = {"see", "rows"}  # of an address, what concerns its panel only

expect.set_options(timeout=WAIT * 1000)


@dataclass
class Reader:
    """A page of the browser on a server; remembers what left the server and what the console complained of."""

    page: Page
    server: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(WAIT * 1000)
        self.page.on("request", self._asked)
        self.page.on("console", self._told)
        self.page.on("pageerror", self._failed)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.server + "/", "data:", "blob:")):
            self.outside.append(request.url)

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def open(self, address: str) -> None:
        """Go to an address and wait until its page is drawn."""
        self.page.goto(self.server + address)
        self.settled()

    def settled(self) -> None:
        """Wait until page, charts and tables of the current address are there."""
        expect(self.page.locator("#page .card, #page .empty").first).to_be_visible()
        self.until(self._drawn, "page, charts and tables of this address")

    def _drawn(self) -> bool:
        if self.page.locator("#page > .empty").count():
            return True
        _, path, query, _ = (self.page.locator("#page").get_attribute("data-shows") or "\x1f\x1f\x1f").split("\x1f")
        return _selected(f"{path}?{query}") == _selected(self.page.url) and bool(self.page.evaluate(READY))

    def until(self, holds: Callable[[], bool], wanted: str) -> None:
        """Wait for something to hold, hearing the page's events meanwhile."""
        until(holds, f"{wanted} ({self.page.url})", self.page.wait_for_timeout)

    @property
    def query(self) -> str:
        """The address's query."""
        return urlsplit(self.page.url).query

    @property
    def asked(self) -> dict[str, str]:
        """The address's query as keys and values."""
        return {key: values[-1] for key, values in parse_qs(self.query).items()}

    def becomes(self, **asked: str | None) -> None:
        """Wait until the address says this (None: says nothing of it), and its page is drawn."""
        self.until(lambda: all(self.asked.get(key) == value for key, value in asked.items()), f"address with {asked}")
        self.settled()

    def sentence(self) -> Locator:
        """The filter bar's sentence."""
        return self.page.locator("#sentence")

    def go(self, name: str) -> None:
        """Choose a page by its name in the navigation."""
        self.page.locator("#pages").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("#pages a.on")).to_have_text(name)
        self.settled()

    def chart(self, name: str) -> Locator:
        """A chart by name."""
        return self.page.locator(f'[id=\'{{"kind":"chart","name":"{name}"}}\'] .js-plotly-plot')

    def grid(self, name: str) -> Locator:
        """A table by name."""
        return self.page.locator(f'[id=\'{{"kind":"grid","name":"{name}"}}\']')

    def card(self, name: str) -> Locator:
        """The card around a chart or table."""
        held = f'[id*=\'"name":"{name}"\']'
        return self.page.locator("section.card").filter(has=self.page.locator(held))

    def title(self, name: str) -> str:
        """What a card says above its chart or table."""
        return self.card(name).locator("h2").inner_text()

    def data(self, name: str) -> list[Trace]:
        """What a chart holds in the browser."""
        held: list[Trace] = self.chart(name).evaluate(DATA)
        return held

    def click_point(self, name: str, at: int) -> Trace:
        """Click a bar of a chart where a person would; gives its value and what it opens."""
        bar = self.chart(name).locator(".points .point path").nth(at)
        bar.scroll_into_view_if_needed()
        box = bar.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(self.chart(name).locator(".hoverlayer .hovertext")).to_be_visible()
        hover = " ".join(self.chart(name).locator(".hoverlayer .hovertext").all_text_contents())
        bars = self.data(name)[0]
        lying = bars["x"] if isinstance(bars["y"][0], int) and not isinstance(bars["x"][0], str) else bars["y"]
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return {"value": lying[at], "see": bars["see"][at], "hover": hover}

    def panel(self) -> Locator:
        """The panel's content, once it is shown."""
        body = self.page.locator(PANEL)
        expect(body).to_be_visible()
        return body

    def counted(self) -> int:
        """The number the panel says."""
        return number(self.panel().locator("#panel-count").inner_text())

    def save(self, link: Locator, folder: Path) -> bytes:
        """Follow a link that gives a file; gives its bytes."""
        with self.page.expect_download() as waiting:
            link.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def table(self, name: str, folder: Path) -> list[dict[str, str]]:
        """The rows of a card's CSV."""
        held = self.save(self.card(name).get_by_role("link", name="CSV", exact=True), folder)
        return list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"), newline="")))


def _selected(address: str) -> tuple[str, dict[str, list[str]]]:
    """Path and query of an address, without what concerns its panel."""
    parts = urlsplit(address)
    return parts.path, {key: values for key, values in parse_qs(parts.query).items() if key not in PASSING}


def number(text: str) -> int:
    """The first whole number of a text, its thousands parted by comma or point."""
    found = re.search(r"\d[\d.,]*", text)
    assert found, text
    return int(re.sub(r"[.,]", "", found[0]))
