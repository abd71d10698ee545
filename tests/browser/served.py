"""Pantau served as a person starts it, and the Chromium that visits it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PANTAU = Path(sys.executable).with_name("pantau")
CHROMIUM = "/usr/bin/chromium"
PATHS = ("/", "/keywords", "/topics", "/actors", "/stories", "/articles", "/sources")
WAIT = 30.0  # seconds until something that does not happen has failed; the machine may be busy
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no name but this machine's is ever found
)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """`pantau serve` on a free port of this machine; gives its address."""
    port = _free()
    command: list[str | Path] = [PANTAU, "--home", home, "serve", "--port", str(port)]
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("PANTAU_")}
    with tempfile.TemporaryFile("w+") as told:  # a pipe nobody reads would fill and stop the server
        server = subprocess.Popen(command, stderr=told, stdout=subprocess.DEVNULL, env=quiet)
        try:
            until(lambda: server.poll() is not None or _open(port), "the server answers")
            told.seek(0)
            assert server.poll() is None, told.read()
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window and without a network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def until(
    holds: Callable[[], bool], wanted: str, pause: Callable[[float], None] = lambda ms: time.sleep(ms / 1000)
) -> None:
    """Wait for something to hold.

    The pages' policy forbids `eval`, which Playwright's own `wait_for_function` needs; `pause` is the page's
    `wait_for_timeout`, so that its events are heard meanwhile.
    """
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, f"waited in vain: {wanted}"
        pause(50)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
