"""Which articles carry the same text: one story, whatever was cut, framed, reordered or lightly edited."""

from analytics.stories.alignment import Alignment, align
from analytics.stories.compared import Words, words
from analytics.stories.joining import UNDATED, Dated, find
from analytics.stories.same import same_text
from analytics.stories.winnow import Prints, prints

__all__ = ["UNDATED", "Alignment", "Dated", "Prints", "Words", "align", "find", "prints", "same_text", "words"]
