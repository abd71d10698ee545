"""Who is meant by a title that stands alone ("Menhan", "Presiden AS"): by the day, the state, and what the text says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from analytics.actors.attached import Attached
from analytics.actors.forms import Span
from analytics.actors.introduced import Introduced
from analytics.actors.kinds import vocabulary
from analytics.actors.lexicon import Lexicon
from analytics.actors.registry import Actor, Registry
from analytics.actors.titles import Title, Titles

HOME = "IDN"
NEAR = 500  # characters before a title within which a name still is the one spoken of
ACTS = re.compile(r" (?:akan|telah|sudah|ingin|tidak|belum|juga|said|says|will|would|has|had)\b")
CROWNS = frozenset(["monarch", "crown-prince"])  # told by their state alone
SAID = frozenset(["bahwa", "the", "kata"])
Sense = tuple[tuple[str, ...], tuple[str, ...], str | None, bool]  # kinds, offices, state, former: what a title names


class Told(NamedTuple):
    """What a text says of a person: the title given to him, and where."""

    title: Title
    who: str
    state: str | None
    at: int


class Part(NamedTuple):
    """The title or the text of an article, with the names in it in order."""

    text: str
    spans: Sequence[Span]
    head: bool


@dataclass
class Article:
    """What one article says about who holds what."""

    language: str
    day: date | None
    actors: Mapping[str, Actor]
    told: list[Told] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)  # persons by where they are first named
    cues: Counter[str] = field(default_factory=Counter)  # states of all that is named
    said: dict[Sense, tuple[str, ...]] = field(default_factory=dict)  # what `_said` and `_bearers` found, asked of
    borne: dict[Sense, tuple[str, ...]] = field(default_factory=dict)  # each title of a long text again


class Bare:
    """Finds bare titles and decides who is meant; made once from the registry."""

    def __init__(self, registry: Registry, words: Lexicon, registered: Container[str]) -> None:
        self._registry, self._offices = registry, registry.offices
        self._titles, self._attached = Titles(registry), Attached(registry, words)
        self._introduced = Introduced(words, registered, self._titles.generic)
        self._kinds, self._words = vocabulary().kinds, vocabulary()

    def seek(
        self, parts: Sequence[Part], language: str, day: date | None, found: Mapping[str, Actor]
    ) -> list[list[Span]]:
        """For each part the spans of its bare titles, each with the key of the holder, or of the office if undecided."""
        article = Article(language, day, found)
        alone: list[list[Title]] = []
        for part in sorted(parts, key=lambda p: p.head):
            titles = self._titles.find(part.text, part.spans, language, found)
            if titles:
                self._note(article, part)
            alone.append(self._alone(article, part, titles))
        if any(alone) and len(parts) > 1:
            for part in parts:
                self._note(article, part)
        alone = alone[::-1] if len(parts) > 1 else alone
        decided = [list(self._decided(article, part, titles)) for part, titles in zip(parts, alone, strict=True)]
        return [
            [*known, *([] if part.head else self._introduced.seek(part.text, part.spans, known))]
            for part, known in zip(parts, decided, strict=True)
        ]

    def _alone(self, article: Article, part: Part, titles: Sequence[Title]) -> list[Title]:
        """The titles that stand alone; those beside a name are noted."""
        alone = []
        for title in titles:
            person = self._attached.to(part.text, title, part.spans)
            if isinstance(person, Span):
                article.told.append(
                    Told(title, person.key, self._state(title, person.key), -1 if part.head else title.start)
                )
            elif person is None:
                alone.append(title)
        return alone

    def _state(self, title: Title, who: str) -> str | None:
        held = [o.state for o, _ in self._offices.held_by(who) if o.kind in title.kinds or o.key in title.offices]
        return title.state or (held[-1] if held else self._iso3(who))

    def _iso3(self, key: str) -> str | None:
        actor = self._registry.actors.get(key)
        return actor.iso3 if actor else None

    def _note(self, article: Article, part: Part) -> None:
        for span in part.spans:
            if span.sort == "person":
                article.named.setdefault(span.key, -1 if part.head else span.start)
            iso3 = span.key if span.sort in {"state", "capital"} else self._iso3(span.key)
            if iso3:
                article.cues[iso3] += 1

    def _decided(self, article: Article, part: Part, titles: Sequence[Title]) -> Iterator[Span]:
        for title in titles:
            key = self._meant(article, part, title)
            if key:
                yield Span(title.start, title.end, key, "office")

    def _meant(self, article: Article, part: Part, title: Title) -> str | None:
        if title.former:
            return self._former(article, title)
        here = "ambassador-to-indonesia" in title.kinds and article.language == "id" and article.cues[HOME] > 0
        if (title.state or title.offices) and (here or not self._told_only(title)):
            return self._of_state(article, title, title.state)
        holders = self._holders(article, title)
        if title.small:
            return holders[0] if len(holders) == 1 and self._pointed(part.text, title) else None
        if len(holders) == 1:
            return holders[0]
        return self._among(article, part, title, holders) if holders else self._by_cue(article, title)

    def _told_only(self, title: Title) -> bool:
        """Whether such a title means somebody only where the text has named him ("Juru Bicara Kemlu")."""
        crowned = title.state is not None and not CROWNS.isdisjoint(title.kinds)
        return not title.offices and not crowned and not any(self._kinds[kind].doubt for kind in title.kinds)

    def _pointed(self, text: str, title: Title) -> bool:
        """Whether a title in small letters means somebody: "presiden itu", "bahwa presiden akan"."""
        after = text[title.end : title.end + 10].split()
        before = text[max(0, title.start - 12) : title.start].casefold().split()
        if after and after[0].strip(".,") in self._words.pointing:
            return True
        if before and before[-1] == "sang":
            return True
        return bool(before) and before[-1] in SAID and ACTS.match(text, title.end) is not None

    def _fits(self, told: Told, title: Title) -> bool:
        same = not set(told.title.kinds).isdisjoint(title.kinds) or not set(told.title.offices).isdisjoint(
            title.offices
        )
        return same and (
            title.state is None or told.state == title.state or (told.state is None and not self._held(title))
        )

    def _held(self, title: Title) -> bool:
        """Whether offices are known that a title with its state names."""
        return bool(self._titles.offices(title, title.state))

    def _former(self, article: Article, title: Title) -> str | None:
        """Who is meant by "mantan Menhan": the one of whom the text says so, or the only one named who once was."""
        once = self._said(article, title) or self._bearers(article, title)
        if len(once) == 1:
            return once[0]
        return self._undecided(title, title.state) if title.state or title.offices else None

    def _said(self, article: Article, title: Title) -> tuple[str, ...]:
        """The persons of whom the text says that they hold such an office, or held it, as the title has it."""
        if (sense := _sense(title)) not in article.said:
            told = (t.who for t in article.told if t.title.former == title.former and self._fits(t, title))
            article.said[sense] = tuple(dict.fromkeys(told))
        return article.said[sense]

    def _bearers(self, article: Article, title: Title) -> tuple[str, ...]:
        """The persons named who hold such an office, or held it and do no more, as the title has it."""
        if (sense := _sense(title)) not in article.borne:
            article.borne[sense] = tuple(who for who in article.named if self._bears(article, who, title))
        return article.borne[sense]

    def _bears(self, article: Article, who: str, title: Title) -> bool:
        holds = self._holds(article, who, title)
        return not holds and self._attached.held(who, title) if title.former else holds

    def _holds(self, article: Article, who: str, title: Title) -> bool:
        """Whether a person holds such an office on the article's day."""
        return any(
            office.holder(article.day) == who
            for office, _ in self._offices.held_by(who)
            if (office.kind in title.kinds or office.key in title.offices) and title.state in (None, office.state)
        )

    def _of_state(self, article: Article, title: Title, state: str | None) -> str | None:
        told = self._said(article, title)
        if len(told) == 1:
            return told[0]
        holders = {office.holder(article.day) for office in self._titles.offices(title, state)} - {None}
        if len(holders) == 1:
            return holders.pop()
        return self._undecided(title, state)

    def _holders(self, article: Article, title: Title) -> list[str]:
        """Persons of whom the text says that they hold such an office, and those named in it who do."""
        return list(dict.fromkeys([*self._said(article, title), *self._bearers(article, title)]))

    def _among(self, article: Article, part: Part, title: Title, holders: Sequence[str]) -> str | None:
        """Which of several: in Indonesian the own one, else the one spoken of last."""
        home = [who for who in holders if self._iso3(who) == HOME]
        if len(home) == 1 and article.language == "id":
            return home[0]
        near = [(at, who) for at, who in self._before(part, title) if who in holders]
        return max(near)[1] if near else self._undecided(title, None)

    def _before(self, part: Part, title: Title) -> list[tuple[int, str]]:
        first, last = (bisect_left(part.spans, (at,)) for at in (title.start - NEAR + 1, title.start))
        return [(s.start, s.key) for s in part.spans[first:last] if s.sort == "person"]

    def _by_cue(self, article: Article, title: Title) -> str | None:
        """Whose office it is where nobody was named: the state the article is about, in Indonesian first the own."""
        home = article.language == "id" and any(self._kinds[k].home for k in title.kinds)
        state, most = next(iter(article.cues.most_common(1)), ("", 0))
        if home and (article.cues[HOME] or not state):
            return self._of_state(article, title, HOME)
        if most >= 3 and most > 0.6 * article.cues.total() and self._titles.offices(title, state):
            return self._of_state(article, title, state)
        return self._undecided(title, None) if home else None

    def _undecided(self, title: Title, state: str | None) -> str | None:
        offices = self._titles.offices(title, state) if state or title.offices else []
        if offices:
            return f"office:{offices[0].key}"
        sure = [kind for kind in title.kinds if self._kinds[kind].doubt]
        return f"office:{sure[0]}" if sure else None


def _sense(title: Title) -> Sense:
    return title.kinds, title.offices, title.state, title.former
