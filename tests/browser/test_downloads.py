"""What is downloaded is what is drawn, value by value."""

from __future__ import annotations

from pathlib import Path

from analytics.measures import Target

from .reader import Reader

QUERY = "?from=2024-03-01&to=2024-12-31&unit=story"
RANKINGS = {  # chart: part of the address it opens, column of names, column of values
    "overview-themes": ("theme", "theme", "articles"),
    "overview-actors": ("actor", "actor", "mentions"),
    "overview-keywords": ("term", "term", "count"),
    "overview-outlets": ("outlet", "outlet", "articles"),
}


def test_columns(reader: Reader, tmp_path: Path) -> None:
    reader.open("/" + QUERY)
    drawn = reader.data("overview-volume")[0]
    rows = reader.table("overview-volume", tmp_path)
    assert [(row["period"], int(row["articles"])) for row in rows] == list(zip(drawn["x"], drawn["y"], strict=True))


def test_rankings(reader: Reader, tmp_path: Path) -> None:
    reader.open("/" + QUERY)
    for name, (part, key, value) in RANKINGS.items():
        drawn = reader.data(name)[0]
        bars = [(getattr(Target.parse(see), part), n) for see, n in zip(drawn["see"], drawn["x"], strict=True)]
        rows = [(row[key], int(row[value])) for row in reader.table(name, tmp_path)]
        assert len(bars) > 3
        assert bars == rows[: len(bars)]


def test_trends(reader: Reader, tmp_path: Path) -> None:
    reader.open("/actors" + QUERY)
    drawn = {
        (Target.parse(see).actor, day): n
        for line in reader.data("actors-trend")
        for see, day, n in zip(line["see"], line["x"], line["y"], strict=True)
    }
    rows = {(row["actor"], row["period"]): int(row["mentions"]) for row in reader.table("actors-trend", tmp_path)}
    assert len(drawn) > 20
    assert drawn == rows


def test_heat(reader: Reader, tmp_path: Path) -> None:
    reader.open("/actors" + QUERY)
    drawn = reader.data("actors-themes")[0]
    cells = {
        (Target.parse(see).actor, Target.parse(see).theme): n or 0
        for line, values in zip(drawn["see"], drawn["z"], strict=True)
        for see, n in zip(line, values, strict=True)
    }
    rows = {(r["actor"], r["theme"]): int(r["articles"]) for r in reader.table("actors-themes", tmp_path)}
    assert len(cells) > 50
    assert cells == {key: rows[key] for key in cells}
    assert sum(cells.values()) == sum(rows.values())


def test_a_table_on_screen(reader: Reader, tmp_path: Path) -> None:
    reader.open("/actors" + QUERY)
    rows = reader.table("actors-table", tmp_path)
    grid = reader.grid("actors-table")
    for column in ("name", "mentions", "articles"):
        cells = grid.locator(f'.ag-center-cols-container .ag-cell[col-id="{column}"]').all_inner_texts()[:8]
        assert [cell.replace(",", "") for cell in cells] == [row[column] for row in rows[: len(cells)]]


def test_the_sentences_of_a_number(reader: Reader, tmp_path: Path) -> None:
    reader.open("/?see=actor:KOR;count:mentions&theme=korea")
    total = reader.counted()
    held = reader.save(reader.panel().get_by_role("link", name="CSV", exact=True), tmp_path)
    assert len(held.decode("utf-8-sig").strip().splitlines()) >= total + 1
    shown = reader.panel().locator(".evidence .sentence").first.inner_text()
    assert shown in held.decode("utf-8-sig").replace('""', '"')


def test_other_forms(reader: Reader, tmp_path: Path) -> None:
    reader.open("/topics" + QUERY)
    for form, head in (("XLSX", b"PK"), ("PARQUET", b"PAR1"), ("JSON", b"{")):
        link = reader.card("topics-themes").get_by_role("link", name=form, exact=True)
        assert reader.save(link, tmp_path).startswith(head)


def test_pictures_of_a_chart(reader: Reader, tmp_path: Path) -> None:
    reader.open("/")
    chart = reader.chart("overview-themes")
    chart.hover()
    titles = [b.get_attribute("data-title") or "" for b in chart.locator(".modebar-btn").all()]
    assert len(titles) == 2
    assert not any("cloud" in t.lower() or "edit" in t.lower() for t in titles)
    for at, head in ((0, b"\x89PNG"), (1, b"<svg")):
        picture = reader.save(chart.locator(".modebar-btn").nth(at), tmp_path)
        assert picture.startswith(head)
        assert len(picture) > 2000
