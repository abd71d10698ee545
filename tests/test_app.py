"""The app, asked as a browser asks it: every page, every table, every form, and what strangers wrote stays text."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest
from conftest import load, write_pages
from dash import Dash
from dash.development.base_component import Component
from openpyxl import load_workbook

from analytics.home import Home
from analytics.measures import Target
from analytics.snapshot import Snapshot, current
from dashboard.app import create_app
from dashboard.files import FORMATS
from dashboard.language import LANGUAGES, Say
from dashboard.scene import Scene
from dashboard.shell import PAGES, layout
from dashboard.tables import TABLES

SEARCHES = ("", "?unit=story", "?actor=PRK&from=2024-06-01&to=2024-06-30", "?q=kapal selam&ui=en", "?lang=en&by=month")


class Browser:
    """Posts what Dash's own script would post."""

    def __init__(self, home: Home) -> None:
        self.app: Dash = create_app(home)
        self.client = self.app.server.test_client()
        self.answers = json.loads(self.client.get("/_dash-dependencies").data)

    def ask(self, output: str, path: str, search: str, **state: Any) -> dict[str, Any]:
        """The outputs of the callback that gives `output` (as `id.property`) for an address; `state` by id."""
        (found,) = [d for d in self.answers if f"..{output}." in f".{d['output']}." and len(d["inputs"]) == 2]
        outputs = [
            dict(zip(("id", "property"), o.rsplit(".", 1), strict=True))
            for o in found["output"].strip(".").split("...")
        ]
        inputs = [
            {"id": "url", "property": "pathname", "value": path},
            {"id": "url", "property": "search", "value": search},
        ]
        body = {
            "output": found["output"],
            "outputs": outputs,
            "inputs": inputs,
            "state": [{**held, "value": state.get(held["id"])} for held in found["state"]],
            "changedPropIds": ["url.pathname"],
        }
        answer = self.client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.text[:500]
        said: dict[str, Any] = json.loads(answer.data)["response"]
        return said

    def page(self, path: str, search: str = "") -> str:
        """The page of an address as JSON text."""
        return json.dumps(self.ask("page.children", path, search)["page"], ensure_ascii=False)

    def panel(self, path: str, search: str, opened: bool = False) -> dict[str, Any]:
        return self.ask("panel.opened", path, search, panel=opened)


@pytest.fixture(scope="module")
def browser(demo_home: Home) -> Browser:
    return Browser(demo_home)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """Over a home where nothing was ever loaded."""
    return Browser(Home(tmp_path_factory.mktemp("bare") / "home"))


