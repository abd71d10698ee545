"""The audit: names that are one are found with the reason, names that only look alike are not, and tables hold both."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from conftest import load
from typed import failed, run

from analytics.actors import alike, registry
from analytics.actors.audit import audit, nearest
from analytics.actors.new_names import new_names
from analytics.actors.own import adopt, apart, merge, registry_of
from analytics.actors.pairs import Match, Subject, matches
from analytics.home import Home
from analytics.measures.tally import totals
from analytics.snapshot import Snapshot, current
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.tables import table
from data.selection import Selection


def why(one: str, other: str, kind: str = "person") -> str:
    """Why two names are alike; empty where they are not."""
    said = alike.alike(alike.name(one, kind), alike.name(other, kind), kind)
    assert said == alike.alike(alike.name(other, kind), alike.name(one, kind), kind)
    return said.why if said else ""


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Muhammad Husein", "Mohammed Hussain", alike.SPELLING),
        ("Djoko Soesilo", "Joko Susilo", alike.SPELLING),
        ("Abdel Fattah al-Sisi", "Abdul Fatah El-Sisi", alike.SPELLING),
        ("Ramadhan Sjarif", "Ramadan Syarif", alike.SPELLING),
        ("Jusuf Karim", "Yusuf Karim", alike.SPELLING),
        ("José Peña", "Jose Pena", alike.SAME),
        ("Jenderal Budi Raharjo", "Budi Raharjo", alike.TITLE),
        ("H. Budi Raharjo", "Budi Raharjo", alike.SHORT),
        ("Didik J. Santosa", "Didik Junaidi Santosa", alike.INITIAL),
        ("John Bolton", "John R. Bolton", alike.INITIAL),
        ("Ahmad Riza Maulana", "Riza Maulana", alike.WITHIN),
        ("Purnama Condro Wijaya", "Purnama Wijaya Condro", alike.ORDER),
        ("Gunawan Rakabuming Suharto", "Gunawan Rakabumnig Suharto", alike.NEAR),
        ("Kim Jong-un", "Kim Jong-il", ""),
        ("Kim Jong-nam", "Kim Yong-nam", ""),
        ("George H. W. Bush", "George W. Bush", ""),
        ("Mahmud Idris Junior", "Mahmud Idris Junior II", ""),
        ("Salman bin Abdulaziz", "Mohammed bin Salman bin Abdulaziz", ""),
        ("Budi Santoso", "Budi Hartono", ""),
        ("Budi", "Budi Santoso", ""),
    ],
)  # fmt: skip
def test_names_of_persons(one: str, other: str, reason: str) -> None:
    assert why(one, other) == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("PT Contoh Raya Tbk", "Contoh Raya", alike.SHORT),
        ("DPRD Jatim", "DPRD Provinsi Jawa Timur", alike.SHORT),
        ("Polda Sumut", "Kepolisian Daerah Sumatra Utara", alike.SHORT),
        ("Departemen Luar Negeri RI", "Departemen Luar Negeri", alike.SHORT),
        ("PT Sidomakmur", "PT Sido Makmur", alike.SPELLING),
        ("PT Contoh Raya Indonesia", "PT Contoh Raya", alike.NATION),
        ("BDI", "Badan Dirgantara Internasional", alike.SPELT_OUT),
        ("Mandalika Racing Association", "Galang Mandalika Racing Association", alike.WITHIN),
        ("Komisi I DPR", "Komisi II DPR", ""),
        ("Yonif 733", "Yonif 734", ""),
        ("Polres Metro Bekasi", "Polres Metro Bogor", ""),
        ("DPRD Kota Malang", "DPRD Kabupaten Malang", ""),
        ("Dinas Pendidikan", "Dinas Pendidikan Jakarta", ""),
        ("OPEC", "OPEC+", ""),
    ],
)  # fmt: skip
def test_names_of_bodies(one: str, other: str, reason: str) -> None:
    assert why(one, other, "organisation") == reason


def subject(
    key: str, *forms: str, kind: str = "organisation", state: str | None = None, known: bool = False
) -> Subject:
    return Subject(key, kind, "other", state, known, tuple(alike.name(form, kind) for form in forms))


def found(*subjects: Subject) -> list[Match]:
    return sorted(matches(subjects), key=lambda m: (m.one, m.other))


def test_the_most_alike_forms_decide() -> None:
    one = subject("a", "Kementerian Urusan Kapal", "Kemenkapal")
    (match,) = found(one, subject("b", "Kemen Kapal"), subject("c", "Badan Laut"))
    assert (match.one, match.other, match.why) == (0, 1, alike.SPELLING)
    assert (match.form, match.other_form) == ("Kemenkapal", "Kemen Kapal")


def test_acronyms_of_other_names_tell_nothing() -> None:
    one = subject("a", "Komisi Pemburu Kapal", "KPK")
    assert found(one, subject("b", "Korps Pasukan Kapal")) == []
    assert found(one, subject("b", "Korps Pasukan Kapal", "KPK")) == []
    (match,) = found(one, subject("c", "Ship Hunters Commission", "KPK"))
    assert match.why == alike.ACRONYM


def test_states_and_care_count_against() -> None:
    near, far = (subject("b", "Budi Raharjo", kind="person", state=state) for state in ("IDN", "MYS"))
    one = subject("a", "Budi Raharjo", kind="person", state="IDN")
    (same,), (other,) = found(one, near), found(one, far)
    assert same.score > other.score
    (known,) = found(one._replace(known=True), near._replace(known=True))
    assert same.score > known.score


def test_surnames_of_the_same_office() -> None:
    people = [subject(name, name, kind="person", state="IDN") for name in ("Bambang Wirabuana", "Budi Wirabuana")]
    assert [match.why for match in found(*people)] == [alike.SURNAME]
    assert found(people[0], people[1]._replace(state="MYS")) == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Articles that name one person in two spellings, and a firm with and without its legal form."""
    home = Home(tmp_path_factory.mktemp("audit"))
    texts = [
        "Direktur PT Galangan Uji, Sutrisno Wirabuana, membuka pameran kapal. Sutrisno Wirabuana berpidato di Surabaya.",
        "Pameran kapal milik PT Galangan Uji Tbk di Jakarta ditutup kemarin oleh Direktur Soetrisno Wirabuana.",
        "Menurut Direktur Sutrisno Wirabuana, pameran kapal akan diadakan lagi di Batam tahun depan.",
    ]
    folder = tmp_path_factory.mktemp("pages")
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(
            f"Pameran Kapal {number}\n\nSenin, {10 + 7 * number}/06/2024 10:00 WIB\n\n{text}\n"
        )
    load(home, folder)
    return home


