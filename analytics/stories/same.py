"""Do two articles carry the same text? Decided by what they share, and by what stands where they differ.

A copy keeps one part of a text whole (the *core*): it may be cut at the end, framed, have its lead in other words, its
paragraphs moved, a name or a number corrected. A later article on the same event (*update*) puts more than a lead in
front of what it repeats. An article of the same template on another event keeps the sentences and swaps the names and
numbers, first of all those of its headline.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

from analytics.stories.alignment import Alignment, align
from analytics.stories.compared import Words

LEAST = 25  # words of the core, or nine tenths of a shorter text
WHOLE = 0.95  # of the core's words in the shorter text that stand in the longer one too
PUT_IN = 0.3  # of the core's words that may have been put in between
KEPT = 0.7  # of the core's words in the longer text that stand in the shorter
OF_LONGER = 0.1  # of the longer text that the core must be
LEAD = 60  # words that a rewritten lead or a frame has at most
LEAD_SHARE = 0.15  # of the core, where that is more
REPLACED = 0.4  # of core and ends together that both texts have otherwise
SWAPPED = 0.25  # of the names and numbers in the shared text, from which it is another event
THROUGHOUT = 3  # swaps of one name for the same other one, wherever it stood


def same_text(one: Words, other: Words) -> bool:
    """Whether two articles carry the same text, whichever comes first."""
    if one.plain == other.plain:
        return True
    laid = align(one, other)
    return _whole(laid) and _ends(laid) and not _other_event(laid)


def _whole(laid: Alignment) -> bool:
    """Whether the part they share is whole on both sides, and enough."""
    first, last = laid.core
    there, there_last = laid.core_there
    size = last - first
    if size < max(1, min(LEAST, 0.9 * len(laid.short))) or there_last - there < OF_LONGER * len(laid.long):
        return False
    inserted = laid.inserted
    here = sum(laid.shared[first:last]) / max(1, size - inserted)
    kept = sum(laid.shared_there[there:there_last]) / (there_last - there)
    return inserted <= PUT_IN * size and here >= WHOLE and kept >= KEPT


def _ends(laid: Alignment) -> bool:
    """Whether what stands before the core is no more than a lead, and what differs at both ends is little."""
    (first, last), (there, there_last) = laid.core, laid.core_there
    size = last - first
    heads = first, there
    tails = len(laid.short) - last, len(laid.long) - there_last
    most = max(LEAD, LEAD_SHARE * size)
    replaced = min(heads) + min(tails)
    return max(heads) <= most and min(tails) <= most and replaced <= REPLACED * (replaced + size)


def _other_event(laid: Alignment) -> bool:
    """Whether names and numbers were swapped as they are from one event to another."""
    swapped = sum(min(len(gone), len(come)) for gone, come in laid.swaps)
    if swapped > 1 and swapped >= SWAPPED * laid.facts:
        return True
    pairs = Counter(pair for gone, come in laid.swaps for pair in product(gone, come))
    here, there = Counter(laid.short.plain), Counter(laid.long.plain)
    return any(
        gone in laid.short.headline and come in laid.long.headline and not there[gone] and not here[come]
        for gone, come in pairs
    ) or _throughout(laid, pairs, here, there)


def _throughout(laid: Alignment, pairs: Counter[tuple[str, str]], here: Counter[str], there: Counter[str]) -> bool:
    """Whether names were swapped for the same other ones wherever they stood, and the headlines have neither in common."""
    both = laid.short.headline & laid.long.headline
    found = dict[str, int]()
    for (gone, come), times in pairs.items():
        everywhere = there[gone] <= here[gone] - times and there[come] > here[come]
        if times > 1 and everywhere and not {gone, come} & both:
            found[gone] = max(times, found.get(gone, 0))
    return sum(found.values()) >= THROUGHOUT
