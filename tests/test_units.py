"""What is counted: articles, stories, publications; and the outlets of a fixed panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import load, page

from analytics.home import Home
from analytics.measures import copies, stories
from analytics.panel import panel
from analytics.snapshot import Snapshot, current
from analytics.weights import view
from data.selection import Selection

BEGIN = datetime.fromisoformat("2024-06-10T09:00:00+07:00")
TEXT = (
    page(1).split("\n\n", 2)[2]
    + "\n\n"
    + " ".join(f"Kalimat nomor {n} menyebut kapal patroli ke-{n * 7}." for n in range(30))
)


def table(home: Home, folder: Path, rows: Sequence[tuple[str, float, str]]) -> Snapshot:
    """A home of articles: outlet, hours after the beginning, text."""
    folder.mkdir(exist_ok=True)
    lines = ["outlet,title,published_at,text"]
    for number, (outlet, hours, text) in enumerate(rows):
        when = (BEGIN + timedelta(hours=hours)).isoformat()
        lines.append(f'{outlet},Judul {number} tentang patroli,{when},"{text}"')
    (folder / "rows.csv").write_text("\n".join(lines), encoding="utf-8")
    load(home, folder)
    return current(home)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """One text in three outlets of two families, and a text of its own."""
    other = " ".join(f"Rapat {n} membahas anggaran radar tahap {n * 3} di Cilangkap." for n in range(30))
    rows = [("detik", 0, TEXT), ("cnn-indonesia", 2, TEXT), ("kompas", 5, TEXT), ("kompas", 6, other)]
    return table(Home(tmp_path / "home"), tmp_path / "pages", rows)


@pytest.mark.parametrize(("unit", "total"), [("article", 4), ("story", 2), ("family", 3)])
def test_units(snapshot: Snapshot, unit: str, total: int) -> None:
    assert view(snapshot, Selection(unit=unit)).total == total  # type: ignore[arg-type]


def test_a_story_counts_by_its_earliest_selected_article(snapshot: Snapshot) -> None:
    assert view(snapshot, Selection(unit="story", outlets=("kompas",))).total == 2
    assert view(snapshot, Selection(unit="story", outlets=("detik", "cnn-indonesia"))).total == 1


def test_who_carried_it_and_how_late(snapshot: Snapshot) -> None:
    [told] = stories(view(snapshot, Selection(unit="story"))).to_dict("records")
    assert (told["outlet"], told["articles"], told["outlets"], told["families"]) == ("detik", 3, 3, 2)
    assert (told["median_delay"], told["hours"]) == (210, 5)
    carried = copies(snapshot, told["story"])
    assert list(carried["outlet"]) == ["detik", "cnn-indonesia", "kompas"]
    assert list(carried["delay"]) == [0, 120, 300]


def test_what_a_copy_left_out(tmp_path: Path) -> None:
    parts = [" ".join(f"Bagian {p} kalimat {n} tentang kapal {p * 40 + n}." for n in range(8)) for p in range(6)]
    cut = [*parts[:4], "Redaksi menerima tulisan ini dari mitra kami di daerah."]
    rows = [("detik", 0, "\n\n".join(parts)), ("kompas", 3, "\n\n".join(cut))]
    made = table(Home(tmp_path / "home"), tmp_path / "pages", rows)
    [told] = stories(view(made, Selection())).to_dict("records")
    copy = copies(made, told["story"]).iloc[1]
    assert (copy["cut"], copy["added"], copy["changed"]) == ([5, 6], 9, [])
    assert copy["kept"] == pytest.approx(4 / 6, abs=0.01)


def test_a_later_load_of_an_earlier_text_takes_the_story_over(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    first = table(home, tmp_path / "pages", [("kompas", 5, TEXT), ("detik", 9, TEXT)])
    [before] = stories(view(first, Selection())).to_dict("records")
    second = table(home, tmp_path / "more", [("antara", 1, TEXT)])
    [after] = stories(view(second, Selection())).to_dict("records")
    assert (before["outlet"], after["outlet"], after["articles"]) == ("kompas", "antara", 3)


def test_a_fixed_panel_takes_outlets_that_were_there_throughout(tmp_path: Path) -> None:
    other = [
        f"Teks {n} tentang rapat anggaran pertahanan tahap {n * 13} yang berbeda dari yang lain." for n in range(60)
    ]
    steady = [("kompas", 24.0 * n, other[n]) for n in range(24)]
    late = [("detik", 24.0 * n, other[30 + n]) for n in range(6, 24)]
    made = table(Home(tmp_path / "home"), tmp_path / "pages", [*steady, *late])
    assert panel(made, None, None) == {"kompas"}
    assert panel(made, date(2024, 6, 20), date(2024, 7, 3)) == {"kompas", "detik"}
    assert view(made, Selection(panel=True)).total == 24
