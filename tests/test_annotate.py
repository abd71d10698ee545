"""`pantau annotate`: a record a line, offsets of the text as given, and no line that spoils the others."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import fill

import pytest
from typed import run

from analytics.evened import evened
from analytics.snapshot import Snapshot


def test_annotate_keeps_order_and_offsets(tmp_path: Path, demo: Snapshot) -> None:
    articles = [
        {"id": a["id"], "title": t["title"], "text": t["text"]}
        for block in demo.blocks
        for a, t in zip(block.articles.to_pylist(), block.texts.to_pylist(), strict=True)
    ][:120]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(a) for a in articles), encoding="utf-8")
    said = run("annotate", path, home=demo.home)
    assert said.exit_code == 0, said.output
    records = [json.loads(line) for line in said.stdout.splitlines()]
    assert [r["id"] for r in records] == [a["id"] for a in articles]
    mentions = [(a, m) for a, r in zip(articles, records, strict=True) for m in r["mentions"]]
    assert len(mentions) > 1000
    for article, m in mentions:
        assert article[m["field"]][m["start"] : m["end"]] == m["surface"] != ""
    assert set(records[0]) == {"id", "language", "topics", "themes", "story", "mentions"}
    keys = "field start end surface actor kind iso3 name aliases via place".split()  # noqa: SIM905
    assert all(set(m) == set(keys) for _, m in mentions)
    assert {m["kind"] for _, m in mentions} == {"state", "person", "organisation", "office"}
    assert {m["via"] for _, m in mentions} <= {"name", "metonym", "office"}
    assert any(r["topics"] for r in records) and any(r["themes"] for r in records)


def test_annotate_reads_standard_input_without_a_home(tmp_path: Path) -> None:
    said = run("annotate", "-", home=tmp_path / "none", said='{"id": 7, "text": "Korea Utara menembakkan rudal."}')
    (record,) = map(json.loads, said.stdout.splitlines())
    assert (record["id"], record["topics"]) == (7, [])
    assert [m["actor"] for m in record["mentions"]] == ["PRK"]
    assert not (tmp_path / "none").exists()


def test_annotate_gives_an_empty_article_its_line(tmp_path: Path) -> None:
    said = run(
        "annotate", "-", home=tmp_path, said='{"id": "a", "title": "", "text": null}\n{"id": "b", "title": "Rusia"}'
    )
    empty, other = map(json.loads, said.stdout.splitlines())
    assert (empty["id"], empty["mentions"], empty["themes"]) == ("a", [], [])
    assert [m["actor"] for m in other["mentions"]] == ["RUS"]


@pytest.mark.parametrize(
    ("line", "said"), [("{oops", "not JSON"), ('{"title": "x"}', "id"), ("[1]", "id"), ('{"id": 1}', "title")]
)
def test_a_bad_line_spoils_no_other(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": 1, "title": "Rusia"}}\n\n{line}\n{{"id": 2, "title": "Jepang"}}\n', encoding="utf-8")
    done = run("annotate", path)
    assert done.exit_code == 1
    assert [json.loads(record)["id"] for record in done.stdout.splitlines()] == [1, 2]
    told, last = done.stderr.splitlines()
    assert json.loads(told)["line"] == 3 and said in json.loads(told)["error"]
    assert last.startswith("Error: line 3 is no article")


def test_a_byte_order_mark_and_a_nan_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1, "title": NaN, "text": "Rusia menembakkan rudal."}\r\n')
    done = run("annotate", path)
    assert done.exit_code == 0, done.stderr
    assert [m["surface"] for m in json.loads(done.stdout)["mentions"]] == ["Rusia"]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Korea\u00a0Selatan", "KOR"),
        ("Korea  Selatan", "KOR"),
        ("Korea \u00a0\t Selatan", "KOR"),
        ("Korea\nSelatan", "KOR"),
        ("Korea\r\n Selatan", "KOR"),
        ("Kor\u00adea\u200b Selatan", "KOR"),
        ("Prabowo\u202fSubianto", "prabowo-subianto"),
        ("Prabowo\nSubianto", "prabowo-subianto"),
        ("TNI\u2011AL", "tni-al-idn"),
        ("Pante\u0301 Gading di Jepang", "JPN"),
    ],
)
def test_a_name_is_found_however_it_is_spaced(name: str, actor: str) -> None:
    text = f"\u00a0Kemarin  kapal  {name} berlayar. Se\u0301gera \u00a0{name} pulang."
    done = run("annotate", "-", said=json.dumps({"id": 1, "title": "Kapal", "text": text}))
    found = [m for m in json.loads(done.stdout)["mentions"] if m["actor"] == actor]
    starts = [text.index(name), text.rindex(name)]
    if actor == "JPN":  # after a letter with a separate accent
        assert [text[m["start"] : m["end"]] for m in found] == ["Jepang", "Jepang"]
    else:
        assert [(m["start"], m["end"], m["surface"]) for m in found] == [(s, s + len(name), name) for s in starts]


def test_lines_of_their_own_stay_so() -> None:
    """A line break joins the parts of a known name only, and no lines that end a sentence."""
    text = "Korea.\nSelatan\n\nKorea\n\nSelatan"
    done = run("annotate", "-", said=json.dumps({"id": 1, "text": text}))
    assert json.loads(done.stdout)["mentions"] == []


def test_a_text_broken_at_a_width_is_read_in_whole(demo: Snapshot) -> None:
    """As in mail: also names that no registry lists, and what is told by the words on another line."""
    texts = [t["text"] for t in demo.blocks[0].texts.to_pylist()][:30]
    mailed = ["\n\n".join(fill(part, 66, break_on_hyphens=False) for part in text.split("\n\n")) for text in texts]
    said = ["\n".join(json.dumps({"id": n, "text": t}) for n, t in enumerate(some)) for some in (texts, mailed)]
    whole, broken = (list(map(json.loads, run("annotate", "-", said=one).stdout.splitlines())) for one in said)
    named = [[(m["actor"], m["place"], m["via"]) for m in one["mentions"]] for one in whole]
    assert sum(map(len, named)) > 300
    alike = [
        [(m["actor"], m["place"], m["via"]) for m in one["mentions"]] == n for one, n in zip(broken, named, strict=True)
    ]
    assert sum(alike) >= 27  # of a text of few lines it cannot be told that it was broken
    for text, one in zip(mailed, broken, strict=True):
        assert all(text[m["start"] : m["end"]] == m["surface"] for m in one["mentions"])


def test_an_even_text_is_left_as_it_is() -> None:
    assert evened("Menlu Rusia tiba.\n\nIa pulang.\n").starts == ()
    read = evened("Se\u0301 \u00a0 \u200b\n \n\n b")
    assert read.text == "Sé\n\nb" and read.given(1, 2) == (1, 3) and read.given(4, 5) == (12, 13)
