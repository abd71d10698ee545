"""Tables: a broken row is told by its line and hides no other, and a mapping file says what a table does not."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import failed, run

from data.article import Page
from data.intake.columns import BadRow, Columns
from data.intake.delimited import read_delimited
from data.intake.mapping import BadMapping, Mapping, read_mapping
from data.intake.pages import Refused, Remark, read_pages
from data.parse import read as read_page

PIECES = st.lists(st.sampled_from([",", '"', '""', "\n", " ", '",', ',"', "\r\n", "\n\n"]), max_size=40)
QUOTES = "quotes do not pair up: one is opened and not closed, or one within a cell is not doubled"


def told(path: Path, mapping: Mapping | None = None) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """The rows of a table, why others were refused, and what was remarked."""
    found = list(read_pages([path], mapping))
    rows = [json.loads(one.content) for one in found if isinstance(one, Page)]
    return (
        rows,
        [one.reason for one in found if isinstance(one, Refused)],
        [one.said for one in found if isinstance(one, Remark)],
    )


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def titles(path: Path) -> list[str]:
    return [row.get("title", "") for row in told(path)[0]]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('"Satu,Isi satu.', f"line 3: {QUOTES}"),
        ('Satu,"Isi satu.', f"line 3: {QUOTES}"),
        ('"Satu" dan,"Isi "satu".', f"line 3: {QUOTES}"),
        ("Satu", "line 3: it has one cell where the head has 2"),
        ("Satu,Isi,satu", "line 3: it has 3 cells where the head has 2"),
    ],
)
def test_a_broken_row_of_a_csv_hides_no_other(tmp_path: Path, broken: str, reason: str) -> None:
    path = written(tmp_path / "t.csv", "title,text", '"Nol","Isi, nol."', broken, "Dua,Isi dua.", '"Tiga","Isi ""3""."')
    rows, reasons, _ = told(path)
    assert rows == [
        {"title": "Nol", "text": "Isi, nol."}, {"title": "Dua", "text": "Isi dua."}, {"title": "Tiga", "text": 'Isi "3".'},
    ]  # fmt: skip
    assert reasons == [reason]
    (refused,) = [one for one in read_pages([path]) if isinstance(one, Refused)]
    assert (refused.source, refused.content.decode()) == (f"{path}#2", broken + "\n")


def test_a_broken_text_of_many_lines_is_one_set_aside(tmp_path: Path) -> None:
    """A paragraph with as many commas as the head has is no row."""
    good = '"{}","Alinea satu.\n\nAlinea dua, kata ""ia"", selesai."'
    bad = '"Buruk","Alinea satu.\n\nIa berkata "ya, lalu pergi.\n\nAlinea tiga, penutup."'
    path = written(tmp_path / "t.csv", "title,text", good.format("Nol"), bad, good.format("Dua"), good.format("Tiga"))
    assert titles(path) == ["Nol", "Dua", "Tiga"]
    assert told(path)[1] == [f"lines 5 to 9: {QUOTES}"]


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_csv_is_in_a_row_or_told(pieces: list[str]) -> None:
    text = "".join(f"w{number}_{piece}" for number, piece in enumerate(pieces))
    raw: Any = io.BytesIO(b"title,text\n" + text.encode())
    found = list(read_delimited(io.BufferedReader(raw), Columns()))
    said = " ".join(" ".join(one.values()) if isinstance(one, dict) else one.content.decode() for one in found)
    assert all(f"w{number}_" in said for number in range(len(pieces)))
    assert all(one.reason.startswith("line") for one in found if isinstance(one, BadRow))


def test_an_open_quote_on_the_last_row(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "title,text", "Satu,Isi satu.", 'Dua,"Isi dua.', "", "Alinea dua.")
    assert titles(path) == ["Satu"]
    assert told(path)[1] == [f"lines 3 to 5: {QUOTES}"]


@pytest.mark.parametrize(
    ("head", "row", "text"),
    [
        ("title,text", 'Satu,"Kata ""ya"" itu"', 'Kata "ya" itu'),
        ("title,text", r'Satu,"Kata \"ya\", itu"', 'Kata "ya", itu'),
        ("title;text", 'Satu;Kata "ya", itu', 'Kata "ya", itu'),
        ("title\ttext\tid", "Satu\tKata ya, itu\t\t\t", "Kata ya, itu"),
        ("sep=;\ntitle;text", "Satu;Kata, itu", "Kata, itu"),
        ("text", "Kata ya, dan itu; lalu", "Kata ya, dan itu; lalu"),
    ],
)
def test_ways_to_write_a_row_that_are_not_broken(tmp_path: Path, head: str, row: str, text: str) -> None:
    rows, reasons, _ = told(written(tmp_path / "t.csv", head, row))
    assert (rows[0]["text"], reasons) == (text, [])


def test_a_table_in_utf_16(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("judul\tisi\nCafé\t“Isi”\n", encoding="utf-16")
    assert told(tmp_path / "t.csv")[0] == [{"title": "Café", "text": "“Isi”"}]


def test_duplicate_columns_are_told(tmp_path: Path) -> None:
    rows, _, remarks = told(written(tmp_path / "t.csv", "title,Title,text", "Satu,Lain,Isi."))
    assert rows == [{"title": "Satu", "text": "Isi."}]
    assert remarks == ["two columns are called 'title'; the first is read"]
    twice = pa.Table.from_arrays([pa.array(["Satu"]), pa.array(["Lain"])], names=["title", "title"])
    pq.write_table(twice, tmp_path / "t.parquet")
    assert told(tmp_path / "t.parquet")[0] == [{"title": "Satu"}]


def test_a_table_of_headlines_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "t.jsonl", '{"judul": "Satu", "rubrik": "x"}', '{"judul": "Dua", "text": NaN}')
    said = run("load", path, home=tmp_path / "home")
    assert said.exit_code == 0 and said.stdout.startswith("2 articles added")
    assert f"{path}: no row has a text, headlines alone are counted" in said.stderr and "rubrik" in said.stderr
    assert told(written(tmp_path / "u.jsonl", '{"judul": "Satu"}', '{"isi": "Dua."}'))[2] == []


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json", "t.parquet"])
def test_an_empty_table_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "t.parquet":
        pq.write_table(pa.table({"title": pa.array([], pa.string())}), path)
    else:
        path.write_text({"t.csv": "title,text\n", "t.jsonl": "", "t.json": "[]"}[name])
    said = run("load", "--strict", path, home=tmp_path / "home")
    assert said.exit_code == 1 and f"{path}: the table has no rows" in said.stderr


def test_nan_in_any_column_is_an_empty_cell(tmp_path: Path) -> None:
    values = {"title": ["Satu"], "text": ["nan"], "date": [math.nan], "author": [None]}
    pq.write_table(pa.table(values), tmp_path / "t.parquet")
    assert told(tmp_path / "t.parquet")[0] == [{"title": "Satu"}]
    assert told(written(tmp_path / "t.csv", "title,text,date", "Satu,NaN,NaT"))[0] == [{"title": "Satu"}]


def test_a_year_that_cannot_be_leaves_the_article_undated(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "title,text,date", "Satu,Isi.,0202-06-10", "Dua,Isi.,10 Juni 0202")
    read = [read_page(one) for one in read_pages([path]) if isinstance(one, Page)]
    assert [article.published_at for article in read] == [None, None]
    assert "0202" in read[1].date_evidence and "cannot be" in read[1].date_evidence


MAPPING = """
order = "month first"
zone = "Asia/Makassar"
[columns]
title = "Judul Berita"
text = ["Teras", "Isi"]
published_at = ["Tgl", "Jam"]
author = ""
[constants]
outlet = "kompas"
"""
ROW = {
    "Judul Berita": "Satu", "Teras": "Alinea satu.", "Isi": "Alinea dua.", "Tgl": "03/04/2024", "Jam": "10:30",
    "author": "mesin", "title": "bukan",
}  # fmt: skip


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet"])
@pytest.mark.parametrize("beside", [False, True])
def test_a_mapping_says_which_column_is_which(tmp_path: Path, name: str, beside: bool) -> None:
    path, file = tmp_path / name, tmp_path / (f"{name}.map.toml" if beside else "map.toml")
    file.write_text(MAPPING, encoding="utf-8")
    if name == "t.parquet":
        pq.write_table(pa.Table.from_pylist([ROW]), path)
    else:
        written(path, *([json.dumps(ROW)] if name == "t.jsonl" else [",".join(ROW), ",".join(ROW.values())]))
    (page,) = read_pages([path], None if beside else read_mapping(file))
    assert isinstance(page, Page)
    article = read_page(page)
    assert (article.title, article.text, article.author) == ("Satu", "Alinea satu.\n\nAlinea dua.", "")
    assert article.published_at is not None and article.published_at.isoformat() == "2024-03-04T10:30:00+08:00"
    assert article.outlet == "kompas"


def test_day_first_stands_against_what_the_days_look_like(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "title,date", "Satu,03/04/2024", "Dua,05/13/2024")
    rows = told(path, Mapping(order="day first"))[0]
    assert [row["order"] for row in rows] == ["day first", "day first"]


def test_delimiter_and_charset_of_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("title,a|text,b\nCafé, satu|Isi\n".encode("cp437"))
    mapping = Mapping(columns={"title": ("title,a",), "text": ("text,b",)}, delimiter="|", charset="cp437")
    assert told(tmp_path / "t.csv", mapping)[0] == [{"title": "Café, satu", "text": "Isi"}]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("order = \n", "line 1"),
        ('[columns]\nheadline = "x"', "columns.headline is no key of a mapping; there are columns.url, columns.outlet"),
        ('judul = "x"', "judul is no key of a mapping; there are order, zone"),
        ("[columns]\ntitle = 3", "columns.title is the name of a column in quotes"),
        ('columns = "x"', "columns is a table"),
        ("[constants]\noutlet = true", "constants.outlet is a text in quotes"),
        ('order = "d/m"', 'order is "day first" or "month first"'),
        ('zone = "Jakarta"', "zone is a zone such as"),
        ('zone = "../etc"', "zone is a zone such as"),
        ('delimiter = ";;"', "delimiter is one character"),
        ('charset = "utf-99"', "charset is a character set"),
        ('charset = "base64"', "charset is a character set"),
    ],
)
def test_a_mapping_that_cannot_be_gone_by(tmp_path: Path, said: str, reason: str) -> None:
    table, file = written(tmp_path / "t.csv", "title", "Satu"), written(tmp_path / "t.csv.map.toml", said)
    with pytest.raises(BadMapping) as wrong:
        read_mapping(file)
    assert str(wrong.value).startswith(f"{file}: ") and reason in str(wrong.value)
    failed(run("load", table, "--mapping", file, home=tmp_path / "home"), 1, str(file), reason)
    assert told(table)[1] == [str(wrong.value)]


def test_a_mapped_column_that_is_not_there(tmp_path: Path) -> None:
    mapping = Mapping("map.toml", columns={"title": ("Judul",)})
    _, reasons, _ = told(written(tmp_path / "t.csv", "Kepala,title,Isi", "a,b,c"), mapping)
    assert reasons == ["map.toml: columns.title: the table has no column 'Judul'; its columns are: Kepala, title, Isi"]
    rows, _, remarks = told(written(tmp_path / "t.jsonl", '{"title": "x", "isi": "y"}'), mapping)
    assert rows == [{"text": "y"}]
    assert remarks == ["map.toml: columns.title: the table has no column 'Judul'; its columns are: title, isi"]
