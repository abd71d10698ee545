"""Datelines, told apart from sentences that merely have a dash."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from data.article import Page
from data.parse import read
from data.parse.lines.dateline import find_dateline

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = "Kapal patroli baru itu akan ditempatkan di Natuna mulai bulan depan, kata juru bicara TNI AL."


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("SEOUL - ", "SEOUL", ""),
        ("JAKARTA, KOMPAS.com - ", "JAKARTA", "KOMPAS.com"),
        ("KOMPAS.com - ", "", "KOMPAS.com"),
        ("SEOUL (ANTARA) - ", "SEOUL", "ANTARA"),
        ("TEMPO.CO, Jakarta - ", "Jakarta", "TEMPO.CO"),
        ("Jakarta, CNBC Indonesia - ", "Jakarta", "CNBC Indonesia"),
        ("Jakarta (KBC) — ", "Jakarta", "KBC"),
        ("NEW YORK, KOMPAS — ", "NEW YORK", "KOMPAS"),
        ("WASHINGTON, D.C. – ", "WASHINGTON, D.C.", ""),
        ("Liputan6.com, Jakarta - ", "Jakarta", "Liputan6.com"),
        ("VIVA – ", "", "VIVA"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "JAKARTA", "REPUBLIKA.CO.ID"),
        ("KONTAN.CO.ID - JAKARTA. ", "JAKARTA", "KONTAN.CO.ID"),
        ("Bisnis.com, JAKARTA—", "JAKARTA", "Bisnis.com"),
        ("SEOUL, 10 June (Reuters) - ", "SEOUL", "Reuters"),
        ("MANILA, Philippines — ", "MANILA, Philippines", ""),
        ("NEW YORK - KOMPAS.com - ", "NEW YORK", "KOMPAS.com"),
        ("SEOUL (ANTARA/Yonhap) - ", "SEOUL", "ANTARA/Yonhap"),
        ("Beijing (ANTARA/Xinhua-OANA) - ", "Beijing", "ANTARA/Xinhua-OANA"),
        ("Seoul, 14 Januari 2025 - ", "Seoul", ""),
        ("JAKARTA, 14 Januari 2025 (ANTARA) - ", "JAKARTA", "ANTARA"),
        ("JAKARTA, SELASA (14/1/2025) - ", "JAKARTA", ""),
        ("Jakarta (14/1/2025) - ", "Jakarta", ""),
        ("SINGAPORE: ", "SINGAPORE", ""),
        ("KBRN, Jakarta: ", "Jakarta", "KBRN"),
        ("Jakarta, IDN Times - ", "Jakarta", "IDN Times"),
        ("St. Petersburg - ", "St. Petersburg", ""),
        ("WASHINGTON/JAKARTA - ", "WASHINGTON/JAKARTA", ""),
        ("WASHINGTON/JAKARTA, KOMPAS.com - ", "WASHINGTON/JAKARTA", "KOMPAS.com"),
        ("Lima, Peru — ", "Lima, Peru", ""),
        ("Sarajevo, Bosnia and Herzegovina — ", "Sarajevo, Bosnia and Herzegovina", ""),
        ("BANDUNG KOMPAS.com - ", "BANDUNG", "KOMPAS.com"),
        ("Liputan6.com, Jakarta ", "Jakarta", "Liputan6.com"),
    ],
)
def test_datelines(head: str, place: str, agency: str) -> None:
    found = find_dateline(head + FIRST)
    assert (found.place, found.agency, (head + FIRST)[found.end :]) == (place, agency, FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "TNI-AL menambah kapal patroli di Natuna.",
        "ASEAN - China membahas tata perilaku di Laut Cina Selatan.",
        "NATO - Rusia kembali tegang setelah latihan itu.",
        "Prabowo - Gibran bertemu para menteri di Istana.",
        "Menteri Pertahanan - yang baru dilantik - Bertolak ke Seoul.",
        "Presiden Yoon Suk Yeol - Presiden Korea Selatan - tiba.",
        "F-16 melintas di atas kota.",
        "INFO NASIONAL - Kementerian Pertahanan menerima kapal itu.",
        "INDONESIA - Malaysia sepakat berpatroli bersama di selat itu.",
        "RECAP: Bursa saham Asia ditutup menguat setelah pertemuan itu berakhir.",
        "Menlu Sugiono: Indonesia tidak memihak dalam sengketa di laut itu.",
        "Prabowo Subianto, Indonesia. Ia bertemu para menteri di Istana.",
    ],
)
def test_sentences_that_are_no_datelines(text: str) -> None:
    assert find_dateline(text).end == 0


def test_an_undeclared_outlet_may_sign_with_its_own_name() -> None:
    row = {"title": "Kapal Patroli", "text": f"Warta Laut - {FIRST}", "url": "https://wartalaut.example/a"}
    article = read(Page("row", "row", json.dumps(row).encode()), NOW)
    assert (article.agency, article.text) == ("Warta Laut", FIRST)


def test_an_outlet_called_like_its_town_does_not_hide_it() -> None:
    assert find_dateline(f"CLEVELAND, Ohio -- {FIRST}", "cleveland")[:2] == ("CLEVELAND, Ohio", "")
    assert find_dateline(f"TEMPO, Jakarta - {FIRST}", "tempo")[:2] == ("Jakarta", "TEMPO")


def test_an_agency_in_brackets_may_open_a_text_without_a_dash() -> None:
    assert find_dateline(f"(CNN){FIRST}", "cnn") == ("", "CNN", 5)
    assert find_dateline(f"Hong Kong (CNN Business){FIRST}", "cnn") == ("Hong Kong", "CNN Business", 24)
    assert find_dateline(f"JAKARTA (ANTARA) {FIRST}")[:2] == ("JAKARTA", "ANTARA")
    for words in (
        "(KPK)",
        "Menteri Pertahanan (Menhan)",
        "Komisi Pemberantasan Korupsi (KPK)",
        "Direktur Antara (ANTARA)",
    ):
        assert find_dateline(f"{words} {FIRST}").end == 0, words


def test_a_town_and_its_country_alone_are_a_dateline() -> None:
    assert find_dateline("BAAR, SWITZERLAND") == ("BAAR, SWITZERLAND", "", 17)
    assert find_dateline("Loren Legarda").end == find_dateline("Prabowo Subianto, Indonesia").end == 0


def test_a_dateline_below_a_caption_of_many_words_is_found() -> None:
    caption = "Kapal patroli bersandar di dermaga Ranai ketika para pejabat meninjau kesiapan awaknya di Natuna kemarin"
    row = {"title": "Kapal Patroli Tiba", "text": f"{caption}\nNATUNA, KOMPAS.com - {FIRST}"}
    article = read(Page("row", "row", json.dumps(row).encode()), NOW)
    assert (article.place, article.text) == ("NATUNA", f"{caption}\n\n{FIRST}")