def pairs(home: Home) -> set[frozenset[str]]:
    return {frozenset((pair.one.key, pair.other.key)) for pair in audit(current(home), registry_of(home), 5_000)}


def test_pairs_of_a_snapshot(home: Home) -> None:
    both = frozenset(("new:sutrisno-wirabuana", "new:soetrisno-wirabuana"))
    pair = next(p for p in audit(current(home), registry(), 5_000) if frozenset((p.one.key, p.other.key)) == both)
    assert (pair.one.mentions, pair.one.articles, pair.other.mentions, pair.together) == (3, 2, 1, 0)
    assert pair.why == (alike.SPELLING,)
    assert frozenset(("new:pt-galangan-uji", "new:pt-galangan-uji-tbk")) in pairs(home)


def test_new_names_of_a_snapshot(home: Home) -> None:
    told = new_names(view(current(home), Selection()), registry()).set_index("actor")
    row = told.loc["new:sutrisno-wirabuana"]
    assert (row["kind"], row["mentions"], row["articles"], row["forms"]) == ("person", 3, 2, "Sutrisno Wirabuana")
    assert (str(row["first"]), str(row["last"]), row["nearest"]) == ("2024-06-10", "2024-06-24", "")


def test_what_was_said_is_asked_no_more(home: Home, tmp_path: Path) -> None:
    before = pairs(home)
    found = current(home).actors
    apart(home, "new:pt-galangan-uji", "new:pt-galangan-uji-tbk")
    adopt(home, "new:sutrisno-wirabuana", "person", "Sutrisno Wirabuana", state="IDN")
    after = pairs(home)
    assert frozenset(("new:pt-galangan-uji", "new:pt-galangan-uji-tbk")) in before - after
    assert frozenset(("sutrisno-wirabuana", "new:soetrisno-wirabuana")) in after - before
    assert not any("new:sutrisno-wirabuana" in pair for pair in after)
    assert nearest(current(home), registry_of(home))["new:soetrisno-wirabuana"][0] == "sutrisno-wirabuana"
    merge(home, "sutrisno-wirabuana", "new:soetrisno-wirabuana", found)
    assert not any("new:soetrisno-wirabuana" in pair for pair in pairs(home))
    folder = tmp_path / "more"
    folder.mkdir()
    load(home, folder)
    assert {a.key: a.known for a in current(home).actors}["sutrisno-wirabuana"]


