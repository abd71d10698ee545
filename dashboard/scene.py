"""Everything a page is drawn from: the address, the weighed snapshot and the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import parse_qsl, quote, urlencode

import pandas as pd
from babel import Locale

from analytics.actors import Registry
from analytics.actors.own import registry_of, trouble
from analytics.measures import Target
from analytics.receipt import Receipt
from analytics.snapshot import Snapshot, names, theme_names, topic_labels
from analytics.weights import View, view
from dashboard.asked import Asked, Options
from dashboard.language import Say
from dashboard.tables import table
from data.outlets import outlet_named
from data.selection import UNITS, Selection

OURS = ("by", "kind", "state", "who", "shade", "see", "rows", "ui")  # what an address says besides the selection


@dataclass(frozen=True)
class Scene:
    """An address as it is seen: `path` and `search` of the page, `say` in the reader's language.

    `edits` says whether the reader may write entries of their own.
    """

    snapshot: Snapshot
    path: str
    search: str
    say: Say
    edits: bool = False

    @cached_property
    def selection(self) -> Selection:
        """What the address selects."""
        return Selection.from_query(self.search)

    @cached_property
    def options(self) -> Options:
        """What else it asks for."""
        return Options.from_query(self.search)

    @cached_property
    def registry(self) -> Registry:
        """What is known of actors: what comes with Pantau, and the home's own entries."""
        return registry_of(self.snapshot.home)

    @property
    def state(self) -> str:
        """What a page depends on besides its address and language: the snapshot, the registry and who reads.

        Who is two, and what is wrong with own entries, changes no version but what pages say.
        """
        known = self.registry
        told = hash((known.apart, trouble(self.snapshot.home)))
        return f"{self.snapshot.id}.{known.version}.{told:x}.{'w' if self.edits else 'r'}"

    @cached_property
    def seen(self) -> View:
        """The snapshot as the selection weighs it."""
        return view(self.snapshot, self.selection)

    @property
    def asked(self) -> Asked:
        """What tables are made from."""
        return Asked(self.seen, self.options, self.say.language)

    def table(self, name: str, **options: object) -> pd.DataFrame:
        """A table of this selection, with some options of the page's own."""
        return table(name, self.asked.but(**options))

    def receipt(self, name: str) -> Receipt:
        """The receipt of one of its tables."""
        return Receipt.of(self.snapshot, self.selection, name + self.options.text)

    @property
    def unit(self) -> str:
        """What is counted, in words."""
        return self.say(UNITS[self.selection.unit])

    @cached_property
    def extras(self) -> dict[str, str]:
        """What the address says besides the selection."""
        return {k: v for k, v in parse_qsl(self.search.removeprefix("?")) if k in OURS}

    def query(self, selection: Selection | None = None, **extras: str | None) -> str:
        """The address's query for another selection or other extras (None leaves one out), with `?` unless empty."""
        kept = {k: v for k, v in (self.extras | extras).items() if v}
        made = [(selection or self.selection).to_query(), urlencode(kept, safe=",:;", quote_via=quote)]
        return "?" + "&".join(filter(None, made)) if any(made) else ""

    @property
    def address(self) -> str:
        """All of the address that says what the page shows, and nothing of the panel."""
        return urlencode([(k, v) for k, v in parse_qsl(self.search.removeprefix("?")) if k not in ("see", "rows")])

    def open(self, target: Target) -> str:
        """The address that opens the sentences behind a number, on this page."""
        return self.path + self.query(see=str(target), rows=None)

    def narrow(self, selection: Selection, path: str | None = None) -> str:
        """The address of another selection, on this page or another."""
        return (path or self.path) + self.query(selection, see=None, rows=None)

    def about(self, actor: str) -> str:
        """The address of an actor's own page, under the same selection."""
        return "/actor" + self.query(None, who=actor, kind=None, state=None, shade=None, see=None, rows=None)

    def file(self, name: str, form: str, **options: str | None) -> str:
        """The address of a table as a file."""
        kept: dict[str, str | None] = {"by": self.options.by, "shade": None, "ui": self.say.language}
        chosen: dict[str, str | None] = {"see": None, "rows": None} | kept | options
        return f"/download/{name}.{form}{self.query(None, **chosen)}"

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Actor's key -> name."""
        return names(self.snapshot, self.say.language)

    def name(self, field: str, value: str) -> str:
        """The shown name of a value of the selection."""
        if field == "date":
            return self.say.day(date.fromisoformat(value))
        found = {
            "actors": lambda: self.actor_names,
            "topics": lambda: topic_labels(self.snapshot, self.say.language),
            "themes": lambda: theme_names(self.snapshot.themes, self.say.language),
            "outlets": lambda: {value: outlet_name(value)},
            "languages": lambda: {value: language_name(value, self.say)},
        }[field]()
        return found.get(value, value)

    @cached_property
    def sentence(self) -> str:
        """What is selected, in words."""
        said = self.selection.sentence(self.name, self.say)
        return said[:1].upper() + said[1:]


def outlet_name(key: str) -> str:
    """An outlet's name."""
    return outlet_named(key).name if key else "–"


def language_name(code: str, say: Say) -> str:
    """A language's name in the reader's language."""
    if not code or code == "other":
        return say("other language")
    name = Locale.parse(say.language).languages.get(code, code)
    return str(name)
