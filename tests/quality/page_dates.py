"""Is the date that a page shows its reader found, where nothing declares it?"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlsplit

import lxml.html
import pyarrow.parquet as pq
from trafilatura import load_html

from data.article import Page, Unreadable
from data.outlets import outlet_of
from data.parse import read as read_page
from data.parse.dating.published import decide
from data.parse.html.declared import declared_dates
from data.parse.html.meta import read_meta
from quality.gold_sets import NOW, SHARED, Scores

FOLDER = SHARED / "corpora" / "pages" / "article_extraction_benchmark"
ARTICLES = 400  # texts scored, evenly spread
WEST, EAST = timedelta(hours=-10), timedelta(hours=13)


@dataclass(frozen=True)
class Dated:
    """A page that declares its date, and what was read off the rest of it; `update` where that is marked as an update's."""

    url: str
    declared: datetime
    zoned: bool
    shown: datetime | None
    evidence: str
    update: bool

    @property
    def agrees(self) -> bool:
        """Whether both name the same day; in UTC or no zone, a declared instant has the day of every zone outlets keep."""
        if self.shown is None:
            return False
        if self.zoned and self.shown.utcoffset():
            return self.declared.date() == self.shown.date()
        return (self.declared + WEST).date() <= self.shown.date() <= (self.declared + EAST).date()


def page_dates() -> Scores:
    """Share of pages on which a date is found without what they declare; the share of these with the declared day.

    Dates marked as an update's count as found and are not judged: they are no dates of publication, and say so.
    """
    pages = list(dated_pages())
    found = [page for page in pages if page.shown]
    judged = [page for page in found if not page.update]
    return {"found": len(found) / len(pages), "day": sum(page.agrees for page in judged) / len(judged)}


def dated_pages() -> Iterator[Dated]:
    """The pages that declare when they were published."""
    for name, truth in sorted(json.loads((FOLDER / "ground-truth.json").read_text("utf-8")).items()):
        content = gzip.decompress((FOLDER / "html" / f"{name}.html.gz").read_bytes())
        tree = load_html(content)
        outlet = outlet_of(urlsplit(truth["url"]).hostname or "")
        declared = [c for c in declared_dates(tree, read_meta(tree).headline(outlet), outlet) if not c.dated.updated]
        instant = decide([c for c in declared if not c.dated.problem], NOW).instant
        if instant:
            offsets = {c.dated.instant.utcoffset() for c in declared if c.dated.instant and c.dated.zoned}
            zoned = len(offsets) == 1 and bool(instant.utcoffset())
            yield Dated(truth["url"], instant, zoned, *_shown(tree))


def _shown(tree: lxml.html.HtmlElement) -> tuple[datetime | None, str, bool]:
    """When a page was published by what it shows alone: titles stay, every declared date goes, the address too."""
    for element in tree.xpath("//script[contains(@type,'ld+json')] | //meta[not(contains(@property,'title'))]"):
        element.drop_tree()
    for element in tree.xpath("//*[@itemprop][@content]"):
        del element.attrib["content"]
    for link in tree.xpath("//link[@rel='canonical']"):
        link.drop_tree()
    try:
        article = read_page(Page("page", "html", lxml.html.tostring(tree, encoding="utf-8")), NOW)
    except Unreadable as unreadable:
        return None, str(unreadable), False
    update = any(seen.verdict == "decides" and "an update" in seen.reason for seen in article.dates)
    return article.published_at, article.date_evidence, update


def event_dates() -> Scores:
    """Share of real articles, their text alone set as a page, of which no day but that of publication is taken."""
    table = pq.read_table(SHARED / "corpora" / "id_articles.parquet", columns=["title", "text", "published_at"])
    rows = table.to_pylist()[:: table.num_rows // ARTICLES]
    right = [_day(row) in (None, row["published_at"][:10]) for row in rows if row["title"] and row["published_at"]]
    return {"not taken": sum(right) / len(right)}


def _day(row: Mapping[str, str]) -> str | None:
    """The day that is read off a page of a headline and paragraphs."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in row["text"].split("\n") if line.strip())
    title = escape(row["title"])
    head, body = (
        f"<head><title>{title}</title></head>",
        f"<body><main><h1>{title}</h1><div>{paragraphs}</div></main></body>",
    )
    when = read_page(Page("page", "html", f"<html>{head}{body}</html>".encode()), NOW).published_at
    return when.date().isoformat() if when else None
