"""A capital that stands for its government, told from the city, by what it does and what stands before it."""

from __future__ import annotations

import re
from itertools import pairwise

from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon

LEFT, RIGHT = 60, 60
AFTER_NAME = re.compile(r"(?:^|[\s(])[A-ZÀ-Þ][\w.]*, $")
PAIR = re.compile(r"(?: dan | and |-|–| serta | dengan | versus | vs | atau )$")


class Metonyms:
    """Tells capitals that act; made once from the lexicon."""

    def __init__(self, words: Lexicon) -> None:
        flags = re.IGNORECASE
        place = "|".join(words.either("place", entry) for entry in ("id", "en"))
        self._place = re.compile(
            rf"(?<![\w-])(?:{place}|kota|of|mayor|asal|bandara|pukul) (?:the )?(?:[A-ZÀ-Þ](?:[\w'’-]|\.(?=\w))*(?:, | dan | and | ))*$"
        )
        self._before = re.compile(
            rf"(?<![\w-])(?:{words.either('metonym', 'before')})(?: brutal| militer| keras| resmi)? $", flags
        )
        self._sent = re.compile(rf"(?<![\w-])(?:{words.either('metonym', 'sent')})(?: \w+)? dari $", flags)
        adverbs, passive = words.either("metonym", "adverbs"), words.either("metonym", "passive")
        nouns, verbs = words.either("metonym", "nouns"), words.either("metonym", "verbs")
        self._acts = re.compile(rf" (?:(?:{adverbs}) ){{0,3}}(?:(?:{passive})\b|(?!(?:{nouns})\b)me[a-z]{{4,}})")
        self._speaks = re.compile(rf" (?:(?:{adverbs}) ){{0,3}}(?:{verbs})\b")
        self._english = re.compile(
            rf"(?: (?:[a-z]+ly )?(?:{words.either('metonym', 'english')}|(?!(?:{words.either('metonym', 'befalls')})\b)[a-z]{{3,}}ed)\b|['’]s (?!(?:{words.either('metonym', 'city')})\b))"
        )
        self._with = re.compile(
            r"(?:(?:konflik|hubung|perang|runding|negosiasi|sepakat|dialog|bicara|aliansi|tegang|sahabat|konsultasi|sekutu|talks|"
            r"deal)\w*(?: resmi| diplomatik)? (?:dengan|with)|according to) $"
        )
        self._agent = re.compile(r"(?<![\w-])di(?!mana|antara|sana|sini|atas|bawah|dalam)[a-z]{4,} (?:oleh )?$")
        self._headline = re.compile(rf" (?:{words.either('metonym', 'headline')})\b", flags)
        self._told = re.compile(
            rf", (?:yang|which) [^,.;]{{0,50}}\b(?:{words.either('metonym', 'verbs')}|mengatakan|says?|said)\b"
        )
        self._according = re.compile(r"(?:according to|menurut) $", flags)
        self._owns = re.compile(rf"['’]s (?!(?:{words.either('metonym', 'city')})\b)")
        self._partners = re.compile(r" (?:dan|and|beserta|or) (?:para )?(?:sekutu|its|negara)")
        self._home = set(words.list("unsafe", "home"))

    def mark(self, text: str, capitals: list[Span], language: str) -> set[int]:
        """The starts of the capitals (in order) that are governments."""
        found = {span.start for span in capitals if self._governs(text, span, language)}
        for one, other in pairwise(capitals):
            if one.key == other.key or PAIR.fullmatch(text[one.end : other.start]) is None:
                continue
            if one.start in found or other.start in found or self._paired(text, one, other):
                found |= {one.start, other.start}
        return found

    def _paired(self, text: str, one: Span, other: Span) -> bool:
        left = text[max(0, one.start - LEFT) : one.start]
        return re.search(
            r"(?i)\b(?:antara|between|hubungan|relations|ties|kedua|ketegangan|tensions?) (?:\w+ )?$", left
        ) is not None and not text[other.end :].startswith(" km")

    def _governs(self, text: str, span: Span, language: str) -> bool:
        left = text[max(0, span.start - LEFT) : span.start]
        left = left[left.rfind("\n") + 1 :]
        right = text[span.end : span.end + RIGHT]
        if language == "en" and self._owns.match(right) and not _named(left):
            return text[span.start : span.end] not in self._home
        if (
            self._according.search(left)
            or self._told.match(right)
            or (left.endswith(" dari ") and self._sent.search(left))
        ):
            return text[span.start : span.end] not in self._home
        if self._headline.match(right) and not self._place.search(left) and not _named(left):
            return text[span.start : span.end] not in self._home
        if self._place.search(left) or re.match(r"(?:, | )[A-ZÀ-Þ(]|,? \d|[,:]? -|/", right) or _named(left):
            return False
        if text[span.start : span.end] in self._home:
            return (self._speaks.match(right) or _diplomatic(left, right)) is not None and not AFTER_NAME.search(left)
        said = self._english if language == "en" else self._acts
        return any(rule.match(right) for rule in (said, self._partners)) or any(
            rule.search(left) for rule in (self._before, self._with, self._agent)
        )


def _diplomatic(left: str, right: str) -> re.Match[str] | None:
    both = r"(?:between|antara|ties|hubungan) $"
    return re.search(both, left) or re.match(r" (?:said|says|urged|rejects?|denied|condemned|summoned|told)\b", right)


def _named(left: str) -> bool:
    """Whether a capitalised word stands right before, so that the city is part of a longer name."""
    return re.search(r"(?<![.!?\"“] )(?<!^)(?<!\w)[A-ZÀ-Þ][\w'’-]+ $", left) is not None
