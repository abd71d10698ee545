"""The snapshot being served: looked up on every request, so a new one appears without a restart."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from dash.development.base_component import Component

from analytics.home import Home
from analytics.snapshot import Snapshot, current

KEPT = 128  # drawn pages


class Store:
    """Gives the current snapshot of a home, and keeps pages drawn from it; `opened` is told of each new snapshot."""

    def __init__(self, home: Home, opened: Callable[[Snapshot], None] | None = None) -> None:
        self._home, self._opened = home, opened
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._pages: OrderedDict[Hashable, Component] = OrderedDict()

    def current(self) -> Snapshot:
        """The current snapshot; opened anew when the pointer names another."""
        with self._lock:
            if self._snapshot is None or self._snapshot.id != self._named() or not self._snapshot.blocks:
                self._snapshot = current(self._home)
                self._pages.clear()
                if self._opened and self._snapshot.blocks:
                    self._opened(self._snapshot)
            return self._snapshot

    def _named(self) -> str:
        try:
            return self._home.pointer.read_text().strip()
        except FileNotFoundError:
            return ""

    def kept(self, key: Hashable, make: Callable[[], Component]) -> Component:
        """A page as it was drawn before, or drawn now."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        page = make()
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return page
