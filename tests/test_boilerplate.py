"""Lines that are not text, and text that looks like them."""

from __future__ import annotations

import pytest

from data.parse.lines.boilerplate import clean, without_boilerplate

FIRST = "Kapal patroli baru itu akan ditempatkan di Natuna mulai bulan depan, kata juru bicara TNI AL."
SECOND = "Dua kapal sejenis menyusul pada akhir tahun setelah awaknya selesai berlatih di Surabaya."


@pytest.mark.parametrize("line", [
    "FOLLOW US", "Follow us:", "Follow Us on Instagram and X", "FOLLOW US ON GOOGLE NEWS", "Follow us | Facebook | X",
    "Follow", "@kabarcontoh", "on Twitter", "READ: Patrols to begin", "Sign up", "Baca selengkapnya di sini",
    "(Additional reporting by Rani Wibisono; Editing by Sukma Dewi)", "5 menit membaca", "#natuna",
])  # fmt: skip
def test_a_line_that_is_no_text(line: str) -> None:
    assert without_boilerplate([FIRST, SECOND, line]) == [FIRST, SECOND]


@pytest.mark.parametrize("line", [
    "Follow us into the harbour, the captain told the crew of the patrol boat.",
    "Reading the treaty takes three minutes.", "Related laws were passed in March.",
])  # fmt: skip
def test_a_sentence_that_begins_like_one(line: str) -> None:
    assert without_boilerplate([FIRST, line, SECOND]) == [FIRST, line, SECOND]


def test_follow_us_at_the_end_of_a_paragraph() -> None:
    assert clean(f"{FIRST} FOLLOW US") == FIRST
    assert clean("The boats asked others to follow us.") == "The boats asked others to follow us."


def test_other_articles_under_their_sections() -> None:
    listed = ["FEATURED STORIES", "BUSINESS", "Port opens at last", "OPINION", "Who will guard the strait?"]
    assert without_boilerplate([FIRST, *listed, SECOND]) == [FIRST, SECOND]


def test_a_newsletter_between_two_paragraphs() -> None:
    offer = [
        "Prospects",
        "Every Monday",
        "With interviews, it is the source.",
        "View More Newsletter",
        "Privacy Policy",
    ]
    assert without_boilerplate([FIRST, *offer, SECOND]) == [FIRST, SECOND]


@pytest.mark.parametrize("after", [
    '"Awaknya sudah berlatih," kata dia.', "Menurut dia, awaknya sudah berlatih.", "Direktur Rani Wibisono mengatakan itu.",
    "Kapal itu dibangun di Surabaya.",
])  # fmt: skip
def test_a_headline_glued_into_a_paragraph(after: str) -> None:
    assert clean(f"{FIRST} Baca juga: TNI AL Latih Awak Kapal di Surabaya {after}") == f"{FIRST} {after}"


def test_a_glued_headline_whose_end_cannot_be_told_stays() -> None:
    said = f"{FIRST} Baca juga: TNI AL Latih Awak Kapal Sukma Dewi mengatakan awaknya sudah berlatih."
    assert clean(said) == said


@pytest.mark.parametrize("name", ["Most read", "READ NEXT", "Thanks for sharing!", "Berita terkait"])
def test_headlines_above_a_list_of_other_articles_are_no_text(name: str) -> None:
    text = ["The navy sent two ships to the strait on Monday.", "", "It said they would stay for a week."]
    others = ["Minister visits shipyard: Two hulls laid", "Will the talks go on?", "Joe Citizen"]
    assert without_boilerplate([*text, *others, name, "Another headline"]) == text


def test_a_list_above_tags_stays() -> None:
    text = ["These units took part in the exercise on Monday.", "Marine corps", "Air force", "Coast guard"]
    assert without_boilerplate([*text, "Tags: navy, exercise"]) == text
