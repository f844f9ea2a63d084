"""A journal on the disk: settings, articles, pictures, history."""

from __future__ import annotations

from journalpress.journal.find import find_articles
from journalpress.journal.history import Event, add_event, read_history
from journalpress.journal.load import Entry, Journal, find_journal, load_journal, load_settings
from journalpress.journal.settings import Collection, CollectionPart, Settings
from journalpress.journal.slugs import is_slug

__all__ = [
    "Collection",
    "CollectionPart",
    "Entry",
    "Event",
    "Journal",
    "Settings",
    "add_event",
    "find_articles",
    "find_journal",
    "is_slug",
    "load_journal",
    "load_settings",
    "read_history",
]
