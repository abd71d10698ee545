"""One file a question: each measure turns a view (a snapshot as a selection weighs it) into a table."""

from analytics.measures.actors import actor_trend, actors
from analytics.measures.articles import articles, reading
from analytics.measures.change import change, halves
from analytics.measures.copies import copies
from analytics.measures.coverage import coverage, gaps
from analytics.measures.evidence import count, evidence
from analytics.measures.keywords import keyword_trend, keywords, words
from analytics.measures.named import naming, spellings, ways
from analytics.measures.network import actors_by_topic, co_mentions, company
from analytics.measures.outlets import source_trend, sources
from analytics.measures.stories import copiers, delays, stories
from analytics.measures.target import Target
from analytics.measures.ties import one_and_the_same, ties
from analytics.measures.told import SPANS
from analytics.measures.topics import size_trend, sizes
from analytics.measures.undecided import undecided
from analytics.measures.volume import undated, volume

__all__ = [
    "SPANS",
    "Target",
    "actor_trend",
    "actors",
    "actors_by_topic",
    "articles",
    "change",
    "co_mentions",
    "company",
    "copiers",
    "copies",
    "count",
    "coverage",
    "delays",
    "evidence",
    "gaps",
    "halves",
    "keyword_trend",
    "keywords",
    "naming",
    "one_and_the_same",
    "reading",
    "size_trend",
    "sizes",
    "source_trend",
    "sources",
    "spellings",
    "stories",
    "ties",
    "undated",
    "undecided",
    "volume",
    "ways",
    "words",
]