def test_the_pages_are_these() -> None:
    assert set(PAGES) >= {"/", "/keywords", "/topics", "/actors", "/articles", "/sources"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("search", SEARCHES)
def test_every_page_of_the_demo(browser: Browser, path: str, search: str) -> None:
    said = browser.page(path, search)
    assert "className" in said and len(said) > (2000 if path != "/stories" else 700)  # a word may have no copies
    everything = browser.ask("page.children", path, search)
    assert current_id(browser) in everything["receipt"]["children"]
    assert everything["sentence"]["children"]


def current_id(browser: Browser) -> str:
    return json.loads(browser.client.get("/download/volume.json").data)["receipt"]["snapshot"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_an_empty_home(bare: Browser, path: str) -> None:
    assert "pantau load" in bare.page(path, "?ui=en")
    assert "Nothing has been loaded" in bare.page(path, "?ui=en")


@pytest.mark.parametrize("path", PAGES)
def test_a_selection_of_nothing_says_so(browser: Browser, path: str) -> None:
    said = browser.page(path, "?q=tidakadakatasepertiini&ui=en")
    assert path == "/sources" or "No articles match" in said


@pytest.mark.parametrize("path", PAGES)
def test_a_bad_address_is_told_why(browser: Browser, path: str) -> None:
    said = browser.page(path, "?from=kemarin&ui=en")
    assert "from=kemarin is not a date" in said and "cannot be shown" in said
    assert "is not a date" in json.dumps(browser.panel(path, "?from=kemarin&see=actor:USA"))


def test_a_page_that_is_not_there(browser: Browser) -> None:
    assert "no page at /nowhere" in browser.page("/nowhere", "?ui=en")
    assert browser.client.get("/nowhere").status_code == 200  # the shell, which says so


def test_the_panel_shows_what_was_counted(browser: Browser, demo: Snapshot) -> None:
    see = Target(actor="PRK", count="mentions")
    shown = browser.panel("/actors", f"?see={see}&ui=en")
    rows = json.loads(browser.client.get(f"/download/evidence.json?see={see}").data)["rows"]
    said = json.dumps(shown, ensure_ascii=False)
    assert shown["panel"]["opened"] is True and f"{len(rows)} mentions" in said
    assert said.count('"Mark"') == 50 < len(rows)
    assert all(json.dumps(r["marked"], ensure_ascii=False) in said for r in rows[:50])
    article = browser.panel("/", f"?see=article:{rows[0]['article']}")
    assert rows[0]["title"] in plain(article) and rows[0]["sentence"] in plain(article)
    assert browser.panel("/", "", opened=True)["panel"]["opened"] is False
    assert "colour" in json.dumps(browser.panel("/", "?see=colour:red"))
    assert "zzz" in json.dumps(browser.panel("/", "?see=story:zzz"))


def plain(said: Any) -> str:
    """The words of a part as they stand one after another, marks and all."""
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        return "".join(map(plain, said))
    if not isinstance(said, dict):
        return ""
    held = said["props"].get("children") if "props" in said else list(said.values())
    return plain(held)


def walk(part: Any) -> Iterator[Component]:
    if isinstance(part, Component):
        yield part
        for name in part._prop_names:
            yield from walk(getattr(part, name, None))
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from walk(one)


def ids(part: Any) -> list[str | dict[str, str]]:
    return [i for c in walk(part) if (i := getattr(c, "id", None)) is not None]


def name_of(key: str | dict[str, str]) -> str:
    return key if isinstance(key, str) else key["name"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_named_after_their_page(demo: Snapshot, language: Any) -> None:
    shell = [name_of(key) for key in ids(layout(demo, language))]
    owner: Counter[str] = Counter(shell)
    titles = {path: title.casefold() for path, (title, _) in PAGES.items()}
    for path, (_, draw) in PAGES.items():
        found = ids(draw(Scene(demo, path, "", Say(language))))
        charts = [name_of(key) for key in found if isinstance(key, dict)]
        assert all(set(key) == {"kind", "name"} for key in found if isinstance(key, dict))
        assert all(name.startswith(titles[path]) for name in charts)
        plain = [key for key in found if isinstance(key, str)]
        assert all(key.startswith(titles[path]) or key == "aside" for key in plain), plain
        assert charts or path == "/sources"
        owner.update(json.dumps(key, sort_keys=True) for key in found)
    assert max(owner.values()) == 1, owner.most_common(3)
    assert {"url", "page", "panel", "sentence", "receipt"} <= set(shell)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_every_table_in_every_form(browser: Browser, bare: Browser, name: str, form: str) -> None:
    answer = browser.client.get(f"/download/{name}.{form}?from=2024-03-01&to=2024-12-31&top=20")
    assert answer.status_code == 200 and len(answer.data) > 25  # a head at least, where a table has no rows
    assert answer.headers["Content-Type"] == FORMATS[form][1]
    receipt = answer.headers["X-Pantau-Receipt"]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=pantau-{name}-{receipt}.{form}"
    again = browser.client.get(f"/download/{name}.{form}?top=20&to=2024-12-31&from=2024-03-01")
    assert again.data == answer.data  # the same receipt, the same bytes
    assert bare.client.get(f"/download/{name}.{form}").status_code == 200


@pytest.mark.parametrize("form", FORMATS)
def test_the_clock_is_in_no_file(browser: Browser, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = browser.client.get(f"/download/languages.{form}").data
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert browser.client.get(f"/download/languages.{form}").data == first


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/download/nothing.csv", "nothing"),
        ("/download/volume.doc", "doc"),
        ("/download/volume.csv?from=x", "from=x"),
        ("/download/volume.csv?by=year", "year"),
        ("/download/evidence.csv?see=colour:red", "colour"),
        ("/download/evidence.csv?see=story:zzz", "zzz"),
        ("/download/evidence.csv?see=story:0123456789abcdef0", "0123456789abcdef0"),
        ("/download/evidence.csv?see=origin:*;within:soon", "soon"),
        ("/download/evidence.csv?see=origin:*;within:17", "17"),
        ("/download/evidence.csv?see=within:60", "within"),
        ("/download/keywords.csv?top=-1", "-1"),
    ],
)
def test_what_cannot_be_downloaded(browser: Browser, path: str, said: str) -> None:
    answer = browser.client.get(path)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert said in answer.text and answer.text.count("\n") == 1


def test_formulas_are_text(small_home: Home) -> None:
    client = create_app(small_home).server.test_client()
    answers = {form: client.get(f"/download/evidence.{form}").data for form in FORMATS}
    cells = [c for row in csv.reader(io.StringIO(answers["csv"].decode("utf-8-sig"), newline="")) for c in row]
    book = load_workbook(io.BytesIO(answers["xlsx"]), read_only=True)
    typed = [c for row in book["table"].iter_rows() for c in row if isinstance(c.value, str)]
    assert '\'=HYPERLINK("http://a.example")' in cells and '\'=HYPERLINK("http://a.example")' in [
        c.value for c in typed
    ]
    assert not [c for c in cells if c.startswith(("=", "+", "@", "\t")) or (c[:1] == "-" and not c[1:].isdigit())]
    assert not [c for c in typed if c.data_type == "f" or str(c.value).startswith(("=", "+", "-", "@"))]
    plain = [row["title"] for row in orjson.loads(answers["json"])["rows"]]
    assert '=HYPERLINK("http://a.example")' in plain
    assert '=HYPERLINK("http://a.example")' in pq.read_table(io.BytesIO(answers["parquet"]))["title"].to_pylist()


def test_no_link_runs_a_script(small_home: Home) -> None:
    browser = Browser(small_home)
    said = "".join(browser.page(path) for path in PAGES) + json.dumps(browser.panel("/", "?see=outlet:-kabar"))
    assert "=HYPERLINK" in said
    assert "javascript:" not in said


@pytest.mark.parametrize(
    "path", ["/", "/keywords", "/health", "/_dash-layout", "/download/volume.csv", "/download/x.csv"]
)
def test_headers(browser: Browser, path: str) -> None:
    headers = browser.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    script = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert "unsafe" not in script and "http" not in script and "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"


def test_the_page_loads_nothing_from_elsewhere(browser: Browser) -> None:
    said = browser.client.get("/").text
    assert "<script" in said and "https://" not in said and "http://" not in said


def test_health(browser: Browser, bare: Browser) -> None:
    assert [b.client.get("/health").status_code for b in (browser, bare)] == [200, 200]


def test_the_language_is_kept(bare: Browser) -> None:
    client = bare.app.server.test_client()
    assert "Belum ada" in bare.page("/", "?ui=id") or "Nothing has" not in bare.page("/", "?ui=id")
    assert "pantau-ui=en" in client.get("/?ui=en").headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get("/").headers
    assert "Set-Cookie" not in client.get("/?ui=fr").headers


def test_a_new_snapshot_appears_on_the_next_request(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    browser = Browser(home)
    assert "pantau load" in browser.page("/")
    load(home, write_pages(tmp_path / "pages", range(4)))
    assert len(json.loads(browser.client.get("/download/articles.json").data)["rows"]) == 4
    assert "pantau load" not in browser.page("/")
    load(home, write_pages(tmp_path / "pages", range(5)))
    assert current(home).id in browser.ask("page.children", "/", "")["receipt"]["children"]
