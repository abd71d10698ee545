"""Capitalised words: where each begins and ends, with the marks that belong to it."""

from __future__ import annotations

import pytest

from analytics.actors.forms import Span
from analytics.actors.rows import capitals, rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Presiden tiba di Kota Bandung.", ["Presiden", "Kota", "Bandung"]),
        ("pasukan al-Shabaab dan Al-Qaeda", ["al-Shabaab", "Al-Qaeda"]),
        ("the non-Western view, an iPhone's McDonald", ["McDonald"]),
        ("China's and Russia’s envoys, O'Brien", ["China", "Russia", "O'Brien"]),
        ("J. Smith dan Drs. Budi.", ["J.", "Smith", "Drs.", "Budi"]),
        ("Élysée, Şahin, _Satu", ["Élysée", "Şahin"]),
        ("X", ["X"]),
        ("", []),
    ],
)
def test_words_begun_with_a_capital(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in capitals(text)] == words


def test_rows_are_parted_by_more_than_a_blank() -> None:
    text = "Menlu Korea Selatan Cho Hyun bin Kim, lalu Ali"
    known = Span(6, 19, "KOR", "state")
    found = [[part.word or text[part.start : part.end] for part in row] for row in rows(text, [known])]
    assert found == [["Menlu", "Korea Selatan", "Cho", "Hyun", "Kim"], ["Ali"]]


def test_a_word_cut_by_a_known_span_keeps_its_head() -> None:
    text = "Kemlu AS-China"
    found = [(part.start, part.end) for row in rows(text, [Span(9, 14, "CHN", "state")]) for part in row]
    assert found == [(0, 5), (9, 14)]
