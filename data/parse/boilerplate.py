"""Lines that are not text, as `reference/boilerplate.toml` declares them, taken off a page's lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_LONGEST = 330
_HEADLINE = 160
_END_FROM = 0.3
_HEADLINES = 6
_LISTED = re.compile(r"^(?:\d|[-*•] )|\bRp\b|: ")
_BULLETS = ("- ", "* ", "• ")
_STOPS = (".", "?", "!", ":", ";", '"', "”", "’", ")")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The declared patterns, compiled: one for each way of being taken off."""

    line: re.Pattern[str]
    next: re.Pattern[str]
    end: re.Pattern[str]
    lead: re.Pattern[str]
    inline: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def declared() -> Boilerplate:
    """The patterns of `reference/boilerplate.toml`."""
    tables = tomllib.loads((files("data") / "reference" / "boilerplate.toml").read_text("utf-8"))
    groups = {kind: [p for t in tables[kind] for p in t["patterns"]] for kind in ("line", "end", "lead")}
    groups["next"] = [p for t in tables["line"] if t.get("next") for p in t["patterns"]]
    inline = tuple((tuple(t["needs"]), one_of(t["patterns"])) for t in tables["inline"])
    return Boilerplate(inline=inline, **{kind: one_of(group) for kind, group in groups.items()})


def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern that matches what any of these does, without regard to case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line, alone, is not text."""
    return len(line) <= _LONGEST and declared().line.fullmatch(line) is not None


def without_boilerplate(lines: Sequence[str]) -> list[str]:
    """The lines that are text; blank lines stay, for they part the paragraphs."""
    rules, kept = declared(), list[str]()
    skip_next, leading = False, True
    ending = int(len(lines) * _END_FROM)
    for number, line in enumerate(lines):
        short = len(line) <= _LONGEST
        if not line or _is_drop_cap(lines, number):
            kept.append(line)
        elif skip_next and _is_headline(line):
            skip_next = line.startswith(_BULLETS)
        elif short and number >= ending and rules.end.fullmatch(line):
            break
        elif short and rules.line.fullmatch(line):
            skip_next = rules.next.fullmatch(line) is not None
        elif not (short and leading and rules.lead.fullmatch(line)):
            skip_next = leading = False
            kept.append(line)
    return _without_headlines(kept)


def _is_headline(line: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(line) <= _HEADLINE and not line.endswith(_STOPS)


def _without_headlines(lines: list[str]) -> list[str]:
    """The lines without a run of headlines at the end: other articles, not a list of this one."""
    if not all(lines):
        return lines
    run = 0
    while run < len(lines) and _is_headline(lines[-1 - run]) and not _LISTED.search(lines[-1 - run]):
        run += 1
    return lines[:-run] if _HEADLINES <= run < len(lines) else lines


def _is_drop_cap(lines: Sequence[str], number: int) -> bool:
    """Whether a line is the first letter of a text, set apart from its word."""
    after = lines[number + 1][:1] if number + 1 < len(lines) else ""
    return len(lines[number]) == 1 and lines[number].isupper() and after.islower()


def clean(paragraph: str) -> str:
    """The paragraph without notices glued into it."""
    low = paragraph.lower()
    for needs, pattern in declared().inline:
        if any(need in low for need in needs):
            paragraph = " ".join(pattern.sub(" ", paragraph).split())
    return paragraph
