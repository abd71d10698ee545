"""The registry: what is shipped stands, and what cannot stand is told with file, line, entry and how to mend it."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors import BadEntry, Registry, registry
from analytics.actors.actor import SUBKINDS
from analytics.actors.entries import Entries, read
from analytics.actors.registry import compose

STATE = '[[state]]\niso3 = "XAA"\nid = "Negeri"\nen = "Land"\nsource = "made up"\n'
BODY = '\n[[actor]]\nkey = "kantor"\nkind = "organisation"\nsubkind = "agency"\nname = "Office"\nsource = "made up"\n'
ONE = '\n# a person\n[[actor]]\nkey = "satu"\nkind = "person"\nname = "Satu"\nstate = "XAA"\nsource = "made up"\n'
TWO = '\n[[actor]]\nkey = "dua"\nkind = "person"\nname = "Dua"\nsource = "made up"\naliases = ["Si Dua"]\n'
OFFICE = (
    '\n[[office]]\nkey = "xaa-president"\nkind = "president"\nname = "President"\nid = "Presiden"\nstate = "XAA"\n'
    'body = "kantor"\nchecked = 2026-01-01\nsource = "made up"\nholders = [\n'
    '  { who = "satu", from = 2014-01-01, to = 2019-01-01 },\n'
    '  { who = "dua", from = 2019-01-01, sure = false },\n]\n'
)
ALL = STATE + BODY + ONE + TWO + OFFICE


def made(*texts: str) -> Registry:
    layers = []
    for number, text in enumerate(texts):
        layers.append(Entries())
        read(f"file{number}.toml", text.encode(), layers[-1])
    return compose(layers, "1")


def told(*texts: str) -> tuple[str, ...]:
    with pytest.raises(BadEntry) as caught:
        made(*texts)
    return tuple(caught.value.problems)


def test_what_is_shipped_stands() -> None:
    known = registry()
    assert len(known.actors) > 4000
    assert {"IDN", "PSE", "XKX", "TWN"} <= {actor.key for actor in known if actor.kind == "state"}
    assert len(known.offices) >= 2


def test_entries_become_actors_and_offices() -> None:
    known = made(ALL)
    assert known["XAA"].iso3 == "XAA"
    assert known["dua"].written == ("Dua", "Si Dua")
    assert known["kantor"].local == "Office"
    assert [held.who for held in known.offices["xaa-president"].holders] == ["satu", "dua"]
    assert known["office:xaa-president"].kind == "office"
    assert pickle.loads(pickle.dumps(known)).actors == known.actors


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Satu"\n', "", 'line 15, actor "satu": name is missing; add a line like name = '),
        ('name = "Satu"', 'name = ""', 'line 18, actor "satu": name = "" is not a text in quotes'),
        ('name = "Satu"', 'name = " Satu"', 'line 18, actor "satu": name = " Satu" is not a text in quotes'),
        ('aliases = ["Si Dua"]', 'alias = ["Si Dua"]', "line 27, actor \"dua\": there is no field alias; did you mean aliases?"),
        ('aliases = ["Si Dua"]', 'aliases = "Si Dua"', 'line 27, actor "dua": aliases = "Si Dua" is not a list of'),
        ('aliases = ["Si Dua"]', 'aliases = ["Si", 2]', "line 27, actor \"dua\": aliases = ['Si', 2] is not a list of"),
        ('kind = "person"\nname = "Dua"', 'kind = "persn"\nname = "Dua"', "line 24, actor \"dua\": there is no kind persn; did you mean person?"),
        ('kind = "person"\nname = "Dua"', 'kind = "state"\nname = "Dua"', "line 24, actor \"dua\": a state is written as [[state]]"),
        ('"agency"', '"agancy"', 'line 10, actor "kantor": there is no subkind agancy of kind organisation; did you mean agency?'),
        ('state = "XAA"\nsource', 'state = "XAB"\nsource', 'line 19, actor "satu": no state has the code XAB'),
        ('state = "XAA"\nsource', 'state = "Negeri"\nsource', 'line 19, actor "satu": state = "Negeri" is not the ISO 3166 code'),
        ('iso3 = "XAA"', 'iso3 = "xaa"', 'line 2, state "xaa": iso3 = "xaa" is not the ISO 3166 code'),
        ('body = "kantor"', 'body = "kantr"', 'line 35, office "xaa-president": no body has the key kantr; did you mean kantor?'),
        ('kind = "president"', 'kind = "presiden"', 'line 31, office "xaa-president": there is no kind presiden of an office; did you mean president?'),
        ('who = "dua"', 'who = "duo"', 'line 40, office "xaa-president": no person has the key duo; look for its key in'),
        ('who = "dua"', 'who = "kantor"', 'line 40, office "xaa-president": kantor is no person'),
        ('who = "dua", ', "", 'line 40, office "xaa-president": who is missing'),
        ("sure = false", "sur = false", 'line 40, office "xaa-president": there is no field sur; did you mean sure?'),
        ("from = 2019-01-01", "from = 2018-12-31", 'line 40, office "xaa-president": from = 2018-12-31 is before satu left (2019-01-01)'),
        ("from = 2019-01-01", "from = 2013-12-31", 'line 40, office "xaa-president": from = 2013-12-31 is before that of satu (2014-01-01)'),
        (", to = 2019-01-01", "", 'line 40, office "xaa-president": satu before it has no `to`'),
        ("to = 2019-01-01", "to = 2013-01-01", 'line 39, office "xaa-president": to = 2013-01-01 is before from = 2014-01-01'),
        ("from = 2019-01-01", 'from = "2019-01-01"', 'line 40, office "xaa-president": from = "2019-01-01" is not a day without quotes'),
        ("checked = 2026-01-01", "checked = 2026-01-01T10:00:00", 'line 36, office "xaa-president": checked = 2026-01-01 10:00:00 is not a day'),
        ("[[office]]", "[[offices]]", "line 29: there is no [[offices]]; did you mean office?"),
        ("[[office]]", "[office]", "line 29: office stands in no list; write [[office]] with two brackets"),
        ('name = "Satu"', 'name = "Satu', "line 18: it is not TOML: "),
        ('name = "Satu"', 'name = "Satu"\nname = "Satu"', "line 19: it is not TOML: "),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told(old: str, new: str, said: str) -> None:
    assert ALL.count(old) == 1 or old == "[[office]]"
    (problem,) = told(ALL.replace(old, new))
    assert problem.startswith("file0.toml")
    assert said in problem


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('parent = "kantor"\nwikidata = "Q12"\n', ""),
        ('parent = "kantr"\n', 'line 28, actor "dua": no body has the key kantr; did you mean kantor?'),
        ('parent = "satu"\n', 'line 28, actor "dua": satu is a person; the parent is the body above'),
        ('wikidata = "12"\n', 'line 28, actor "dua": wikidata = "12" is not a Wikidata id, Q and digits'),
    ],
)
def test_parents_and_wikidata(more: str, said: str) -> None:
    text = STATE + BODY + ONE + TWO + more
    if said:
        assert said in told(text)[0]
    else:
        assert (made(text)["dua"].parent, made(text)["dua"].wikidata) == ("kantor", "Q12")


def test_no_body_is_above_itself() -> None:
    text = BODY + 'parent = "atas"\n' + BODY.replace('"kantor"', '"atas"') + 'parent = "kantor"\n'
    assert "atas would stand above itself" in " ".join(told(text))


def test_the_examples_of_the_documents_stand() -> None:
    said = (Path(__file__).parents[1] / "docs" / "registry.md").read_text("utf-8")
    entries = Entries()
    for number, block in enumerate(re.findall(r"```toml\n(.*?)```", said, re.DOTALL)):
        read(f"example {number}", block.encode(), entries)
    assert entries.problems == []
    kinds = (entries.actors, entries.offices, entries.phrases, entries.same, entries.apart)
    assert [len(kind) for kind in kinds] == [2, 1, 1, 2, 1]
    rows = dict(re.findall(r"^\| (\w+) \| ([^|]+) \|$", said, re.MULTILINE))
    told = {k: re.sub(r" \([^)]*\)|:.*", "", rows[k]).strip().split(", ") for k in SUBKINDS}
    assert told == {kind: list(subkinds) for kind, subkinds in SUBKINDS.items()}


def test_a_field_outside_of_any_table() -> None:
    assert told(f"# mine\n\nactors = 1\n{STATE}")[0].startswith(
        "file0.toml, line 3: there is no [[actors]]; did you mean"
    )


def test_a_list_that_is_not_closed() -> None:
    assert told(STATE + 'aliases = ["A",\n\n')[0].startswith("file0.toml, line 6: it is not TOML: ")


def test_braces_in_texts_and_comments_are_no_holders() -> None:
    text = ALL.replace("holders = [", "holders = [ # { who = none }").replace('"President"', '"{President}"')
    assert "line 40" in told(text.replace('who = "dua"', 'who = "tiga"'))[0]


PIECES = ('"', "[", "]", "{", "}", "=", "\n", "#", ",", "1", "true", "[[actor]]\n", "[x]\n", "who", "\\", "\0", "[[1]]")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(ALL)), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4)
)
def test_whatever_is_typed_is_told_with_a_line(edits: list[tuple[int, int, str]]) -> None:
    text = ALL
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    try:
        made(text)
    except BadEntry as bad:
        assert all(problem.startswith("file0.toml, line ") for problem in bad.problems)


def test_a_key_twice() -> None:
    (problem,) = told(STATE + ONE + TWO + ONE)
    assert 'line 23, actor "satu": this key stands at file0.toml, line 8 already' in problem


def test_every_problem_is_told_at_once() -> None:
    text = ALL.replace('name = "Satu"', 'nama = "Satu"').replace('"agency"', '"agensi"')
    assert len(told(text)) == 3
    with pytest.raises(BadEntry, match=r"and 2 more: `pantau actors check` lists them"):
        made(text)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    entries = Entries()
    read("a.toml", STATE.encode() + "# é".encode("latin-1"), entries)
    assert entries.problems == ["a.toml, line 6: it is not in UTF-8; save it in that encoding"]
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "a.toml").write_bytes(b"\xef\xbb\xbf" + ALL.replace("\n", "\r\n").encode())
    assert "satu" in registry(tmp_path).actors


def test_a_later_layer_overrides_whole_entries() -> None:
    known = made(ALL, TWO.replace('"Dua"', '"Dua Baru"').replace('aliases = ["Si Dua"]\n', ""))
    assert known["dua"].written == ("Dua Baru",)
    assert [held.who for held in known.offices["xaa-president"].holders] == ["satu", "dua"]


def test_actors_that_are_one() -> None:
    known = made(ALL, '[[same]]\none = "satu"\nother = "dua"\n')
    assert "dua" not in known.actors
    assert known["satu"].written == ("Satu", "Dua", "Si Dua")
    assert [held.who for held in known.offices["xaa-president"].holders] == ["satu", "satu"]
    named = made(ALL, '[[same]]\none = "satu"\nother = "new:tiga"\nforms = ["Tiga"]\n')
    assert named["satu"].written == ("Satu", "Tiga")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("satu", "tiga")], 'line 3, same "satu": no actor has the key tiga'),
        ([("tiga", "satu")], 'line 2, same "tiga": no actor has the key tiga'),
        ([("satu", "satu")], 'line 1, same "satu": satu is merged already, or into itself'),
        ([("satu", "dua"), ("dua", "satu")], 'line 4, same "dua": satu is merged already, or into itself'),
    ],
)
def test_actors_that_cannot_be_one(pairs: list[tuple[str, str]], said: str) -> None:
    own = "".join(f'[[same]]\none = "{one}"\nother = "{other}"\n' for one, other in pairs)
    assert said in told(ALL, own)[0]


def test_actors_that_are_two() -> None:
    assert made(ALL, '[[apart]]\none = "satu"\nother = "dua"\n').apart == {frozenset(("satu", "dua"))}


def test_a_state_code_in_a_name_is_shown_as_the_state() -> None:
    body = registry()["kemhan-idn"]
    assert (body.name, body.shown("en")) == ("Ministry of Defense (IDN)", "Ministry of Defense (Indonesia)")
    assert "(" not in body.shown("id")
