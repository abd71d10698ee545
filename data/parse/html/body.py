"""The body of an HTML page: which of its lines are the text, by trafilatura, strictly first, then loosely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from data.parse.html.prepare import FACTS, prepare
from data.parse.html.weigh import frame_lines
from data.parse.lines.boilerplate import one_of, without_boilerplate
from data.parse.text import lines_of

_SENTENCE = 50
_ENDS = (".", "!", "?", '"', "”", "。")
_DASHES = ("-", "–", "—")
_LONGEST = 330
_CHROME = one_of(FACTS["lines"]["patterns"])
_LIST = one_of(FACTS["lists"]["patterns"])
_RULE = re.compile(r"[|\s:-]+")


def body_lines(tree: HtmlElement) -> list[str]:
    """The lines of the body text, a blank one between paragraphs; the tree is made ready in place.

    Strict extraction drops much that is doubtful; where it finds nothing, loose extraction and then the densest
    element of the page are asked, and believed where they hold a sentence (menus and log-in walls hold none).
    """
    prepare(tree)
    strict = _extracted(tree, strict=True)
    if strict:
        return _spaced(strict)
    loose = _extracted(tree, strict=False)
    return _spaced(next((lines for lines in (loose, frame_lines(tree)) if any(map(is_sentence, lines))), []))


def joined(first: Sequence[str], more: Iterable[Sequence[str]]) -> list[str]:
    """The lines of an article's pages in order, each page without its boilerplate and what stood on one before."""
    lines = without_boilerplate(first)
    for page in more:
        known = {line for line in lines if line}
        new = [line for line in without_boilerplate(page) if line not in known]
        lines += ["", *new]
    return lines


def is_sentence(line: str) -> bool:
    """Whether a line is long enough and ended like a sentence."""
    return len(line) >= _SENTENCE and line.endswith(_ENDS)


def _extracted(tree: HtmlElement, *, strict: bool) -> list[str]:
    """The filled lines that trafilatura finds."""
    found = bare_extraction(deepcopy(tree), favor_precision=strict, include_comments=False)
    return [line for line in lines_of(getattr(found, "text", "") or "") if line]


def _spaced(lines: list[str]) -> list[str]:
    """The lines without those that are chrome in HTML alone; rows of tables without their frame."""
    kept = list[str]()
    in_list = False
    for line in map(_row, lines):
        in_list = bool(_LIST.fullmatch(line)) or (in_list and line.startswith("- "))
        if (
            line
            and not in_list
            and not (len(line) <= _LONGEST and _CHROME.fullmatch(line))
            and line != (kept or [""])[-1]
        ):
            kept.append(line)
    while kept and kept[-1].isdecimal():  # the numbers of further pages
        kept.pop()
    if len(kept) > 1 and len(kept[0]) < _SENTENCE and kept[0].endswith(_DASHES):  # a dateline before its paragraph
        kept[:2] = [f"{kept[0]} {kept[1]}"]
    return [part for line in kept for part in (line, "")]


def _row(line: str) -> str:
    """A row of a table as its cells, parted by a bar; the rule below a head is nothing."""
    if not line.startswith("|"):
        return line
    return "" if _RULE.fullmatch(line) else line.strip("| ")
