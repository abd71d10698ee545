"""Rows of a table: the columns a collector kept of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import orjson

from data.article import Article, Page, Unreadable
from data.outlets import Outlet
from data.parse.compose import Found, compose, outlet_for
from data.parse.dating.candidates import Stamps, candidate, from_address, printed
from data.parse.lines.header import Header, read_header
from data.parse.text import lines_of

_HEADLINE = 140
_ORDERS = {"month first": True, "day first": False}


def read_row(page: Page, limit: datetime) -> Article:
    """The article of a table's row; a headline alone is an article too."""
    row = _columns(page)
    url = row.get("url", "") or page.url
    outlet = outlet_for(page, url, row.get("outlet", ""), told=True)
    outlet = replace(outlet, zone=row["zone"]) if "zone" in row else outlet
    title, lines = _title(row.get("title", ""), lines_of(row.get("text", "")))
    if not title and not any(lines):
        raise Unreadable("neither title nor text")
    head = _head(lines, outlet, title)
    dates = candidate(
        "table",
        _printed(row.get("published_at", "")),
        outlet,
        checked=True,
        month_first=_ORDERS.get(row.get("order", "")),
        stamps=_stamps(row.get("stamps", "")),
        fetched=page.fetched_at,
    )
    dates += printed(head.dates) + from_address(url, outlet)
    author = row.get("author", "") or head.author
    return compose(
        Found(title, head.body, url, outlet.id, author, head.caption, dates, headline_alone=bool(title)),
        limit,
    )


def _stamps(said: str) -> Stamps:
    """What the column is known to mean by UTC."""
    return "UTC" if said == "UTC" else "local" if said == "local" else ""


def _printed(said: str) -> str:
    """A date as the table gives it; midnight to the second is a day that some program made an instant."""
    return said.strip().removesuffix(" 00:00:00").removesuffix("T00:00:00")


def _columns(page: Page) -> dict[str, str]:
    """The mapped columns a row's page holds."""
    try:
        row = orjson.loads(page.content)
    except orjson.JSONDecodeError:
        raise Unreadable("the row is not JSON") from None
    if not isinstance(row, dict):
        raise Unreadable("the row is not a record")
    return {str(k): v for k, v in row.items() if isinstance(v, str)}


def _title(title: str, lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The title; where there is none, a first line that looks like a headline and stands alone."""
    if title:
        return " ".join(title.split()), lines
    alone = len(lines) > 2 and lines[0] and not lines[1]
    if (
        alone
        and len(lines[0]) <= _HEADLINE
        and not lines[0].endswith((".", ",", ":", ";", "”", '"'))
        and len(lines[0].split()) > 2
    ):
        return lines[0], lines[1:]
    return "", lines


def _head(lines: Sequence[str], outlet: Outlet, title: str) -> Header:
    """The chrome above a row's text, looked for only where the first line is too short to be a paragraph."""
    first = next((line for line in lines if line), "")
    if not title and (len(first) > 120 or first.endswith((".", "”", '"'))):
        return Header(body=list(lines))
    head = read_header(lines, outlet, title)
    return head if title or head.dates else Header(body=list(lines))
