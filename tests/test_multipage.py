"""Articles saved as several pages are one article, and a page that is missing is told."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from data.archive import Archive
from data.intake.pages import Refused, read_pages
from data.load import load
from data.show import show

SITE = "https://kabar-contoh.example/berita/patroli-natuna"
TITLE = "Dua Kapal Patroli Berangkat ke Natuna"
SAID = {
    1: "TNI Angkatan Laut memberangkatkan dua kapal patroli baru ke perairan Natuna, Senin pagi.",
    2: "Setibanya di Ranai, awak kedua kapal akan berlatih bersama penjaga pantai selama sepekan.",
    3: "Pemerintah daerah berharap kehadiran kapal itu menenangkan nelayan yang melaut di utara.",
}
MORE = "Kapal kedua menyusul {} hari kemudian setelah perbekalan awaknya selesai dimuat di Surabaya."


def saved(number: int, address: str, links: str = "", title: str = TITLE, name: str = "Kabar Contoh") -> str:
    return f"""<html><head><title>{title} - {name}</title><link rel="canonical" href="{address}">{links}
<meta property="article:published_time" content="2024-06-10T2{number}:05:00+07:00"></head><body><h1>{TITLE}</h1>
<article><p>{SAID[number]}</p><p>{MORE.format(number)}</p></article><div class="tags">Tag: TNI</div></body></html>"""


def text(*numbers: int) -> str:
    return "\n\n".join(part for n in numbers for part in (SAID[n], MORE.format(n)))


FORMS = {
    "a query": {n: saved(n, f"{SITE}?page={n}") for n in SAID},
    "a path": {n: saved(n, f"{SITE}/{n}" if n > 1 else SITE) for n in SAID},
    "halaman in the path": {n: saved(n, f"{SITE}/halaman/{n}" if n > 1 else SITE) for n in SAID},
    "the title alone": {n: saved(n, SITE, title=f"{TITLE} Halaman {n}") for n in SAID},
    "links alone": {
        1: saved(1, SITE, f'<link rel="next" href="{SITE}?page=2">'),
        2: saved(2, SITE, f'<link rel="prev" href="{SITE}"><link rel="next" href="{SITE}?page=3">'),
        3: saved(3, SITE, f'<link rel="prev" href="{SITE}?page=2">'),
    },
    "where it was saved from": {
        n: f"<!-- saved from url=(0057){SITE}?page={n} -->\n" + saved(n, SITE) for n in SAID
    },
}  # fmt: skip


def keep(folder: Path, pages: dict[int, str], order: str = "cab") -> None:
    for letter, number in zip(order, pages, strict=False):
        (folder / f"{letter}.html").write_text(pages[number], encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_pages_become_one_article_in_order(tmp_path: Path, form: str) -> None:
    keep(tmp_path, FORMS[form])
    (article,) = show([tmp_path])
    assert article["text"] == text(1, 2, 3)
    assert (article["title"], article["published_at"]) == (TITLE, "2024-06-10T21:05:00+07:00")


def test_a_page_that_holds_all_is_read_alone(tmp_path: Path) -> None:
    whole = saved(1, f"{SITE}?page=all").replace("</article>", f"<p>{SAID[2]}</p><p>{SAID[3]}</p></article>")
    keep(tmp_path, {0: whole, 2: FORMS["a query"][2]})
    (article,) = show([tmp_path])
    assert article["text"] == "\n\n".join((text(1), SAID[2], SAID[3]))


@pytest.mark.parametrize(("there", "missing"), [((1, 3), 2), ((1, 2), 3), ((1,), 2)])
def test_a_missing_page_is_told(tmp_path: Path, there: tuple[int, ...], missing: int) -> None:
    keep(tmp_path, {n: FORMS["links alone"][n] for n in there})
    article, told = read_pages([tmp_path])
    assert isinstance(told, Refused) and told.source.endswith(f"#page {missing}") and "not saved" in told.reason
    assert next(iter(show([tmp_path])))["text"] == text(*there)
    assert article.source == str(tmp_path / "c.html")


def test_a_second_page_without_its_first_stands_alone(tmp_path: Path) -> None:
    keep(tmp_path, {2: FORMS["a query"][2]})
    (article,) = show([tmp_path])
    assert article["text"].startswith(SAID[2])


def test_pages_in_different_folders_and_other_articles_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    keep(tmp_path, {1: FORMS["a query"][1]})
    keep(tmp_path / "x", {2: FORMS["a query"][2], 3: saved(3, f"{SITE}-lain/2", title="Berita Lain")})
    assert len(list(show([tmp_path]))) == 3


def test_addresses_that_end_in_a_number_are_no_pages(tmp_path: Path) -> None:
    folder = "https://kabar-contoh.example/2024/06/"
    keep(tmp_path, {n: saved(n, f"{folder}{9 + n}") for n in SAID})
    assert len(list(show([tmp_path]))) == 3


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    keep(tmp_path / "pages", {n: FORMS["links alone"][n] for n in (1, 3)})
    with Archive(tmp_path / "archive.sqlite") as archive:
        first = load([tmp_path / "pages"], archive, lambda *_: None)
        again = load([tmp_path / "pages"], archive, lambda *_: None)
        assert (first.article, first.aside, again.known) == (1, 1, 2)
        assert [article.text for _, article in archive.articles()] == [text(1, 3)]


@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_packed_pages_become_one_article_too(tmp_path: Path, packing: str) -> None:
    pages = FORMS["a query"]
    if packing == "gz":
        for number, said in pages.items():
            (tmp_path / f"{number}.html.gz").write_bytes(gzip.compress(said.encode()))
    else:
        with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
            packed.writestr("detik/other.html", saved(1, "https://kabar-contoh.example/lain", title="Lain"))
            for number, said in pages.items():
                packed.writestr(f"detik/{number}.html", said)
    found = {str(one["path"]): one for one in show([tmp_path])}
    whole = found[str(tmp_path / ("1.html.gz" if packing == "gz" else "saved.zip/detik/1.html"))]
    assert whole["text"] == text(1, 2, 3) and len(found) == (1 if packing == "gz" else 2)
    assert packing == "gz" or whole["outlet"] == "detik"


def test_a_missing_page_of_a_zip_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
        for number in (1, 3):
            packed.writestr(f"{number}.html", FORMS["a query"][number])
    (refused,) = [one for one in read_pages([tmp_path]) if isinstance(one, Refused)]
    assert refused.source == str(tmp_path / "saved.zip/1.html#page 2")
