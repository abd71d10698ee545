"""Entries of one home: `actors.toml` in it adds to the shipped registry, overrides it, and says who is one and who is two."""

from __future__ import annotations

import fcntl
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import orjson

from analytics.actors.entries import BadEntry, Entries, read
from analytics.actors.lines import Lines
from analytics.actors.registry import Registry, compose, registry, shipped
from analytics.home import Home, put

NAME = "actors.toml"
MENDED = ("actor", "state", "office", "same", "apart")  # tables an entry may be taken out of
GOOD = "actors.last-good.toml"  # what the registry goes by while the file cannot stand
HEAD = """\
# Your own actors. An entry with the key of one that comes with Pantau takes its place, whole; others are added.
# [[actor]], [[state]], [[office]] and [[phrase]] are written as in data/reference/actors/ and data/reference/offices/.
# [[same]]  one = "key"  other = "key": the second is the first under another name. [[apart]]: they are two.
"""


class Named(Protocol):
    """What is needed of an actor found in texts to enter it."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def local(self) -> str: ...  # noqa: D102


def registry_of(home: Home) -> Registry:
    """The shipped registry with the home's own entries; where those cannot stand, with the last that could."""
    return _read(home)[0]


def trouble(home: Home) -> str:
    """Why the home's own entries cannot stand, in a sentence; empty where they do, or there are none."""
    return _read(home)[1]


def remember(home: Home) -> None:
    """Keep a copy of own entries that stand, to go by while a later change does not."""
    own, good = _bytes(home.path / NAME), home.path / GOOD  # read once: what is kept is what was checked
    if not (home.path / NAME).is_file():
        good.unlink(missing_ok=True)
    elif own != _bytes(good) and not _known(own, _bytes(good))[1]:
        put(good, own)


def _read(home: Home) -> tuple[Registry, str]:
    return _known(_bytes(home.path / NAME), _bytes(home.path / GOOD))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=4)
def _known(own: bytes, good: bytes) -> tuple[Registry, str]:
    try:
        return check(own), ""
    except BadEntry as error:
        said = str(error)
    try:
        return check(good), said
    except BadEntry:
        return registry(), said


def check(own: bytes, name: str = NAME) -> Registry:
    """The registry with these own entries; raises BadEntry where they cannot stand."""
    if not own.strip():
        return registry()
    entries, (base, version) = Entries(), shipped()
    read(name, own, entries)
    return compose([base, entries], _version(version, entries))


def _version(base: str, own: Entries) -> str:
    """What is counted depends on; who is told to be two does not change it, nor do comments."""
    said = [[one.said for one in some] for some in (own.actors, own.offices, own.same)]
    if not any(said) and not own.phrases:
        return base
    return hashlib.sha256(f"{base} {said} {own.phrases}".encode()).hexdigest()[:12]


def key_for(known: Collection[str], name: str) -> str:
    """A key made from a name that is not taken yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "actor"
    return next(key for key in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if key not in known)


def adopt(
    home: Home, key: str, kind: str, name: str, aliases: Iterable[str] = (), state: str | None = None, *,
    subkind: str = "other", local: str = "", parent: str = "", wikidata: str = "", source: str = "",
) -> str:  # fmt: skip
    """Enter an actor in the home's file and return its key; a key of a new name (`new:…`), or none, is made into one.

    Raises:
        BadEntry: the entry cannot stand; nothing was written.
    """
    known, name, local = registry_of(home), _plain(name), _plain(local)
    key = key_for(known.actors, key.removeprefix("new:") or name) if key.startswith("new:") or not key else key
    if key in known.actors:
        raise BadEntry(f"{key} is in the registry already, as {known[key].name}; give another key")
    further = [form for form in dict.fromkeys(map(_plain, aliases)) if form not in ("", name, local)]
    _append(home, "actor", {
        "key": key, "kind": kind, "subkind": subkind, "name": name, "id": local if local != name else "",
        "state": state or "", "parent": parent, "wikidata": wikidata, "aliases": further,
        "source": source or f"added here on {date.today()}",
    })  # fmt: skip
    return key


def _plain(said: str) -> str:
    return " ".join(said.split())


def merge(home: Home, one: str, other: str, found: Iterable[Named] = ()) -> str:
    """Say that two actors are one and return the key that stays; `found` are the actors of texts, for new names.

    `one` stays, unless only `other` is in the registry. Of two new names, `one` is entered first.

    Raises:
        BadEntry: they cannot be one; nothing was written.
    """
    known = registry_of(home)
    if one not in known.actors and other in known.actors:
        one, other = other, one
    new = {actor.key: actor for actor in found if actor.key in (one, other)}
    if one not in known.actors and one in new:
        return _enter_both(home, new, one, other)
    forms = (
        [] if other in known.actors or other not in new else list(dict.fromkeys((new[other].name, new[other].local)))
    )
    _append(home, "same", {"one": one, "other": other, "forms": forms})
    return one


def _enter_both(home: Home, new: Mapping[str, Named], one: str, other: str) -> str:
    forms = [form for key in (one, other) if key in new for form in (new[key].name, new[key].local)]
    first = new[one]
    kind, state = getattr(first, "kind", "organisation"), getattr(first, "iso3", None)
    return adopt(home, one, kind, first.name, forms, state, local=first.local)


def apart(home: Home, one: str, other: str) -> None:
    """Say that two actors are two, so that the audit no longer asks; raises BadEntry where the file cannot stand."""
    if frozenset((one, other)) not in registry_of(home).apart:
        _append(home, "apart", {"one": one, "other": other})


def forget(home: Home, key: str, other: str = "") -> bool:
    """Take an own actor out of the home's file, or with `other` what was said of the two; False where it is not there.

    Raises:
        BadEntry: without it the rest cannot stand; nothing was written.
    """
    path = home.path / NAME
    with _writing(home):
        old = _bytes(path)
        check(old)
        text = old.decode("utf-8-sig")
        said = tomllib.loads(text)
        found = [
            (table, at) for table in MENDED for at, entry in enumerate(said.get(table, ())) if _is(entry, key, other)
        ]
        if not found:
            return False
        span = Lines(text, said).span(*found[-1])
        if span is None:
            raise BadEntry(f"{NAME}: the lines of this entry cannot be told from others; take it out by hand")
        left = f"{text[: span[0]].rstrip()}\n\n{text[span[1] :].lstrip()}".rstrip() + "\n"
        check(left.encode())
        put(path, left.encode())
    return True


def _is(entry: Mapping[str, Any], key: str, other: str) -> bool:
    if other:
        return {entry.get("one"), entry.get("other")} == {key, other}
    return key in (entry.get("key"), entry.get("iso3"))


def _append(home: Home, table: str, entry: Mapping[str, str | Sequence[str]]) -> None:
    """Add an entry at the end of the home's file, if the whole can stand then."""
    path = home.path / NAME
    with _writing(home):
        old = _bytes(path)
        check(old)
        text = old or HEAD.encode()
        text += b"" if text.endswith(b"\n") else b"\n"
        text += f"\n[[{table}]]\n{''.join(_line(k, v) for k, v in entry.items() if v)}".encode()
        check(text)
        put(path, text)


@contextmanager
def _writing(home: Home) -> Iterator[None]:
    """Hold the file for a moment; another who writes waits."""
    home.path.mkdir(parents=True, exist_ok=True)
    with (home.path / "actors.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _line(key: str, said: Any) -> str:
    """A field as TOML; texts and lists of JSON are written the same, but for one character."""
    return f"{key} = {orjson.dumps(said).decode()}\n".replace("\x7f", "\\u007f")
