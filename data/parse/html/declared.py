"""The dates an HTML page declares in its code: JSON-LD, meta elements, microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from data.outlets import Outlet
from data.parse.dating.candidates import Candidate, all_of
from data.parse.html.meta import json_ld, named_meta

_PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "date",
    "publishdate", "publish_date", "pubdate", "publish-date", "content_publisheddate", "content_publishdate", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "published_time",
    "publication_date", "originalpublicationdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod")
_BROKEN = re.compile(r'"(datePublished|dateCreated|dateModified)"\s*:\s*"([^"]{8,40})"')


def declared_dates(tree: lxml.html.HtmlElement, title: str, outlet: Outlet) -> list[Candidate]:
    """What a page declares, JSON-LD first, dates of updates last; `title` tells its own record from others'."""
    named = named_meta(tree)
    found = list(_from_json_ld(tree, title))
    found += [(f"meta {name}", named[name], False) for name in _PUBLISHED if named.get(name)]
    found += [("itemprop datePublished", said, False) for said in _microdata(tree, "datePublished")]
    found += [(f"meta {name}", named[name], True) for name in _UPDATED if named.get(name)]
    found += [("itemprop dateModified", said, True) for said in _microdata(tree, "dateModified")]
    return [c for source, said, updated in found for c in all_of(source, said, outlet, updated=updated)[:1]]


def _microdata(tree: lxml.html.HtmlElement, name: str) -> list[str]:
    return [str(said) for said in tree.xpath(f"//*[@itemprop='{name}']/@content")[:1]]


def _from_json_ld(tree: lxml.html.HtmlElement, title: str) -> Iterator[tuple[str, str, bool]]:
    """Source, string and whether it is an update's, of the article's record; of a broken record what can be seen."""
    records = list(json_ld(tree))
    own = [
        r
        for r in records
        if _plain(r.get("headline")) and _plain(r.get("headline")) in _plain(title) + _plain(r.get("name"))
    ]
    for record in own or records:
        for name in ("datePublished", "dateCreated", "dateModified"):
            said = record.get(name)
            if isinstance(said, str) and not (name == "dateCreated" and record.get("datePublished")):
                yield f"JSON-LD {name}", said, name == "dateModified"
    if not records:
        for script in tree.xpath("//script[contains(@type,'ld+json')]"):
            for name, said in _BROKEN.findall(script.text or ""):
                yield f"JSON-LD {name}", said, name == "dateModified"


def _plain(words: Any) -> str:
    return "".join(c for c in words.casefold() if c.isalnum()) if isinstance(words, str) else ""
