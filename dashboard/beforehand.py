"""What the first reader of a snapshot would wait seconds for, made beforehand while nobody waits."""

from __future__ import annotations

from threading import Thread

from analytics.actors.audit import audit
from analytics.actors.own import registry_of
from analytics.snapshot import Snapshot


def make(snapshot: Snapshot) -> None:
    """Compare the names of a snapshot, in a thread of its own; what it finds is kept."""
    Thread(target=_compare, args=(snapshot,), daemon=True, name="beforehand").start()


def _compare(snapshot: Snapshot) -> None:
    audit(snapshot, registry_of(snapshot.home))
