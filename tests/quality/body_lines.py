"""Do lines that are not text stay in the text, and do sentences that are stay out of it?

The patterns here are written for this measure alone, without a look at `data/reference/boilerplate.toml`.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from data.article import Article
from quality.corpora import Row, article, rows, words
from quality.gold_sets import Scores

SAMPLE = 300  # articles whose sentences are looked for in what was read
ENOUGH = 8  # words of a line that is a sentence, and by which it is known again
RARE = 2  # articles in which a sentence may stand and still be of one of them: more are the site's own words
SHORT = 16  # words up to which a line may be a label

ANYWHERE = re.compile(
    r"(?:baca|lihat|simak|tonton)\s+(?:juga|pula|selengkapnya)\s?:|scroll to (?:continue|resume)|article continues after"
    r"|halaman (?:selanjutnya|berikutnya)\s*:?\s*$|adsbygoogle|already a subscriber\?",
    re.IGNORECASE,
)
LABELS = {
    "see also": r"\W*(?:baca|lihat|simak|tonton|saksikan) (?:juga|pula|artikel|berita|video)\b.*"
    r"|(?:read|see|watch) (?:also|more|next|too)\b.*|also read\b.*|read\s*:.*|related (?:stories|articles|news)?.*:?",
    "shared": r"(?:follow us|ikuti kami|bagikan|share)\b.{0,60}|copy link|salin tautan|view comments|tulis komentar.*",
    "advertisement": r"(?:advertisement|iklan|advertorial|sponsored(?: content)?|pariwara)\W*",
    "byline": r"\W*(?:reporter|editor|penulis|pewarta|laporan wartawan|kontributor|writer)s?\s*[:|].*"
    r"|(?:oleh|by) (?:[A-Z][\w.]+ ?){2,4}",
    "tags": r"(?:tags?|topik|kata kunci|keywords?)\s*:.*|(?:tags|keywords)|#\w+(?:[ ,]+#\w+)*",
    "pages": r"(?:selanjutnya|next page|halaman \d+|page \d+)\W*|\d(?: \d)+(?: .{0,15})?",
    "caption": r"(?:foto|photo|dok|sumber foto|kredit foto|image|gambar)\s?[.:/].*"
    r"|.*(?:\((?:foto|dok|photo|antara)\b.{0,60}\)|antara foto/.{3,60}|getty images|[—–-] ?(?:file )?photo by .{3,60})\W*",
    "account": r"(?:subscribe|log ?in|sign (?:me )?up|terms (?:of use|& conditions)|your subscription .*|subscribe to our .*)\W*",
    "lists": r"(?:featured stories|editors'? pick.*|read next|most read|most viewed|terpopuler|berita terkait|artikel terkait)\W*",
    "rights": r"(?:copyright|©|hak cipta)\b.*",
    "initials": r"\([a-z]{2,4}(?:/[a-z]{2,4}){0,3}\)",
}
LABEL = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in LABELS.items()}


def body_lines() -> Scores:
    """Share of articles without such a line, and share of their sentences that survive, in both corpora."""
    return {key: value for corpus in ("id", "en") for key, value in in_corpus(corpus)}


def in_corpus(corpus: str) -> Iterator[tuple[str, float]]:
    """The two shares of a corpus."""
    found = [(row, article(row)) for row in rows(corpus)]
    yield f"{corpus}-clean", sum(not left(row, read) for row, read in found) / len(found)
    often = {line for line, number in Counter(lines_of([row for row, _ in found])).items() if number > RARE}
    step = max(1, len(found) // SAMPLE)
    kept = [survives for row, read in found[::step] for survives in survivals(row, read, often)]
    yield f"{corpus}-kept", sum(kept) / len(kept)


def left(row: Row, read: Article) -> list[tuple[str, str]]:
    """The lines of a text that are none, with what they are."""
    lines = [line.strip() for line in read.text.split("\n") if line.strip()]
    found = [("anywhere", line) for line in lines if ANYWHERE.search(line)]
    found += [(kind, line) for line in lines for kind in kinds(line)]
    title = row.get("title", "").strip().casefold()
    return found + [("title", line) for line in lines if line.casefold() == title]


def kinds(line: str) -> list[str]:
    """What a short line is, if it is none of the text."""
    if len(line.split()) > SHORT:
        return []
    return [name for name, pattern in LABEL.items() if pattern.fullmatch(line)]


def survivals(row: Row, read: Article, often: Collection[str]) -> Iterator[bool]:
    """For each sentence that is a line of the raw text: whether its last words stand in what was read."""
    text = " ".join(words(read.text))
    for line in sentences(row):
        if line not in often and words(line) != words(row.get("title", "")):
            yield " ".join(words(line)[-ENOUGH:]) in text


def sentences(row: Row) -> Iterator[str]:
    """The lines of a raw text that are whole sentences and nothing of what is looked for above."""
    for line in lines_of([row]):
        enough = len(words(line)) >= ENOUGH and line.endswith((".", "?", "!", '"', "”")) and not line.endswith("...")
        if enough and not ANYWHERE.search(line) and not kinds(line):
            yield line


def lines_of(found: Iterable[Row]) -> Iterator[str]:
    """The lines of raw texts, each once an article; those of more than a few articles are the site's own words."""
    for row in found:
        yield from dict.fromkeys(" ".join(html.unescape(raw).split()) for raw in row.get("text", "").split("\n"))
