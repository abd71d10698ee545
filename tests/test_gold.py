"""The gold itself: its offsets, its actors and its pages; and the scorer on small examples of our own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from gold.score import GOLD, read, score

SEEDS = Path(__file__).parents[1] / "seeds"
ROWS = read(GOLD)
ACTOR = re.compile(r"C:[A-Z]{3}|[PR]:\S.*\S|O:\S.*\S/(?:gov|mil|igo|group|party|company|ngo|media|other)")
FOUND = {"kind": "state", "iso3": "IRN", "name": "Iran", "aliases": [], "via": "name", "place": False}


def test_thirty_articles_of_two_languages() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 30
    pages = [json.loads((SEEDS / f"{row['id']}.json").read_text(encoding="utf-8")) for row in ROWS]
    assert sorted(page["language"] for page in pages) == ["en"] * 6 + ["id"] * 24


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_an_article_is_its_page_and_its_marks_hold(row: dict[str, Any]) -> None:
    page = json.loads((SEEDS / f"{row['id']}.json").read_text(encoding="utf-8"))
    assert all(row[key] == page[key] for key in ("outlet", "published_at", "title", "text"))
    end = {"title": 0, "text": 0}
    for mention in row["mentions"]:
        field, start = mention["field"], mention["start"]
        assert row[field][start : mention["end"]] == mention["surface"] != ""
        assert start >= end[field], f"overlaps or is out of order: {mention}"
        assert ACTOR.fullmatch(mention["actor"]), mention
        assert mention["use"] == "act" or (mention["use"] in {"met", "place"} and mention["actor"][0] == "C")
        end[field] = mention["end"]


def article(*mentions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "a", "mentions": list(mentions)}]


def gold(start: int, actor: str, use: str = "act") -> dict[str, Any]:
    return {"field": "text", "start": start, "end": start + 4, "actor": actor, "use": use}


def found(start: int, **more: Any) -> dict[str, Any]:
    return FOUND | {"field": "text", "start": start, "end": start + 4} | more


def test_a_state_counted_too_often_or_too_seldom_is_told() -> None:
    wanted = article(
        gold(0, "C:IRN", "act"), gold(5, "C:IRN", "act"), gold(10, "C:USA", "act"), gold(15, "C:USA", "act")
    )
    guess = article(found(0), found(5), found(20), found(10, iso3="USA", name="United States"))
    assert score(wanted, guess)["counts"] == 0.5  # one Iran too many, one United States too few, of four


def test_all_right() -> None:
    wanted = article(gold(0, "C:IRN", "place"), gold(5, "O:Ministry of Defense (IDN)/gov"), gold(10, "R:Volker Türk"))
    guess = article(
        found(0, place=True),
        found(5, kind="organisation", iso3="IDN", name="Kemhan", aliases=["Ministry of Defense"]),
        found(10, kind="person", iso3=None, name="Volker Turk", via="office"),
    )
    assert score(wanted, guess) == {
        "states": 1, "persons": 0, "organisations": 1, "office titles": 1, "all": 1, "place-use": 1, "counts": 1,
    }  # fmt: skip


def test_missed_false_and_mistaken() -> None:
    wanted = article(gold(0, "C:IRN", "place"), gold(5, "C:ISR"), gold(10, "P:Joe Biden"))
    guess = article(found(0), found(5), found(20), found(10, kind="person", iso3=None, name="Hunter Biden"))
    said = score(wanted, guess)
    assert said["states"] == pytest.approx(2 / 5) and said["persons"] == 0
    assert said["all"] == pytest.approx(2 / 7) and said["place-use"] == 0


def test_an_article_without_prediction_is_refused() -> None:
    with pytest.raises(ValueError, match="the first is a"):
        score(article(), [])
