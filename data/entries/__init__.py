"""Entries of feeds: RSS, Atom, JSON Feed and sitemaps, read alike from a file and from the network."""

from data.entries.entry import Child, Entries, Entry, NoFeed
from data.entries.read import read_entries

__all__ = ["Child", "Entries", "Entry", "NoFeed", "read_entries"]
