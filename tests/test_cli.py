"""The command line: every command helps, errors are one sentence, and what it prints is what it counted."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from conftest import page, write_pages
from typed import failed, run

from analytics.home import Home
from analytics.snapshot import Snapshot, current
from analytics.weights import view
from dashboard.app import create_app
from dashboard.asked import Asked, Options
from dashboard.cli import main
from dashboard.tables import table
from data.selection import Selection

COMMANDS = ("demo", "load", "watch", "reread", "serve", "show", "annotate", "export", "audit", "actors", "info")
JUNE = "from=2024-06-01&to=2024-06-30"


def test_there_are_these_commands() -> None:
    assert set(main.list_commands(Context(main))) == set(COMMANDS)
    whole = run("--help")
    assert whole.exit_code == 0 and all(name in whole.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_worth_reading(name: str) -> None:
    said = run(name, "--help")
    assert said.exit_code == 0
    assert len(said.output.split()) > 15 and f"{name}" in said.output.splitlines()[0]


def test_show_reads_a_page(tmp_path: Path) -> None:
    text = page(3).replace("NATUNA -", "Ilustrasi kapal patroli di dermaga.\n(REUTERS/Contoh)\n\nNATUNA -", 1)
    (tmp_path / "b.txt").write_text(text + "\n\nFOLLOW US\n", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    said = run("show", tmp_path)
    empty, good = map(json.loads, said.stdout.splitlines())
    assert empty == {"path": str(tmp_path / "a.txt"), "reason": "the page is empty"}
    assert (good["path"], good["title"]) == (str(tmp_path / "b.txt"), "Kapal Patroli Nomor 3 Tiba di Natuna")
    assert good["published_at"] == "2024-06-17T03:05:00+07:00"
    assert good["date_evidence"].startswith("printed header: Senin, 17/06/2024 03:05 WIB")
    assert (good["dateline"], good["language"]) == ({"place": "NATUNA", "agency": ""}, "id")
    assert good["text"].startswith("Kapal patroli bernomor 3") and "\n\nKapal selam" in good["text"]
    assert "FOLLOW" not in good["text"] and "Ilustrasi" not in good["text"]
    keys = "path id outlet url title published_at date_evidence dateline caption author language text".split()  # noqa: SIM905
    assert set(keys) <= set(good)


def test_a_path_that_is_not_there() -> None:
    failed(run("load", "/nowhere/at/all"), 2, "/nowhere/at/all", "does not exist")
    failed(run("show", "/nowhere/at/all"), 2, "/nowhere/at/all")
    failed(run("annotate", "/nowhere.jsonl"), 2, "/nowhere.jsonl")


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("volume", "from=kemarin", "from=kemarin is not a date"),
        ("volume", "from=2024-06-02&to=2024-06-01", "comes after"),
        ("volume", "by=year", "year"),
        ("volume", "unit=page", "page"),
        ("volume", "outlet=detik&form=csv", "no key 'form'; there are from, to, topic"),
        ("volume", "kapal", "no key 'kapal'"),
        ("keywords", "kind=letter", "letter"),
        ("keywords", "top=many", "many"),
        ("evidence", "see=colour:red", "colour"),
        ("evidence", "see=count:mentions", "none is named"),
        ("evidence", "see=from:gestern", "gestern"),
    ],
)
def test_a_bad_query(small_home: Home, tmp_path: Path, name: str, query: str, said: str) -> None:
    failed(run("export", name, query, "-o", tmp_path / "x.csv", home=small_home), 1, said)
    assert not (tmp_path / "x.csv").exists()


def test_a_bad_table_or_ending(small_home: Home, tmp_path: Path) -> None:
    failed(run("export", "volume", "", "-o", tmp_path / "x.doc", home=small_home), 1, "x.doc", ".parquet")
    failed(run("export", "volumes", "", "-o", tmp_path / "x.csv", home=small_home), 2, "volumes")
    failed(run("export", "volume", home=small_home), 2, "output")
    gone = tmp_path / "gone" / "x.csv"
    failed(run("export", "volume", "", "-o", gone, home=small_home), 1, f"{gone}: there is no such file or folder")


def test_a_wrong_use_is_one_line_that_says_where_to_read(small_home: Home) -> None:
    failed(run("loda"), 2, "No such command 'loda' (pantau --help says how it is used)")
    failed(run("load"), 2, "Missing argument", "(pantau load --help says how it is used)")
    failed(run("load", "--strickt", "."), 2, "--strickt", "--strict")
    failed(run("export", "volume", "-o", "x.csv", "--language", "fr", home=small_home), 2, "'fr'", "id", "en")


def test_a_page_set_aside_before_fails_a_strict_load(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", range(2))
    (folder / "x.txt").write_bytes(b"")
    assert run("load", folder, home=tmp_path / "home").exit_code == 0
    lenient, strict = (run("load", *words, folder, home=tmp_path / "home") for words in ((), ("--strict",)))
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert "one page there before is still set aside" in lenient.stderr
    assert f"{folder / 'x.txt'}: the page is empty" in strict.stderr
    (folder / "x.txt").unlink()
    assert run("load", "--strict", folder, home=tmp_path / "home").exit_code == 0


def test_a_port_that_is_taken(small_home: Home) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        failed(run("serve", "--port", str(port), home=small_home), 1, f"127.0.0.1:{port}", "--port")
    failed(run("serve", "--port", "99999", home=small_home), 2, "99999")


def test_a_home_that_is_busy(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    folder = write_pages(tmp_path / "pages", range(2))
    with home.writing():
        failed(run("load", folder, home=home), 1, "another load", str(home.path))
    assert run("load", folder, home=home).exit_code == 0
    assert len(current(home)) == 2


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    failed(run("info", home=tmp_path / "home"), 2, "home")


def test_the_process_itself_says_no_traceback(tmp_path: Path) -> None:
    """Not by the runner but as a person starts it."""
    pantau = str(Path(sys.executable).with_name("pantau"))
    words = [pantau, "export", "volume", "from=x", "-o", str(tmp_path / "x.csv")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: from=x is not a date; write it as 2024-06-10\n"


@pytest.mark.parametrize("name", ["keywords", "actor-trend", "evidence", "articles"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_export_is_the_download(demo_home: Home, tmp_path: Path, name: str, form: str) -> None:
    query = f"{JUNE}&unit=story&top=40&by=month&see=actor:PRK"
    path = tmp_path / f"x.{form}"
    said = run("export", name, query, "-o", path, home=demo_home)
    assert said.exit_code == 0, said.output
    asked = Asked(view(current(demo_home), Selection.from_query(query)), Options.from_query(query))
    rows = len(table(name, asked))
    assert rows > 0 and said.stderr.startswith(f"{rows:,} rows in")
    client = create_app(demo_home).server.test_client()
    assert client.get(f"/download/{name}.{form}?{query}&ui=id").data == path.read_bytes()


def test_info_says_what_is_there(demo_home: Home, demo: Snapshot, tmp_path: Path) -> None:
    said = run("info", home=demo_home).output
    for word in (str(len(demo)), demo.id, str(demo.span and demo.span[0]), demo.manifest.versions["registry"]):
        assert word in said
    assert run("info", home=tmp_path / "none").exit_code == 0


def test_the_demo_is_not_loaded_twice(small_home: Home, tmp_path: Path) -> None:
    shutil.copytree(small_home.path, tmp_path / "home")
    assert run("demo", "--if-empty", home=tmp_path / "home").exit_code == 0
    assert current(Home(tmp_path / "home")).id == current(small_home).id
