"""Own entries of a home: they add to the registry and override it, and no bad file of theirs stops anything."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from conftest import load, write_pages

from analytics.actors import BadEntry, registry
from analytics.actors.own import GOOD, HEAD, NAME, adopt, apart, forget, merge, registry_of, remember, trouble
from analytics.annotate import Models
from analytics.home import Home
from analytics.snapshot import Known, current

OWN = '[[actor]]\nkey = "kapal-uji"\nkind = "organisation"\nname = "Kapal Uji"\nsource = "made up"\n'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def write(home: Home, text: str) -> None:
    home.path.mkdir(exist_ok=True)
    (home.path / NAME).write_text(text, encoding="utf-8")


def new(name: str, kind: str = "person") -> Known:
    return Known(f"new:{name.lower().replace(' ', '-')}", kind, "other", name, name, None, False)


def test_without_a_file_the_registry_is_the_shipped_one(home: Home) -> None:
    assert registry_of(home) is registry()
    assert trouble(home) == ""
    remember(home)
    assert not home.path.exists()


def test_own_entries_add_and_override(home: Home) -> None:
    old = registry()["prabowo-subianto"]
    write(home, OWN + OWN.replace("kapal-uji", old.key).replace("organisation", "person"))
    known = registry_of(home)
    assert known["kapal-uji"].name == "Kapal Uji"
    assert (known[old.key].written, known[old.key].iso3) == (("Kapal Uji",), None)
    assert registry()[old.key] is old
    assert known.version != registry().version


def test_a_phrase_of_ones_own(home: Home) -> None:
    write(home, '[[phrase]]\ntext = "Jalan Uji"\n')
    assert registry_of(home).not_actors[-1] == "Jalan Uji"


def test_only_what_is_counted_by_changes_the_version(home: Home) -> None:
    write(home, OWN)
    version = registry_of(home).version
    write(home, f"# a comment\n{OWN}")
    assert registry_of(home).version == version
    apart(home, "IDN", "MYS")
    assert registry_of(home).version == version
    assert frozenset(("IDN", "MYS")) in registry_of(home).apart
    merge(home, "kapal-uji", "new:kapal-coba", [new("Kapal Coba")])
    assert registry_of(home).version != version


def test_a_bad_file_is_told_and_the_last_good_one_used(home: Home) -> None:
    write(home, OWN)
    remember(home)
    good = registry_of(home).version
    write(home, OWN.replace("organisation", "organization"))
    assert "actors.toml, line 3" in trouble(home)
    assert "did you mean organisation?" in trouble(home)
    assert registry_of(home).version == good
    remember(home)
    assert registry_of(home).version == good
    (home.path / GOOD).unlink()
    assert registry_of(home) is registry()
    (home.path / NAME).unlink()
    assert trouble(home) == ""


def test_a_name_is_adopted_and_the_users_lines_stay(home: Home) -> None:
    write(home, f"# mine\n{OWN}# end, without a line break")
    key = adopt(
        home, 'new:jean-"x"', "person", 'Jean "X" \\ Ünal', ["J. Ünal", 'Jean "X" \\ Ünal'], "FRA", subkind="diplomat"
    )
    text = (home.path / NAME).read_text("utf-8")
    assert text.startswith(f"# mine\n{OWN}# end, without a line break\n\n[[actor]]\n")
    actor = registry_of(home)[key]
    assert (key, actor.written, actor.iso3) == ("jean-x", ('Jean "X" \\ Ünal', "J. Ünal"), "FRA")
    assert adopt(home, "", "person", 'Jean "X"') == "jean-x-2"


def test_a_file_kept_elsewhere_stays_there(home: Home, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text(OWN, "utf-8")
    home.path.mkdir(parents=True, exist_ok=True)
    (home.path / NAME).symlink_to(kept)
    adopt(home, "kapal-tiga", "organisation", "Kapal Tiga")
    assert (home.path / NAME).is_symlink()
    assert "kapal-tiga" in kept.read_text("utf-8")


def test_the_first_entry_makes_the_file(home: Home) -> None:
    adopt(home, "kapal-uji", "organisation", "Kapal Uji", local="Kapal Ujian")
    assert (home.path / NAME).read_text("utf-8").startswith(HEAD)
    assert registry_of(home)["kapal-uji"].local == "Kapal Ujian"


@pytest.mark.parametrize(
    ("key", "kind", "name", "state", "said"),
    [
        ("prabowo-subianto", "person", "P", None, "is in the registry already"),
        ("Kapal Uji", "person", "P", None, "is not a key"),
        ("kapal-uji", "thing", "P", None, "there is no kind thing"),
        ("kapal-uji", "person", " ", None, "name is missing"),
        ("kapal-uji", "person", "P", "XXA", "no state has the code XXA"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_not_written(
    home: Home, key: str, kind: str, name: str, state: str | None, said: str
) -> None:
    with pytest.raises(BadEntry, match=said):
        adopt(home, key, kind, name, (), state)
    assert not (home.path / NAME).exists()


def test_nothing_is_added_to_a_bad_file(home: Home) -> None:
    write(home, "[[actor]\n")
    with pytest.raises(BadEntry, match=r"actors\.toml, line 1: it is not TOML"):
        adopt(home, "kapal-uji", "organisation", "Kapal Uji")
    assert (home.path / NAME).read_text() == "[[actor]\n"
    write(home, f"a = {'[' * 9000}")
    assert "brackets" in trouble(home)


def test_merging_keeps_the_registered_one(home: Home) -> None:
    texts = [new("Pak Bowo"), new("Bu Uji"), new("Ibu Uji")]
    assert merge(home, "new:pak-bowo", "prabowo-subianto", texts) == "prabowo-subianto"
    assert "Pak Bowo" in registry_of(home)["prabowo-subianto"].written
    assert merge(home, "new:bu-uji", "new:ibu-uji", texts) == "bu-uji"
    assert registry_of(home)["bu-uji"].written == ("Bu Uji", "Ibu Uji")
    assert merge(home, "joko-widodo", "prabowo-subianto") == "joko-widodo"
    with pytest.raises(BadEntry, match="no actor has the key nobody"):
        merge(home, "joko-widodo", "nobody")
    with pytest.raises(BadEntry, match="IDN is a state, which stays"):
        merge(home, "MYS", "IDN")
    held = registry_of(home).offices["idn-president"].holders
    assert "prabowo-subianto" not in {holding.who for holding in held}


def test_what_was_said_is_taken_back(home: Home) -> None:
    write(home, f"# mine\n{OWN}\n# below\n")
    adopt(home, "kapal-dua", "organisation", "Kapal Dua")
    apart(home, "IDN", "MYS")
    merge(home, "kapal-uji", "kapal-dua")
    with pytest.raises(BadEntry, match="no actor has the key kapal-uji"):
        forget(home, "kapal-uji")
    assert forget(home, "kapal-dua", "kapal-uji")
    assert forget(home, "kapal-uji")
    assert forget(home, "MYS", "IDN")
    assert not forget(home, "kapal-uji")
    assert set(registry_of(home).actors) - set(registry().actors) == {"kapal-dua"}
    assert registry_of(home).apart == frozenset()
    text = (home.path / NAME).read_text("utf-8")
    assert text.startswith('# mine\n\n# below\n\n[[actor]]\nkey = "kapal-dua"\n')


def test_what_cannot_be_told_apart_is_not_taken_out(home: Home) -> None:
    write(home, OWN + 'aliases = [\n"""\n[[actor]]\nx""".strip,\n]\n'.replace(".strip", ""))
    assert "aliases" in trouble(home)
    write(home, OWN.replace("[[actor]]", '[["actor"]]'))
    with pytest.raises(BadEntry, match="take it out by hand"):
        forget(home, "kapal-uji")
    assert "kapal-uji" in registry_of(home).actors


def test_an_office_of_ones_own(home: Home) -> None:
    shipped = registry().offices["idn-president"]
    write(home, (
        '[[office]]\nkey = "idn-president"\nkind = "president"\nstate = "IDN"\nname = "President of Indonesia"\n'
        'id = "Presiden Indonesia"\nsource = "made up"\nchecked = 2026-11-01\nholders = [\n'
        '  { who = "joko-widodo", from = 2014-10-20, to = 2024-10-20 },\n  { who = "kapal", from = 2024-10-20 },\n]\n'
    ))  # fmt: skip
    assert 'actors.toml, line 11, office "idn-president": no person has the key kapal' in trouble(home)
    assert registry_of(home).offices["idn-president"] == shipped
    endless = (home.path / NAME).read_text().replace("from = 2024-10-20 }", "from = 2024-10-20, to = 9999-12-31 }")
    write(home, endless)
    assert "of the years 1500 to 2500" in trouble(home)
    write(home, endless.replace(", to = 9999-12-31", "").replace('"kapal"', '"megawati-soekarnoputri"'))
    assert trouble(home) == ""
    assert registry_of(home).offices["idn-president"].holders[-1].who == "megawati-soekarnoputri"


def test_workers_get_the_registry(home: Home) -> None:
    write(home, OWN)
    models = pickle.loads(pickle.dumps(Models(known=registry_of(home))))
    assert models.registry["kapal-uji"].name == "Kapal Uji"
    assert Models().registry is registry()


def test_the_next_build_counts_by_them(home: Home, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", range(8))
    load(home, folder)
    before = current(home)
    adopt(home, "natuna", "organisation", "Kapal Patroli", state="IDN")
    load(home, folder)
    after = current(home)
    assert "natuna" not in {actor.key for actor in before.actors}
    assert {actor.key: actor.known for actor in after.actors}["natuna"]
    assert after.manifest.versions["registry"] == registry_of(home).version
    apart(home, "natuna", "IDN")
    load(home, folder)
    assert current(home).id == after.id
    write(home, "[[actor]\n")
    load(home, folder)
    assert current(home).id == after.id
