"""Which written forms of an actor are safe to count, and where the name in them begins."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Actor, Registry


class Sound:
    """Leaves out titles, events and a state's men ("militer Israel"); takes titles off persons."""

    def __init__(self, registry: Registry, words: Lexicon) -> None:
        self._words = words
        self._states = {form.casefold() for actor in registry if actor.kind == "state" for form in actor.written}
        self._unsafe = {form.casefold() for form in words.list("unsafe", "forms")}
        self._heads = {form.casefold() for form in words.list("unsafe", "heads")}
        self._persons = words.titles - words.set("heads", "plain")
        self._generic, self._offices = words.set("unsafe", "generic"), words.set("unsafe", "offices")
        self._generic_small = words.set("unsafe", "generic_small")
        self._generic_english = words.set("unsafe", "generic_english")

    def forms(self, actor: Actor) -> Iterator[tuple[str, int]]:
        """The forms of an actor that are counted, and how many characters of titles to cut from each."""
        known = frozenset(form.casefold() for form in actor.written)
        for form in actor.written:
            if form.casefold() in self._unsafe:
                continue
            if actor.kind == "person":
                yield form, self._titles(form, known)
            elif actor.kind == "state":
                if not self._of_state(form.casefold(), known):
                    yield form, 0
            elif self._is_body(form, form.casefold(), known):
                yield form, 0
                yield from ((f"{head} {form}", 0) for head in self._headed(actor, form))

    def _headed(self, actor: Actor, form: str) -> Iterator[str]:
        """The word that may stand before a party's or an Indonesian firm's name and is part of it ("Partai", "PT")."""
        head = "Partai" if actor.subkind == "party" else "PT" if (actor.subkind, actor.iso3) == ("firm", "IDN") else ""
        if head and not form.startswith((head, "P.T.", "Fraksi", "DPP", "Kubu")) and "arty" not in form:
            yield head

    def _of_state(self, low: str, known: frozenset[str]) -> bool:
        first, _, rest = low.partition(" ")
        return first in self._heads and rest in known

    def _is_body(self, form: str, low: str, known: frozenset[str]) -> bool:
        first, _, rest = low.partition(" ")
        if (
            first in self._offices
            or (first in self._persons and rest in known)
            or low in self._words.titles
            or self._of_state(low, known)
        ):
            return False
        small = form[0].islower() and first in self._generic_small
        return not (small or self._mens(low) or (first[:2] in {"ka", "wa"} and low[2:] in known))

    def _mens(self, low: str) -> bool:
        """Whether a form is only a common word and a state: "militer Israel", "Israeli troops"."""
        words = low.replace("'s ", " ").split(" ")
        while len(words) > 1 and words[0] in self._generic:
            words.pop(0)
        while len(words) > 1 and words[-1] in self._generic_english:
            words.pop()
        return len(words) < len(low.split(" ")) and " ".join(words) in self._states

    def _titles(self, form: str, known: frozenset[str]) -> int:
        """Characters of titles before the name, where the person is also named without them or never is."""
        words = form.split(" ")
        at = 0
        while at < len(words) - 1 and self._is_title(words[at]):
            at += 1
        cut = len(" ".join(words[:at])) + 1 if at else 0
        return cut if cut and self._named(form[cut:].casefold(), known) else 0

    def _named(self, rest: str, known: frozenset[str]) -> bool:
        plain = [form.split(" ") for form in known if not self._is_title(form.split(" ")[0])]
        return not plain or any(rest == " ".join(words) or rest in words for words in plain)

    def _is_title(self, word: str) -> bool:
        low = word.casefold().rstrip(".")
        return low in self._words.titles or low in self._words.fill
