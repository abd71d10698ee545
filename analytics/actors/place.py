"""A state that is only a location, told from a state that acts, by the words before and after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable
from functools import lru_cache

from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon

LEFT = 90  # characters before a name that are looked at
JOINED = re.compile(r"\s*(?:,|,? dan|,? and|,? serta|,? atau|,? or|-|–|/|&|,? maupun|,? hingga|,? serta)\s*$")
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'-]{3,}, $")
# "mengunjungi tiga negara di ASEAN, yakni"; what parts or borders two lands; land told by an English adjective
NAMELY = re.compile(
    r"\b(?:mengunjungi|lawatan\w*|kunjungan\w*|di|ke)\b[^.]{0,50}\bnegara\b[^.]{0,30}\b(?:yakni|yaitu|antara lain|seperti) $"
)
BORDERS = re.compile(r"\b(?:berbatasan(?: langsung)? dengan|memisahkan|ke arah) $")
AFTER = frozenset(["Setelah", "Usai", "Sepulang", "Kembali", "Sekembali", "Selepas"])
CLOSE = ("sekutu", "sahabat", "kawan", "teman", "mitra", "hubungan")  # "sekutu dekat AS"
STRIKES = re.compile(r"\b(?:(?:meny|s)erang|(?:meng)?gempur|(?:mem)?bombardir|terhadap) $", re.IGNORECASE)
HEADLINE = re.compile(r" ([A-Z]([a-z]{3,}))\b")
ACTIVE = (("me", 0), ("mem", 0), ("men", 0), ("meng", 0), ("mem", 1), ("men", 1), ("meng", 1), ("meny", 1))
LAND = re.compile(r" (?:border|airspace|waters|territory|soil|coast|coastline|shores?|exclusive economic zone|EEZ)\b")
TOWARDS = re.compile(r" (?:di|ke|dari|melalui|in|at|from|near)(?= )")  # before a town's name
LONGEST = 40  # characters of a town's name that are compared
CITY = r"(?:[A-ZÀ-Þ][\w.'’-]*[ ]?){1,3},\s$"


class Places:
    """Tells place-use; made once from the lexicon."""

    def __init__(self, words: Lexicon, adjectives: Container[str] = ()) -> None:
        self._adjectives, self._common = adjectives, words.common
        before, english = words.either("place", "id"), words.either("place", "en")
        flags = re.IGNORECASE
        self._before, self._between = words.set("place", "id"), words.set("place", "between")
        self._english = words.set("place", "en")
        self._city = re.compile(rf"(?<![\w-])(?:(?i:{before}|{english})) {CITY}")
        self._senders = words.set("place", "sender")
        self._attacks = re.compile(rf"(?<![\w-])(?:{words.either('place', 'attack')})(?:nya)?(?![\w-])", flags)
        self._motion = re.compile(rf"(?<![\w-])(?:{words.either('place', 'motion')})(?![\w-])", flags)
        self._people = re.compile(rf"(?<![\w-])(?:{words.either('place', 'people')})(?: \w+)?(?: di)? $", flags)
        self._follows = words.set("place", "follows")
        self._territories = set(words.list("unsafe", "territories"))

    def mark(self, text: str, states: list[Span], language: str, capitals: Iterable[Span] = ()) -> set[int]:
        """The starts of the state mentions (in order) that are only locations; `capitals` are the cities named.

        A state right after its own city tells where that is ("Doha Qatar").
        """
        towns = {city.end: city.key for city in capitals}
        found: set[int] = set()
        last: Span | None = None
        for span in states:
            if last and last.end == span.start - 1 and last.key == span.key and last.start in found:
                found.add(span.start)
            if towns and towns.get(span.start - 1) == span.key and text[span.start - 1] == " ":
                found.add(span.start)
            beside = last is not None and span.start - last.end == 2
            if (not beside and self._is_place(text, span, language)) or (
                last and last.start in found and _listed(text, last, span)
            ):
                found.add(span.start)
            last = span
        return found

    def _is_place(self, text: str, span: Span, language: str) -> bool:
        left = text[max(0, span.start - LEFT) : span.start]
        left = left[left.rfind("\n") + 1 :]
        if text[span.start : span.end] in self._territories and not self._people.search(left):
            return not self._attacked(left)
        if text[span.start : span.end] in self._adjectives:
            return LAND.match(text, span.end) is not None
        if DATELINE.match(left):
            return True
        return (
            self._in_english(left, text, span)
            if language == "en"
            else self._in_indonesian(left, text[span.end : span.end + 20])
        )

    def _attacked(self, left: str) -> bool:
        """Whether a territory is what an attack is made on ("serangan ke Gaza"), not only where it is."""
        clause = re.split(r"[.,;:!?\"“”]", left)[-1]
        return STRIKES.search(clause) is not None or (clause.endswith(" ke ") and self._party("ke", clause[:-3]))

    def _in_indonesian(self, left: str, right: str) -> bool:
        if NAMELY.search(left) or BORDERS.search(left):
            return True
        said = left.casefold().split(" ")
        at = len(said) - 2
        while at > 0 and said[at] in self._between and said[at] not in self._before and len(said) - at < 5:
            at -= 1
        if left.endswith(" ") and said[at].lstrip("\"“'(") in self._before:
            return not self._party(said[at], " ".join(left.split(" ")[:at]) + " ")
        return left.endswith(", ") and self._in_city(left, right)

    def _in_city(self, left: str, right: str) -> bool:
        """Whether what ends with a comma right before is a town; in a headline the state may act ("di Kota X, Rusia Tangkap")."""
        if self._city.search(left) is None or left[:-2].rsplit(" ", 1)[-1].casefold() in self._common:
            return False
        verb = HEADLINE.match(right)
        return verb is None or not any(f"{me}{verb.group(1 + cut).casefold()}" in self._common for me, cut in ACTIVE)

    def _party(self, word: str, before: str) -> bool:
        clause = re.split(r"[.,;:!?\"“”]", before)[-1]
        if word == "ke":
            return self._attacks.search(clause) is not None and not clause.rstrip().endswith(("dikirim", "diekspor"))
        if word == "dekat":
            return before.rstrip().casefold().endswith(CLOSE)
        if word in {"dari", "soal"}:
            tail = clause.split()[-2:]
            if tail and tail[-1] in AFTER:
                return False
            return bool(tail) and (tail[-1][:1].isupper() or any(w.casefold() in self._senders for w in tail))
        return False

    def _in_english(self, left: str, text: str, span: Span) -> bool:
        said = left.split(" ")[:-1]
        if said and said[-1].casefold() == "the":
            said.pop()
        if not said or not left.endswith(" ") or said[-1].casefold() not in self._english:
            return left.endswith(", ") and self._city.search(left) is not None
        if not self._stands_alone(text, span):
            return False
        word, tail = said[-1].casefold(), said[-6:-1]
        if word == "to":
            return self._motion.search(" ".join(tail)) is not None
        return word != "from" or not any(w.casefold() in self._senders for w in tail[-1:])

    def _stands_alone(self, text: str, span: Span) -> bool:
        after = text[span.end : span.end + 24]
        following = re.match(r"\s(\w[\w'’]*)", after)
        if following is None:
            return not after.startswith(("'s ", "’s ", "-"))
        word = following.group(1)
        return not word[0].islower() or word in self._follows or word.endswith(("ed", "ing", "ly"))


def _listed(text: str, last: Span, span: Span) -> bool:
    return span.start - last.end < 12 and JOINED.match(text[last.end : span.start]) is not None


def is_town(text: str, word: str) -> bool:
    """Whether the article speaks of a word as of a place ("di Wallonia")."""
    towns, begin = _towns(text), word[:LONGEST]
    at = bisect_left(towns, begin)
    return at < len(towns) and towns[at].startswith(begin)


@lru_cache(maxsize=2)
def _towns(text: str) -> list[str]:
    """What stands where towns do, sorted: made once a text, which is asked of each of its names."""
    return sorted(text[m.end() + 1 : m.end() + 1 + LONGEST] for m in TOWARDS.finditer(text))
