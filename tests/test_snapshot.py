"""The snapshot: blocks are added and never changed, publishing is all at once, and the same articles give the same id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pandas as pd
import pytest
from conftest import load, write_pages

from analytics.build import KEPT, MANY
from analytics.home import Busy, Home
from analytics.measures import volume
from analytics.snapshot import Manifest, Snapshot, current, publish
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.store import Store
from dashboard.tables import table
from data.selection import Selection


def stamps(home: Home) -> dict[str, str]:
    """Every file of every block, with a hash of its bytes."""
    files = (p for p in (home.path / "blocks").rglob("*") if p.is_file())
    return {str(p.relative_to(home.path)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def shown(snapshot: Snapshot, name: str = "actors") -> pd.DataFrame:
    return table(name, Asked(view(snapshot, Selection()), Options()))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Ten articles in one block."""
    made = Home(tmp_path / "home")
    load(made, write_pages(tmp_path / "first", range(10)))
    return made


def test_more_articles_are_one_more_block(home: Home, tmp_path: Path) -> None:
    old, before = current(home), stamps(home)
    load(home, write_pages(tmp_path / "more", range(10, 14)))
    new, after = current(home), stamps(home)
    assert [len(b) for b in old.blocks] == [10] and [len(b) for b in new.blocks] == [10, 4]
    assert new.blocks[0].id == old.blocks[0].id and new.id != old.id
    assert len(before) > 15 and {name: after[name] for name in before} == before
    assert len(old) == 10 and view(old, Selection()).total == 10  # an older snapshot stays what it was
    assert view(new, Selection()).total == 14


def test_a_block_is_named_after_its_bytes(home: Home, tmp_path: Path) -> None:
    (block,) = current(home).blocks
    other = Home(tmp_path / "other")
    load(other, tmp_path / "first")
    assert current(other).blocks[0].id == block.id
    assert current(other).id == current(home).id
    third = Home(tmp_path / "third")
    load(third, write_pages(tmp_path / "eleven", range(1, 11)))
    assert current(third).id != current(home).id


def test_nothing_new_changes_nothing(home: Home, tmp_path: Path) -> None:
    before, moment = current(home).id, home.pointer.stat().st_mtime_ns
    load(home, tmp_path / "first")
    assert current(home).id == before and home.pointer.stat().st_mtime_ns == moment


def test_grown_over_twice_everything_is_found_anew(home: Home, tmp_path: Path) -> None:
    fitted = current(home).manifest.fitted_on
    load(home, write_pages(tmp_path / "more", range(10, 20)))
    assert (fitted, current(home).manifest.fitted_on) == (10, 10)
    assert len(current(home).blocks) == 2
    load(home, write_pages(tmp_path / "last", range(20, 21)))
    snapshot = current(home)
    assert (snapshot.manifest.fitted_on, [len(b) for b in snapshot.blocks]) == (21, [21])


def test_many_small_loads_are_merged(tmp_path: Path) -> None:
    home, blocks = Home(tmp_path / "home"), []
    load(home, write_pages(tmp_path / "first", range(20)))
    for number in range(20, 20 + MANY + 2):
        load(home, write_pages(tmp_path / f"{number}", [number]))
        blocks.append(len(current(home).blocks))
    assert max(blocks) == MANY and blocks[MANY - 2 :] == [MANY, 1, 2, 3]
    whole = Home(tmp_path / "whole")
    load(whole, *sorted(p for p in tmp_path.iterdir() if p.name not in ("home", "whole")))
    assert len(current(home)) == len(current(whole)) == 20 + MANY + 2
    pd.testing.assert_frame_equal(shown(current(home)), shown(current(whole)))
    ids = [i for b in current(home).blocks for i in b.articles["id"].to_pylist()]
    assert len(ids) == len(set(ids))


def test_what_no_snapshot_needs_is_swept(home: Home, tmp_path: Path) -> None:
    for number in range(10, 10 + KEPT + 2):
        load(home, write_pages(tmp_path / f"{number}", [number]))
    assert len(list((home.path / "snapshots").iterdir())) <= KEPT + 1
    needed = {b.id for b in current(home).blocks}
    assert needed <= {p.name for p in (home.path / "blocks").iterdir()}
    assert not [p for p in home.path.rglob("*") if p.name.startswith(".draft")]


@contextmanager
def reader(home: Home, seen: list[int], wrong: list[BaseException]) -> Iterator[None]:
    """Someone who asks for the current snapshot and counts it, again and again, while something goes on."""
    done = Event()

    def read() -> None:
        while not done.is_set():
            try:
                snapshot = current(home)
                counted = int(volume(view(snapshot, Selection()))["articles"].sum())
                assert counted == len(snapshot)
                seen.append(counted)
            except BaseException as error:  # it is told to the test
                wrong.append(error)

    thread = Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_reader_sees_the_old_or_the_new_and_nothing_else(home: Home, tmp_path: Path) -> None:
    seen: list[int] = []
    wrong: list[BaseException] = []
    with reader(home, seen, wrong):
        for number in range(10, 13):
            load(home, write_pages(tmp_path / f"{number}", [number]))
    assert wrong == []
    assert len(seen) > 20 and set(seen) <= {10, 11, 12, 13}
    assert seen == sorted(seen)


def test_a_publication_cut_short_leaves_the_old_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = current(home)
    replaced: list[Path] = []

    def fail(self: Path, target: Path) -> Path:
        replaced.append(target)
        raise OSError("the power went")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="power"):
        publish(home, Manifest(blocks=("nothing",), throughs=(99,)))
    monkeypatch.undo()
    assert len(replaced) == 1  # the manifest comes first, so the pointer never names what is not there
    assert current(home).id == before.id and len(current(home)) == 10


def test_a_store_sees_the_new_snapshot_on_the_next_call(home: Home, tmp_path: Path) -> None:
    store, empty = Store(home), Store(Home(tmp_path / "none"))
    assert len(store.current()) == 10 and store.current() is store.current()
    load(home, write_pages(tmp_path / "more", [10]))
    assert len(store.current()) == 11
    assert len(empty.current()) == 0
    load(Home(tmp_path / "none"), tmp_path / "more")
    assert len(empty.current()) == 1


def test_whoever_asks_is_told_of_each_snapshot_once(home: Home, tmp_path: Path) -> None:
    told: list[str] = []
    store = Store(home, lambda snapshot: told.append(snapshot.id))
    first = store.current().id
    assert store.current().id == first and told == [first]
    load(home, write_pages(tmp_path / "more", [10]))
    second = store.current().id
    assert told == [first, second]
    assert Store(Home(tmp_path / "none"), lambda snapshot: told.append("none")).current().id not in told


def test_one_load_at_a_time(home: Home, tmp_path: Path) -> None:
    with home.writing(), pytest.raises(Busy, match="another load"):
        load(home, tmp_path / "first")
    load(home, tmp_path / "first")
