"""What is taken of a text, and that linking takes no longer than a text is long."""

from __future__ import annotations

import random
import time
from datetime import date
from functools import cache

import pytest

from analytics.actors import Linker, registry
from analytics.actors.place import is_town
from analytics.actors.taken import Taken

DAY = date(2025, 5, 5)


def test_taken_is_what_a_look_at_each_one_says() -> None:
    chance = random.Random(7)
    for _ in range(300):
        some = [(at, at + chance.randint(1, 6)) for at in chance.choices(range(30), k=chance.randint(0, 6))]
        taken = Taken(some)
        start = chance.randint(0, 30)
        end = start + chance.randint(1, 6)
        assert taken.touches(start, end) == any(a < end and start < b for a, b in some)
        assert taken.hold(start, end) == any(a <= start and end <= b and b - a > end - start for a, b in some)


@cache
def linker() -> Linker:
    return Linker(registry())


def seconds(text: str) -> float:
    start = time.process_time()
    linker().link("", text, "id", DAY)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        "Presiden AS bertemu ",
        "Menteri Luar Negeri Sugiono, Budi Wibowo berkata. Presiden Prancis Emmanuel Macron dan presiden itu. ",
        "Kementerian Pertahanan (Kemhan) Indonesia, ",
        "Menteri Xaverta Nolimu berkata. ",
    ],
)
def test_four_times_the_text_takes_no_sixteen_times_as_long(unit: str) -> None:
    seconds(unit * 500)
    assert seconds(unit * 8000) < 10 * seconds(unit * 2000) + 0.2


@pytest.mark.parametrize(
    "text", ["", " ", " Menhan", f"{' ' * 60}Menhan\n", "\n\t Menhan", "Partai", "(", "Menhan (", "ke-7"]
)
@pytest.mark.parametrize("language", ["id", "en", "ar", ""])
def test_odd_texts_are_linked_too(text: str, language: str) -> None:
    for title in ("", text):
        for m in linker().link(title, text, language, DAY).mentions:
            assert (title if m.field == "title" else text)[m.start : m.end].strip()


def test_a_town_is_what_the_text_goes_to() -> None:
    text = "Ia pergi ke di Wallonia, dari Bali"
    assert [is_town(text, word) for word in ("Wallon", "Wallonia", "Bali", "pergi", "Balik", "di")] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_acronyms_of_an_article_stand_alone_or_not_at_all() -> None:
    text = "Partai Kelapa Muda (PKMX) rapat. Kelapa Muda setuju. PKMX-nya menolak, xPKMX dan PKMX2 tidak."
    said = [text[m.start : m.end] for m in linker().link("", text, "id", DAY).mentions]
    assert said == ["Partai Kelapa Muda", "PKMX", "Kelapa Muda", "PKMX"]
