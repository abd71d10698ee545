"""Names that are part of a thing's name (a base, a law, a cup), and what belongs to a firm's name beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.actors.forms import Span
from analytics.actors.lexicon import Lexicon

PAUSE = re.compile(r"[,;:!?()\n\"“”]|\.(?= )")
FORM = re.compile(r"(?:,? (?:Co|Ltd|Inc|Corp|Corporation|Limited|Tbk|Plc|LLC|GmbH|AG)\b(?:\.(?=,? [a-z(]))?)+")
LAW = re.compile(r"(?:[Uu]ndang-[Uu]ndang|UU|RUU|Perpres|PP|Perppu)\b[^.;\n]{0,45} tentang $")


class Things:
    """Tells them from actors; made once from the lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self._words, self._small = words, words.set("things", "small")
        self._owned = words.set("things", "owned")
        self._houses, self._ranks = words.set("things", "houses"), words.set("titles", "ranks")
        self._summits, self._meetings = (
            frozenset(words.list("things", "summits")),
            words.set("things", "meetings"),
        )
        self._sides = re.compile(rf" (?:{'|'.join(map(re.escape, words.list('things', 'sides')))})\b")
        self._after = re.compile(rf" (?:{'|'.join(w.capitalize() for w in sorted(words.things_after))})\b")

    def mark(self, text: str, spans: Iterable[Span]) -> list[Span]:
        """The spans of a text in order, those within a thing's name as things, those of firms with their legal form."""
        marked: list[Span] = []
        for span in spans:
            if (
                self._in_thing(text, span)
                or self._is_side(text, span)
                or (marked and text[span.start - 1] == "-" and _hung_on(marked[-1], span))
            ):
                span = span._replace(key="", sort="thing")  # noqa: PLW2901
            marked.append(_firm(text, span) if span.sort == "organisation" else span)
        return marked

    def _is_side(self, text: str, span: Span) -> bool:
        """Whether a side put together for a match is named after a state or body ("Thailand All Stars")."""
        return span.sort not in {"thing", "family", "person"} and self._sides.match(text, span.end) is not None

    def _in_thing(self, text: str, span: Span) -> bool:
        if span.sort in {"thing", "family"}:
            return False
        left = text[max(0, span.start - 40) : span.start]
        near = self._near(left, span.sort in {"state", "capital"}) if left.endswith(" ") else []
        if span.sort == "organisation":
            if text.endswith(" tentang ", 0, span.start) and LAW.search(text, max(0, span.start - 60), span.start):
                return True
            if text[span.start : span.end] in self._summits:
                return any(word in self._meetings for word in left.casefold().split()[-2:])
            return bool(near) and (
                near[-1] in self._houses or (near[-1] in self._ranks and text[span.start : span.end] == "TNI")
            )
        if near and near[-1] in self._owned and span.sort == "state" and left.casefold().endswith(f"{near[-1]} "):
            near.pop()
        if any(word in self._words.things_before for word in near):
            return True
        return self._after.match(text, span.end) is not None

    def _near(self, left: str, land: bool) -> list[str]:
        """The last two words before a name that may make it a thing's: those in capitals, and some in small letters."""
        row = PAUSE.split(left)[-1].split(" ")[-3:-1]
        near = [word.casefold().rstrip(".") for word in row if word[:1].isupper() or word in self._small]
        if row and not land and row[-1][:1].islower() and row[-1] not in self._small:
            near.append(row[-1])
        return near


def _firm(text: str, span: Span) -> Span:
    """A firm's span with what tells its legal form ("Huawei Technologies Co Ltd")."""
    match = FORM.match(text, span.end) if text[span.end : span.end + 1] in {" ", ","} else None
    return span._replace(end=match.end()) if match else span


def _hung_on(thing: Span, span: Span) -> bool:
    """Whether a name hangs on a thing's by a hyphen ("RUU TNI-Polri")."""
    return thing.sort == "thing" and span.start == thing.end + 1
