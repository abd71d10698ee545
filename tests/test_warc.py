"""Web archives: each page that a server answered with is read, the rest is counted, and damage hides one record only."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from typed import run
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data.article import Page
from data.intake.pages import Refused, Remark, count, read_pages
from data.intake.unpack import PAGE_CAP
from data.parse import read as read_page

HOST = "https://kabar-contoh.example"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Contoh</title><item><title>Patroli laut</title>
<link>https://maritim-contoh.example/1</link><description>Isi.</description></item></channel></rss>"""


def html(number: int, word: str = "patroli") -> bytes:
    """A page of which each number gives another."""
    return (
        f"<!doctype html><html><head><title>Kapal {word} nomor {number} tiba di Natuna</title></head><body><article>"
        f"<h1>Kapal {word} nomor {number} tiba di Natuna</h1><p>Kapal {word} bernomor {number} itu tiba di Natuna dari"
        f" Surabaya pada Senin pagi, kata juru bicara Armada, setelah {number + 3} hari berlayar di laut.</p>"
        f"<p>Awaknya berjumlah {number + 40} orang dan akan berlatih bersama nelayan setempat selama dua pekan.</p>"
        "</article></body></html>"
    ).encode()


class Written:
    """A web archive, written by warcio itself."""

    def __init__(self, path: Path, packed: bool) -> None:
        self.path = path
        self._out = path.open("wb")
        self._writer = WARCWriter(self._out, gzip=packed)
        self.starts: list[int] = []

    def add(self, address: str, body: bytes, kind: str = "response", status: str = "200 OK", **heads: str) -> None:
        """A record with an answer of the server."""
        listed = [(name.replace("_", "-"), value) for name, value in heads.items()]
        http = StatusAndHeaders(status, listed, protocol="HTTP/1.1")
        self.starts.append(self._out.tell())
        dated = {"WARC-Date": "2024-06-10T15:05:00Z"}
        record = self._writer.create_warc_record(
            HOST + address, kind, io.BytesIO(body), http_headers=http, warc_headers_dict=dated
        )
        self._writer.write_record(record)

    def page(self, number: int, **heads: str) -> None:
        """A record with a page."""
        self.add(f"/{number}", html(number), Content_Type="text/html; charset=utf-8", **heads)

    def close(self) -> Path:
        self._out.close()
        return self.path


def pages(*paths: Path) -> list[Page]:
    return [one for one in read_pages(paths) if isinstance(one, Page)]


def refused(*paths: Path) -> list[tuple[str, str]]:
    """What was refused: the record's number, and why."""
    return [(one.source.rpartition("#")[2], one.reason) for one in read_pages(paths) if isinstance(one, Refused)]


def three(path: Path, packed: bool) -> Written:
    written = Written(path, packed)
    for number in range(3):
        written.page(number)
    written.close()
    return written


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.zip"])
def test_every_page_of_an_archive_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    plain = three(tmp_path / ("b.warc.gz" if name == "a.warc.gz" else "b.warc"), name == "a.warc.gz").path
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "in/b.warc")
    else:
        path.write_bytes(
            zstandard.ZstdCompressor().compress(plain.read_bytes()) if name.endswith("zst") else plain.read_bytes()
        )
    found = pages(path)
    inner = "/in/b.warc" if name.endswith(".zip") else ""
    assert [(p.source, p.url) for p in found] == [(f"{path}{inner}#{n + 1}", f"{HOST}/{n}") for n in range(3)]
    assert all(p.kind == "html" and p.fetched_at == datetime(2024, 6, 10, 15, 5, tzinfo=UTC) for p in found)
    assert [p.content for p in found] == [html(n) for n in range(3)]
    assert count([path]) >= 1


def test_what_is_no_page_is_counted_and_not_kept(tmp_path: Path) -> None:
    written = Written(tmp_path / "a.warc.gz", True)
    kinds = ["request", "response", "response", "response", "response", "revisit", "response", "response"]
    states = ["200 OK", "301 Moved", "302 Found", "404 Not Found", "200 OK", "200 OK", "204 No Content", "200 OK"]
    types = [*["text/html"] * 4, "image/png", "text/html", "text/html", "application/json"]
    for number, (kind, state, said) in enumerate(zip(kinds, states, types, strict=True)):
        written.add(f"/{number}", b"<html>" if kind == "response" else b"", kind, state, Content_Type=said)
    written.page(9)
    path = written.close()
    assert [p.source for p in pages(path)] == [f"{path}#9"]
    assert Counter(one.said for one in read_pages([path]) if isinstance(one, Remark)) == {
        "passed over: requests": 1,
        "passed over: redirects": 2,
        "passed over: answers with status 404": 1,
        "passed over: answers with status 204": 1,
        "passed over: revisits": 1,
        "passed over: neither HTML nor a feed": 2,
    }


def test_a_load_tells_what_was_passed_over(tmp_path: Path) -> None:
    written = three(tmp_path / "a.warc", False)
    written = Written(tmp_path / "b.warc", False)
    for number in range(3):
        written.add(f"/{number}", b"", status="301 Moved", Content_Type="text/html")
    written.close()
    said = run("load", tmp_path / "a.warc", tmp_path / "b.warc", home=tmp_path / "home")
    assert said.exit_code == 0 and said.stdout.startswith("3 articles added · 0 pages there before · 0 set aside")
    assert f"{tmp_path / 'b.warc'}: passed over: redirects (3)" in said.stderr


