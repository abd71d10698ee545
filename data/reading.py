"""Pages -> what today's parser makes of them, and which parser that is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version as installed

from data.archive import Read
from data.article import Page, Unreadable
from data.parse import read
from data.reference import REFERENCE

LIBRARIES = ("trafilatura", "lxml", "py3langid")  # what they find is in the articles
BESIDE = ("article.py", "intake/multipage.py", "outlets.py")  # what the parser takes from its neighbours
_NAMED = re.compile(r'"([\w-]+\.(?:toml|txt))"')


def read_all(pages: Iterable[Page]) -> list[Read]:
    """Each page with the article read from it, or the reason why it could not be."""
    now = datetime.now(UTC)
    return [read_one(page, now) for page in pages]


def read_one(page: Page, now: datetime) -> Read:
    """A page with its article or the reason; no date may lie after its fetch, or `now` where that is not known."""
    try:
        return Read(page, read(page, now), version())
    except Unreadable as unreadable:
        return Read(page, str(unreadable), version())
    except Exception as error:
        return Read(page, f"the reader failed on this page ({type(error).__name__}: {error})"[:300], version())


@lru_cache(maxsize=1)
def version() -> str:
    """Twelve hex digits of the parser's code, the facts that it names, and the libraries it leans on."""
    package = REFERENCE.parent
    code = [*(package / "parse").rglob("*.py"), *(package / name for name in BESIDE)]
    texts = {str(file.relative_to(package)): file.read_bytes() for file in code}
    facts = {name for text in texts.values() for name in _NAMED.findall(text.decode())}
    texts |= {name: (REFERENCE / name).read_bytes() for name in facts if (REFERENCE / name).is_file()}
    stamp = hashlib.sha256("".join(f"{name} {installed(name)}\n" for name in LIBRARIES).encode())
    for name in sorted(texts):
        stamp.update(name.encode() + b"\0" + texts[name])
    return stamp.hexdigest()[:12]
