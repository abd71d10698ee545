"""How often a host is asked: each request waits for its turn, however many wait for the same host."""

from __future__ import annotations

import asyncio
from collections import defaultdict


class Pace:
    """Turns at hosts, a number of seconds apart; one host's turns never hold up another's."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._free: defaultdict[str, float] = defaultdict(float)

    async def turn(self, host: str, delay: float = 0.0) -> None:
        """Wait until this host may be asked again; `delay` is what the host itself asks for, in seconds."""
        now = asyncio.get_running_loop().time()
        mine = max(now, self._free[host])
        self._free[host] = mine + max(delay, self._delay)
        await asyncio.sleep(mine - now)
