"""Whatever comes in, an article or a reason comes out: no crash, and no page that never ends."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.article import Article, Page, PageKind, Unreadable
from data.intake.pages import Refused, read_pages
from data.parse import read

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAGES = [path.read_bytes() for path in sorted((ROOT / "seeds").rglob("*.html"))[::4]]
KINDS: tuple[PageKind, ...] = ("html", "text", "feed", "row")
TAGS = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "br",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "li",
    "h1",
    "h2",
    "article",
    "section",
    "main",
    "form",
    "blockquote",
    "figure",
    "figcaption",
    "time",
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "video",
    "nav",
    "footer",
    "head",
    "body",
    "html",
    "title",
    "meta",
    "link",
    "select",
    "frameset",
]
NAMES = (
    'class="tags", class="caption", class="body", hidden, style="display:none", datetime="2024", id="root", rel="next"'
)
BITS = (
    b"\0", b"\xff", b"\x80", "\u2028".encode(), b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"&#x110000;", b"&#0;", b"&nbsp", b'"', b"'",
    b"<br><br>", b"<table><tr><td>", b'<blockquote class="twitter-tweet">', b'<script type="application/ld+json">{"@type":"NewsArticle","author":[null,{"name":[1,"A B"]}]}</script>',
    b'<meta charset="utf-16">', b'<meta charset="gb2312">', b"<?xml version='1.0' encoding='utf-7'?>", b"<plaintext>", b"<base href='http://[x'>", b'<link rel=canonical href="http://[::1">',
)  # fmt: skip
LIGHT = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def survives(content: bytes, kind: PageKind, url: str = "") -> None:
    """A page gives an article whose text can be kept, or a reason that can be shown."""
    try:
        article = read(Page("fuzz", kind, content, url), NOW)
    except Unreadable as unreadable:
        assert str(unreadable)
    else:
        assert isinstance(article, Article)
        said = "".join((article.title, article.text, article.author, article.caption, article.place, article.credit))
        assert "\0" not in said
        said.encode("utf-8")  # a lone surrogate cannot be kept


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A page as outlets build them, cut, doubled, and broken into."""
    page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 6))):
        start, end = sorted((draw(st.integers(0, len(page))), draw(st.integers(0, len(page)))))
        piece = draw(st.sampled_from((b"", page[start:end] * 2, *BITS)) | st.binary(max_size=20))
        page = page[:start] + piece + page[end if draw(st.booleans()) else start :]
    return page


@st.composite
def soup(draw: st.DrawFn) -> bytes:
    """Tags opened and closed in no order, with text and names between them."""
    names = st.sampled_from(["", *(f" {name.strip()}" for name in NAMES.split(","))])
    opened = st.builds("<{}{}>".format, st.sampled_from(TAGS), names)
    closed = st.builds("</{}>".format, st.sampled_from(TAGS))
    words = st.sampled_from(
        ["Kapal patroli baru tiba di Natuna, kata juru bicara TNI AL kepada wartawan. ", "10 Juni 2024", " ", "x"]
    )
    parts = draw(st.lists(opened | closed | words | st.text(max_size=8), max_size=60))
    return "".join(parts).encode("utf-8", "replace")


@LIGHT
@given(damaged(), st.sampled_from(("utf-8", "utf-16", "latin-1", "utf-8-sig")))
def test_a_damaged_page(page: bytes, charset: str) -> None:
    survives(page.decode("utf-8", "replace").encode(charset, "replace") if charset != "utf-8" else page, "html")


@LIGHT
@given(soup())
def test_tags_in_no_order(page: bytes) -> None:
    survives(page, "html")
    survives(json.dumps({"title": "Judul", "content": page.decode()}).encode(), "feed")


@LIGHT
@given(st.binary(max_size=400), st.sampled_from(KINDS))
@example(b"", "html")
@example(b"<", "html")
@example(b"<!doctype html>", "html")
@example(b"\xff\xfe<\0p\0>\0", "html")
@example(b"null", "feed")
@example(b"[1]", "feed")
def test_bytes(content: bytes, kind: PageKind) -> None:
    survives(content, kind)
    survives(b"<html><body><p>" + content, "html")


@LIGHT
@given(st.text(max_size=400), st.sampled_from(KINDS), st.text(max_size=30))
def test_text(content: str, kind: PageKind, url: str) -> None:
    survives(content.encode("utf-8", "surrogatepass"), kind, f"https://a.example/{url}")


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99999) | st.text(max_size=60), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)  # fmt: skip
FIELDS = st.sampled_from(
    ("title", "link", "published", "updated", "author", "content", "text", "url", "outlet", "published_at", "order")
)


@LIGHT
@given(st.dictionaries(FIELDS, VALUES), st.sampled_from(("feed", "row")))
def test_records(record: dict[str, Any], kind: PageKind) -> None:
    survives(json.dumps(record).encode(), kind)


@LIGHT
@given(st.lists(damaged(), min_size=1, max_size=4))
def test_a_folder_of_damaged_pages(tmp_path_factory: pytest.TempPathFactory, pages: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("pages")
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_bytes(page)
    for page_or_reason in read_pages([folder]):
        if isinstance(page_or_reason, Refused):
            assert page_or_reason.reason
        elif isinstance(page_or_reason, Page):
            survives(page_or_reason.content, "html")


MANY = 1_000_000
SAID = "Kapal patroli baru tiba di Natuna, kata juru bicara TNI AL kepada wartawan. "
ENDLESS = {
    "nested": "<div>", "nested text": "<div>x ", "paragraphs": "<p>", "links": f"<a href=x>{SAID}", "tables": "<table><tr><td>x", "text in tables": f"<table><tr><td>{SAID}",
    "lists": "<ul><li>a", "posts": '<blockquote class="twitter-tweet">a', "breaks": "<div>x<br><br>", "hidden": "<div hidden>a", "captions": "<div class=caption>a",
    "comments": "<!--", "tags": "<", "entities": "&lt;", "quotes": '<p a="', "unclosed": "<p ", "dates": "<p>10 Juni 2024, ", "parts": f"<div class=body><p>{SAID}</p><p>{SAID}</p></div>",
    "references": "<b>Baca juga: <a href=x>x</a>",
    "references in a row": "<p>Baca juga: <a href=x>x</a></p>",
    "references in references": "<div>Baca juga: ",
    "one word": "a", "spaces": " ", "colons": ":", "brackets": "(", "titles": "<h1>kata ", "records": '<script type="application/ld+json">[[[[',
}  # fmt: skip
ONCE = {
    "a huge attribute": f'<p title="{"x" * MANY}">{SAID}',
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(MANY // 8)) + f">{SAID}",
    "a deep record": '<script type="application/ld+json">' + '{"@graph":' * (MANY // 10) + "</script>",
}
RUN = """
import sys
from tests.test_fuzz import ENDLESS, MANY, ONCE, survives
name = sys.argv[1]
page = ONCE[name] if name in ONCE else ENDLESS[name] * (MANY // len(ENDLESS[name]))
survives(("<html><body>" + page).encode(), "html")
"""


@pytest.mark.parametrize("name", [*ENDLESS, *ONCE])
def test_a_page_that_would_never_end(name: str) -> None:
    """A megabyte of the same is read or refused in another process, which is given a minute: a guard, not a measure."""
    subprocess.run([sys.executable, "-c", RUN, name], cwd=ROOT, check=True, timeout=60, capture_output=True)
