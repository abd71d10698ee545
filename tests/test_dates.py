"""Printed dates: what they name, what contradicts itself, and which of a page's dates is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article import Unreadable
from data.outlets import outlet_named, outlets
from data.parse.dating.candidates import candidate, from_address
from data.parse.dating.dates import find_date, find_dates, squeeze
from data.parse.dating.published import decide

JAKARTA = outlet_named("kabar-contoh")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ODD = [
    "10 Juni 2024", "10/06/2024 22:05", "Selasa, 10/06/2024 22:05 WIB", "2024-06-10T22:05:00Z", "2024-06-10T22:05:00+07:00",
    "2031-01-01", "0202-06-10", "31 Februari 2024", "Diperbarui 11 Juni 2024 08:00 WIB", "6 October 2024 00:00", "20240610",
]  # fmt: skip
SPOKEN = "2024-06-10T22:05:00+07:00"


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        ("Senin, 10/06/2024 22:05 WIB", SPOKEN),
        ("Senin, 10 Juni 2024 22:05 WIB", SPOKEN),
        ("10 Jun 2024, 22:05 WIB", SPOKEN),
        ("10/06/2024, 22:05 WIB", SPOKEN),
        ("Kompas.com - 10/06/2024, 22:05 WIB", SPOKEN),
        ("Monday, June 10, 2024 10:05 PM", SPOKEN),
        ("Mon, June 10 2024 / 10:05 pm GMT+7", SPOKEN),
        ("Senin, 10 Juni 2024 | 22.05 WIB", SPOKEN),
        ("10 Juni 2024 pukul 22.05 WIB", SPOKEN),
        ("2024-06-10T15:05:00Z", "2024-06-10T15:05:00+00:00"),
        ("2024-06-10 22:05:00.123456+07:00", SPOKEN),
        ("Mon, 10 Jun 2024 22:05:00 +0700", SPOKEN),
        ("Senin, 10 Juni 2024 23:05 WITA", "2024-06-10T23:05:00+08:00"),
        ("Senin, 10 Juni 2024 00:05 WIT", "2024-06-10T00:05:00+09:00"),
        ("Jum'at, 8 Nop 2019 07:30 WIB", "2019-11-08T07:30:00+07:00"),
        ("17 Agt 2024 10:00 WIB", "2024-08-17T10:00:00+07:00"),
        ("17 Ags 2024 10:00 WIB", "2024-08-17T10:00:00+07:00"),
        ("1 Mei 2024 12:30 am WIB", "2024-05-01T00:30:00+07:00"),
        ("22:05 WIB, 10 Juni 2024", SPOKEN),
        ("10/22/2025 9:15", "2025-10-22T09:15:00+07:00"),
        ("1718031900", "2024-06-10T15:05:00+00:00"),
        ("20240610T220500+0700", SPOKEN),
        ("10 June 2024 11:05 am ET", SPOKEN),
        ("10:05 pm CST, Monday, June 10, 2024", SPOKEN),
    ],
)
def test_printed_forms(said: str, instant: str) -> None:
    dated = find_date(said)
    assert dated is not None
    assert dated.instant == datetime.fromisoformat(instant)
    assert not dated.day_only


def test_a_day_without_a_clock_is_midnight_of_its_zone() -> None:
    dated = find_date("10 Juni 2024", "Asia/Jayapura")
    assert dated is not None and dated.instant is not None and dated.day_only
    assert dated.instant.isoformat() == "2024-06-10T00:00:00+09:00"


def test_the_weekday_decides_the_order_of_day_and_month() -> None:
    day_first, month_first = find_date("Senin, 10/06/2024"), find_date("Minggu, 10/06/2024")
    assert day_first and day_first.instant and day_first.instant.month == 6
    assert month_first and month_first.instant and month_first.instant.month == 10


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Tuesday, June 10, 2024", "June 10, 2024 was a Monday"),
        ("Selasa, 10 Juni 2024 22:05 WIB", "weekday contradicts"),
        ("Senin, 10 Juni 0202 22:05 WIB", "cannot be"),
        ("31 Februari 2024", "no day"),
    ],
)
def test_impossible_dates_say_why(said: str, why: str) -> None:
    assert decide(candidate("printed header", said, JAKARTA), NOW)[0] is None
    assert why in decide(candidate("printed header", said, JAKARTA), NOW)[1]


@pytest.mark.parametrize("said", ["", "tanpa tanggal", "1234", "pasal 10/06", "25:70", "99/99/2024", "nan"])
def test_no_date(said: str) -> None:
    dated = find_date(said)
    assert dated is None or dated.instant is None


def test_a_date_to_come_is_refused() -> None:
    with pytest.raises(Unreadable, match="12 March 2031"):
        decide(candidate("printed header", "12 Maret 2031", JAKARTA), NOW)


def test_the_clock_is_taken_from_a_later_candidate_of_the_day() -> None:
    day = candidate("table", "2024-06-10", JAKARTA, checked=True)
    clock = candidate("printed header", "10 Juni 2024 22:05 WIB", JAKARTA)
    instant, evidence, _ = decide(day + clock, NOW)
    assert instant == datetime.fromisoformat(SPOKEN)
    assert evidence == "table: 2024-06-10; clock from printed header: 10 Juni 2024 22:05 WIB"


def test_a_table_gives_way_to_the_address() -> None:
    table = candidate("table", "2024-12-14", JAKARTA, checked=True)
    address = from_address("https://kabar-contoh.example/2022/04/07/judul", JAKARTA)
    instant, evidence, _ = decide(table + address, NOW)
    assert instant is not None and instant.date().isoformat() == "2022-04-07"
    assert "set aside" in evidence and evidence.endswith("(day only)")


def test_an_outlet_declares_where_its_address_holds_the_clock() -> None:
    found = from_address("https://nasional.kompas.com/read/2024/06/10/22051234/judul", outlets()["kompas"])
    assert [c.dated.instant.isoformat() for c in found if c.dated.instant] == [SPOKEN]


def test_a_stamp_in_utc_is_told_in_the_zone_that_is_printed_beside_it() -> None:
    stamp = candidate("JSON-LD datePublished", "2024-05-01T23:30:00Z", JAKARTA)
    printed = candidate("visible header", "Kamis, 02 Mei 2024 08:30 WIT", JAKARTA)
    instant, evidence, _ = decide(stamp + printed, NOW, "Asia/Jakarta")
    assert instant is not None and instant.isoformat() == "2024-05-02T08:30:00+09:00"
    assert evidence.endswith("zone from visible header: Kamis, 02 Mei 2024 08:30 WIT")


@pytest.mark.parametrize(("home", "told"), [
    ("Asia/Jakarta", "2024-05-02T06:30:00+07:00"), ("", "2024-05-01T23:30:00+00:00"),
])  # fmt: skip
def test_a_stamp_in_utc_alone_is_told_where_the_outlet_is(home: str, told: str) -> None:
    instant, _, _ = decide(candidate("meta", "2024-05-01T23:30:00Z", JAKARTA), NOW, home)
    assert instant is not None and instant.isoformat() == told


def test_no_candidates_are_no_evidence() -> None:
    assert decide([], NOW) == (None, "none", ())


@given(st.text(st.sampled_from("0123456789 /-.:,TZ+()WIBSenjugtJimaplo"), max_size=60), st.booleans())
def test_no_string_breaks_the_reading_or_names_an_absurd_year(said: str, month_first: bool) -> None:
    for dated in find_dates(squeeze(said), month_first=month_first):
        assert dated.problem or (dated.instant and 1945 <= dated.instant.year <= 2286)


@given(st.lists(st.sampled_from(ODD), max_size=5))
def test_no_set_of_candidates_breaks_the_rule_or_gives_a_date_to_come(said: list[str]) -> None:
    found = [
        c
        for n, one in enumerate(said)
        for c in candidate(("meta date", "address", "table")[n % 3], one, JAKARTA, checked=n % 3 == 2)
    ]
    try:
        instant, evidence, seen = decide(found, NOW, "Asia/Jakarta")
    except Unreadable:
        return
    assert (instant is None or instant <= NOW + timedelta(hours=1)) and evidence and len(seen) == len(found)
    assert sum(one.verdict == "decides" for one in seen) == (instant is not None)
