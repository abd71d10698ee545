"""The actors' pages: kinds and states, one actor, ties, the map, who a bare title meant, and entries by a click."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_app import Browser, walk

from analytics.actors import Holding, Office, registry
from analytics.home import Home
from analytics.measures import Target, co_mentions, one_and_the_same, ties, undecided
from analytics.measures.actors import actors
from analytics.measures.change import halves
from analytics.measures.network import likelihood
from analytics.snapshot import Snapshot
from analytics.weights import view
from dashboard.actor_offices import without
from dashboard.asked import Asked, Options
from dashboard.charts import style
from dashboard.charts.places import Place, places
from dashboard.charts.tiles import STEPS, bounds
from dashboard.kinds import COLOURS
from dashboard.language import Say
from dashboard.pages import actor
from dashboard.scene import Scene
from dashboard.security import Edits
from dashboard.sentences import marked, meant
from dashboard.steering import Trigger, steered
from dashboard.tables import table
from dashboard.trends import apart
from dashboard.world import world
from data.selection import BadQuery, Selection

EDITS: tuple[Edits, ...] = ("all", "none")
ORIGIN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def browser(demo_home: Home) -> Browser:
    return Browser(demo_home)


def scene(snapshot: Snapshot, address: str, **more: Any) -> Scene:
    path, _, query = address.partition("?")
    return Scene(snapshot, path, f"?{query}", Say("en"), **more)


# kinds and states


def test_kinds_and_states_narrow_every_table_of_actors(demo: Snapshot) -> None:
    seen = view(demo, Selection())
    for options in (Options(kind="person"), Options(state="IDN"), Options(kind="person,organisation", state="USA,CHN")):
        found = table("actors", Asked(seen, options))
        assert len(found)
        assert not options.kind or set(found["kind"]) <= set(options.kind.split(","))
        assert not options.state or set(found["state"]) <= set(options.state.split(","))
        named = set(found["actor"])
        assert set(table("actor-trend", Asked(seen, options))["actor"]) <= named
        assert set(table("ties", Asked(seen, options))["actor"]) <= named
    assert len(actors(seen, None, states=("IDN",))) < len(actors(seen, None))


@pytest.mark.parametrize("name", ["actors", "co-mentions", "actor-trend"])
def test_a_kind_that_is_none_is_told(demo: Snapshot, name: str) -> None:
    with pytest.raises(BadQuery, match="not 'planet'"):
        table(name, Asked(view(demo, Selection()), Options(kind="planet")))


def test_every_kind_has_a_colour_and_a_style() -> None:
    kinds = {one.kind for one in registry()}
    assert kinds <= set(COLOURS) and len(set(COLOURS.values())) == len(COLOURS)
    styles = "".join(p.read_text("utf-8") for p in (Path(__file__).parents[1] / "dashboard/assets").glob("*.css"))
    assert all(f"mark.{kind}" in styles for kind in COLOURS)


def test_the_address_holds_kind_and_state(browser: Browser) -> None:
    said = browser.page("/actors", "?kind=person&state=IDN&ui=en")
    assert "Prabowo Subianto" in said
    assert '"/download/actors.csv?kind=person&state=IDN&ui=en"' in said
    assert "No actor of this kind" in browser.page("/actors", "?kind=state&state=nowhere&ui=en")


# one actor


def test_an_actor_has_a_page_of_its_own(browser: Browser, demo: Snapshot) -> None:
    said = browser.page("/actor", "?who=PRK&ui=en")
    for word in ("North Korea", "Korut", "Pyongyang", "by the seat of government", "only as a place", "← All actors"):
        assert word in said
    rows = table("actor-ways", Asked(view(demo, Selection()), Options(who="PRK")))
    assert set(rows["via"]) >= {"name", "metonym"} and set(rows["place"]) == {"yes", "no"}
    (row,) = [r for r in actors(view(demo, Selection()), None).to_dict("records") if r["actor"] == "PRK"]
    assert rows["mentions"].sum() == row["mentions"]
    assert (
        table("actor-spellings", Asked(view(demo, Selection()), Options(who="PRK")))["mentions"].sum()
        == row["mentions"]
    )


@pytest.mark.parametrize("who", ["prabowo-subianto", "office:idn-defence-minister", "IDN", "ryamizard-ryacudu"])
def test_offices_are_told(browser: Browser, who: str) -> None:
    said = browser.page("/actor", f"?who={who}&ui=en")
    assert "Minister of Defence of Indonesia" in said and '"type": "bar"' in said
    assert "From the registry, known up to" in said


def test_an_actor_that_is_not_there(browser: Browser) -> None:
    assert "no actor nobody" in browser.page("/actor", "?who=nobody&ui=en")
    assert "Not named in this selection" in browser.page("/actor", "?who=PRK&q=tidakadakata&ui=en")


def test_ids_of_an_actor_page_are_unique(demo: Snapshot) -> None:
    found = [
        json.dumps(i, sort_keys=True)
        for c in walk(actor.page(scene(demo, "/actor?who=IDN")))
        if (i := getattr(c, "id", None))
    ]
    assert len(found) == len(set(found)) > 3 and all("actor-" in one for one in found)


def test_a_click_on_a_name_leads_to_the_page_and_keeps_the_selection(demo: Snapshot) -> None:
    here = scene(demo, "/actors?theme=korea&kind=state")
    triggers: list[Trigger] = [
        ('{"kind":"grid","name":"actors-table"}.cellClicked', {"rowId": "actor:PRK", "colId": "name"})
    ]
    said = steered(here, False, here.selection.to_query(), [], "grid", triggers)
    assert (said.path, said.search, said.clicked) == ("/actor", "?theme=korea&who=PRK", True)
    triggers = [('{"kind":"chart","name":"actors-network"}.clickData', {"points": [{"customdata": "who:PRK"}]})]
    assert steered(here, False, here.selection.to_query(), [], "chart", triggers).path == "/actor"


def test_ways_are_asked_of_an_actor() -> None:
    for text in ("via:office", "place:yes", "form:AS", "actor:USA;via:telepathy", "actor:USA;place:maybe"):
        with pytest.raises(BadQuery):
            Target.parse(text)
    see = Target(actor="USA", via="name", place="yes", form="A;S:1", count="mentions")
    assert Target.parse(str(see)) == see


# change


def test_the_period_before_is_as_long(demo: Snapshot) -> None:
    june = view(demo, Selection(start=date(2024, 6, 1), end=date(2024, 6, 30)))
    assert halves(june) == ((date(2024, 5, 2), date(2024, 5, 31)), (date(2024, 6, 1), date(2024, 6, 30)))
    first, last = demo.span or (date.min, date.max)
    (a, b), (c, d) = halves(view(demo, Selection())) or ((last, last), (first, first))
    assert (a, d) == (first, last) and b < c and b - a == d - c


# ties


def test_likelihood_grows_with_count_and_with_distance_from_chance() -> None:
    def g(both: float, left: float, right: float) -> float:
        return float(likelihood(np.array([both]), np.array([left]), np.array([right]), 1000)[0])

    assert g(1, 10, 100) == pytest.approx(0, abs=1e-9)
    assert 0 < g(4, 10, 100) < g(8, 10, 100) < g(16, 20, 100)
    assert g(0, 100, 100) < 0
    # 10 10 / 10 970: the sum of 2 k ln(k / expected), by hand
    assert g(10, 20, 20) == pytest.approx(
        2 * (10 * np.log(10 / 0.4) + 20 * np.log(10 / 19.6) + 970 * np.log(970 / 960.4))
    )


def test_the_net_is_small_sure_and_joins_no_names_of_one(demo: Snapshot) -> None:
    seen = view(demo, Selection())
    pairs = co_mentions(seen, list(actors(seen, 90)["actor"]))
    drawn = ties(demo, pairs, nodes=25)
    assert len(drawn) > 10 and len(set(drawn["actor"]) | set(drawn["other"])) <= 25
    assert drawn["articles"].min() >= 3 and drawn["lift"].min() > 1 and drawn["strength"].is_monotonic_decreasing
    known = registry()
    assert not any(one_and_the_same(demo, known, a, b) for a, b in zip(drawn["actor"], drawn["other"], strict=True))


def test_names_of_one_are_told_from_neighbours(demo: Snapshot) -> None:
    held = {a.key for a in demo.actors}
    known = registry()
    orgs = [a.key for a in demo.actors if a.kind == "organisation" and a.known and a.iso3 == "IDN"]
    assert {"IDN", "PRK", "KOR"} <= held and orgs
    assert not one_and_the_same(demo, known, "PRK", "KOR")
    assert not any(one_and_the_same(demo, known, "IDN", key) for key in orgs)
    assert one_and_the_same(demo, known, "prabowo-subianto", "prabowo-subianto")


def test_no_name_stands_upon_another() -> None:
    rng = np.random.default_rng(4)
    keys = [f"n{i}" for i in range(40)]
    some = [(keys[a], keys[b], 1 + rng.random()) for a, b in rng.integers(0, 40, (60, 2)) if a != b]
    boxes: list[Place] = [(0.15 + 0.2 * rng.random(), 0.13) for _ in keys]
    at = places(keys, some, boxes)
    for i, a in enumerate(keys):
        for j, b in enumerate(keys[:i]):
            wide, high = (boxes[i][0] + boxes[j][0]) / 2, (boxes[i][1] + boxes[j][1]) / 2
            assert abs(at[a][0] - at[b][0]) >= wide or abs(at[a][1] - at[b][1]) >= high, (a, b)


# the map


def test_every_square_is_a_state_and_all_that_matter_have_one() -> None:
    states = {a.key for a in registry() if a.kind == "state"}
    assert set(world()) <= states and len(set(world().values())) == len(world())
    assert {"IDN", "SGP", "BRN", "TLS", "PSE", "VAT", "TWN", "PLW", "QAT", "MDV"} <= set(world())
    assert len(states - set(world())) < 40
    assert world()["USA"][0] < world()["GBR"][0] < world()["IND"][0] < world()["IDN"][0] < world()["NZL"][0]
    assert world()["NOR"][1] < world()["EGY"][1] < world()["IDN"][1] < world()["AUS"][1]


@pytest.mark.parametrize("values", [[], [0, 0], [3], [1, 1, 2], [1, 224, 50, 7], [0.002, 0.51, 0.1], list(range(2000))])
def test_steps_of_the_map(values: list[float]) -> None:
    lows = bounds(values)
    assert lows == sorted(set(lows)) and len(lows) <= 6
    told = [v for v in values if v > 0]
    assert (lows[:1] == [min(told)] and lows[-1] <= max(told)) if told else lows == []


def test_the_map_is_shaded_by_either(browser: Browser) -> None:
    for shade, see in (("", "actor:USA;count:mentions"), ("share", "actor:USA;count:articles")):
        said = browser.page("/actors", f"?shade={shade}&ui=en")
        assert '"heatmap"' in said and f'"{see}"' in said
    assert "shade is mentions or share" in browser.page("/actors", "?shade=red&ui=en")


@pytest.mark.parametrize("top", ["²", "-1", "1" * 5000])
def test_no_number_of_rows_is_told(browser: Browser, top: str) -> None:
    assert "top is a whole number" in browser.page("/actors", f"?top={top}&ui=en")


# bare titles


def office(*holders: Holding, kind: str = "other") -> Office:
    return Office("x-minister", kind, "Minister", "Menteri", "IDN", (), holders, date(2026, 6, 1), "test")


A, B = Holding("a", date(2015, 1, 1), date(2019, 10, 20)), Holding("b", date(2019, 10, 23))


@pytest.mark.parametrize(
    ("held", "day", "why"),
    [
        (office(A, B), None, "undated"), (office(), date(2020, 1, 1), "unknown"), (None, date(2020, 1, 1), "text"),
        (office(A, B), date(2014, 1, 1), "before"), (office(A, B), date(2019, 10, 22), "vacant"),
        (office(A, Holding("b", date(2019, 10, 20))), date(2019, 10, 20), "handover"),
        (office(A, Holding("b", date(2019, 11, 1), sure=False)), date(2019, 10, 10), "handover"),
        (office(A, B), date(2022, 1, 1), "text"), (office(A, B), date(2027, 6, 3), "unchecked"),
        (office(A, B), date(2019, 10, 20), "handover"), (office(A, B), date(2019, 10, 23), "handover"),
        (office(A, Holding("b", date(2020, 1, 1), acting=True), kind="president"), date(2021, 1, 1), "acting"),
    ],
)  # fmt: skip
def test_why_a_title_is_undecided(held: Office | None, day: date | None, why: str) -> None:
    assert undecided(held, day) == why


def test_whom_a_bare_title_meant_stands_beside_it(demo: Snapshot) -> None:
    here = scene(demo, "/actors")
    assert meant(here, "prabowo-subianto", date(2022, 1, 1)) == "Prabowo Subianto"
    assert meant(here, "office:idn-defence-minister", date(2024, 10, 20)) == "undecided, a hand-over in those days"
    pieces = marked("Kata Menhan kemarin.", [(5, 11)], {(5, 11): "Prabowo Subianto"})
    assert [getattr(p, "children", p) for p in pieces] == ["Kata ", "Menhan", " → Prabowo Subianto", " kemarin."]


def test_lines_of_a_chart_look_apart() -> None:
    """Actors far down the corpus would else share colour and dash."""
    assert apart([0, 1, 2]) == [style(0), style(1), style(2)]
    looks = apart([5, 33, 61, 12, 5 + 28 * 4, 19])
    assert len({colour for colour, _ in looks}) == len(looks)
    assert len(set(apart([3] * 9))) == 9


def test_new_names_of_a_state(demo: Snapshot) -> None:
    asked = Asked(view(demo, Selection()), Options(state="IDN"))
    assert set(table("new-names", asked)["state"]) <= {"IDN"}
    assert len(table("new-names", asked.but(top=1))) <= 1


def test_an_office_with_none_undecided_says_where_it_is_counted(browser: Browser) -> None:
    shown = browser.page("/actor", "?who=office:idn-defence-minister&ui=en")
    assert "page counts it" in shown
    assert "Show everything" not in shown and "holder undecided" not in shown


def test_offices_of_a_state_leave_its_name_out() -> None:
    assert without("Minister of Defence of North Korea", "North Korea") == "Minister of Defence"
    assert without("President of the United States", "United States") == "President"
    assert without("Menteri Luar Negeri Korea Utara", "Korea Utara") == "Menteri Luar Negeri"
    assert without("Raja", "Malaysia") == "Raja"


def test_letters_can_be_read_on_every_shade_of_the_map() -> None:
    """Plotly writes #444 on light shades and white on dark ones."""
    for shade, letters in zip(STEPS, ["#444444"] * 4 + ["#ffffff"] * 3, strict=True):
        light, dark = sorted((luminance(shade), luminance(letters)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, shade


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_card_that_holds_nothing_does_not_blame_the_selection(browser: Browser) -> None:
    shown = browser.page("/actors", "?kind=office&q=resolusi&ui=en")
    assert "No articles match" not in shown
