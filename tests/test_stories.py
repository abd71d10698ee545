"""Stories: the same text is one story, another text is another, in whatever order they come."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.given_stories import stories_of
from analytics.stories import UNDATED, Dated, align, find, prints, same_text, words
from analytics.text import WORD

BEGIN = datetime(2024, 6, 10, 9, tzinfo=UTC)
SUBJECTS = ("Kapal perang", "Rapat kabinet", "Latihan gabungan", "Kunjungan menteri", "Pengadaan radar")
THINGS = (
    "menyatakan bahwa rencana itu sudah dibahas sejak awal tahun bersama para kepala staf di Cilangkap",
    "menolak menyebut berapa besar anggaran yang disiapkan karena masih menunggu persetujuan parlemen",
    "menambahkan negara tetangga sudah diberi tahu melalui jalur diplomatik beberapa hari sebelumnya",
    "mengingatkan agar semua pihak menahan diri dan mengutamakan perundingan di kawasan yang rawan ini",
    "menjelaskan tahap pertama akan dimulai di pangkalan timur sebelum diperluas ke wilayah barat",
    "mengatakan keputusan akhir berada di tangan presiden setelah laporan lengkap disampaikan pekan depan",
)


@dataclass(frozen=True)
class Made:
    id: str
    title: str
    text: str
    published_at: datetime | None = BEGIN
    language: str = "id"


def text(seed: int, paragraphs: int = 7) -> str:
    """A text of its own: no two seeds share a paragraph."""
    chance = random.Random(seed)
    made = []
    for number in range(paragraphs):
        who = f"{chance.choice(SUBJECTS)} {seed}-{number} di pelabuhan {seed * 31 + number}"
        made.append(
            f"{who} {chance.choice(THINGS)}. Menurut catatan ke-{number} dari {seed} sumber, {chance.choice(THINGS)}."
        )
    return "\n\n".join(made)


def told(*articles: Made) -> list[str]:
    return stories_of(articles)


def article(number: int, said: str, hours: float = 0, title: str = "Judul") -> Made:
    return Made(str(number), title, said, BEGIN + timedelta(hours=hours))


def test_a_cut_copy_is_the_same_story() -> None:
    whole = text(1)
    cut = "\n\n".join(whole.split("\n\n")[:3])
    first, second, other = told(article(1, whole), article(2, cut, 2), article(3, text(2), 3))
    assert first == second != other


def test_a_copy_after_eight_days_begins_a_story_of_its_own() -> None:
    first, soon, late = told(article(1, text(1)), article(2, text(1), 24 * 6.9), article(3, text(1), 24 * 8))
    assert first == soon != late


def test_copies_without_a_date_are_found_by_their_text() -> None:
    one = Made("1", "Judul", text(1), None)
    first, undated, again = told(article(1, text(1)), one, Made("3", "Judul", text(1), None))
    assert first == undated == again


def test_an_update_is_a_story_of_its_own() -> None:
    old, new = text(1).split("\n\n"), text(2).split("\n\n")
    first, update = told(article(1, "\n\n".join(old)), article(2, "\n\n".join([*new[:4], *old[2:5]]), 5))
    assert first != update


def test_the_same_words_of_another_place_and_other_numbers_are_another_story() -> None:
    one = "Gempa bermagnitudo 5,1 mengguncang Ambon pada Senin. Pusat gempa berada di laut, 34 kilometer dari Ambon. "
    one += "Kepala pusat gempa Daryono menyatakan tidak ada potensi tsunami. Warga Ambon diminta tetap tenang."
    other = one.replace("Ambon", "Padang").replace("5,1", "4,7").replace("34", "81").replace("Senin", "Kamis")
    assert not same_text(words("Gempa di Ambon", one), words("Gempa di Padang", other))
    assert same_text(words("Gempa di Ambon", one), words("Gempa guncang Ambon", one.replace("34", "35")))


def test_a_corrected_spelling_is_no_swap() -> None:
    one = text(1) + "\n\nVolodymyr Zelensky bertemu Retno Marsudi di Jakarta pada Jumat."
    other = text(1) + "\n\nVolodimir Zelenskyy bertemu Retno Marsudi di Jakarta pada Jum'at."
    assert align(words("", one), words("", other)).swaps == ()


def test_a_story_is_named_by_its_first_text() -> None:
    later, first = article(1, text(1), 5), article(2, text(1), 0)
    [alone] = told(first)
    assert told(later, first) == [alone, alone]


def test_headlines_alone_are_stories_of_their_own() -> None:
    assert len(set(told(Made("1", "Sama", ""), Made("2", "Sama", "")))) == 2


@given(st.permutations(range(12)), st.integers(0, 11))
@settings(max_examples=40, deadline=None)
def test_stories_do_not_depend_on_the_order_of_arrival(order: list[int], cut: int) -> None:
    every = [article(n, text(n % 5, 7 - n % 3), hours=n * 9) for n in range(12)]
    whole = dict(zip([a.id for a in every], told(*every), strict=True))
    mixed = [every[n] for n in order]
    assert dict(zip([a.id for a in mixed], told(*mixed), strict=True)) == whole
    assert found_in_two(mixed, cut) == [whole[a.id] for a in mixed]


def found_in_two(articles: list[Made], cut: int) -> list[str]:
    """The stories when the first articles are found before the rest come."""
    ids = np.array([int(told(a)[0], 16) for a in articles], np.uint64)  # alone, each is named by itself
    instants = np.array([int((a.published_at or BEGIN).timestamp() * 1e6) for a in articles], np.int64)
    marks = [prints(m.group() for m in WORD.finditer(a.text)) for a in articles]

    def of(n: int) -> Dated:
        return Dated(ids[:n], instants[:n], marks[:n])

    before = find(of(cut), lambda at: words(articles[at].title, articles[at].text)) if cut else np.empty(0, np.uint64)
    known = np.concatenate([before, np.zeros(len(articles) - cut, np.uint64)])
    every = find(of(len(articles)), lambda at: words(articles[at].title, articles[at].text), known)
    return [f"{story:016x}" for story in every]


def test_prints_find_a_shared_run() -> None:
    one = [f"kata{n}" for n in range(60)]
    other = [f"lain{n}" for n in range(40)] + one[20:36] + [f"baru{n}" for n in range(40)]
    assert np.intersect1d(prints(one), prints(other)).size
    assert not np.intersect1d(prints(one), prints(f"lain{n}" for n in range(80))).size


@pytest.mark.parametrize("said", ["", "satu dua tiga empat"])
def test_too_short_a_text_has_no_prints(said: str) -> None:
    assert prints(said.split()).size == 0


def test_an_undated_article_comes_last() -> None:
    dated = Dated(np.array([9, 1], np.uint64), np.array([5, UNDATED]), [prints([]), prints([])])
    assert dated.order.tolist() == [0, 1]
