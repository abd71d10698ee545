"""Instants in words, with their zone as readers know it."""

from __future__ import annotations

import pandas as pd

from dashboard.scene import Scene
from data.outlets import outlet_named

ISLANDS = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
ZONES = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}


def when(scene: Scene, published: str, outlet: str) -> str:
    """A local instant in words, with its zone: `10 Jun 2024 22:05 WIB` of an Indonesian outlet, else `UTC+8`."""
    if not published:
        return scene.say("unknown date")
    stamp = pd.Timestamp(published)
    hours = int(published[-6:-3])
    signed = f"{hours:+d}" if hours else ""
    zone = ZONES.get(published[-6:]) if outlet_named(outlet).zone in ISLANDS else None
    return f"{scene.say.day(stamp.date())} {stamp:%H:%M} {zone or f'UTC{signed}'}"
