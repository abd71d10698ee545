"""Bare titles: who held the office that day, whose it is, and when nobody can tell."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from analytics.actors import BadEntry, Holding, Linker, Office, Offices, registry

DAY = date(2018, 5, 4)
PUMP = Office(
    "pump", "other", "Keeper of the pump", "Penjaga pompa", "IDN", (),
    (
        Holding("ani", date(2015, 1, 1), date(2016, 1, 1)),
        Holding("budi", date(2016, 1, 1), date(2017, 6, 30)),
        Holding("citra", date(2017, 9, 15), date(2019, 2, 15), sure=False),
        Holding("dedi", date(2019, 2, 15), None),
    ),
    date(2020, 1, 1), "made up",
)  # fmt: skip


@cache
def linker() -> Linker:
    return Linker(registry())


def meant(text: str, day: date | None = DAY, language: str = "id", title: str = "") -> list[str]:
    """The bare titles of an article as `surface=actor`."""
    sides = {"title": title, "text": text}
    mentions = linker().link(title, text, language, day).mentions
    return [f"{sides[m.field][m.start : m.end]}={m.actor}" for m in mentions if m.via == "office"]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2015-06-01", "ani"),
        ("2015-12-30", "ani"),
        ("2015-12-31", None),  # the day beside a hand-over
        ("2016-01-01", None),
        ("2016-01-02", None),
        ("2016-01-03", "budi"),
        ("2017-08-01", None),  # a vacancy
        ("2018-01-10", "citra"),
        ("2017-10-01", "citra"),
        ("2019-02-01", "citra"),
        ("2019-03-01", None),  # only the month in which the term ended is known
        ("2019-06-01", "dedi"),
        ("2020-12-31", "dedi"),
        ("2021-01-02", None),  # long after it was last checked
        ("2014-12-31", None),
    ],
)
def test_who_held_it_that_day(day: str, who: str | None) -> None:
    assert PUMP.holder(date.fromisoformat(day)) == who


def test_without_a_day_nobody_is_sure() -> None:
    assert PUMP.holder(None) is None


def test_what_a_person_held_in_order_of_time() -> None:
    offices = Offices([PUMP])
    assert [(o.key, h.start.year) for o, h in offices.held_by("budi")] == [("pump", 2016)]
    assert offices.of("other", "IDN") == [PUMP] and offices.of("other", "MYS") == []


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("Rapat itu dihadiri Menhan di Jakarta.", date(2018, 5, 4), ["Menhan=ryamizard-ryacudu"]),
        ("Rapat itu dihadiri Menhan di Jakarta.", date(2021, 5, 4), ["Menhan=prabowo-subianto"]),
        ("Rapat itu dihadiri Menhan RI.", date(2025, 5, 4), ["Menhan RI=sjafrie-sjamsoeddin"]),
        ("Menlu AS tiba di Jakarta.", date(2015, 5, 4), ["Menlu AS=john-kerry"]),
        ("Menlu AS tiba di Jakarta.", date(2022, 5, 4), ["Menlu AS=antony-blinken"]),
        ("Ia ditemui PM Jepang.", date(2018, 5, 4), ["PM Jepang=shinzo-abe"]),
        ("Panglima TNI meninjau latihan.", date(2018, 5, 4), ["Panglima TNI=hadi-tjahjanto"]),
        ("Rapat itu dihadiri Menhan di Jakarta.", date(2019, 10, 21), ["Menhan=office:idn-defence-minister"]),
        ("Rapat itu dihadiri Menhan di Jakarta.", None, ["Menhan=office:idn-defence-minister"]),
        ("Sekjen PBB menyesalkan serangan itu.", date(2018, 5, 4), ["Sekjen PBB=antonio-guterres"]),
    ],
)
def test_a_bare_title_is_the_holder_of_that_day(text: str, day: date | None, wanted: list[str]) -> None:
    assert meant(text, day) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Menhan Ryamizard Ryacudu hadir.",
        "Menteri Pertahanan (Menhan) Ryamizard Ryacudu hadir.",
        "Ryamizard Ryacudu, Menteri Pertahanan, hadir.",
        "Presiden Prancis, Emmanuel Macron, tiba.",
        "Para menteri pertahanan ASEAN bertemu.",
        "Ia calon presiden dari partai itu.",
        "Seorang presiden harus sabar.",
        "Peraturan Presiden Nomor 5 terbit. Ia ingin menjadi Presiden.",
        "Piala Presiden digelar di Bandung.",
        "Presiden Direktur perusahaan itu mundur.",
        "Sekjen Kementerian Perhubungan hadir dalam rapat itu.",
        "Ketua Partai Golkar setempat hadir.",
        "Perdana Menteri pertama India berpidato.",
        "Menteri Pertahanan (Menhan) (RI), Ryamizard Ryacudu, hadir.",
    ],
)
def test_titles_that_belong_to_a_name_or_to_nobody(text: str) -> None:
    assert meant(text) == []


def test_the_state_that_stands_in_a_title_gets_no_mark_of_its_own() -> None:
    text = "Menlu AS tiba di Jakarta."
    assert [text[m.start : m.end] for m in linker().link("", text, "id", DAY).mentions] == ["Menlu AS"]
    named = "Menlu AS Rex Tillerson tiba."
    assert [named[m.start : m.end] for m in linker().link("", named, "id", DAY).mentions] == ["AS", "Rex Tillerson"]


def test_what_the_text_said_before_goes_before_the_calendar() -> None:
    text = "Presiden Suriah Bashar al-Assad berpidato. Di hadapan parlemen, Presiden menolak mundur."
    assert meant(text) == ["Presiden=bashar-al-assad"]


def test_a_name_after_a_comma_is_the_holder_only_if_he_ever_was() -> None:
    text = "Selain Menhan Malaysia, Prabowo juga disambut pasukan."
    assert meant(text, date(2025, 6, 4)) == ["Menhan Malaysia=mohamed-khaled-nordin"]


def test_a_former_holder_is_not_the_holder() -> None:
    assert meant("Mantan Menhan hadir di Jakarta. Indonesia siap.") == []
    told = "Mantan Presiden AS Barack Obama hadir. Mantan Presiden AS itu tersenyum."
    assert meant(told) == ["Mantan Presiden AS=barack-obama"]


def test_a_title_introduced_by_the_text_stands_for_its_bearer() -> None:
    text = "Utusan Kamboja untuk PBB, Sok Vannara, hadir. Kemudian Utusan Kamboja membantah."
    assert meant(text) == ["Utusan Kamboja=new:sok-vannara"]


def test_an_english_title_goes_to_its_state() -> None:
    assert meant("The Malaysian prime minister arrived.", date(2019, 5, 4), "en") == [
        "Malaysian prime minister=mahathir-mohamad"
    ]
    assert meant("The annual congress elected a chair.", DAY, "en") == []


def test_an_undecided_office_is_an_actor_of_its_own() -> None:
    actor = registry()["office:idn-defence-minister"]
    assert (actor.kind, actor.iso3, actor.aliases) == ("office", "IDN", ("?",))
    assert registry()["office:president"].iso3 is None


def test_every_holder_stands_in_the_registry_and_every_office_is_of_a_state_or_a_body() -> None:
    known = registry()
    assert len(known.offices) > 1000
    for office in known.offices:
        assert office.state is None or known[office.state].kind == "state", office.key
        assert all(known[h.who].kind == "person" for h in office.holders), office.key


@pytest.mark.parametrize("kind", ["president", "prime-minister", "foreign-minister", "defence-minister"])
def test_sixty_states_have_their_offices(kind: str) -> None:
    states = {o.state for o in registry().offices if o.kind in {kind, "monarch"}}
    assert len(states) >= 60


def test_a_holder_nobody_knows_is_told(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "offices").mkdir()
    (tmp_path / "offices" / "x.toml").write_text(
        '[[office]]\nkey = "x"\nkind = "president"\nname = "X"\nid = "X"\nsource = "s"\nchecked = 2020-01-01\n'
        'holders = [{ who = "nobody", from = 2019-01-01 }]\n',
        encoding="utf-8",
    )
    with pytest.raises(BadEntry, match=r"x\.toml.*nobody"):
        registry(tmp_path)
