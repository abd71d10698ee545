"""Which feeds are watched: declared in `reference/feeds.toml`, and in the `feeds.toml` of a home."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from data.article import link
from data.feeds.guard import allowed

_HEAD = re.compile(r"^\s*\[\[\s*feed\s*\]\]", re.MULTILINE)
_NUMBER = (int, float)
LEAST = 1.0  # minutes between two polls of a feed


class BadFeeds(ValueError):
    """A file of feeds that cannot stand; the message names file, line and what to mend."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `interval` in minutes, `source` is where its address was found; `off` takes a declared one out."""

    outlet: str
    address: str
    section: str = ""
    interval: float = 30.0
    source: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How politely and how far it is fetched: the table `[watch]`.

    `delay` (seconds between two requests to a host), `timeout` (seconds for one answer), `tries` and `wait` (seconds
    before the second; doubles), `publish` (minutes between snapshots), `feed_mb` and `page_mb` (largest answers).
    `allow_private` lists addresses that are not public but may be fetched: `127.0.0.1`, `127.0.0.1:8080`, `10.0.0.0/8`.
    """

    allow_private: tuple[str, ...] = ()
    user_agent: str = "Pantau/0.1 (news monitoring; reads feeds)"
    delay: float = 2.0
    timeout: float = 30.0
    tries: int = 3
    wait: float = 2.0
    publish: float = 10.0
    feed_mb: float = 20.0
    page_mb: float = 8.0


@dataclass(frozen=True, slots=True)
class Declared:
    """What is watched, and how."""

    feeds: tuple[Feed, ...] = ()
    settings: Settings = field(default_factory=Settings)


def declared(home: Path, only: Path | None = None) -> Declared:
    """The feeds that come with Pantau, overridden and added to by `feeds.toml` in the home; or those of `only`.

    A feed is known by its address: one declared again replaces the one before.

    Raises:
        BadFeeds: a file is missing, not TOML, or says something that cannot stand.
    """
    shipped, own = files("data") / "reference" / "feeds.toml", home / "feeds.toml"
    if only is not None and not only.is_file():
        raise BadFeeds(f"{only}: there is no such file")
    read = [_read(file) for file in (shipped, own, only) if file is not None and file.is_file()]
    known = {feed.address: feed for one in (read[-1:] if only else read) for feed in one.feeds}
    settings = next((one.settings for one in reversed(read) if one.settings != Settings()), Settings())
    return Declared(tuple(feed for feed in known.values() if not feed.off), settings)


def _read(file: Path | Traversable) -> Declared:
    """The feeds and settings of one file."""
    text = file.read_text("utf-8")
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFeeds(f"{file}: it is not TOML: {error}") from None
    if unknown := sorted(set(said) - {"feed", "watch"}):
        raise BadFeeds(f"{file}: {unknown[0]} is unknown; there are [[feed]] and [watch]")
    tables = said.get("feed", [])
    if not isinstance(tables, list):
        raise BadFeeds(f"{file}: write [[feed]] with two brackets")
    lines = [text.count("\n", 0, found.end()) + 1 for found in _HEAD.finditer(text)]
    where = [f"{file}, line {line}" for line in lines] if len(lines) == len(tables) else [str(file)] * len(tables)
    feeds = [_feed(table, at) for table, at in zip(tables, where, strict=True)]
    _each_once(feeds, where)
    return Declared(tuple(feeds), _settings(said.get("watch", {}), f"{file}, [watch]"))


def _feed(table: Mapping[str, Any], where: str) -> Feed:
    _typed(table, Feed, where)
    for key in ("outlet", "address"):
        if not table.get(key):
            raise BadFeeds(f"{where}: the feed has no {key}")
    feed = Feed(**table)
    if link(feed.address) != feed.address:
        raise BadFeeds(f"{where}: {feed.address} is no http or https address")
    if feed.interval < LEAST:
        raise BadFeeds(f"{where}: interval = {feed.interval:g} is less than {LEAST:g} minute")
    return feed


def _settings(table: Mapping[str, Any], where: str) -> Settings:
    _typed(table, Settings, where)
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    settings = Settings(**said)
    for name in ("delay", "wait"):
        _hold(getattr(settings, name) >= 0, f"{where}: {name} is below 0")
    for name in ("timeout", "publish", "feed_mb", "page_mb"):
        _hold(getattr(settings, name) > 0, f"{where}: {name} is not above 0")
    _hold(settings.tries >= 1, f"{where}: tries is below 1")
    _hold(bool(settings.user_agent.strip()) and settings.user_agent.isprintable(), f"{where}: user_agent is no text")
    try:
        allowed(settings.allow_private)
    except ValueError as error:
        raise BadFeeds(f"{where}: allow_private: {error}") from None
    return settings


def _hold(true: bool, otherwise: str) -> None:
    if not true:
        raise BadFeeds(otherwise)


def _typed(table: Mapping[str, Any], kind: type[Feed] | type[Settings], where: str) -> None:
    """Every key is known and of its type."""
    known = {f.name: _KINDS[str(f.type)] for f in fields(kind)}
    for key, value in table.items():
        if key not in known:
            raise BadFeeds(f"{where}: {key} is unknown; there are {', '.join(known)}")
        what, right = known[key]
        if not right(value):
            raise BadFeeds(f"{where}: {key} = {value!r} is not {what}")


def _is_number(value: object) -> bool:
    return isinstance(value, _NUMBER) and not isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "str": ("a text", lambda v: isinstance(v, str)),
    "bool": ("true or false", lambda v: isinstance(v, bool)),
    "float": ("a number", _is_number),
    "int": ("a whole number", lambda v: isinstance(v, int) and not isinstance(v, bool)),
    "tuple[str, ...]": ("a list of texts", _are_texts),
}


def _each_once(feeds: Sequence[Feed], where: Iterable[str]) -> None:
    seen: set[str] = set()
    for feed, at in zip(feeds, where, strict=True):
        if feed.address in seen:
            raise BadFeeds(f"{at}: {feed.address} stands in the file twice")
        seen.add(feed.address)
