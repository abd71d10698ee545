"""Readers: every form of file gives pages in order; what is broken is refused and hides nothing."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from data.article import Page
from data.intake.pages import Refused, Remark, count, read_pages

ROWS = [
    {
        "url": "https://kabar-contoh.example/a",
        "title": "Judul satu",
        "text": "Isi pertama.",
        "date": "2024-06-10",
    },
    {
        "url": "https://kabar-contoh.example/b",
        "title": "Judul dua",
        "text": "Isi kedua.",
        "date": "2024-06-11",
    },
]
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Contoh</title>
<item><title>Patroli laut</title><link>https://maritim-contoh.example/1</link>
<pubDate>Mon, 10 Jun 2024 22:05:00 +0700</pubDate>
<description>&lt;p&gt;Isi.&lt;/p&gt;</description></item></channel></rss>"""


def read(*paths: Path) -> list[Page | Refused]:
    return [taken for taken in read_pages(paths) if not isinstance(taken, Remark)]


def rows_of(path: Path) -> list[dict[str, str]]:
    return [json.loads(page.content) for page in read(path) if isinstance(page, Page)]


def test_a_nan_that_python_wrote_is_an_empty_cell(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Judul satu", "text": NaN}\n{"title": NaN broken', encoding="utf-8")
    first, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Page) and json.loads(first.content) == {"title": "Judul satu"}
    assert isinstance(second, Refused) and second.reason == "line 2 is not JSON"


def as_csv(path: Path) -> None:
    lines = [",".join(ROWS[0]), *(",".join(row.values()) for row in ROWS)]
    path.write_text("\n".join(lines), encoding="utf-8")


def as_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path)


def as_jsonl(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")


def as_json(path: Path) -> None:
    path.write_text(json.dumps(ROWS), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "write"),
    [("t.csv", as_csv), ("t.parquet", as_parquet), ("t.jsonl", as_jsonl), ("t.json", as_json)],
)
def test_tables_of_all_forms_hold_the_same_rows(tmp_path: Path, name: str, write) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    write(path)
    packed = tmp_path / "packed" / (name + ".gz")
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(path.read_bytes()))
    expected = [{"url": r["url"], "title": r["title"], "text": r["text"], "published_at": r["date"]} for r in ROWS]
    assert rows_of(path) == expected
    assert rows_of(packed) == expected
    assert [p.source for p in read(path)] == [f"{path}#1", f"{path}#2"]
    assert count([path]) == 2


def test_folders_are_walked_in_order_and_expectations_skipped(tmp_path: Path) -> None:
    (tmp_path / "kompas").mkdir()
    for name in ("b.txt", "a.html", "kompas/c.txt", ".hidden.txt", "b.json", "picture.png"):
        (tmp_path / name).write_text("Judul\n\nIsi.", encoding="utf-8")
    pages = read(tmp_path)
    assert [Path(p.source).name for p in pages] == ["a.html", "b.txt", "c.txt"]
    assert [p.outlet for p in pages if isinstance(p, Page)] == ["", "", "kompas"]


def test_packed_pages(tmp_path: Path) -> None:
    said = b"Judul\n\nIsi."
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(said))
    (tmp_path / "b.txt.zst").write_bytes(zstandard.ZstdCompressor().compress(said))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("kompas/d.txt", said)
        archive.writestr("e.csv", "title,text\nJudul,Isi")
    pages = read(tmp_path)
    assert [p.source.removeprefix(str(tmp_path) + "/") for p in pages] == [
        "a.txt.gz",
        "b.txt.zst",
        "c.zip/e.csv#1",
        "c.zip/kompas/d.txt",
    ]
    assert pages[3].outlet == "kompas" if isinstance(pages[3], Page) else False


