"""Lines that are not text, as `reference/boilerplate.toml` declares them, taken off a page's lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from data.parse.lines.glued import without_headlines

_LONGEST = 330
_HEADLINE = 160
_SECTION = 40
_SENTENCE = 12  # words from which a line is one of the text
_PAIRS = 6
_LINKS = 8
_LABEL = re.compile(r"[A-Z]{3,14}|[a-z]{3,14}")
_END_FROM = 0.3
_HEADLINES = 6
_LISTED = re.compile(r"^(?:\d|[-*•] )|\bRp\b|: ")
_BULLETS = ("- ", "* ", "• ")
_STOPS = (".", "?", "!", ":", ";", '"', "”", "’", ")")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines dropped together: from one that matches the first pattern to the last near it that matches the second."""

    first: re.Pattern[str]
    last: re.Pattern[str]
    most: int


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The declared patterns, compiled: one for each way of being taken off."""

    line: re.Pattern[str]
    next: re.Pattern[str]
    end: re.Pattern[str]
    wall: re.Pattern[str]
    above: re.Pattern[str]
    lead: re.Pattern[str]
    pairs: re.Pattern[str]
    links: re.Pattern[str]
    section: re.Pattern[str]
    spans: tuple[Span, ...]
    inline: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def declared() -> Boilerplate:
    """The patterns of `reference/boilerplate.toml`."""
    tables = tomllib.loads((files("data") / "reference" / "boilerplate.toml").read_text("utf-8"))
    kinds = ("line", "end", "lead", "pairs", "links", "section")
    groups = {kind: [p for t in tables[kind] for p in t["patterns"]] for kind in kinds}
    groups["next"] = [p for t in tables["line"] if t.get("next") for p in t["patterns"]]
    groups["above"] = [p for t in tables["end"] if t.get("above") for p in t["patterns"]]
    groups["wall"] = [p for t in tables["end"] if t.get("anywhere") for p in t["patterns"]]
    inline = tuple((tuple(t["needs"]), one_of(t["patterns"])) for t in tables["inline"])
    spans = tuple(Span(one_of([t["from"]]), one_of([t["to"]]), t["most"]) for t in tables["span"])
    return Boilerplate(spans=spans, inline=inline, **{kind: one_of(group) for kind, group in groups.items()})


def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern that matches what any of these does, without regard to case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line, alone, is not text."""
    return len(line) <= _LONGEST and declared().line.fullmatch(line) is not None


def is_section(line: str) -> bool:
    """Whether a line, alone, is the name of a section of a site."""
    return len(line) <= _SECTION and declared().section.fullmatch(line) is not None


def without_boilerplate(lines: Sequence[str]) -> list[str]:
    """The lines that are text; blank lines stay, for they part the paragraphs."""
    rules, kept = declared(), list[str]()
    skip_next, leading = False, True
    lines = without_blocks(lines)
    ending = int(len(lines) * _END_FROM)
    for number, line in enumerate(lines):
        short = len(line) <= _LONGEST
        if not line or _is_drop_cap(lines, number):
            kept.append(line)
        elif skip_next and _is_link(line):
            skip_next = line.startswith(_BULLETS)
        elif short and ((number >= ending and rules.end.fullmatch(line)) or (any(kept) and rules.wall.fullmatch(line))):
            kept = _without_last_headlines(kept) if rules.above.fullmatch(line) else kept
            break
        elif short and rules.line.fullmatch(line):
            skip_next = rules.next.fullmatch(line) is not None
        elif not (short and leading and (rules.lead.fullmatch(line) or rules.section.fullmatch(line))):
            skip_next = False
            leading = leading and len(line.split()) < _SENTENCE
            kept.append(line)
    return _without_headlines(kept)


def without_blocks(lines: Sequence[str]) -> list[str]:
    """The lines without spans, and without lists of other articles under their sections."""
    kept, number = list[str](), 0
    while number < len(lines):
        after = _after_block(lines, number)
        if after == number:
            kept.append(lines[number])
        number = max(after, number + 1)
    return kept


def _after_block(lines: Sequence[str], number: int) -> int:
    """The number of the line after the block that begins at a line; the line's own where none does."""
    line = lines[number]
    if not line or len(line) > _LONGEST:
        return number
    if declared().pairs.fullmatch(line):
        return _after_pairs(lines, number + 1)
    if declared().links.fullmatch(line):
        return _after_links(lines, number + 1)
    for span in declared().spans:
        if span.first.fullmatch(line):
            near = range(min(number + span.most, len(lines) - 1), number, -1)
            last = next((n for n in near if span.last.fullmatch(lines[n])), number - 1)
            return last + 1
    return number


def _after_pairs(lines: Sequence[str], number: int) -> int:
    """The number of the line after the pairs of a section's name and a headline that begin at a line."""
    filled = [n for n in range(number, min(number + 2 * _PAIRS * 2, len(lines))) if lines[n]]
    for section, headline in zip(filled[::2], filled[1::2], strict=False):
        if not (_LABEL.fullmatch(lines[section]) or is_section(lines[section])) or not _is_link(lines[headline]):
            break
        number = headline + 1
    return number


def _after_links(lines: Sequence[str], number: int) -> int:
    """The number of the line after the headlines that begin at a line."""
    for _ in range(_LINKS):
        if number < len(lines) and lines[number] and _is_headline(lines[number].rstrip("?!")):
            number += 1
    return number


def _is_link(line: str) -> bool:
    """Whether a line is short and no sentence, but perhaps a question: the headline of another article."""
    return _is_headline(line) or (len(line) <= _HEADLINE and line.endswith(("?", "!", "...", "’", "”")))


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


def _without_last_headlines(lines: list[str]) -> list[str]:
    """The lines up to the last sentence, where a list of other articles or of subjects stands below it."""
    end = len(lines)
    while end and (
        not lines[end - 1] or (_is_headline(lines[end - 1].rstrip("?!")) and not _LISTED.match(lines[end - 1]))
    ):
        end -= 1
    return lines[:end] or lines


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
    return without_headlines(paragraph)
