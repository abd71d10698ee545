"""The outlets Pantau knows: name, hosts, zone and agency tags, declared in `reference/outlets.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

DEFAULT_ZONE = "Asia/Jakarta"
_SECOND_LEVEL = frozenset(
    ("ac", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "ponpes", "sch", "web")
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: what cannot be read off its pages; `address` reads the instant off a link."""

    id: str
    name: str
    family: str = ""
    hosts: tuple[str, ...] = ()
    zone: str = DEFAULT_ZONE
    language: str = ""
    agency: tuple[str, ...] = ()
    address: str = ""
    month_first: bool = False
    example: bool = False

    @property
    def own_name(self) -> str:
        """The name without the note that it is an example."""
        return self.name.removesuffix(" (contoh)").removesuffix(" (example)")


@lru_cache(maxsize=1)
def outlets() -> dict[str, Outlet]:
    """Every declared outlet by its id."""
    declared = tomllib.loads((files("data") / "reference" / "outlets.toml").read_text("utf-8"))
    return {key: _outlet(key, table) for key, table in declared.items()}


def _outlet(key: str, table: dict[str, object]) -> Outlet:
    """The outlet a TOML table declares; an unknown key in it is an error, so that a slip shows."""
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Outlet(id=key, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in outlets().values() for host in outlet.hosts}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in outlets().values():
        names = (outlet.id, outlet.name, outlet.own_name)
        for name in (*names, outlet.name.split(".")[0], *outlet.agency):
            found.setdefault(_plain(name), outlet)
    return found


@lru_cache(maxsize=4096)
def family_of(outlet: str) -> str:
    """The publisher's group an outlet (by its id) belongs to; an outlet of no declared group is its own."""
    known = outlets().get(outlet)
    return (known.family if known else "") or outlet


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def registrable(host: str) -> str:
    """The part of a host that is registered: `news.detik.com` -> `detik.com`, `a.b.co.id` -> `b.co.id`."""
    labels = host.casefold().strip(".").split(".")
    if labels[-1].isdigit():
        return ".".join(labels)
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


@lru_cache(maxsize=4096)
def outlet_of(host: str) -> Outlet:
    """The outlet a web host belongs to, by suffix; an unknown host is an outlet of its own."""
    labels = host.casefold().strip(".").split(".")
    for start in range(len(labels) - 1):
        known = _by_host().get(".".join(labels[start:]))
        if known:
            return known
    own = registrable(host)
    return Outlet(id=own, name=own)


@lru_cache(maxsize=4096)
def outlet_named(name: str) -> Outlet:
    """The outlet meant by an id, a name or a host, as tables give them; an unknown one is its own outlet."""
    known = _by_name().get(_plain(name))
    if known:
        return known
    text = name.strip().removeprefix("https://").removeprefix("http://").split("/")[0]
    if "." in text.strip(".") and " " not in text:
        return outlet_of(text)
    own = " ".join(name.split())
    return Outlet(id=own, name=own)
