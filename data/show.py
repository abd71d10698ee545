"""How pages are read, as plain records: what `pantau show` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.article import Article
from data.intake.mapping import Mapping
from data.intake.pages import Refused, Remark, read_pages
from data.reading import read_one


def show(
    paths: Sequence[Path], now: datetime | None = None, mapping: Mapping | None = None
) -> Iterator[dict[str, Any]]:
    """A record for every page, in file-name order: what it says, or `path` and `reason`."""
    for page in read_pages(paths, mapping):
        if isinstance(page, Remark):
            continue
        if isinstance(page, Refused):
            yield {"path": page.source, "reason": page.reason}
            continue
        said = read_one(page, now or datetime.now(UTC)).result
        yield {"path": page.source, **({"reason": said} if isinstance(said, str) else record(said))}


def record(article: Article) -> dict[str, Any]:
    """An article as a record that JSON can hold."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "date_evidence": article.date_evidence,
        "dates": [asdict(seen) for seen in article.dates],
        "dateline": {"place": article.place, "agency": article.agency},
        "caption": article.caption,
        "credit": article.credit,
        "author": article.author,
        "language": article.language,
        "text": article.text,
    }
