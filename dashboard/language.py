"""Words, numbers and days as readers of Indonesian or English write them (gettext catalogues, Babel)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue(language: Language) -> dict[str, str]:
    """English text -> text in this language; English is written in the code."""
    if language == "en":
        return {}
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id and m.string}


@dataclass(frozen=True, slots=True)
class Say:
    """Says things in one language: `say("{n} articles", n=say.number(12))`."""

    language: Language

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with its values filled in."""
        found = catalogue(self.language).get(text, text)
        return found.format(**values) if values else found

    def number(self, value: float) -> str:
        """A count with its thousands parted, or a figure with one decimal."""
        shown = int(value) if float(value).is_integer() else round(value, 1)
        return str(format_decimal(shown, locale=self.language))

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as a percentage, one decimal below ten; a half goes up, as in the tables the browser writes."""
        told = Decimal(repr(float(share))).quantize(Decimal("0.001" if share < 0.1 else "0.01"), ROUND_HALF_UP)
        return str(format_percent(told, format="#,##0.#%" if share < 0.1 else "#,##0%", locale=self.language))

    def day(self, day: date, form: str = "d MMM yyyy") -> str:
        """A day: `10 Jun 2024`."""
        return str(format_date(day, form, locale=self.language))


def mentions_in_words(say: Say, many: int) -> str:
    """So many mentions, in words that fit one as well."""
    return say("1 mention") if many == 1 else say("{n} mentions", n=say.number(many))


def language(asked: str | None, kept: str | None, accepted: str | None) -> Language:
    """The reader's language: what the address asks for, else what was kept, else what the browser prefers, else Indonesian."""
    for wanted in (asked, kept, accepted):
        if wanted in LANGUAGES:
            return wanted
    return "id"
