"""What a feed gives: its entries, the sitemaps it points to, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import orjson

from data.entries.mend import joined, once_escaped, unescaped_address, unescaped_markup

_KEPT = ("title", "link", "published", "updated", "author", "content")


class NoFeed(ValueError):
    """The bytes hold no feed; the message says what they are. `html` is true for a web page."""

    def __init__(self, reason: str, *, html: bool = False) -> None:
        super().__init__(reason)
        self.html = html


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, mended: `link` is http(s) or empty, dates are as written, `content` is HTML or plain text."""

    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    content: str = ""
    notes: tuple[str, ...] = ()

    def record(self) -> bytes:
        """What the feed says, as canonical JSON: the content of a page of kind `feed`."""
        said = {name: value for name in _KEPT if (value := getattr(self, name))}
        return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index points to, and when it last changed, as written."""

    address: str
    changed: str = ""


@dataclass(slots=True)
class Entries:
    """A feed as read: `aside` holds what is no entry with the reason, `notes` what was odd, `cut` that its end is missing."""

    form: str
    entries: list[Entry] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    aside: list[tuple[bytes, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cut: bool = False


def gathered(form: str, found: Iterable[Mapping[str, str]], base: str) -> Entries:
    """The entries of these fields, mended; one with neither link nor text is set aside."""
    feed = Entries(form)
    for fields in found:
        entry = _entry(fields, base)
        if entry.link or entry.content or entry.title:
            feed.entries.append(entry)
        else:
            feed.aside.append((orjson.dumps(dict(fields)), "the entry has neither link nor title nor text"))
    return _identified(feed)


def _entry(fields: Mapping[str, str], base: str) -> Entry:
    """The entry of these fields; what had to be mended is noted."""
    said = {name: (fields.get(name) or "").strip() for name in (*_KEPT, "guid")}
    mended = {name: once_escaped(said[name]) for name in ("title", "author", "content")}
    mended["content"] = unescaped_markup(mended["content"])
    address = unescaped_address(said["link"])
    mended["link"] = joined(base, address)
    notes = [f"its {name} was escaped twice" for name in ("title", "author", "content") if mended[name] != said[name]]
    if said["link"] and mended["link"] != said["link"]:
        notes.append(f"its link was written {said['link'][:200]}" if mended["link"] else "its link is no web address")
    return Entry(**(said | mended), notes=tuple(notes))


def _identified(feed: Entries) -> Entries:
    """The entries without repetitions; a guid that different links share names none of them."""
    links: dict[str, set[str]] = {}
    for entry in feed.entries:
        links.setdefault(entry.guid, set()).add(entry.link)
    shared = {guid for guid, of in links.items() if guid and len(of) > 1}
    if shared:
        feed.notes.append(f"{len(shared)} guid of several entries: the link tells them apart")
    entries = [replace(entry, guid="") if entry.guid in shared else entry for entry in feed.entries]
    once = list({(e.guid or e.link or e.record()): e for e in reversed(entries)}.values())[::-1]
    if len(once) < len(entries):
        feed.notes.append(f"{len(entries) - len(once)} entries stood in it twice")
    feed.entries = once
    return feed
