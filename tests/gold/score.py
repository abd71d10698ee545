"""How well found mentions agree with the gold: `python tests/gold/score.py PREDICTED.jsonl`.

PREDICTED is what `pantau annotate` prints for the gold articles. A mention is right when its place in the
article, its class (state, person, organisation, bare office title) and its actor are all those of the gold.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).with_name("actors.jsonl")
CLASSES = {"C": "states", "P": "persons", "O": "organisations", "R": "office titles"}
KINDS = {"state": "states", "person": "persons", "organisation": "organisations"}

Row = Mapping[str, Any]
Where = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention for comparison: its class, the names its actor goes by, and if it is only a place."""

    group: str
    names: frozenset[str]
    place: bool

    def agrees(self, other: Mark) -> bool:
        """Whether both say the same actor in the same class."""
        return self.group == other.group and not self.names.isdisjoint(other.names)


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gold: Iterable[Row], predicted: Iterable[Row]) -> dict[str, float]:
    """Linked F1 for each class and for `all`; `place-use`: how often a linked state is rightly a place or not; `counts`:
    1 less the error of the number of mentions of each state in each article.

    Predicted articles that are not in the gold are left out; a gold article without prediction raises ValueError.
    """
    wanted = dict(_gold_marks(rows := list(gold)))
    guessed = dict(_predicted_marks(_chosen(rows, predicted)))
    right = [where for where, mark in wanted.items() if where in guessed and mark.agrees(guessed[where])]
    marked = {name: _f1(name, wanted, guessed, right) for name in CLASSES.values()}
    places = [wanted[w].place == guessed[w].place for w in right if wanted[w].group == "states"]
    return {
        **marked,
        "all": _ratio(2 * len(right), len(wanted) + len(guessed)),
        "place-use": _ratio(sum(places), len(places)),
        "counts": 1 - _count_error(wanted, guessed),
    }


def _count_error(wanted: Mapping[Where, Mark], guessed: Mapping[Where, Mark]) -> float:
    """How far the numbers of mentions of states differ, article by article, in parts of all that are wanted."""
    told, said = (
        Counter((where[0], name) for where, mark in marks.items() if mark.group == "states" for name in mark.names)
        for marks in (wanted, guessed)
    )
    return _ratio(sum(abs(told[key] - said[key]) for key in told | said), told.total())


def _chosen(gold: Iterable[Row], predicted: Iterable[Row]) -> list[Row]:
    found = {row["id"]: row for row in predicted}
    missing = [row["id"] for row in gold if row["id"] not in found]
    if missing:
        raise ValueError(f"{len(missing)} gold articles have no prediction, the first is {missing[0]}")
    return [found[row["id"]] for row in gold]


def _gold_marks(rows: Iterable[Row]) -> Iterator[tuple[Where, Mark]]:
    for row in rows:
        for mention in row["mentions"]:
            letter, name = mention["actor"].split(":", 1)
            name = name.rsplit("/", 1)[0] if letter == "O" else name
            yield _where(row, mention), Mark(CLASSES[letter], _plain([name]), mention["use"] == "place")


def _predicted_marks(rows: Iterable[Row]) -> Iterator[tuple[Where, Mark]]:
    for row in rows:
        for mention in row["mentions"]:
            office = mention.get("via") == "office"
            group = "office titles" if office else KINDS[mention["kind"]]
            said = [mention["iso3"] or ""] if group == "states" else [mention["name"], *mention["aliases"]]
            yield _where(row, mention), Mark(group, _plain(said), bool(mention.get("place")))


def _where(row: Row, mention: Row) -> Where:
    return row["id"], mention["field"], mention["start"], mention["end"]


def _plain(names: Iterable[str]) -> frozenset[str]:
    """Names without case, accents, marks and a bracketed country; what is then empty names nobody, `?` who is undecided."""
    bare = [re.sub(r"\([A-Z]{3}\)", " ", name) for name in names]
    folded = (unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() for name in bare)
    words = (" ".join(re.findall(r"[a-z0-9]+", name.casefold())) for name in folded)
    return frozenset(word for word in words if word) | ({"?"} & set(bare))


def _f1(group: str, wanted: Mapping[Where, Mark], guessed: Mapping[Where, Mark], right: list[Where]) -> float:
    both = [mark for marks in (wanted, guessed) for mark in marks.values() if mark.group == group]
    return _ratio(2 * sum(wanted[where].group == group for where in right), len(both))


def _ratio(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    for measure, value in score(read(GOLD), read(Path(sys.argv[1]))).items():
        print(f"{measure:14} {value:.3f}")
