"""Pages of HTML: layouts as Indonesian outlets build them, with nothing of the layout left in the text."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from data.article import Article, Page
from data.parse import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TITLE = "TNI AL Tempatkan Dua Kapal Patroli di Perairan Natuna"
LEAD = (
    "TNI Angkatan Laut menempatkan dua kapal patroli baru di perairan Natuna mulai pekan depan, kata juru bicara "
    "Mabes TNI AL, Rabu."
)
BODY = (
    "Kedua kapal itu akan bergantian berjaga di sisi utara dan dibantu satu pesawat intai dari pangkalan Ranai.",
    "“Penempatan ini rutin dan sudah dijadwalkan sejak awal tahun,” ujar juru bicara itu kepada wartawan.",
    "Pemerintah daerah menyambut baik rencana tersebut karena nelayan setempat kerap mengeluhkan kapal asing.",
    "Kementerian Luar Negeri menyatakan patroli tidak mengubah sikap Indonesia dalam perundingan tata perilaku.",
)
TEXT = "\n\n".join((LEAD, *BODY))
A, B, C, D = BODY
MENU = '<ul class="menu"><li><a href="/">Beranda</a></li><li><a href="/n">Nasional</a></li><li><a href="/i">Internasional</a></li></ul>'
SIDE = (
    '<div class="kolom-kanan"><h3>Terpopuler</h3><ul><li><a href="/1">Harga Cabai Naik Jelang Lebaran</a></li>'
    '<li><a href="/2">Timnas Berlatih di Senayan Sore Ini</a></li></ul></div>'
)
FOOT = '<div class="kaki">Hak cipta 2024 Kabar Contoh. Tentang Kami | Redaksi | Pedoman Media Siber</div>'


def page(inner: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=id><head><meta charset=utf-8><title>{TITLE} - Kabar Contoh</title>{head}</head>"
        f"<body><header>{MENU}</header>{inner}{SIDE}{FOOT}</body></html>"
    )


def parsed(html: str) -> Article:
    return read(Page("contoh", "html", html.encode(), "https://kabar-contoh.example/berita/1"), NOW)


KOMPAS_LIKE = page(f"""<div class="container"><h1 class="read__title">{TITLE}</h1>
<div class="read__time">Kabar Contoh - 10/06/2024, 22:05 WIB</div><div class="credit">Penulis <a>Rani Wibisono</a></div>
<div class="photo"><img src="a.jpg"><div class="photo__caption">Kapal patroli bersandar di dermaga Ranai. (KABAR CONTOH/RANI)</div></div>
<div class="read__content"><div class="clearfix"><p><strong>JAKARTA, KABAR CONTOH - </strong>{LEAD}</p><p>{A}</p>
<p><strong>Baca juga: <a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a></strong></p><p>{B}</p>
<div class="ads-on-body"><p>ADVERTISEMENT</p></div><p>{C}</p>
<div class="inner-link-baca-juga"><a href="/c">Kapal Asing Diusir dari Laut Natuna Utara</a></div><p>{D}</p>
<p><i>Dapatkan update berita pilihan setiap hari dari Kabar Contoh. Mari bergabung di Grup Telegram "Kabar Contoh", caranya klik link https://t.example/kc</i></p>
</div></div><div class="paging"><h4>Halaman:</h4><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=all">Show All</a></div>
<div class="tagging"><h3>Tag</h3><ul><li><a href="/t/1">TNI AL</a></li><li><a href="/t/2">Natuna</a></li></ul></div></div>""")

DETIK_LIKE = page(f"""<article class="detail"><div class="detail__header"><h1 class="detail__title">{TITLE}</h1>
<div class="detail__author">Rani Wibisono - Kabar Contoh</div><div class="detail__date">Senin, 10 Jun 2024 22:05 WIB</div></div>
<figure><img src="a.jpg"><figcaption class="detail__media-caption">Foto: Kapal patroli (Rani Wibisono)</figcaption></figure>
<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent"><strong>Jakarta</strong> - <p>{LEAD}</p><p>{A}</p>
<div class="parallax"><p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p></div><p>{B}</p>
<table class="linksisip"><tbody><tr><td><div class="lihatjg">Baca juga: <strong><a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a></strong></div></td></tr></tbody></table>
<p>{C}</p><p><!--s:parallax--></p><p>[Gambas:Video 20kabar]</p><p>{D}</p><p>Simak juga Video: Latihan Armada di Laut Jawa</p>
<div class="sisip_video_ds"><iframe src="https://video.example/embed/1"></iframe></div><strong>(rwb/abc)</strong></div>
<div class="detail__body-tag"><div class="nav"><a href="/t/1">tni al</a> <a href="/t/2">natuna</a></div></div>
<div class="detail__multiple">Halaman <a href="/1">1</a> <a href="/2">2</a> <a href="/2">Selanjutnya</a></div></div></article>""")

CNN_LIKE = page(f"""<div class="container"><h1 class="mb-2">{TITLE}</h1><div class="text-cnn_grey">Kabar Contoh</div>
<div class="text-cnn_grey tanggal">Senin, 10 Jun 2024 22:05 WIB</div><div>Bagikan: <a href="#">Facebook</a> <a href="#">X</a></div>
<img src="a.jpg"><div class="caption">Kapal patroli bersandar di dermaga Ranai. (Foto: Rani Wibisono)</div>
<div class="detail-wrap"><div class="detail-text text-wrap"><strong>Jakarta, Kabar Contoh</strong> -- {LEAD}<br><br>
{A}<br><br>{B}<br><br>
<table class="topiksisip linksisip"><tr><td>Lihat Juga :<br><a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a></td></tr></table>
{C}<br><br>[Gambas:Video Kabar]<br><br>{D}<br><br><b>(rwb/abc)</b><br><br>[Gambas:Youtube]</div></div></div>""")

TEMPO_LIKE = page(f"""<main><div class="breadcrumb"><a href="/">Beranda</a> &raquo; <a href="/n">Nasional</a></div>
<h1 class="title">{TITLE}</h1><p class="title bold"><a href="/p/rw">Rani Wibisono</a></p><p class="date margin-bottom-sm">Senin, 10 Juni 2024 22:05 WIB</p>
<figure><img src="a.jpg"><figcaption>Kapal patroli bersandar di dermaga Ranai. KABAR CONTOH/Rani</figcaption></figure>
<div class="detail-in"><div id="isi" class="detail-konten"><p><strong>Kabar Contoh</strong>, <strong>Jakarta</strong> - {LEAD}</p><p>{A}</p>
<div class="iklan">Iklan</div><p>Scroll Untuk Melanjutkan</p><p>{B}</p>
<p><strong>Baca Juga:</strong></p><ul><li><a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a></li></ul><p>{C}</p><p>{D}</p>
<p><strong>Pilihan Editor: <a href="/c">Kapal Asing Diusir dari Laut Natuna Utara</a></strong></p></div>
<div class="tags"><a href="/t/1">TNI AL</a> <a href="/t/2">Natuna</a></div></div></main>""")

ANTARA_LIKE = page(f"""<div class="wrap__article-detail"><h1>{TITLE}</h1>
<ul class="list-inline"><li>Senin, 10 Juni 2024 22:05 WIB</li><li>waktu baca 2 menit</li></ul>
<div class="wrap__article-detail-image"><img src="a.jpg"><p>Kapal patroli bersandar di dermaga Ranai. ANTARA FOTO/Rani Wibisono</p></div>
<div class="wrap__article-detail-content post-content">Jakarta (KBC) - {LEAD}<br><br>{A}<br><br>{B}<br><br>
<span class="baca-juga"><b>Baca juga: <a href="/b">Menhan bertemu Panglima bahas patroli laut</a></b></span><br>
<span class="baca-juga"><b>Baca juga: <a href="/c">Kapal asing diusir dari Natuna</a></b></span><br><br>{C}<br><br>{D}<br>
<p class="text-muted small mt10">Pewarta: Rani Wibisono<br>Editor: Sukma Dewi<br>Copyright © KBC 2024</p></div>
<div class="blog-tags"><ul class="blog-tags-list"><li>Tags: </li><li><a href="/t/1">TNI AL</a></li><li><a href="/t/2">Natuna</a></li></ul></div></div>""")

TRIBUN_LIKE = page(f"""<div id="article"><h1 class="f50">{TITLE}</h1><time class="grey">Senin, 10 Juni 2024 22:05 WIB</time>
<div class="ovh imgfull_div"><img src="a.jpg"><div class="arial f12 pa5 grey2">Kabar Contoh/Rani</div></div>
<div class="side-article txt-article multi-fontsize"><p><strong>KABAR CONTOH, JAKARTA - </strong>{LEAD}</p><p>{A}</p>
<p class="baca"><strong>Baca juga: <a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a></strong></p><p>{B}</p><p>{C}</p>
<div class="video-embed"><iframe src="https://www.youtube.com/embed/x"></iframe><p>Tonton video selengkapnya di kanal kami</p></div><p>{D}</p>
<p><em>Artikel ini telah tayang di kabar-contoh.example dengan judul {TITLE}</em></p></div>
<div class="paging"><a href="?page=2">Halaman selanjutnya</a></div><div class="fbo f16 tag"><a href="/t/1">TNI AL</a><a href="/t/2">Natuna</a></div></div>""")

SHARE_BARS = page(f"""<section class="single"><h1>{TITLE}</h1><div class="date">10 Juni 2024 22:05 WIB</div>
<div class="share-bar"><a href="#">Facebook</a><a href="#">WhatsApp</a><button>Salin tautan</button></div>
<div class="entry-content"><p>JAKARTA - {LEAD}</p><p><a href="/b">BACA JUGA: Menhan Bertemu Panglima</a></p><p>{A}</p><p>{B}</p>
<blockquote><p><strong>Lihat juga:</strong> <a href="/c">Kapal Asing Diusir dari Laut Natuna Utara</a></p></blockquote><p>{C}</p>
<p>Ikuti berita Kabar Contoh di Google News dan WhatsApp Channel</p><p>{D}</p>
<p>Tags: <a href="/t/1">TNI AL</a>, <a href="/t/2">Natuna</a></p></div>
<div class="related-posts"><h3>Berita Terkait</h3><p><a href="/x">Panglima Tinjau Pangkalan Laut di Ranai Kepulauan Riau Hari Ini</a></p></div></section>""")

PLAIN_BREAKS = page(f"""<table width="760"><tr><td class="judul"><b>{TITLE}</b></td></tr><tr><td class="tgl">Senin, 10 Juni 2024 22:05 WIB</td></tr>
<tr><td class="isi">JAKARTA - {LEAD}<br><br>{A}<br><br>{B}<br /><br />{C}<br><br>{D}<br><br></td></tr></table>""")

LAYOUTS = {
    "kompas-like": KOMPAS_LIKE,
    "detik-like": DETIK_LIKE,
    "cnn-like": CNN_LIKE,
    "tempo-like": TEMPO_LIKE,
    "antara-like": ANTARA_LIKE,
    "tribun-like": TRIBUN_LIKE,
    "share bars": SHARE_BARS,
    "plain breaks": PLAIN_BREAKS,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_of_a_layout_is_left_and_nothing_is_lost(layout: str) -> None:
    article = parsed(LAYOUTS[layout])
    assert article.text == TEXT
    assert article.title == TITLE
    assert article.published_at == datetime.fromisoformat("2024-06-10T22:05:00+07:00")
    assert article.place.upper() == "JAKARTA"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_needs_its_names_to_be_understood(layout: str) -> None:
    """Class names that say nothing, as some builders make them, leave the same text."""
    nameless = re.sub(r'(class|id)="([^"]*)"', lambda m: f'{m[1]}="x{len(m[2])}z"', LAYOUTS[layout])
    assert parsed(nameless).text == TEXT


POINTER = '<a href="/b">Menhan Bertemu Panglima Bahas Patroli Laut</a>'
REFERENCES = {
    "behind a line break": f"<p>{A}<br><strong>Baca juga: {POINTER}</strong></p>",
    "at the end of a sentence": f"<p>{A} <strong>Baca juga: {POINTER}</strong></p>",
    "between two line breaks": f"{A}<br><br><b>Lihat juga:</b> {POINTER}<br><br>",
    "label and link on two lines": f"<p>{A}</p><p><strong>Baca juga:</strong><br>{POINTER}</p>",
    "as a list below a heading": f"<p>{A}</p><h4>Berita Terkait</h4><ul><li>{POINTER}</li><li>{POINTER}</li></ul>",
    "around the link": f'<p>{A}</p><p><a href="/b"><em>Pilihan Editor: Kapal Asing Diusir dari Natuna</em></a></p>',
    "as the place of a video": f"<p>{A}</p><p>[Gambas:Instagram]</p><p>Gambas:Video Kabar</p>",
    "as numbers of pages": f"<p>{A}</p><p>Halaman:</p><p><a href=2>Selanjutnya</a></p><p>1</p><p>2</p>",
    "as a table of contents": f"<h3>Daftar Isi</h3><ol><li><a href=#a>Dua Kapal</a></li></ol><p>{A}</p>",
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_goes_wherever_it_stands(kind: str) -> None:
    inner = REFERENCES[kind]
    last = "" if kind == "as numbers of pages" else f"<p>{B}</p>"
    article = parsed(page(f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{inner}{last}</div>"))
    assert article.text == "\n\n".join((LEAD, A, B)[: 3 if last else 2])


@pytest.mark.parametrize("tag", ["div", "td", "section", "p"])
def test_a_body_of_line_breaks_without_an_article_has_neither_title_nor_date_in_it(tag: str) -> None:
    body = "<br><br>".join((LEAD, *BODY))
    article = parsed(page(f"<h1>{TITLE}</h1><div>Senin, 10/06/2024 22:05 WIB</div><{tag}>{body}</{tag}>"))
    assert article.text == TEXT


def test_all_authors_are_kept_and_the_outlet_is_none_of_them() -> None:
    record = '{"@type": "NewsArticle", "author": [{"name": "Rani Wibisono"}, {"name": "Sukma Dewi"}, {"name": "Kabar Contoh"}]}'
    article = parsed(page(f"<p>{LEAD}</p><p>{A}</p>", f'<script type="application/ld+json">{record}</script>'))
    assert article.author == "Rani Wibisono, Sukma Dewi"


def test_a_body_parted_by_advertisements_is_one() -> None:
    half = '<div class="grid"><div class="body grid-item"><p>{}</p><p>{}</p></div></div><div class="iklan">Iklan</div>'
    article = parsed(page(f"<div>{half.format(LEAD, A)}{half.format(B, C)}</div>"))
    assert article.text == "\n\n".join((LEAD, A, B, C))


def test_a_table_of_data_stays_and_one_of_links_goes() -> None:
    data = "<table><tr><th>Kapal</th><th>Panjang</th></tr><tr><td>KRI Satu</td><td>90 m</td></tr></table>"
    links = "<table><tr><td><a href=/a>Kapal Asing Diusir</a></td><td><a href=/b>Menhan di Ranai</a></td></tr></table>"
    article = parsed(page(f"<article><p>{LEAD}</p>{data}<p>{A}</p>{links}<p>{B}</p></article>"))
    assert article.text == "\n\n".join((LEAD, "Kapal | Panjang", "KRI Satu | 90 m", A, B))


def test_an_embedded_post_is_a_quotation() -> None:
    post = '<div class="social-embed"><blockquote class="twitter-tweet"><p>Patroli dimulai Senin, kata kami.</p></blockquote></div>'
    article = parsed(page(f"<article><p>{LEAD}</p>{post}<p>{A}</p></article>"))
    assert "Patroli dimulai Senin, kata kami." in article.text.split("\n\n")


def test_what_is_hidden_from_the_reader_is_hidden_from_pantau() -> None:
    hidden = '<div style="display: none"><p>Anda telah berhasil masuk dan dapat menyimpan artikel ini di akun Anda.</p></div>'
    assert "berhasil masuk" not in parsed(page(f"<article><p>{LEAD}</p>{hidden}<p>{A}</p></article>")).text


def test_a_comment_form_names_no_author_and_a_cookie_notice_no_caption() -> None:
    form = '<form><p class="comment-form-author"><label>Nama (wajib)</label><input></p></form>'
    cookie = '<span class="cookie-caption">Selalu Aktif</span>'
    article = parsed(page(f"<article><p>{LEAD}</p><p>{A}</p></article>{form}{cookie}"))
    assert (article.author, article.caption, article.text) == ("", "", f"{LEAD}\n\n{A}")