def test_a_feed_gives_a_page_for_each_entry(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    (page,) = read(path)
    assert isinstance(page, Page) and page.kind == "feed" and page.url == "https://maritim-contoh.example/1"
    assert json.loads(page.content)["published"] == "Mon, 10 Jun 2024 22:05:00 +0700"


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.txt.gz": (lambda: gzip.compress(bytes(60_000_000)), "larger than"),
    "bomb.csv.gz": (lambda: gzip.compress(b"title\n" + bytes(120_000_000)), "binary"),
    "cut.html.gz": (lambda: gzip.compress(b"<html>" * 999)[:-9], "damaged"),
    "not.zip": (lambda: b"no archive", "damaged"),
    "not.parquet": (lambda: b"PAR1 nothing", "not Parquet"),
    "bare.csv": (lambda: b"name,age\nx,1\n", "no column title or text"),
    "list.json": (lambda: b"{broken", "not JSON"),
    "feed.xml": (lambda: b"<a><b/></a>", "neither RSS nor Atom"),
    "empty.csv": (lambda: b"", "the table has no rows"),
    "head.csv": (lambda: b"title,text\n", "the table has no rows"),
    "empty.jsonl": (lambda: b"\n", "the table has no rows"),
    "huge.html": (lambda: b"<html>" + bytes(50 * 1024 * 1024), "larger than 50 MB"),
    "web.warc.gz": (lambda: b"no archive", "no web archive"),
    "movie.avi": (lambda: b"\0\1", "no form of page"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    (tmp_path / name).write_bytes(content())
    (refused,) = read(tmp_path / name)
    assert isinstance(refused, Refused) and reason in refused.reason
    assert count([tmp_path / name]) >= 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [p.reason for p in read(tmp_path / "gone.txt") if isinstance(p, Refused)] == ["there is no such file"]


def test_a_broken_line_does_not_hide_the_next(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"title": "Satu"}\n{oops\n[1]\n{"headline": "Dua"}\n', encoding="utf-8")
    assert [type(p).__name__ for p in read(path)] == ["Page", "Refused", "Refused", "Page"]


def test_the_first_of_equal_columns_counts_and_nothing_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("title,title,text,source\nSatu,Lain,nan,None\n", encoding="utf-8")
    assert rows_of(path) == [{"title": "Satu"}]


def test_a_windows_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("judul;isi\nCafé;“Isi”\n".encode("cp1252"))
    assert rows_of(path) == [{"title": "Café", "text": "“Isi”"}]


def test_a_column_that_must_be_month_first_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("title,date\nSatu,10/21/2025 6:59\nDua,9/2/2025 14:46\n", encoding="utf-8")
    assert [row["order"] for row in rows_of(path)] == ["month first", "month first"]


def test_a_cut_zstandard_file_is_refused(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"title": f"Judul {n} {n * 7919 % 1000}", "text": "Isi."}) for n in range(4000))
    whole = zstandard.ZstdCompressor().compress(lines.encode())
    (tmp_path / "a.jsonl.zst").write_bytes(whole[: len(whole) // 2])
    *_, last = read(tmp_path / "a.jsonl.zst")
    assert isinstance(last, Refused) and "runcated" in last.reason
    (tmp_path / "b.txt.zst").write_bytes(whole[:-3])
    (refused,) = read(tmp_path / "b.txt.zst")
    assert isinstance(refused, Refused) and "runcated" in refused.reason


def test_a_name_that_is_no_text_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Satu")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_bytes(b"Dua")
    assert [(p.source[-9:], p.content) for p in read(tmp_path)] == [
        (f"{tmp_path}/a.txt"[-9:], b"Satu"), (r"/b\xff.txt"[-9:], b"Dua"),
    ]  # fmt: skip


def test_files_of_no_form_are_told_by_their_endings(tmp_path: Path) -> None:
    for name in ("a.txt", "b.PDF", "c/d.pdf", "e", "t.csv.map.toml", ".hidden.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (remark,) = [one for one in read_pages([tmp_path]) if isinstance(one, Remark)]
    assert remark.said.endswith("can be read: 2 .pdf, 1 without an ending")
