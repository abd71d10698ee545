"""Feeds watched: which they are, polled on schedule and politely, and their pages fetched into the archive."""

from data.feeds.check import Checked, check
from data.feeds.declared import BadFeeds, Declared, Feed, Settings, declared
from data.feeds.watch import Summary, Watch, run

__all__ = ["BadFeeds", "Checked", "Declared", "Feed", "Settings", "Summary", "Watch", "check", "declared", "run"]