def test_the_tables(demo: Snapshot) -> None:
    seen = view(demo, Selection())
    told = table("audit", Asked(seen, Options(top=20), "en"))
    assert len(told) <= 20
    assert list(told["score"]) == sorted(told["score"], reverse=True)
    new = table("new-names", Asked(seen, Options(), "id"))
    counts, _ = totals(seen, "actors")
    assert new["mentions"].sum() == sum(counts[n] for n, a in enumerate(demo.actors) if not a.known)
    persons = table("new-names", Asked(seen, Options(kind="person"), "id"))
    assert set(persons["kind"]) == {"person"}
    narrow = view(demo, Selection(languages=("en",)))
    few = table("audit", Asked(narrow, Options(), "en"))
    assert ((few["mentions"] > 0) | (few["other_mentions"] > 0)).all()


def test_blocks_change_nothing(demo: Snapshot, demo_whole: Snapshot) -> None:
    for name in ("audit", "new-names"):
        two, one = (table(name, Asked(view(snapshot, Selection()), Options(), "id")) for snapshot in (demo, demo_whole))
        pd.testing.assert_frame_equal(two, one)


def test_the_commands(home: Home, tmp_path: Path) -> None:
    assert run("audit", "--form", "json", home=home).stdout.startswith('{\n  "receipt"')
    assert "mentions" in run("audit", "--top", "3", home=home).stdout
    assert "actors and" in run("actors", "check", home=home).stdout
    assert run("actors", "add", "new:pt-galangan-uji", home=home).stdout.startswith("pt-galangan-uji stands in")
    assert run("actors", "apart", "IDN", "MYS", home=home).stdout == "IDN and MYS are two.\n"
    assert run("actors", "forget", "IDN", "MYS", home=home).exit_code == 0
    failed(run("actors", "forget", "IDN", "MYS", home=home), 1, "says nothing of IDN and MYS")
    taken = run("actors", "add", "joko-widodo", "--kind", "person", "--name", "X", home=home)
    failed(taken, 1, "is in the registry already")
    failed(run("actors", "add", "x", home=home), 2, "--kind and --name are needed")
    bad = tmp_path / "bad.toml"
    bad.write_text('[[actor]]\nkey = "x"\nkind = "person"\nnam = "X"\n')
    said = run("actors", "check", bad, home=home)
    assert said.exit_code == 1
    assert said.stderr.count("bad.toml, line ") == 3
    assert "3 things are to be mended" in said.stderr


def test_a_bad_own_file_is_told_on_stderr(home: Home) -> None:
    path = home.path / "actors.toml"
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n[[actor]]\nkey = 1\n")
    said = run("info", home=home)
    path.write_bytes(kept)
    assert said.exit_code == 0
    assert said.stderr.startswith("Warning: actors.toml, line ")
