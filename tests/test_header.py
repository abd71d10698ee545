"""What stands above the text, and what below it only looks as if it did."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.article import Article, Page
from data.parse import read
from data.parse.lines.captions import credit_line, read_caption

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TITLE = "TNI AL Tempatkan Kapal Patroli Baru di Natuna"
DATE = "Senin, 10 Juni 2024 22:05 WIB"
FIRST = "Kapal patroli baru itu akan ditempatkan di Natuna mulai bulan depan, kata juru bicara TNI AL."
SECOND = "Dua kapal sejenis menyusul pada akhir tahun setelah awaknya selesai berlatih di Surabaya."


def parsed(text: str) -> Article:
    return read(Page("contoh", "text", text.encode()), NOW)


@pytest.mark.parametrize("below", [
    "Sumber: https://tni.example/siaran/1", "Foto: Reuters", "(Reuters)", "Kapal itu di Ranai. (Foto: KBC/Rani)",
    "Editor: Rani Wibisono",
])  # fmt: skip
def test_a_brief_keeps_its_only_sentence(below: str) -> None:
    assert parsed(f"{TITLE}\n\n{DATE}\n\n{FIRST}\n\n{below}").text == FIRST


@pytest.mark.parametrize("between", [
    "Foto: Reuters", "Kapal itu di Ranai. (Foto: KBC/Rani)", "https://kabar-contoh.example/a", "Oleh: Rani Wibisono",
])  # fmt: skip
def test_a_lead_with_a_dateline_stays_whatever_follows(between: str) -> None:
    assert parsed(f"{TITLE}\n\n{DATE}\n\nNATUNA - {FIRST}\n\n{between}\n\n{SECOND}").text.startswith(FIRST)


def test_a_date_below_the_lead_leaves_it_in_the_text() -> None:
    article = parsed(f"{TITLE}\n\n{FIRST}\n\n{DATE}\n\n{SECOND}")
    assert article.text == f"{FIRST}\n\n{SECOND}" and article.published_at


def test_the_line_above_a_bare_credit_is_the_caption_where_the_text_follows() -> None:
    article = parsed(f"{TITLE}\n{DATE}\nKapal patroli bersandar di dermaga Ranai.\nFoto: KBC/Rani\n\nNATUNA - {FIRST}")
    assert (article.caption, article.credit) == ("Kapal patroli bersandar di dermaga Ranai.", "KBC/Rani")
    assert article.text == FIRST


@pytest.mark.parametrize("head", [f"Rani Wibisono\n{DATE}", f"{DATE}\nRani Wibisono"])
def test_a_bare_name_beside_the_date_is_the_author(head: str) -> None:
    article = parsed(f"{TITLE}\n\n{head}\n\n{FIRST}\n\n{SECOND}")
    assert (article.author, article.text) == ("Rani Wibisono", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("line", ["3 menit baca", "3 min read", "Waktu baca 3 menit", "(Reporting by Rani Wibisono)"])
def test_reading_times_and_reporters_are_no_text(line: str) -> None:
    assert parsed(f"{TITLE}\n\n{DATE}\n{line}\n\n{FIRST}\n\n{SECOND}\n\n{line}").text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("glued", ["Kapal perang melintas di selat", "Kapal perang melintas di selat itu."])
def test_a_caption_behind_the_title_needs_no_credit(glued: str) -> None:
    assert parsed(f"{TITLE}\n\n{DATE}\n{TITLE} {glued}\n\nNATUNA - {FIRST}").caption == glued


def test_caption_credit_and_dateline_on_one_line() -> None:
    article = parsed(f"{TITLE}\n\n{DATE}\nKapal patroli bersandar di Ranai. Foto: Reuters NATUNA - {FIRST}\n\n{SECOND}")
    assert (article.caption, article.credit) == ("Kapal patroli bersandar di Ranai.", "Reuters")
    assert (article.place, article.text) == ("NATUNA", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("section", ["Internasional", "NEWS > DUNIA", "Beranda / Nasional", "Nasional\nPolitik"])
def test_a_section_above_the_title_is_not_the_title(section: str) -> None:
    article = parsed(f"{section}\n{TITLE}\n\n{DATE}\n\n{FIRST}")
    assert (article.title, article.text) == (TITLE, FIRST)


@pytest.mark.parametrize(("one", "two"), [
    ("TNI AL Tempatkan Kapal Patroli Baru", "di Natuna"), ("TNI AL Tempatkan Kapal Patroli Baru di", "Natuna"),
    ("TNI AL dan Bakamla Tempatkan Kapal", "Patroli Baru di Natuna Mulai Juli"),
])  # fmt: skip
def test_a_title_on_two_lines_is_whole(one: str, two: str) -> None:
    article = parsed(f"{one}\n{two}\n\n{DATE}\n\n{FIRST}")
    assert (article.title, article.text) == (f"{one} {two}", FIRST)


def test_a_deck_is_no_second_line_of_the_title() -> None:
    assert parsed(f"{TITLE}\nKapal tiba pekan depan dari Surabaya\n\n{DATE}\n\n{FIRST}").title == TITLE


def test_a_date_above_the_title_is_the_day_of_the_copy() -> None:
    article = parsed(f"Rabu, 12 Juni 2024\n\n{TITLE}\n\n{DATE}\n\n{FIRST}")
    assert article.published_at == datetime.fromisoformat("2024-06-10T22:05:00+07:00")


@pytest.mark.parametrize("joint", ["\n", " | "])
def test_an_update_gives_way_to_the_publication(joint: str) -> None:
    article = parsed(f"{TITLE}\n\nUpdate: 11 Juni 2024 08:00 WIB{joint}Terbit: 10 Juni 2024 22:05 WIB\n\n{FIRST}")
    assert article.published_at == datetime.fromisoformat("2024-06-10T22:05:00+07:00")


def test_an_agency_that_a_link_set_on_a_line_of_its_own_stays_in_its_sentence() -> None:
    article = parsed(
        f"{TITLE}\n\n{DATE}\n\nThe new ship sails soon, according to\nReuters\nand others in the port city."
    )
    assert article.text == "The new ship sails soon, according to Reuters and others in the port city."


def test_a_caption_without_a_stop_does_not_swallow_the_lead() -> None:
    caption = "Foto: Kapal patroli bersandar di dermaga Ranai ketika para pejabat meninjau kesiapan seluruh awaknya"
    assert parsed(f"{TITLE}\n\n{DATE}\n\n{caption}\n{FIRST}\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Gedung kementerian itu. INQUIRER FILE PHOTO", "INQUIRER FILE PHOTO"),
        ("Kapal patroli di dermaga. PHOTO FROM ARMADA FB PAGE", "ARMADA FB PAGE"),
        ("Kapal itu tiba. Photo by Budi Santoso", "Budi Santoso"),
    ],
)
def test_a_file_photo_or_its_maker_ends_a_caption(line: str, credit: str) -> None:
    caption = read_caption(line)
    assert caption is not None and caption.credit == credit and caption.text == line.split(".", maxsplit=1)[0] + "."


@pytest.mark.parametrize("line", ["Inquirer file photos", "ILLUSTRATION BY BUDI SANTOSO", "(Reuters file photo)"])
def test_a_credit_without_a_colon(line: str) -> None:
    assert credit_line(line)


@pytest.mark.parametrize(
    "line", ["He sent the photo by mail to friends.", "Ia menyimpan foto itu. Photo from above shows smoke."]
)
def test_a_sentence_about_a_photo_is_no_caption(line: str) -> None:
    assert read_caption(line) is None and not credit_line(line)