@pytest.mark.parametrize(
    ("told", "charset"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("utf-16", "utf-16-le"),
        ("windows-1251", "cp1251"),
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),  # the server's own setting, and wrong
        ("no-such-charset", "utf-8"),
    ],
)
def test_the_charset_of_the_answer_counts(tmp_path: Path, told: str, charset: str) -> None:
    word = "флот" if charset == "cp1251" else "“Café”"
    written = Written(tmp_path / "a.warc", False)
    written.add("/a", html(1, word).decode().encode(charset), Content_Type=f'text/html; charset="{told}"')
    (page,) = pages(written.close())
    article = read_page(page)
    assert article.title == f"Kapal {word} nomor 1 tiba di Natuna" and f"Kapal {word} bernomor 1" in article.text


@pytest.mark.parametrize("coding", ["gzip", "unpacked", "chunked"])
def test_a_packed_or_chunked_answer(tmp_path: Path, coding: str) -> None:
    written, body = Written(tmp_path / "a.warc.gz", True), html(5)
    if coding == "chunked":
        parts = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
        written.add("/a", parts, Content_Type="text/html", Transfer_Encoding="chunked")
    else:  # crawlers unpack answers and leave the head as it was
        sent = gzip.compress(body) if coding == "gzip" else body
        written.add("/a", sent, Content_Type="text/html", Content_Encoding="gzip")
    assert [p.content for p in pages(written.close())] == [body]


def test_an_archived_feed_gives_its_entries(tmp_path: Path) -> None:
    written = Written(tmp_path / "a.warc.gz", True)
    written.add("/rss", RSS, Content_Type="application/rss+xml")
    written.add("/map", b"<?xml version='1.0'?><urlset/>", Content_Type="text/xml")
    (entry,) = pages(written.close())
    assert (entry.kind, entry.url, entry.source) == ("feed", "https://maritim-contoh.example/1", f"{written.path}#1#1")
    assert entry.fetched_at == datetime(2024, 6, 10, 15, 5, tzinfo=UTC)
    assert json.loads(entry.content)["title"] == "Patroli laut"


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_record_hides_no_other(tmp_path: Path, packed: bool) -> None:
    written = three(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed)
    whole = bytearray(written.path.read_bytes())
    middle = (written.starts[1] + written.starts[2]) // 2
    whole[middle : middle + 4] = bytes(255 - byte for byte in whole[middle : middle + 4])
    written.path.write_bytes(whole)
    assert [p.url for p in pages(written.path)] == [f"{HOST}/0", f"{HOST}/2"]
    ((number, reason),) = refused(written.path)
    assert number == "2" and reason.startswith("the record is damaged")


@pytest.mark.parametrize("packed", [False, True])
def test_a_lost_stretch_costs_the_record_it_lay_in(tmp_path: Path, packed: bool) -> None:
    written = three(tmp_path / "a.warc", packed)
    whole = written.path.read_bytes()
    middle = (written.starts[1] + written.starts[2]) // 2
    written.path.write_bytes(whole[:middle] + whole[middle + 60 :])
    assert [p.url for p in pages(written.path)] == [f"{HOST}/0", f"{HOST}/2"]
    assert [number for number, _ in refused(written.path)] == ["2"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off(tmp_path: Path, packed: bool) -> None:
    written = three(tmp_path / "a.warc", packed)
    written.path.write_bytes(written.path.read_bytes()[:-90])
    assert [p.url for p in pages(written.path)] == [f"{HOST}/0", f"{HOST}/1"]
    assert refused(written.path) == [("3", "the file ends within the record")]


def test_a_page_over_the_cap_is_set_aside_and_the_next_one_read(tmp_path: Path) -> None:
    written = Written(tmp_path / "a.warc.gz", True)
    written.add("/big", b"<html>" + bytes(PAGE_CAP), Content_Type="text/html")
    written.add("/bomb", gzip.compress(b"<html>" + bytes(PAGE_CAP)), Content_Type="text/html", Content_Encoding="gzip")
    written.page(1)
    path = written.close()
    assert [p.url for p in pages(path)] == [f"{HOST}/1"]
    assert refused(path) == [(n, f"it is larger than {PAGE_CAP // 1024**2} MB") for n in "12"]


@pytest.mark.parametrize("line", [b"A" * 1000, b"A: b\r\n" * 200])
def test_a_head_without_end_fills_no_memory(tmp_path: Path, line: bytes) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 9999999999\r\n\r\nHTTP/1.1 200 OK\r\n"
    packed = gzip.compress(head + line * 60_000)
    assert len(packed) < 500_000
    good = three(tmp_path / "b.warc.gz", True).path.read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(packed.join([b"", good]))
    assert len(pages(tmp_path / "a.warc.gz")) == 3
    assert [reason for _, reason in refused(tmp_path / "a.warc.gz")] == ["the head of the record is longer than 4 MB"]


def test_a_record_without_an_address(tmp_path: Path) -> None:
    good = three(tmp_path / "b.warc", False).path.read_bytes()
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n" + good)
    assert len(pages(tmp_path / "a.warc")) == 3
    assert refused(tmp_path / "a.warc") == [("1", "the record is damaged: its head lacks what every record has")]
