"""Each score is printed and held by its floor in `floors.toml`.

The project's own gold is always there. Larger gold is used where `../shared` lies beside the checkout.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from quality import (
    bodies,
    body_lines,
    datelines,
    dates,
    demo_pages,
    languages,
    linking,
    offices,
    page_dates,
    stories,
    unknown,
)
from quality.gold_sets import SHARED, Scores

FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
OWN: dict[str, Callable[[], Scores]] = {
    "actors-own": linking.own_actors,
    "seeds": demo_pages.seeds,
    "offices": offices.offices,
}
ON_SHARED: dict[str, Callable[[], Scores]] = {
    "actors-shared": linking.shared_actors,
    "dates-alone": dates.single_dates,
    "dates-in-a-table": dates.table_dates,
    "dates-in-texts": page_dates.event_dates,
    "dates-on-pages": page_dates.page_dates,
    "html-bodies": bodies.html_bodies,
    "stories-altered": stories.altered,
    "stories-near-duplicates": stories.near_duplicates,
    "body-lines": body_lines.body_lines,
    "datelines": datelines.datelines,
    "languages": languages.languages,
    "unknown-news": unknown.news,
    "unknown-small-letters": unknown.small_letters,
}
MEASURES = OWN | ON_SHARED


def test_every_measure_has_floors() -> None:
    assert list(FLOORS) == list(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_no_score_falls(name: str) -> None:
    if name in ON_SHARED and not SHARED.is_dir():
        pytest.skip(f"{name} is measured on ../shared, which is not beside this checkout")
    said, floors = MEASURES[name](), FLOORS[name]
    print(f"\n{name}")
    for what, value in said.items():
        print(f"  {what:14} {value:.4f}   floor {floors.get(what, 0):.3f}")
    assert set(said) == set(floors)
    assert {w: round(v, 4) for w, v in said.items() if v < floors[w]} == {}
