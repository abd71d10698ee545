"""What an actor is: its lasting key, its names and written forms, its kind, and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "person", "organisation", "office"]  # office: its title stood alone, its holder is undecided
BRACKET = re.compile(r"\s*\([A-Z]{3}\)$")
SUBKINDS: dict[str, tuple[str, ...]] = {  # what an entry may say of each kind
    "state": ("state", "territory"),
    "organisation": (
        "ministry", "parliament", "court", "force", "unit", "police", "intelligence", "igo", "group", "party", "firm",
        "ngo", "thinktank", "medium", "university", "agency", "office", "other",
    ),
    "person": ("leader", "minister", "military", "diplomat", "official", "politician", "other"),
}  # fmt: skip
OFFICES = (  # kinds of office; each but `other` brings its usual titles
    "president", "monarch", "vice-president", "prime-minister", "deputy-prime-minister", "supreme-leader",
    "crown-prince", "foreign-minister", "deputy-foreign-minister", "defence-minister", "deputy-defence-minister",
    "interior-minister", "finance-minister", "security-minister", "trade-minister", "economy-minister",
    "energy-minister", "justice-minister", "health-minister", "state-secretary", "chief-of-defence", "army-chief",
    "navy-chief", "air-force-chief", "police-chief", "intelligence-chief", "national-security-adviser", "speaker",
    "speaker-upper", "attorney-general", "central-bank-governor", "chief-justice", "party-chair", "ambassador",
    "ambassador-to-indonesia", "un-ambassador", "spokesperson-foreign", "spokesperson-government",
    "secretary-general", "director-general", "governor", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: a lasting key (ISO 3166 alpha-3 of a state), its names, written forms and where it belongs.

    `name` is the English or official name, `local` the Indonesian one, `capitals` are names of the seat of government
    (metonyms), `iso3` is the state itself or the one it belongs to, if any; `parent` is the key of the body above.
    `country` is the name of the state that stands as a code in a name ("Ministry of Defense (IDN)"), as readers are shown it.
    """

    key: str
    kind: Kind
    subkind: str
    name: str
    local: str
    iso3: str | None = None
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    source: str = ""
    adjectives: tuple[str, ...] = ()
    parent: str | None = None
    wikidata: str | None = None
    country: str = ""

    def shown(self, language: str) -> str:
        """The name for a reader of this language (`id` or `en`)."""
        if language == "id":
            return self.local
        return BRACKET.sub(f" ({self.country})", self.name) if self.country else self.name

    @property
    def written(self) -> tuple[str, ...]:
        """Every written form, names first, each once."""
        names = (BRACKET.sub("", self.name), BRACKET.sub("", self.local))
        return tuple(dict.fromkeys((*names, *self.aliases)))
