"""The selection: what an address says is what it becomes again."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.selection import KEYS, LISTS, BadQuery, Selection

DAYS = st.none() | st.dates(date(1990, 1, 1), date(2035, 12, 31))
# a value is an id: anything without a comma, which parts values
VALUE = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)
VALUES = st.lists(VALUE.filter(bool), max_size=4).map(tuple)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    start, end = draw(DAYS), draw(DAYS)
    if start and end and start > end:
        start, end = end, start
    lists = {name: draw(VALUES) for name in LISTS}
    words = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
    unit = draw(st.sampled_from(["article", "story", "family"]))
    return Selection(start, end, words=words, unit=unit, panel=draw(st.booleans()), **lists)  # type: ignore[arg-type]


@given(selections())
def test_an_address_gives_its_selection_back(selection: Selection) -> None:
    again = Selection.from_query(selection.to_query())
    assert again == selection
    assert hash(again) == hash(selection)
    assert Selection.from_query("?" + selection.to_query()) == selection
    assert again.to_query() == selection.to_query()


@given(VALUES, st.randoms(use_true_random=False))
def test_lists_are_sorted_and_unique(values: tuple[str, ...], random: object) -> None:
    mixed = [*values, *values]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    selection = Selection(actors=tuple(mixed))
    assert list(selection.actors) == sorted(set(values))
    assert selection == Selection(actors=values)


def test_the_whole_has_no_address() -> None:
    assert Selection().to_query() == ""
    assert Selection.from_query("") == Selection()
    assert Selection.from_query("by=month&see=term:a&unknown=1") == Selection()


def test_the_names_in_the_address() -> None:
    query = "from=2024-01-01&to=2024-06-30&topic=t3&theme=a,b&actor=PRK&outlet=o&lang=id&q=kapal%20selam&unit=story&panel=fixed"
    selection = Selection.from_query(query)
    assert selection.to_query() == query
    assert (selection.start, selection.end) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (selection.themes, selection.words, selection.unit) == (("a", "b"), "kapal selam", "story")
    assert set(parse_qs(query)) == set(KEYS)


def test_repeated_keys_are_alternatives_too() -> None:
    assert Selection.from_query("actor=PRK&actor=KOR,USA").actors == ("KOR", "PRK", "USA")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2024-13-01", "from=2024-13-01 is not a date"),
        ("to=kemarin", "to=kemarin is not a date"),
        ("to=10/06/2024", "10/06/2024"),
        ("from=2024-06-10&to=2024-06-09", r"2024-06-10.*2024-06-09"),
        ("unit=page", "'page'"),
        ("panel=some", "'some'"),
    ],
)
def test_what_is_impossible_is_named(query: str, said: str) -> None:
    with pytest.raises(BadQuery, match=said):
        Selection.from_query(query)


def test_the_frame_has_no_condition_on_content() -> None:
    full = Selection.from_query("from=2024-01-01&topic=t&theme=a&actor=b&outlet=o&lang=id&q=x&unit=story&panel=fixed")
    assert full.frame == Selection.from_query("from=2024-01-01&outlet=o&lang=id&unit=story&panel=fixed")
    assert full.narrowed and not full.frame.narrowed
