"""One file a question: each measure turns a view (a snapshot as a selection weighs it) into a table."""

from analytics.measures.actors import actor_trend, actors
from analytics.measures.articles import articles, reading
from analytics.measures.copies import copies
from analytics.measures.coverage import coverage, gaps
from analytics.measures.evidence import count, evidence
from analytics.measures.keywords import keyword_trend, keywords, words
from analytics.measures.network import actors_by_topic, co_mentions
from analytics.measures.outlets import source_trend, sources
from analytics.measures.stories import copiers, delays, stories
from analytics.measures.target import Target
from analytics.measures.told import SPANS
from analytics.measures.topics import size_trend, sizes
from analytics.measures.volume import undated, volume

__all__ = [
    "SPANS",
    "Target",
    "actor_trend",
    "actors",
    "actors_by_topic",
    "articles",
    "co_mentions",
    "copiers",
    "copies",
    "count",
    "coverage",
    "delays",
    "evidence",
    "gaps",
    "keyword_trend",
    "keywords",
    "reading",
    "size_trend",
    "sizes",
    "source_trend",
    "sources",
    "stories",
    "undated",
    "volume",
    "words",
]
