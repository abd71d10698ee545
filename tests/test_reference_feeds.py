"""The declared feeds: real addresses with a named source, of declared outlets, in families spelled one way."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from data.outlets import outlet_of, outlets, registrable

REFERENCE = Path(__file__).parents[1] / "data/reference"
FEEDS: list[dict[str, str | int]] = tomllib.loads((REFERENCE / "feeds.toml").read_text("utf-8"))["feed"]
KEYS = {"outlet", "address", "section", "interval", "source"}
SECTIONS = {"national", "politics", "world", "defence", "regional", "business", "all"}
FEED_HOSTS = {"feeds.bbci.co.uk": "bbc", "data.gmanews.tv": "gma-news"}
"""Hosts that serve an outlet's feeds and none of its pages."""


def host(feed: dict[str, str | int]) -> str:
    """The web host of a feed's address."""
    return urlsplit(str(feed["address"])).hostname or ""


def near(one: str, other: str) -> bool:
    """Whether two family names are the same but for capitals, spaces and a word like Group, or nearly so."""
    plain = [" ".join(w for w in n.casefold().split() if w not in {"group", "media", "the"}) for n in (one, other)]
    return plain[0] == plain[1] or SequenceMatcher(None, plain[0], plain[1]).ratio() > 0.85


def test_enough_feeds_of_enough_outlets() -> None:
    assert len(FEEDS) >= 45
    assert len({feed["outlet"] for feed in FEEDS}) >= 40


def test_both_languages_and_defence_are_covered() -> None:
    languages = Counter(outlets()[str(feed["outlet"])].language for feed in FEEDS)
    assert languages["id"] >= 20 and languages["en"] >= 20
    assert {feed["section"] for feed in FEEDS} == SECTIONS


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: str(feed["address"]))
def test_a_feed_is_whole(feed: dict[str, str | int]) -> None:
    assert set(feed) == KEYS
    assert feed["section"] in SECTIONS
    assert isinstance(feed["interval"], int) and 5 <= feed["interval"] <= 240
    address = urlsplit(str(feed["address"]))
    assert address.scheme in {"http", "https"} and address.path.strip("/") and not address.username


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: str(feed["address"]))
def test_a_feed_sits_on_a_host_of_its_outlet(feed: dict[str, str | int]) -> None:
    assert feed["outlet"] in outlets()
    assert feed["outlet"] in {outlet_of(host(feed)).id, FEED_HOSTS.get(host(feed))}


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: str(feed["address"]))
def test_a_source_can_be_looked_up(feed: dict[str, str | int]) -> None:
    where, _, path = str(feed["source"]).partition(" ")
    assert where.startswith("https://") or (where.count("/") == 1 and path)


def test_no_address_stands_twice() -> None:
    plain = Counter(str(feed["address"]).partition("://")[2].removeprefix("www.").rstrip("/") for feed in FEEDS)
    assert not [address for address, times in plain.items() if times > 1]


def test_no_host_belongs_to_two_outlets() -> None:
    hosts = Counter(name for outlet in outlets().values() for name in outlet.hosts)
    assert not [name for name, times in hosts.items() if times > 1]
    assert not [name for name in hosts if name.startswith("www.") or name != name.casefold()]


def test_a_family_is_spelled_one_way() -> None:
    families = sorted({outlet.family for outlet in outlets().values() if outlet.family})
    assert not [(one, other) for one, other in combinations(families, 2) if near(one, other)]


def test_hosts_that_share_a_registered_name_share_a_family() -> None:
    owners = defaultdict[str, set[str]](set)
    for outlet in outlets().values():
        for name in outlet.hosts:
            owners[registrable(name)].add(outlet.family or outlet.id)
    assert not {name: found for name, found in owners.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("Kompas Gramedia", {"kompas", "kompas-id", "kontan", "tribunnews"}),
        ("MNC", {"sindonews", "okezone", "inews"}),
        ("Trans Media", {"detik", "cnn-indonesia", "cnbc-indonesia"}),
        ("Jawa Pos", {"jawapos", "jpnn"}),
        ("Media Group", {"media-indonesia", "metrotvnews"}),
        ("Emtek", {"liputan6", "merdeka"}),
        ("VIVA", {"viva", "tvone"}),
        ("B Universe", {"beritasatu", "jakarta-globe"}),
        ("SPH Media", {"straits-times", "business-times"}),
        ("Mediacorp", {"cna", "today-singapore"}),
    ],
)
def test_houses_with_several_outlets_are_known(family: str, members: set[str]) -> None:
    assert members <= {outlet.id for outlet in outlets().values() if outlet.family == family}
