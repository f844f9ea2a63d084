"""A PDF → what a person who prints and hands it out should know: fifteen criteria and its tags."""

from journalpress.inspect.leaflet.check import CRITERIA, check_leaflet
from journalpress.inspect.leaflet.rules import RULES, Rules

__all__ = ["CRITERIA", "RULES", "Rules", "check_leaflet"]
