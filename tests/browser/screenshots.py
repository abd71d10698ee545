"""Pictures of the pages on the demo corpus: `python -m tests.browser.screenshots FOLDER [--all]`.

Writes overview.png (English, 1440 × 900), which the README shows; with `--all` also every page in both languages at a
desk and on a phone.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from .reader import Reader
from .served import PANTAU, PATHS, chromium, served

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
OF_ONE = ("/actor?who=prabowo-subianto", "/names")  # pages that the navigation does not name
LANGUAGES = ("en", "id")


def main() -> None:
    """Load the demo corpus into a home of its own, serve it, and take the pictures."""
    asked = argparse.ArgumentParser(description="Pictures of the pages on the demo corpus.")
    asked.add_argument("folder", type=Path, help="where the pictures go")
    asked.add_argument("--all", action="store_true", help="every page, both languages, desk and phone")
    said = asked.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([PANTAU, "--home", home, "demo"], check=True)
        with served(Path(home)) as address, chromium() as browser:
            shoot(browser, address + "/?ui=en", said.folder / "overview.png", SIZES["desk"])
            if said.all:
                everything(browser, address, said.folder)


def everything(browser: Browser, address: str, folder: Path) -> None:
    """Every page in both languages at both sizes, from top to bottom."""
    for path in (*PATHS, *OF_ONE):
        for language in LANGUAGES:
            for size, pixels in SIZES.items():
                name = f"{path.strip('/').partition('?')[0] or 'overview'}-{language}-{size}.png"
                shoot(
                    browser,
                    f"{address}{path}{'&' if '?' in path else '?'}ui={language}",
                    folder / name,
                    pixels,
                    whole=True,
                )


def shoot(browser: Browser, address: str, picture: Path, size: tuple[int, int], *, whole: bool = False) -> None:
    """One picture of an address, of its first screen or of the whole page, in a profile of its own."""
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        server, _, rest = address.partition("://")[2].partition("/")
        reader = Reader(context.new_page(), f"http://{server}")
        reader.open(f"/{rest}")
        reader.page.wait_for_load_state("networkidle")
        reader.page.screenshot(path=picture, full_page=whole, animations="disabled")
        assert reader.complaints == [], reader.complaints


if __name__ == "__main__":
    main()
