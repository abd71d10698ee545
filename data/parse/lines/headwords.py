"""What words at the head of a text may be: a known place, a country, an agency, a day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale

from data.outlets import outlets

_HOST = re.compile(r"(?:[\w-]{2,30}\.){1,2}(?:com|co|id|net|org|news|tv)", re.IGNORECASE)
_WORDS = re.compile(r"[A-ZÀ-Þ][\w'’.`]*(?:[ -](?:[A-ZÀ-Þ][\w'’.`]*|de|da|of|al|and))*")
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORTEST = 5  # letters from which a name in capitals may be a place we do not know
_MOST_PARTS = 3
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Declared names, all in lower case: `never` are no places, `endings` close an agency's name."""

    places: frozenset[str]
    regions: frozenset[str]
    never: frozenset[str]
    agencies: frozenset[str]
    endings: frozenset[str]
    day: re.Pattern[str]


@lru_cache(maxsize=1)
def facts() -> HeadWords:
    """Names of `reference/places.toml`, tags of the outlets, countries as CLDR writes them."""
    declared = _declared("places.toml")
    tags = {tag for outlet in outlets().values() for tag in (*outlet.agency, outlet.name, outlet.own_name)}
    countries = {
        name.replace("&", joint)
        for code, joint in (("id", "dan"), ("en", "and"))
        for name in Locale.parse(code).territories.values()
    }
    return HeadWords(
        places=_lower(_listed(";".join(declared[key] for key in ("indonesia", "world", "more")))),
        regions=_lower([*countries, *_listed(declared["regions"])]),
        never=_lower(_listed(declared["not"])),
        agencies=_lower([*tags, *declared["wires"]]),
        endings=_lower(declared["endings"]),
        day=_day(_declared("dates.toml")),
    )


def _declared(name: str) -> dict[str, Any]:
    return tomllib.loads((files("data") / "reference" / name).read_text("utf-8"))


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def _lower(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold().rstrip(".") for name in names)


def _day(declared: dict[str, Any]) -> re.Pattern[str]:
    """A day between commas, dashes or brackets: `SELASA (14/1/2025)`, `14 Januari 2025`, `June 10`."""
    weekday = "|".join(re.escape(name) for names in declared["weekdays"] for name in names)
    month = "|".join(re.escape(name) for names in declared["months"] for name in names)
    number = r"\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)?"
    named = rf"\d{{1,2}} (?:{month})\.?(?:,? \d{{4}})?|(?:{month})\.? \d{{1,2}}(?:,? \d{{4}})?"
    return re.compile(
        rf"(?:^|(?<=[,(–—-])|(?<=[,(–—-] )|(?<=\) ))\(?(?:(?:{weekday})\b,? ?(?:{number}|{named})?|{number}|{named})\)?"
        r"(?= ?(?:[,()–—-]|$))",
        re.IGNORECASE,
    )


def is_agency(words: str, own: str = "") -> bool:
    """Whether words are an agency tag: a declared one, the outlet's own (plain) name, a web host, `MALANG POST`."""
    said = words.casefold()
    if said in facts().agencies or _HOST.fullmatch(words) or (own and plain(words) == own):
        return True
    name, _, ending = said.rpartition(" ")
    return bool(name) and ending in facts().endings and _WORDS.fullmatch(words) is not None


def is_wire(words: str, own: str = "") -> bool:
    """Whether words in brackets are an agency, perhaps with another or a branch: `ANTARA/Xinhua-OANA`, `ANTARA Bali`."""
    parts = [part.strip() for part in re.split(r"[/,-]", words)]
    return any(is_agency(part, own) for part in parts) or is_agency(words.split(" ", maxsplit=1)[0], own)


def is_place(words: str) -> bool:
    """Whether words are a place that is known."""
    return words.casefold().rstrip(".") in facts().places


def is_region(words: str) -> bool:
    """Whether words are a country, or a part of one that is printed behind its towns."""
    return words.casefold().rstrip(".") in facts().regions


def are_places(parts: Sequence[str], *, tagged: bool) -> bool:
    """Whether all parts may be places: known, in capitals, before their country, or beside an agency (`tagged`)."""
    if not parts or len(parts) > _MOST_PARTS or any(len(part.split()) > _MOST_WORDS for part in parts):
        return False
    if any(_is_never(part) for part in parts):
        return False
    if all(is_place(part) for part in parts):
        return True
    if not all(_WORDS.fullmatch(part) for part in parts):
        return False
    return tagged or (len(parts) > 1 and is_region(parts[-1])) or _shouts(parts[0])


def _is_never(part: str) -> bool:
    """Whether a part, or one of its words in capitals, is declared to be no place."""
    never, said = facts().never, part.casefold()
    return said in never or any(word in never for word in said.split())


def _shouts(words: str) -> bool:
    """Whether words in capitals may be a place we do not know; a country alone is more often a party."""
    return (
        words.isupper()
        and sum(c.isalpha() for c in words) >= _SHORTEST
        and bool(re.search("[AEIOU]", words))
        and not is_region(words)
    )


def plain(words: str) -> str:
    """Letters and digits alone, in lower case."""
    return _NO_LETTERS.sub("", words.casefold())
