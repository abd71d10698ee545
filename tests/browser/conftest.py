"""A server on the demo corpus, a browser, and a reader for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from analytics.home import Home

from .reader import Reader
from .served import chromium, served

DESK, PHONE = (1440, 900), (390, 844)
Sit = Callable[[str], Reader]


@pytest.fixture(scope="session")
def server(demo_home: Home) -> Iterator[str]:
    """The address at which the demo corpus is served."""
    with served(demo_home.path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser's profile that prefers English; tests share what it has cached, not what it has in cookies."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def sit(desk: BrowserContext) -> Iterator[Sit]:
    """Sits a reader down at a server; afterwards nothing may have left it and nothing may have gone wrong."""
    readers: list[Reader] = []

    def sat(server: str) -> Reader:
        readers.append(Reader(desk.new_page(), server))
        return readers[-1]

    desk.clear_cookies()
    yield sat
    for one in readers:
        one.page.close()
    assert [(one.outside, one.complaints) for one in readers] == [([], [])] * len(readers)


@pytest.fixture
def reader(sit: Sit, server: str) -> Reader:
    """A reader of the demo corpus at a desk."""
    return sit(server)


@pytest.fixture
def phone(sit: Sit, server: str) -> Reader:
    """A reader of the demo corpus with a phone."""
    one = sit(server)
    one.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return one
