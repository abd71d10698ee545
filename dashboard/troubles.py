"""Why a feed cannot be read, in the reader's language."""

from __future__ import annotations

import re

from dashboard.language import Say

STATUS = re.compile(r"the server answered (?P<status>.+)")
SLOW = re.compile(r"no whole answer within (?P<seconds>\S+) seconds")
NAMED = re.compile(r"it is a web page, not a feed; it names the feed (?P<address>.+)")
LARGE = re.compile(r"it is larger than (?P<size>\S+) MB")


def why(say: Say, reason: str) -> str:
    """The reason of a failed poll in plain words; as it was written where it is a rare one."""
    if found := STATUS.fullmatch(reason):
        return say("the server answered {status}", status=found["status"])
    if found := SLOW.fullmatch(reason):
        return say("no whole answer within {seconds} seconds", seconds=found["seconds"])
    if found := NAMED.fullmatch(reason):
        return say("it is a web page, not a feed; it names the feed {address}", address=found["address"])
    if found := LARGE.fullmatch(reason):
        return say("it is larger than {size} MB", size=found["size"])
    return _usual(say).get(reason) or (say(reason) if reason else "")


def _usual(say: Say) -> dict[str, str]:
    """Reasons that are always worded the same."""
    return {
        "the name of its host is not known": say("the name of its host is not known"),
        "the connection was refused": say("the connection was refused"),
        "its certificate or encryption cannot be trusted": say("its certificate or encryption cannot be trusted"),
        "its packing is damaged or unfolds without end": say("its packing is damaged or unfolds without end"),
        "it is no web address": say("it is no web address"),
        "robots.txt of its host forbids it": say("robots.txt of its host forbids it"),
        "its redirects go round in a circle": say("its redirects go round in a circle"),
    }
