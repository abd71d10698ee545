"""Entries of one's own by a click: what is written, where it leads back, and who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import load, page
from flask.testing import FlaskClient

from analytics.actors.own import registry_of
from analytics.home import Home
from analytics.snapshot import current
from dashboard.app import create_app
from dashboard.language import Say
from dashboard.pages import names
from dashboard.pages.names import quoted
from dashboard.scene import Scene
from dashboard.security import Edits

EDITS: tuple[Edits, ...] = ("all", "none")
ORIGIN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(tmp_path: Path) -> tuple[FlaskClient, Home]:
    home, folder = Home(tmp_path / "home"), tmp_path / "pages"
    folder.mkdir()
    said = "Badan Uji Maritim Nusantara (BUMX) hadir, kata Direktur Badan Uji Maritim Nusantara."
    (folder / "0.txt").write_text(page(0, said), encoding="utf-8")
    load(home, folder)
    return create_app(home).server.test_client(), home


def unknown(home: Home) -> str:
    return next(a.key for a in current(home).actors if not a.known)


def test_a_click_enters_a_new_name(client: tuple[FlaskClient, Home]) -> None:
    web, home = client
    key = unknown(home)
    answer = web.post("/own?back=/names%3Fui%3Den", data={"do": f"adopt organisation {key}"}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/names?ui=en")
    assert key.removeprefix("new:") in registry_of(home).actors
    twice = web.post("/own", data={"do": f"adopt organisation {key}"}, headers=ORIGIN)
    assert twice.status_code == 303 and (home.path / "actors.toml").read_text("utf-8").count("\n[[actor]]") == 1
    states = {Scene(current(home), "/names", "", Say("en"), edits).state for edits in (True, False)}
    assert len(states) == 2
    for verb, status in (("forget", 303), ("forget", 400)):
        assert web.post("/own", data={"do": f"{verb} {key.removeprefix('new:')}"}, headers=ORIGIN).status_code == status
    again = web.post("/own", data={"do": "adopt organisation nobody"}, headers=ORIGIN)
    assert again.status_code == 400 and "nothing that can be done" in again.text


def test_that_a_new_name_is_somebody_known_is_taken_back(client: tuple[FlaskClient, Home]) -> None:
    web, home = client
    key, known = unknown(home), registry_of(home)["tni-ad-idn"]
    assert web.post("/own", data={"do": f"same {known.key} {key}"}, headers=ORIGIN).status_code == 303
    assert registry_of(home)[known.key] != known
    here = Scene(current(home), "/names", "", Say("en"), edits=True)
    assert f"forget {known.key} {key}" in str(names.page(here))
    assert web.post("/own", data={"do": f"forget {known.key} {key}"}, headers=ORIGIN).status_code == 303
    assert registry_of(home)[known.key] == known


def test_a_page_is_drawn_anew_when_it_would_say_something_else(client: tuple[FlaskClient, Home]) -> None:
    _, home = client
    seen = set()
    for two in ("MYS", "SGP", ""):
        (home.path / "actors.toml").write_text(f'[[apart]]\none = "IDN"\nother = "{two}"\n', "utf-8")
        seen.add(Scene(current(home), "/names", "", Say("en")).state)
    assert len(seen) == 3


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n", ""]
)
def test_it_leads_back_to_these_pages_only(client: tuple[FlaskClient, Home], back: str) -> None:
    web, home = client
    answer = web.post("/own", query_string={"back": back}, data={"do": f"adopt person {unknown(home)}"}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/actors")


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({}, {}), ({"Origin": "http://evil.example"}, {}), ({"Origin": "null"}, {}), ({"Origin": "http://["}, {}), (ORIGIN | {"Host": "[::1"}, {}), (ORIGIN | {"X-Forwarded-For": "10.0.0.7"}, {}),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, {}),
        (ORIGIN, {"REMOTE_ADDR": "10.0.0.7"}), ({"Origin": "http://evil.example", "Host": "evil.example"}, {}),
    ],
)  # fmt: skip
def test_nobody_else_writes(client: tuple[FlaskClient, Home], headers: dict[str, str], where: dict[str, str]) -> None:
    web, home = client
    answer = web.post("/own", data={"do": f"adopt person {unknown(home)}"}, headers=headers, environ_overrides=where)
    assert answer.status_code == 403 and not (home.path / "actors.toml").exists()
    assert web.get("/own").status_code != 303


def test_who_may_not_write_sees_no_buttons(client: tuple[FlaskClient, Home]) -> None:
    _, home = client
    everybody, nobody = (create_app(home, edits).server.test_client() for edits in EDITS)
    what = {"do": f"adopt person {unknown(home)}"}
    assert nobody.post("/own", data=what, headers=ORIGIN).status_code == 403
    far = {"REMOTE_ADDR": "10.0.0.7"}
    assert everybody.post("/own", data=what, headers=ORIGIN, environ_overrides=far).status_code == 303


def test_a_quoted_sentence_shows_its_name() -> None:
    sentence = "Kata " * 60 + "Armada"
    shown = quoted(sentence, 300, 306)
    assert shown[0] == "… " and shown[-1].children == "Armada"
    assert len(shown[1]) < 110
    assert quoted("Armada tiba.", 0, 6)[-1] == " tiba."
