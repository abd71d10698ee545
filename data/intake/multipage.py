"""Articles saved as several pages: which files of a folder belong together, and the one page they make."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
from lxml.etree import LxmlError

from data.article import link
from data.intake.taken import BROKEN
from data.intake.unpack import PAGE_CAP, plain_bytes, plain_name

ReadFile = Callable[[Path, int], bytes]  # a file's plain bytes, up to so many

_FACTS = tomllib.loads((files("data") / "reference" / "html.toml").read_text("utf-8"))["pages"]
_IN_ADDRESS = [re.compile(pattern, re.IGNORECASE) for pattern in _FACTS["addresses"]]
_IN_TITLE = [re.compile(pattern, re.IGNORECASE) for pattern in _FACTS["titles"]]
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(\S{8,2000}) -->")
_HEAD = 65_536  # bytes in which a page declares its address
_SUFFIXES = (".html", ".htm", ".xhtml")
_SEAM = b"\n<!-- the next page of the same article -->\n"
_WHOLE = b"<!-- all pages of the article on one -->\n"
WHOLE = 0  # the number of a page that holds all pages


@dataclass(frozen=True, slots=True)
class Part:
    """One saved page of an article: its number (`WHOLE` for all on one), and whether it says that one follows."""

    file: Path
    base: str
    title: str
    number: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The pages of one article in order; `missing` are the numbers of those that were not saved."""

    parts: Sequence[Part]
    missing: Sequence[int]

    def content(self, read: ReadFile) -> bytes:
        """The pages as one: those after the first behind a seam, a page that holds all before the others."""
        whole = _WHOLE if self.parts[0].number == WHOLE else b""
        return whole + _SEAM.join(read(part.file, PAGE_CAP) for part in self.parts)


def pages_of(content: bytes) -> list[bytes]:
    """The pages that are to be read of what `Series.content` made; any other content is one page."""
    parts = content.split(_SEAM)
    return parts[:1] if content.startswith(_WHOLE) else parts


def on_disk(file: Path, most: int) -> bytes:
    """Up to so many of a file's plain bytes."""
    with file.open("rb") as raw:
        return plain_bytes(raw, file.name, file.stat().st_size, most)


def gathered(
    listed: Iterable[tuple[Path, Path]], read: ReadFile = on_disk
) -> Iterator[tuple[Path, Path, Series | None]]:
    """Files and where they were found, with the article each begins; the files of its further pages are left out."""
    listed = list(listed)
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for file, _ in listed:
        folders[file.parent].append(file)
    looked_at: dict[Path, dict[Path, Series]] = {}
    for file, root in listed:
        if file.parent not in looked_at:
            looked_at[file.parent] = {
                part.file: one for one in series(folders[file.parent], read) for part in one.parts
            }
        one = looked_at[file.parent].get(file)
        if one is None or one.parts[0].file == file:
            yield file, root, one


def series(folder: Iterable[Path], read: ReadFile = on_disk) -> list[Series]:
    """The articles of which a folder holds several pages, or of which it lacks one."""
    found: defaultdict[tuple[str, str], dict[int, Part]] = defaultdict(dict)
    for file in sorted(folder):
        part = _part(file, read) if Path(plain_name(file.name)).suffix.lower() in _SUFFIXES else None
        if part:
            found[(part.base, part.title)].setdefault(part.number, part)
    made = (_series(parts) for parts in found.values())
    return [one for one in made if len(one.parts) > 1 or one.missing]


def _series(parts: dict[int, Part]) -> Series:
    """Parts in order; without its first page an article is not one, and each page stands alone."""
    if WHOLE in parts:
        return Series([parts[n] for n in sorted(parts)], ())
    if 1 not in parts:
        return Series((), ())
    last = max(parts)
    last += parts[last].goes_on
    return Series([parts[n] for n in sorted(parts)], [n for n in range(1, last + 1) if n not in parts])


def _part(file: Path, read: ReadFile) -> Part | None:
    """What a saved page says of itself; None when it declares no address."""
    try:
        head = read(file, _HEAD)
        tree = lxml.html.fromstring(head) if head.strip() else None
    except (*BROKEN, LxmlError):
        return None
    own = _own_address(tree, head) if tree is not None else ""
    if tree is None or not own:
        return None
    base, number = _parted(own, _IN_ADDRESS)
    title, told = _parted(" ".join((tree.findtext(".//title") or "").split()), _IN_TITLE)
    before = [n for b, n in _linked(tree, "prev", own) if b == base]
    number = number if number is not None else before[0] + 1 if before else told if told is not None else 1
    return Part(file, base, title, number, any(b == base and n == number + 1 for b, n in _linked(tree, "next", own)))


def _own_address(tree: lxml.html.HtmlElement, head: bytes) -> str:
    """Where a page was saved from, else the address it declares."""
    saved = _SAVED_FROM.search(head)
    declared = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    paged = [a for a in declared if _parted(a, _IN_ADDRESS)[1] is not None]
    return link(saved[1].decode("utf-8", "replace")) if saved else next(map(link, [*paged, *declared]), "")


def _linked(tree: lxml.html.HtmlElement, rel: str, own: str) -> Iterator[tuple[str, int]]:
    """The addresses and numbers of the pages before or after, as a page links to them."""
    for address in tree.xpath(f"//link[@rel='{rel}']/@href | //a[@rel='{rel}']/@href"):
        try:
            base, number = _parted(link(urljoin(own, address)), _IN_ADDRESS)
        except ValueError:
            continue
        yield base, 1 if number is None else number


def _parted(words: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, int | None]:
    """An address or title without the number of its page, and the number, if it has one."""
    for pattern in patterns:
        found = pattern.search(words)
        if found:
            number = found.groupdict().get("page")
            return (words[: found.start()] + found["after"]).rstrip("/?&"), int(number) if number else WHOLE
    return words.rstrip("/"), None
