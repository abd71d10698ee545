"""Pages into articles, on examples of our own; the project's seed where it lies beside the checkout."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.article import Article, Page, PageKind, Unreadable
from data.parse import read
from data.parse.language import language_of
from data.parse.lines.bylines import without_label
from data.parse.lines.paragraphs import paragraphs
from data.show import show

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEED = Path(__file__).parents[2] / "shared" / "seed" / "article.txt"
FIRST = "Kapal patroli baru itu akan ditempatkan di Natuna mulai bulan depan, kata juru bicara TNI AL."
SECOND = "Dua kapal sejenis menyusul pada akhir tahun setelah awaknya selesai berlatih di Surabaya."
TITLE = "TNI AL Tempatkan Kapal Patroli Baru di Natuna"


def page(text: str, kind: PageKind = "text", **more: str) -> Page:
    return Page("contoh", kind, text.encode(), **more)  # type: ignore[arg-type]


def parsed(text: str, kind: PageKind = "text", **more: str) -> Article:
    return read(page(text, kind, **more), NOW)


def row(**columns: str) -> Article:
    return parsed(json.dumps(columns), "row")


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seed/article.txt is not beside this checkout")
def test_the_seed() -> None:
    article = read(Page("seed", "text", SEED.read_bytes()), NOW)
    assert article.published_at == datetime.fromisoformat("2024-06-10T22:05:00+07:00")
    assert article.date_evidence == "printed header: Senin, 10/06/2024 22:05 WIB"
    assert (article.place, article.credit, article.language) == ("SEOUL", "Reuters", "id")
    assert article.caption.startswith("Seorang veteran") and article.caption.endswith("25 Juni 2020.")
    assert article.text.startswith("Korea Selatan dan") and "FOLLOW" not in article.text
    assert article.title not in article.text and len(article.text.split("\n\n")) == 8


@pytest.mark.parametrize(("host", "outlet"), [("koran-x.example", "Koran X"), ("kabar-contoh.example", "kabar-contoh")])
def test_a_collector_names_the_outlet_where_the_address_does_not(host: str, outlet: str) -> None:
    told = row(url=f"https://{host}/a", outlet="Koran X", title=TITLE, text=FIRST)
    assert told.outlet == outlet


@pytest.mark.parametrize(("glued", "caption", "credit"), [
    ("Kapal di laut. Foto: Reuters", "Kapal di laut.", "Reuters"), ("Foto: Reuters", "", "Reuters"),
    ("Kapal perang melintas di selat itu, 12 Juli 2024.", "Kapal perang melintas di selat itu, 12 Juli 2024.", ""),
])  # fmt: skip
def test_a_caption_glued_to_the_title_that_stands_again(glued: str, caption: str, credit: str) -> None:
    article = parsed(f"{TITLE}\n\n| Senin, 10/06/2024 22:05 WIB\n{TITLE} {glued}\n\nNATUNA - {FIRST}")
    assert (article.caption, article.credit, article.text) == (caption, credit, FIRST)


def test_a_labelled_caption_that_ends_with_its_agency_and_a_label_above_the_name() -> None:
    article = parsed(
        "DPR Minta Penjelasan soal Kontrak Jet Tempur\nReporter\nSukma Dewi\nSenin, 10 Juni 2024 23:59 WIB\n"
        "Foto: Jet tempur terparkir di pangkalan udara Istres. REUTERS/Benoit\n\n"
        "Jakarta - Komisi I DPR meminta penjelasan tentang kontrak pembelian jet tempur itu."
    )
    assert (article.caption, article.credit) == ("Jet tempur terparkir di pangkalan udara Istres.", "REUTERS/Benoit")
    assert (article.author, article.place) == ("Sukma Dewi", "Jakarta")
    assert article.text == "Komisi I DPR meminta penjelasan tentang kontrak pembelian jet tempur itu."


def test_a_page_with_a_byline_an_address_and_a_caption_of_its_own() -> None:
    article = parsed(
        f"https://harian-nusantara.example/a\n{TITLE}\nRani Wibisono - Harian Nusantara\n"
        f"Senin, 10 Juni 2024 22:05 WIB\n\nKapal patroli bersandar di dermaga Ranai.\n"
        f"Foto: KBC/Rani Wibisono\n\n"
        f"NATUNA, HARIAN NUSANTARA - {FIRST}\n\nBaca juga: Latihan Bersama Dimulai\n\n{SECOND}\n\n"
        f"(rw/abc)\nTags:\n#tni"
    )
    assert (article.title, article.author, article.outlet) == (TITLE, "Rani Wibisono", "harian-nusantara")
    assert (article.place, article.agency) == ("NATUNA", "HARIAN NUSANTARA")
    assert article.caption == "Kapal patroli bersandar di dermaga Ranai."
    assert article.credit == "KBC/Rani Wibisono"
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "header",
    [
        "10 Jun 2024, 22:05 WIB",
        "Kabar Contoh - 10/06/2024, 22:05 WIB",
        "Oleh: Rani Wibisono | Senin, 10 Juni 2024 22.05 WIB",
        "By Rani Wibisono\nMonday, June 10, 2024 10:05 PM",
        "Nasional | Senin, 10/06/2024 22:05 WIB",
    ],
)
def test_headers(header: str) -> None:
    article = parsed(f"{TITLE}\n\n{header}\n\n{FIRST}\n\n{SECOND}")
    assert article.published_at == datetime.fromisoformat("2024-06-10T22:05:00+07:00")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.author in ("", "Rani Wibisono")


def test_a_page_of_the_east_has_its_own_zone() -> None:
    article = parsed(f"{TITLE}\n\n10 Juni 2024 22:05\n\n{FIRST}", outlet="papua-contoh")
    assert article.published_at is not None and article.published_at.isoformat() == "2024-06-10T22:05:00+09:00"


def test_a_page_without_a_date_is_read() -> None:
    article = parsed(f"{TITLE}\n\n{FIRST}\n\n{SECOND}")
    assert (article.published_at, article.date_evidence) == (None, "none")


def test_a_weekday_that_contradicts_leaves_the_date_unknown() -> None:
    article = parsed(f"{TITLE}\n\nSelasa, 10 Juni 2024 22:05 WIB\n\n{FIRST}")
    assert article.published_at is None and "contradicts" in article.date_evidence


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0" + bytes(range(256)), "text", "binary"),
        (b"", "text", "empty"),
        (b"   \n\n ", "text", "empty"),
        (TITLE.encode(), "text", "no body text"),
        (f"{TITLE}\n\n12 Maret 2031\n\n{FIRST}".encode(), "text", "12 March 2031"),
        (b"", "html", "empty"),
        (b"<html><head><title>x</title></head><body></body></html>", "html", "no body text"),
        (bytes(range(256)) * 9, "html", "binary"),
        (b'{"url": "https://a.example/x"}', "row", "neither title nor text"),
        (b"{", "feed", "not JSON"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, kind: PageKind, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(Page("x", kind, content), NOW)


def test_a_wrong_charset_is_read_all_the_same() -> None:
    article = read(Page("x", "text", f"{TITLE}\n\nMenlu berkata “siap” di kafé. {FIRST}".encode("cp1252")), NOW)
    assert "“siap” di kafé" in article.text


HTML = f"""<html><head><meta property="og:title" content="{TITLE} - Kabar Contoh">
<link rel="canonical" href="https://kabar-contoh.example/berita/1"><script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2024-06-10T22:05:00+07:00",
"author": {{"name": "Rani Wibisono"}}}}]}}</script></head><body><nav><a href="/">Beranda</a></nav><article>
<h1>{TITLE}</h1><time>10 Juni 2024</time><figure><img src="a.jpg">
<figcaption>Kapal patroli bersandar di dermaga.
Foto: KBC</figcaption></figure><p>JAKARTA - {FIRST}</p>
<p>{SECOND} Keterangan itu disampaikan di Markas Besar.</p>
<p><a href="/2">Baca juga: Latihan Bersama</a></p>
<p>{FIRST.replace("baru", "lama")}</p></article></body></html>"""


@pytest.mark.parametrize("cut", [0, 30])
def test_an_html_page_even_cut_short(cut: int) -> None:
    article = parsed(HTML[: len(HTML) - cut], "html")
    assert (article.title, article.author, article.outlet) == (TITLE, "Rani Wibisono", "kabar-contoh")
    assert article.url == "https://kabar-contoh.example/berita/1"
    assert article.date_evidence == "JSON-LD datePublished: 2024-06-10T22:05:00+07:00"
    assert (article.caption, article.credit) == ("Kapal patroli bersandar di dermaga.", "KBC")
    assert article.place == "JAKARTA" and article.text.startswith(FIRST)
    assert "Baca juga" not in article.text and "dermaga" not in article.text


def test_a_feed_entry() -> None:
    entry = {
        "title": TITLE,
        "link": "https://maritim-contoh.example/1",
        "published": "Mon, 10 Jun 2024 22:05:00 +0700",
        "content": f"<p>NATUNA - {FIRST}</p><p>{SECOND}</p>",
    }
    article = parsed(json.dumps(entry), "feed")
    assert (article.outlet, article.place, article.text) == (
        "maritim-contoh",
        "NATUNA",
        f"{FIRST}\n\n{SECOND}",
    )
    assert article.date_evidence == "feed pubDate: Mon, 10 Jun 2024 22:05:00 +0700"


def test_rows() -> None:
    article = row(
        title=TITLE,
        text=f"{TITLE}\n\n{FIRST}\nADVERTISEMENT\n{SECOND}",
        outlet="Kompas",
        published_at="2024-06-10",
    )
    assert (article.outlet, article.text) == ("kompas", f"{FIRST}\n\n{SECOND}")
    assert article.date_evidence == "table: 2024-06-10 (day only)"
    assert row(title=TITLE).text == ""
    assert row(text=f"{TITLE}\n\n{FIRST}").title == TITLE
    assert row(text=f"{FIRST}\n\n{SECOND}").title == ""
    assert row(title=TITLE, url="https://nasional.kompas.com/read/x").outlet == "kompas"
    assert row(title=TITLE, outlet="www.kompas.com").outlet == "kompas"
    assert row(title=TITLE, url="https://a.surat.co.id/x").outlet == "surat.co.id"


def test_a_sentence_broken_by_links_is_mended() -> None:
    article = row(
        title="Patrols to begin",
        text="The\nnew ship\nwill patrol the sea,\nofficials said.\nIt is the third.",
    )
    assert article.text == "The new ship will patrol the sea, officials said.\n\nIt is the third."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{FIRST} {SECOND}", "id"),
        ("The minister said the two navies would hold talks on the disputed waters next week.", "en"),
        (
            "Menteri berkata kerajaan tidak setuju kerana perkara itu ialah hak sebarang warga.",
            "ms",
        ),
        ("Министр обороны прибыл в столицу для переговоров.", "other"),
        ("", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of("", text) == language


def test_show_gives_a_reading_or_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n10 Juni 2024\n\n{FIRST}", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    good, bad = show([tmp_path], NOW)
    assert list(good) == (
        "path id outlet url title published_at date_evidence dates dateline".split()  # noqa: SIM905
        + "caption credit author language text".split()  # noqa: SIM905
    )
    assert good["published_at"] == "2024-06-10T00:00:00+07:00"
    assert bad == {"path": str(tmp_path / "b.txt"), "reason": "the page is not text (binary)"}


@pytest.mark.parametrize(("end", "kept"), [("(AS/ROK).", True), ("(ATR/BPN).", True), ("(rdp/idn)", False)])
def test_abbreviations_in_brackets_are_text_and_initials_are_not(end: str, kept: bool) -> None:
    article = row(title=TITLE, text=f"Latihan itu diikuti dua negara {end}")
    assert (end in article.text) is kept


@pytest.mark.parametrize("rest", ["n its role", "ndonesia has", "t took", "nggris kembali"])
def test_a_letter_set_apart_is_the_first_of_its_word(rest: str) -> None:
    assert paragraphs(["I", f"{rest} tahun ini."]) == [f"I{rest} tahun ini."]


@pytest.mark.parametrize("rest", ["know the", "agree with", "am here"])
def test_a_word_of_one_letter_stays_one(rest: str) -> None:
    assert paragraphs(["I", f"{rest} way."]) == [f"I {rest} way."]


@pytest.mark.parametrize("label", ["Posted by", "Analysis by", "By", "Oleh:"])
def test_a_byline_is_its_name(label: str) -> None:
    assert without_label(f"{label} Rani Puspita") == "Rani Puspita"


def test_an_author_column_with_a_label_gives_the_name() -> None:
    row = {"title": "Kapal Patroli Tiba", "text": "Isi.", "author": "Analysis by Rani Puspita, Kabar Contoh"}
    assert read(Page("a.csv#1", "row", json.dumps(row).encode())).author == "Rani Puspita"


def test_show_tells_of_a_page_on_which_the_reader_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Article:
        raise KeyError("x")

    monkeypatch.setattr("data.reading.read", fail)
    (tmp_path / "a.txt").write_text("Judul")
    (record,) = show([tmp_path])
    assert str(record["reason"]).startswith("the reader failed on this page (KeyError")
