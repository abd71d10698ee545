"""Pages that are no articles are refused with a reason a person understands; short articles are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.article import Article, Page, Unreadable
from data.parse import read
from data.parse.html.markup import MOST

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MENU = '<nav><a href="/">Beranda</a> <a href="/masuk">Masuk</a> <a href="/langganan">Berlangganan</a></nav>'
FOOT = "<footer>Hak cipta. Kami menggunakan cookie. Tentang kami, Redaksi, Pedoman Media Siber, Karier.</footer>"
NEWS = (
    "Menteri Pertahanan menerima kunjungan duta besar Australia di Jakarta, Senin. Keduanya membahas latihan bersama."
)


def read_html(content: bytes) -> Article:
    return read(Page("contoh.html", "html", content), NOW)


def html(body: str, title: str = "Kabar Contoh", head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{MENU}{body}{FOOT}</body></html>".encode()


PASSWORD = '<form action="/masuk"><input name="surel"><input type="password"><button>Masuk</button></form>'
PLAYER = '<iframe src="https://www.youtube.com/embed/x"></iframe>'
PAGES = {
    "not found, in Indonesian": (
        html("<h1>Halaman tidak ditemukan</h1><p>Maaf, halaman yang Anda cari tidak ditemukan atau telah dihapus.</p>", "404"),
        "not found",
    ),
    "not found, in English": (
        html("<h1>Page not found</h1><p>The page you are looking for might have been removed or had its name changed.</p>", "Error 404"),
        "not found",
    ),
    "not found, with headlines of others": (
        html("<h1>404</h1><p>Mungkin Anda tertarik membaca berita lain yang kami pilihkan pada hari ini.</p><ul><li><a href=/a>Harga Cabai Naik</a></li></ul>"),
        "not found",
    ),
    "a server that failed": (html("<h1>502 Bad Gateway</h1><p>nginx</p>", "502 Bad Gateway"), "server failed"),
    "a check for robots": (
        html("<h1>Just a moment...</h1><p>Checking your browser before you may enter kabar-contoh.example. This takes a few seconds.</p>", "Just a moment..."),
        "robots",
    ),
    "consent, in English": (
        html("<h1>Before you continue</h1><p>We value your privacy. We and our 845 partners store and access information on a device, such as cookies.</p>"),
        "consent",
    ),
    "consent, in Indonesian": (
        html("<h2>Kami menghargai privasi Anda</h2><p>Kami dan mitra kami menggunakan kuki untuk menyimpan informasi di perangkat Anda agar iklan sesuai.</p>"),
        "consent",
    ),
    "a login": (html(f"<h1>Masuk untuk melanjutkan</h1>{PASSWORD}<p>Silakan masuk ke akun Anda untuk membaca artikel ini sampai selesai.</p>"), "login"),
    "a paywall, in English": (
        html("<h1>Navy sends ships</h1><p>This article is for subscribers only. Already a subscriber? Sign in to continue reading.</p>"),
        "subscription",
    ),
    "a paywall, in Indonesian": (
        html("<h1>TNI AL kirim kapal</h1><p>Artikel ini khusus pelanggan. Berlangganan sekarang untuk melanjutkan membaca seluruh isi berita ini.</p>"),
        "subscription",
    ),
    "a video": (html(f"<h1>Detik-detik Kapal Bersandar di Natuna</h1>{PLAYER}<a href=/b>Bagikan</a>"), "video"),
    "a video with its description": (
        html(f"<h1>Kapal Bersandar</h1>{PLAYER}<p>Saksikan detik-detik kapal patroli itu bersandar di dermaga.</p>", head='<meta property="og:type" content="video.other">'),
        "video",
    ),
    "a script that did not run": (
        html('<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'),
        "script",
    ),
    "an empty body": (b"<html><head><title>x</title></head><body></body></html>", "no body text"),
    "cut off before the text": (b"<!doctype html><html><head><title>Kapal Patroli Baru</title><meta name=desc", "the file ends before the text begins"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    "nothing": (b" \n ", "empty"),
    "50 MB": (b"<html><body><p>" + b"Kapal patroli tiba. " * (50 * 1024 * 1024 // 20), "larger than 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_that_is_no_article_says_what_it_is(kind: str) -> None:
    content, reason = PAGES[kind]
    with pytest.raises(Unreadable, match=reason):
        read_html(content)


@pytest.mark.parametrize("title", [
    "Menhan Terima Dubes Australia", "404 Warga Mengungsi Akibat Banjir", "500 Prajurit Diberangkatkan ke Lebanon",
    "Artikel 5 NATO Tidak Berlaku di Laut Merah", "Video Serangan Drone Beredar, Ini Kata Kemhan", "Login Portal Haji Diretas, BSSN Turun Tangan",
    "Masuk Wilayah RI, Pesawat Asing Dicegat", "Error Radar Dilaporkan di Natuna", "Cookie Law Debated in Parliament",
    "Captcha dan Privasi: Kominfo Panggil Platform", "Forbidden City Hosts Summit",
])  # fmt: skip
def test_a_short_article_is_not_refused_for_its_headline(title: str) -> None:
    article = read_html(html(f"<h1>{title}</h1><article><p>{NEWS}</p></article>", title))
    assert article.text == NEWS


@pytest.mark.parametrize("beside", [PASSWORD, PLAYER, '<div class="cookie"><p>We value your privacy and use cookies.</p></div>',
    "<noscript>Please enable JavaScript to view the comments.</noscript>"])  # fmt: skip
def test_a_short_article_is_not_refused_for_what_stands_beside_it(beside: str) -> None:
    assert NEWS in read_html(html(f"<h1>Menhan Terima Dubes</h1><article><p>{NEWS}</p></article>{beside}")).text


def test_a_page_cut_within_its_text_is_read_as_far_as_it_goes() -> None:
    assert (
        read_html(html(f"<h1>Menhan Terima Dubes</h1><article><p>{NEWS}</p><p>Kapal").partition(b"Kapal")[0]).text
        == NEWS
    )


def test_a_page_with_its_pictures_in_it_is_read() -> None:
    picture = b'<img src="data:image/png;base64,' + b"QUJD" * (MOST // 3) + b'">'
    assert (
        read_html(html(f"<article><p>{NEWS}</p></article>").replace(b"<article>", picture + b"<article>")).text == NEWS
    )


@pytest.mark.parametrize(("charset", "declared"), [
    ("cp1252", "utf-8"), ("cp1252", "windows-1252"), ("iso-8859-1", ""), ("utf-8", "iso-8859-1"), ("utf-16", ""), ("gb18030", "gb2312"), ("cp1252", "zip"), ("cp1252", "punycode"),
])  # fmt: skip
def test_a_wrong_or_missing_charset(charset: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    said = f"{NEWS} Rapat berlangsung di Café Batavia, kata atase José."
    page = html(f"<h1>Menhan Terima Dubes</h1><article><p>{said}</p></article>", head=meta).decode().encode(charset)
    assert read_html(page).text == said
