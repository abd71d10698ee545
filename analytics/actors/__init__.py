"""Who is named: the registry of actors and the linker that finds them in a text."""

from analytics.actors.called import called
from analytics.actors.holders import Holding, Office, Offices
from analytics.actors.link import Linked, Linker, Mention
from analytics.actors.registry import Actor, BadEntry, Registry, registry

__all__ = [
    "Actor",
    "BadEntry",
    "Holding",
    "Linked",
    "Linker",
    "Mention",
    "Office",
    "Offices",
    "Registry",
    "called",
    "registry",
]
