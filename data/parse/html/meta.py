"""What an HTML page declares about itself: JSON-LD, meta elements, the headline."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html
import orjson

from data.outlets import Outlet

_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)$")
_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+(?:[|–—·»]|-{1,2}|::)\s+(?P<suffix>[^|–—·»]{2,50})$")


@dataclass(slots=True)
class Meta:
    """Declared title, address, author and site."""

    titles: list[str] = field(default_factory=list)
    url: str = ""
    authors: list[str] = field(default_factory=list)
    site: str = ""

    def headline(self, outlet: Outlet) -> str:
        """The first declared title, without the outlet's name behind it."""
        title = next((t for t in self.titles if t), "")
        found = _SUFFIX.match(title)
        while found and self._is_site(found["suffix"], outlet):
            title = found["title"]
            found = _SUFFIX.match(title)
        return title

    def writer(self, outlet: Outlet) -> str:
        """The declared authors (`A, B`), without the outlet itself."""
        names = [re.sub(r"^(?:by|oleh)\b:? ", "", name, flags=re.IGNORECASE) for name in self.authors]
        own = (_plain(outlet.own_name), _plain(self.site))
        return ", ".join(dict.fromkeys(name for name in names if _plain(name) not in own))

    def _is_site(self, suffix: str, outlet: Outlet) -> bool:
        """Whether words behind a title name the site; another title without them proves it too."""
        plain = _plain(suffix)
        names = [_plain(n) for n in (self.site, outlet.name, outlet.id, *outlet.agency) if n]
        return plain in ("halamanall", "semuahalaman") or any(n and (n in plain or plain in n) for n in names)


def read_meta(tree: lxml.html.HtmlElement) -> Meta:
    """Everything a page declares."""
    named = named_meta(tree)
    meta = Meta(
        url=_first(tree, "//link[@rel='canonical']/@href") or named.get("og:url", ""),
        site=named.get("og:site_name", ""),
    )
    for item in json_ld(tree):
        _from_json_ld(meta, item)
    h1 = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")[:2]]
    declared = [named.get("og:title", ""), *(h for h in h1 if len(h.split()) > 2), *meta.titles]
    meta.titles = [*declared, named.get("twitter:title", ""), _first(tree, "//title/text()")]
    meta.titles = [" ".join(html.unescape(t).split()) for t in meta.titles]
    author = named.get("author", "") or named.get("article:author", "")
    if not meta.authors and author and len(author) < 100 and "://" not in author and not author.startswith("/"):
        meta.authors = [author]
    return meta


def named_meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Meta elements by name or property, the first of each."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or ""
        found.setdefault(name.lower().strip(), element.get("content").strip())
    return found


def _first(tree: lxml.html.HtmlElement, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""


def json_ld(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD records of articles, at any depth of lists and graphs."""
    for script in tree.xpath("//script[contains(@type,'ld+json')]"):
        try:
            stack: list[Any] = [orjson.loads((script.text or "").replace("\n", " ").replace("\t", " "))]
        except orjson.JSONDecodeError:
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack += reversed(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(
                    isinstance(k, str) and _ARTICLES.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    yield item
                stack += [v for k, v in item.items() if k in ("@graph", "mainEntity", "itemListElement")]


def _from_json_ld(meta: Meta, item: dict[str, Any]) -> None:
    """Notes headline and authors of an article's record; of two records the first with authors counts."""
    headline = item.get("headline")
    if isinstance(headline, str):
        meta.titles.append(headline)
    meta.authors = meta.authors or list(_names(item.get("author")))


def _names(said: object) -> Iterator[str]:
    """The names in a record's `author`: a name, a person, or a list of either (whose `name` may be a list too)."""
    for author in said if isinstance(said, list) else [said]:
        name = author.get("name") if isinstance(author, dict) else author
        if isinstance(name, list):
            yield from _names(name)
        elif isinstance(name, str) and 2 < len(name) < 100 and "://" not in name:
            yield " ".join(name.split())


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
