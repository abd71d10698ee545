"""Titles an article introduces: what stood beside a name ("Utusan Kamboja, Chhea Keo") stands for it when it stands alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon
from analytics.actors.taken import Taken

LEFT = 110  # characters before a name in which its title stands
STOP = re.compile(r"[.;:!?\n\"“”]")
WORD = re.compile(r"[^\s,]+")
SHORT = re.compile(r"\(([A-Z][A-Za-z-]{3,15})\)")
GOES_ON = re.compile(r" (?:[A-Z(]|untuk |bagi |for |to )")
ENVOY = re.compile(r"^(?:Duta Besar|Dubes|Utusan|Ambassador)(?= )")
NEAR = 30  # characters between a title and its name
FOR = re.compile(r" (?:untuk|bagi|di|to) ")
LINKS = frozenset(["dan", "untuk", "bagi", "bidang", "urusan", "of", "for", "the", "to", "and"])


class Introduced:
    """Learns title phrases from one article's text and finds them where they stand alone; made once from the lexicon."""

    def __init__(self, words: Lexicon, registered: Container[str], generic: Callable[[str], bool]) -> None:
        self._registered, self._generic = registered, generic
        self._offices, self._ranks = words.set("titles", "others"), words.set("titles", "personal")

    def seek(self, text: str, names: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
        """The bare titles of a text that no registry knows; `names` are all spans in order, `taken` other bare titles."""
        known: dict[str, set[str]] = {}
        for span in names:
            if span.sort == "person":
                for phrase in self._phrases(text, span, names):
                    known.setdefault(phrase, set()).add(span.key)
        single = {phrase: who.pop() for phrase, who in known.items() if len(who) == 1}
        if not single:
            return []
        others = Taken(taken)
        alone = (span for span in self._alone(text, single, names) if not others.touches(span.start, span.end))
        found: list[Span] = []
        kept = bytearray(len(text))  # 1 where a longer phrase stands
        for span in sorted(alone, key=lambda s: s.start - s.end):
            if not any(kept[span.start : span.end]):
                kept[span.start : span.end] = b"\1" * (span.end - span.start)
                found.append(span)
        return found

    def _phrases(self, text: str, person: Span, names: Sequence[Span]) -> Iterator[str]:
        begin = max(0, person.start - LEFT)
        left = STOP.split(text[begin : person.start].rstrip(" ,"))[-1]
        at = self._begin(left)
        if at is None or self._kin(person, len(left) - at + 2, names):
            return
        whole = self._unranked(left[at:])
        plain = SHORT.sub("", whole).replace("  ", " ").strip()
        for phrase in {plain, FOR.split(plain)[0]}:
            if " " in phrase:
                yield from (ENVOY.sub(word, phrase) for word in ("Duta Besar", "Dubes", "Utusan"))
        for match in SHORT.finditer(whole):
            if self._shortens(match.group(1), whole):
                yield match.group(1)
                yield (match.group(1) + whole[match.end() :]).strip()

    def _kin(self, person: Span, length: int, names: Sequence[Span]) -> bool:
        """Whether another person stands in the title ("Adik Kim Jong Un")."""
        at = bisect_left(names, (person.start,)) - 1
        return at >= 0 and names[at].sort == "person" and names[at].end > person.start - length

    def _shortens(self, short: str, whole: str) -> bool:
        """Whether a word in brackets shortens the title ("Kepala Badan … (Kaba…)"), not the body in it."""
        first = "Dan" if whole.startswith("Komandan") else whole[0]
        return short.startswith(first) and not short.isupper() and short not in self._registered

    def _begin(self, left: str) -> int | None:
        """Where the title before a name begins: at an office's word, with capitals from there on, ranks at its end cut off."""
        start = None
        for match in reversed(list(WORD.finditer(left))):
            word = match.group().strip("()")
            low = word.casefold().rstrip(".")
            if not (word[:1].isupper() or low in LINKS):
                break
            if low in self._offices and word[:1].isupper():
                start = match.start()
        return start

    def _unranked(self, phrase: str) -> str:
        """A title without the rank that ends it ("Kepala Pusat Penerangan TNI Mayjen TNI")."""
        words = phrase.split(" ")
        ranks = [at for at, word in enumerate(words) if at and word.casefold().rstrip(".") in self._ranks]
        kept = words[: ranks[0]] if ranks else words
        while kept and kept[-1] in LINKS:
            kept = kept[:-1]
        return " ".join(kept)

    def _alone(self, text: str, single: Mapping[str, str], names: Sequence[Span]) -> Iterator[Span]:
        whose = list(single.values())
        machine = AhoCorasick(list(single), matchkind=MatchKind.Standard)
        for which, at, end in machine.find_matches_as_indexes(text, overlapping=True):
            whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
            if whole and not GOES_ON.match(text, end) and not self._is_else(text, at, end, names):
                yield Span(at, end, whose[which], "office")

    def _is_else(self, text: str, start: int, end: int, names: Sequence[Span]) -> bool:
        """Whether nobody is meant here, or a person is named right before or after."""
        if self._generic(text[max(0, start - 40) : start]):
            return True
        before, after = bisect_left(names, (start,)), bisect_left(names, (end,))
        near = [n for n in (*names[max(0, before - 1) : before], *names[after : after + 3]) if n.sort == "person"]
        return any(0 <= n.start - end < NEAR or 0 <= start - n.end < 3 for n in near)
