"""A snapshot knows by which facts it was counted: every file that annotation reads is part of a version."""

from __future__ import annotations

import re
from pathlib import Path

from analytics.versions import WORDS
from data.reference import REFERENCE

ROOT = Path(__file__).parents[1]
READ = re.compile(r'REFERENCE / "([\w.-]+)"')
ELSEWHERE = {"themes.toml", "stopwords", "models"}  # in another version, or file by file
UNCOUNTED = {"alike.toml"}  # what the audit compares by counts nothing


def test_all_that_annotation_reads_is_part_of_a_version() -> None:
    read = {name for path in (ROOT / "analytics").rglob("*.py") for name in READ.findall(path.read_text("utf-8"))}
    assert "titles.toml" in read
    assert read - ELSEWHERE - UNCOUNTED <= {path.name for path in WORDS}


def test_the_models_that_linking_loads_are_part_of_a_version() -> None:
    text = (ROOT / "analytics/unknown/find.py").read_text("utf-8")
    loaded = {f"{name}.npz" for name in re.findall(r'load\("([\w-]+)"\)', text)}
    assert loaded and loaded | {"words.npz"} <= {path.name for path in WORDS}
    assert all(path.is_file() and REFERENCE in path.parents for path in WORDS)
