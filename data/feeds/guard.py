"""Which addresses may be fetched: public ones, and those the configuration allows.

The address is checked where it cannot be evaded: on the socket, just before it connects. Names, numbers written in odd
ways and redirects all end there.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from data.article import link

_Network = tuple[Any, int]  # network, and the port or 0 for all
_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)


class Forbidden(OSError):
    """An address that may not be fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses what is not public; `allow` as `allowed` gives it."""

    allow: tuple[_Network, ...] = ()

    def check(self, address: str) -> None:
        """Refuse an address that is not plain http or https.

        Raises:
            Forbidden: it is of another scheme, holds a password, or is none.
        """
        if not link(address):
            raise Forbidden(f"{address[:200]} is no http or https address")
        if "@" in urlsplit(address).netloc:
            raise Forbidden("the address holds a name or password")

    def connect(self, info: tuple[Any, ...]) -> socket.socket:
        """The socket for a resolved address; this is what the HTTP client connects with.

        Raises:
            Forbidden: the address is not public and not allowed.
        """
        family, kind, protocol, _, (host, port, *_) = info
        if not self.permits(str(host), int(port)):
            raise Forbidden(f"it leads to {host}, which is not a public address (allow_private can allow it)")
        return socket.socket(family, kind, protocol)

    def permits(self, host: str, port: int) -> bool:
        """Whether an IP address and port may be connected to."""
        ip = ip_address(host.partition("%")[0])
        named = any(ip in network and own in (0, port) for network, own in self.allow if network.version == ip.version)
        return named or _is_public(ip)


def allowed(said: Iterable[str]) -> tuple[_Network, ...]:
    """The networks and ports that a configuration allows: `10.0.0.0/8`, `127.0.0.1`, `127.0.0.1:8080`, `[::1]:80`.

    Raises:
        ValueError: one is no IP address.
    """
    return tuple(_network(one.strip()) for one in said)


def _network(said: str) -> _Network:
    host, port = said, "0"
    if said.startswith("["):
        host, _, after = said[1:].partition("]")
        port = after.removeprefix(":") or "0"
    elif said.count(":") == 1:
        host, _, port = said.partition(":")
    try:
        if not 0 <= int(port) <= 65535:
            raise ValueError
        return ip_network(host, strict=False), int(port)
    except ValueError:
        raise ValueError(f"{said} is no IP address, network, or address with a port") from None


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, also when it wraps an IPv4 one."""
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
