"""Feeds: every form is read, dirt is mended or set aside with its reason, and what is declared is checked."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article import Page
from data.charset import as_utf8
from data.entries import Entries, Entry, NoFeed, read_entries
from data.feeds import BadFeeds, Feed, declared
from data.feeds.guard import Guard, allowed
from data.feeds.items import is_whole, item_of, page_of
from data.feeds.poll import Seen, found_of
from data.feeds.trouble import of_status, seconds
from data.intake.pages import Refused, read_pages
from data.parse import read

NOW = datetime(2024, 6, 10, 12, tzinfo=UTC)
FEED = Feed("kabar-contoh", "https://kabar-contoh.example/rss")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
RSS = (
    HEAD + '<rss version="2.0"><channel><link>https://a.example/</link>'
    "<item><title>Satu</title><link>https://a.example/1</link><guid>1</guid><description>Isi satu.</description></item>"
    "<item><title>Dua</title><link>https://a.example/2</link><guid>2</guid><description>Isi dua.</description></item>"
    "</channel></rss>"
)
ATOM = (
    HEAD + '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Satu</title><id>tag:1</id>'
    '<link href="/1"/><updated>2024-06-10T08:00:00+07:00</updated><content type="html">&lt;p&gt;Isi.&lt;/p&gt;</content>'
    "</entry></feed>"
)
NEWS = (
    HEAD + '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    "<url><loc>https://a.example/1</loc><image:image><image:loc>https://a.example/1.jpg</image:loc>"
    "<image:title>Gambar</image:title></image:image><news:news><news:publication><news:name>A</news:name>"
    "<news:language>id</news:language></news:publication><news:publication_date>2024-06-10T08:00:00+07:00"
    "</news:publication_date><news:title>Satu &amp;amp; dua</news:title></news:news></url></urlset>"
)
INDEX = (
    HEAD + '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/s1.xml</loc>'
    "<lastmod>2024-06-10</lastmod></sitemap><sitemap><loc>javascript:1</loc></sitemap></sitemapindex>"
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": 7, "url": "/7", "title": "Tujuh", "content_text": "a < b", "date_published": "2024-06-10T08:00:00Z",
             "authors": [{"name": "Budi"}, "oops"]},
            "no object",
        ],
    }
)  # fmt: skip


def entries(text: str | bytes, address: str = "https://a.example/feed") -> Entries:
    return read_entries(text.encode() if isinstance(text, str) else text, address)


def test_rss() -> None:
    feed = entries(RSS)
    assert (feed.form, feed.notes, feed.aside, feed.cut) == ("RSS", [], [], False)
    assert [(e.title, e.link, e.guid, e.content) for e in feed.entries] == [
        ("Satu", "https://a.example/1", "1", "Isi satu."),
        ("Dua", "https://a.example/2", "2", "Isi dua."),
    ]


def test_atom_with_a_relative_link() -> None:
    feed = entries(ATOM)
    (one,) = feed.entries
    assert (feed.form, one.link, one.guid) == ("Atom", "https://a.example/1", "tag:1")
    assert (one.updated, one.content) == ("2024-06-10T08:00:00+07:00", "<p>Isi.</p>")
    assert "link was written /1" in one.notes[0]


def test_a_news_sitemap_is_read_without_its_pictures() -> None:
    feed = entries(NEWS)
    (one,) = feed.entries
    assert feed.form == "news sitemap"
    assert (one.link, one.title) == ("https://a.example/1", "Satu &amp; dua")
    assert one.published == "2024-06-10T08:00:00+07:00"


def test_a_packed_sitemap_index_names_its_children() -> None:
    feed = entries(gzip.compress(INDEX.encode()))
    assert feed.form == "sitemap index" and not feed.entries
    assert [(c.address, c.changed) for c in feed.children] == [("https://a.example/s1.xml", "2024-06-10")]


def test_a_json_feed() -> None:
    feed = entries(JSON)
    (one,) = feed.entries
    assert (one.link, one.guid, one.author, one.content) == ("https://a.example/7", "7", "Budi", "a &lt; b")
    assert feed.aside == [(b'"no object"', "the item is no object")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!doctype html><html><body>Masuk</body></html>", "web page"),
        (b"<a><b/></a>", "neither RSS nor Atom"),
        (b"Bukan apa-apa.", "neither RSS nor Atom"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "neither RSS nor Atom"),
        (b'{"items": []}', "no JSON Feed"),
        (b"[1]", "no JSON Feed"),
        (b"{broken", "not JSON"),
        (gzip.compress(RSS.encode())[:-20], "damaged"),
        (gzip.compress(bytes(60 * 1024**2)), "larger than"),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(NoFeed, match=said):
        read_entries(content)


def test_blanks_and_a_mark_before_the_declaration() -> None:
    assert len(entries(b"\xef\xbb\xbf\n \n" + RSS.encode()).entries) == 2
    assert entries(b"\xef\xbb\xbf" + RSS.encode()).notes == []


def test_malformed_xml_keeps_what_can_be_read() -> None:
    feed = entries(RSS.replace("Satu", "Satu & <b>dua"))
    assert [e.link for e in feed.entries] == ["https://a.example/1", "https://a.example/2"]
    assert "malformed" in feed.notes[0] and not feed.cut


def test_a_feed_that_breaks_off_gives_no_half_entry() -> None:
    feed = entries(RSS[: RSS.index("example/2") + 4])
    assert feed.cut and [e.title for e in feed.entries] == ["Satu"]
    assert feed.aside[0][1] == "the feed breaks off in this entry"


def test_what_was_escaped_too_often() -> None:
    dirty = RSS.replace("Isi satu.", "&amp;lt;p&amp;gt;TNI &amp;amp;amp;amp; Polri&amp;lt;/p&amp;gt;").replace(
        "example/1<", "example/1?a=1&amp;amp;copy=2<"
    )
    one = entries(dirty).entries[0]
    assert one.content.replace("&amp;", "&") == "<p>TNI & Polri</p>"
    assert one.link == "https://a.example/1?a=1&copy=2"
    assert any("escaped twice" in note for note in one.notes)


def test_one_guid_for_all_names_none() -> None:
    feed = entries(RSS.replace("<guid>2<", "<guid>1<"))
    assert [e.guid for e in feed.entries] == ["", ""] and "guid" in feed.notes[0]


def test_the_same_entry_twice_counts_once() -> None:
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    feed = entries(RSS.replace("</channel>", item + "</channel>"))
    assert len(feed.entries) == 2 and "twice" in feed.notes[0]


def test_an_entry_of_nothing_is_set_aside() -> None:
    feed = entries(RSS.replace("</channel>", "<item/></channel>"))
    assert len(feed.entries) == 2
    assert feed.aside[0][1] == "the entry has neither link nor title nor text"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RSS, ATOM, NEWS, INDEX, JSON]), st.data())
def test_no_bytes_break_the_reader(text: str, data: st.DataObject) -> None:
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    try:
        feed = entries(bytes(content))
    except NoFeed as none:
        assert str(none)
    else:
        assert all(e.link.startswith("http") or not e.link for e in feed.entries)


def test_a_saved_sitemap_is_loaded_as_a_feed_is(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.xml").write_text(INDEX, encoding="utf-8")
    page, refused = read_pages([tmp_path])
    assert isinstance(page, Page) and page.url == "https://a.example/1"
    assert read(page).title == "Satu & dua"
    assert isinstance(refused, Refused) and refused.reason == "the feed has no entries"


def test_a_date_that_is_none_is_noted_and_no_hint() -> None:
    item, instant = item_of(Entry("J", "https://a.example/1", published="34 konten"), FEED, NOW)
    assert (item.hint, instant) == ("", None)
    assert item.note == "its date is written '34 konten'"


def test_a_date_to_come_is_noted_and_no_hint() -> None:
    item, instant = item_of(Entry("J", "https://a.example/1", published="2031-06-10T08:00:00Z"), FEED, NOW)
    assert (item.hint, instant) == ("", None) and "to come" in item.note


def test_what_changed_last_in_a_sitemap_is_no_publication() -> None:
    entry = Entry("J", "https://a.example/1", updated="2024-06-10T08:00:00Z")
    assert item_of(entry, FEED, NOW)[0].hint and not item_of(entry, FEED, NOW, dated=False)[0].hint


def test_an_entry_keeps_its_name_however_it_is_linked() -> None:
    one, other = (Entry("J", f"https://a.example/1?id=7{tail}") for tail in ("", "&utm_source=rss&fbclid=x#top"))
    assert item_of(one, FEED, NOW)[0].key == item_of(other, FEED, NOW)[0].key == "https://a.example/1?id=7"
    assert item_of(Entry("J", guid="7"), FEED, NOW)[0].key == "kabar-contoh 7"


def test_the_outlet_is_the_links_where_it_is_declared() -> None:
    linked = item_of(Entry("J", "https://www.pos-contoh.example/1"), FEED, NOW)[0]
    assert (linked.outlet, item_of(Entry("J", "https://a.example/1"), FEED, NOW)[0].outlet) == (
        "pos-contoh",
        "kabar-contoh",
    )


def test_a_whole_entry_needs_no_page() -> None:
    text = "Kapal patroli itu tiba di Natuna. " * 40
    assert is_whole(Entry("J", "https://a.example/1", content=f"<p>{text}</p>"))
    assert not is_whole(Entry("J", "https://a.example/1", content=f"<p>{text} […]</p>"))
    assert not is_whole(Entry("J", "https://a.example/1", content=f"<p class='{text}'>Singkat.</p>"))
    assert is_whole(Entry("J", content="Singkat."))


def test_an_entry_is_read_as_of_when_it_was_seen() -> None:
    entry = Entry("Judul", "https://a.example/1", published="Mon, 10 Jun 2024 08:00:00 +0700", content="Isi saja.")
    article = read(page_of(item_of(entry, FEED, NOW)[0]))
    assert article.published_at is not None and article.published_at.isoformat() == "2024-06-10T08:00:00+07:00"


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_addresses_that_are_not_public(host: str) -> None:
    assert not Guard().permits(host, 80)


def test_addresses_that_may_be_fetched() -> None:
    guard = Guard(allowed(["127.0.0.1:8080", "10.0.0.0/8", "[::1]:80"]))
    asked = [("93.184.215.14", 80), ("2606:4700::1111", 443), ("127.0.0.1", 8080), ("10.9.9.9", 1), ("::1", 80)]
    assert all(guard.permits(*one) for one in asked)
    assert not any(guard.permits(*one) for one in [("127.0.0.1", 80), ("127.0.0.2", 8080), ("::1", 81)])


@pytest.mark.parametrize(
    ("content", "told", "read"),
    [
        ("Menlu é".encode(), "iso-8859-1", "Menlu é"),
        ("Menlu é".encode("latin-1"), "iso-8859-1", "Menlu é"),
        ("kata “Menlu”".encode("cp1252"), "ISO-8859-1", "kata “Menlu”"),
        ("<meta charset='windows-1251'>Привет".encode("cp1251"), "", "<meta charset='windows-1251'>Привет"),
        ("Isi é yang panjang sekali".encode() + b"\xff", "utf-8", "Isi é yang panjang sekali\ufffd"),
        ("Menlu é".encode("latin-1"), "no-such-charset", "Menlu é"),
    ],
)
def test_charsets(content: bytes, told: str, read: str) -> None:
    assert as_utf8(content, told).decode() == read


def test_what_a_server_asks_to_wait() -> None:
    assert (seconds("120"), seconds(""), seconds("soon"), seconds("Mon, 10 Jun 2024 08:00:00 GMT")) == (120, 0, 0, 0)
    assert 86_000 < seconds("Fri, 10 Jun 2095 08:00:00 GMT") <= 86_400
    assert of_status(503, "7").passing and of_status(503, "7").after == 7
    assert not of_status(410).passing and "410 Gone" in str(of_status(410)) and "799" in str(of_status(799))


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "feeds.toml").write_text(text, encoding="utf-8")
    return folder / "feeds.toml"


ONE = '[[feed]]\noutlet = "a"\naddress = "https://a.example/rss"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ONE + 'intervall = 5\n[[feed]]\noutlet = "b"', ("line 1", "intervall is unknown", "interval")),
        (ONE + '[[feed]]\noutlet = "b"', ("line 4", "no address")),
        (ONE + "interval = '5'", ("line 1", "interval = '5' is not a number")),
        (ONE + "interval = 0.5", ("line 1", "less than 1 minute")),
        (ONE + "off = 1", ("off = 1 is not true or false",)),
        (ONE + ONE, ("line 4", "https://a.example/rss stands in the file twice")),
        (ONE.replace("https:", "ftp:"), ("line 1", "ftp://a.example/rss is no http or https address")),
        (ONE + "interval = \n", ("line 4",)),
        ("[feed]\n", ("two brackets",)),
        ("[feeds]\n", ("feeds is unknown",)),
        ("[watch]\ndelay = -1", ("[watch]", "delay is below 0")),
        ("[watch]\ntries = 0", ("tries is below 1",)),
        ("[watch]\ntimeout = 0", ("timeout is not above 0",)),
        ('[watch]\nuser_agent = "a\\nb"', ("user_agent",)),
        ('[watch]\nallow_private = ["localhost"]', ("allow_private", "localhost is no IP address")),
        ('[watch]\nallow_private = ["127.0.0.1:99999"]', ("127.0.0.1:99999",)),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    file = write(tmp_path, text)
    with pytest.raises(BadFeeds) as bad:
        declared(tmp_path, file)
    assert all(word in str(bad.value) for word in (str(file), *words)), str(bad.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadFeeds, match="no such file"):
        declared(tmp_path, tmp_path / "x.toml")


def test_a_home_adds_to_what_comes_with_pantau_and_takes_out(tmp_path: Path) -> None:
    shipped = declared(tmp_path).feeds
    write(tmp_path, ONE + "interval = 7\n[watch]\ndelay = 9\n")
    own = declared(tmp_path)
    assert own.feeds == (*shipped, Feed("a", "https://a.example/rss", interval=7)) and own.settings.delay == 9
    write(tmp_path, ONE + "off = true\n")
    assert declared(tmp_path).feeds == shipped


def test_a_file_alone_keeps_the_settings_of_the_home(tmp_path: Path) -> None:
    write(tmp_path / "home", "[watch]\ndelay = 9\n")
    said = declared(tmp_path / "home", write(tmp_path, ONE))
    assert [feed.outlet for feed in said.feeds] == ["a"] and said.settings.delay == 9


@pytest.mark.parametrize("text", [RSS, NEWS, ATOM])
@pytest.mark.parametrize(("written", "declared_as", "told"), [
    ("utf-8", "utf-8", "iso-8859-1"), ("utf-8", "iso-8859-1", ""), ("cp1252", "utf-8", "iso-8859-1"),
    ("cp1252", "iso-8859-1", ""), ("utf-16", "utf-16", ""),
])  # fmt: skip
def test_a_feed_in_whatever_charset(text: str, written: str, declared_as: str, told: str) -> None:
    content = text.replace("UTF-8", declared_as).replace("Satu", "Menlu “Égypte”").encode(written)
    assert "“Égypte”" in read_entries(content, "https://a.example/", told).entries[0].title


def test_a_relative_date_is_counted_back_from_the_poll() -> None:
    entry = Entry("J", "https://a.example/1", published="3 jam yang lalu", content="Isi saja.")
    item, instant = item_of(entry, FEED, NOW)
    assert instant == NOW - timedelta(hours=3) and datetime.fromisoformat(item.hint) == instant
    assert "counted back" in item.note
    assert read(page_of(item)).published_at == instant
    assert item_of(Entry("J", "https://a.example/1", published="kemarin"), FEED, NOW)[0].hint.count("-") == 2


def test_of_a_poll_with_too_many_entries_the_newest_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.feeds.poll.ENTRIES", 2)
    days = {"Mon, 10 Jun 2024 08:00:00 +0700": 1, "Fri, 07 Jun 2024 08:00:00 +0700": 2, "Wed, 05 Jun 2024 08:00": 3}
    seen = Seen(NOW, entries=[(Entry("J", f"https://a.example/{n}", published=d), True) for d, n in days.items()])
    assert [item.link[-1] for item in found_of(FEED, seen).items] == ["1", "2"]
