"""Which of several actors with one name is meant: that of the state the article speaks of, there or most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from analytics.actors.forms import Span
from analytics.actors.registry import Registry

HALF = r"(?<!\w){0}(?! [A-Z]|\w)"
NEAR = 160  # characters before a name in which a state counts double
HOME = "IDN"


class Namesakes:
    """Decides between actors that share a written form; made once from the registry."""

    def __init__(self, registry: Registry, shared: Mapping[str, Sequence[str]], halves: Iterable[str]) -> None:
        self._registry, self._shared = registry, shared
        self._halves = [half.split() for half in halves]
        self.halved = frozenset(state for _, *states in self._halves for state in states)

    def decide(self, text: str, spans: list[Span], language: str) -> list[Span]:
        """The spans, each shared name with the key of the one that is meant."""
        if not any(text[s.start : s.end] in self._shared for s in spans if s.sort != "thing"):
            return spans
        states = [(s.start, s.key) for s in spans if s.sort in {"state", "capital"}]
        decided = (self._decided(text, span, states, language) for span in spans)
        return [span for span in decided if span.key or span.sort == "thing"]

    def halves(self, text: str, spans: Sequence[Span], told: Container[str]) -> list[Span]:
        """Where a word that two states share stands alone ("Korea") and the article has named (`told`) only one of them."""
        found: list[Span] = []
        for word, *states in self._halves:
            named = [state for state in states if state in told]
            if len(named) == 1 and word in text:
                found += [Span(m.start(), m.end(), named[0], "state") for m in re.finditer(HALF.format(word), text)]
        return [s for s in found if not any(s.start < t.end and t.start < s.end for t in spans)]

    def _decided(self, text: str, span: Span, states: Sequence[tuple[int, str]], language: str) -> Span:
        keys = self._shared.get(text[span.start : span.end])
        if not keys or span.sort == "thing":
            return span
        told = Counter(state for _, state in states)
        told.update(state for at, state in states if 0 < span.start - at < NEAR)
        key = max(keys, key=lambda key: self._weight(key, told, language))
        return span._replace(key=key)

    def _weight(self, key: str, told: Counter[str], language: str) -> tuple[int, bool]:
        """How much speaks for an actor; for none ("") a single word of its state is too little."""
        if not key:
            return 1, False
        iso3 = self._registry[key].iso3 or ""
        return told[iso3], language == "id" and iso3 == HOME
