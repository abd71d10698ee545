"""Names not yet known: persons and organisations that the registry lacks, found by a trained model, and put together."""

from analytics.unknown.find import Finder, Name, finder
from analytics.unknown.groups import Group, groups

__all__ = ["Finder", "Group", "Name", "finder", "groups"]
