"""An article's text → the files of the journal that it was made of, with their SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from journalpress.batch.records import read_file
from journalpress.digests import sha256
from journalpress.journal.load import (
    ARTICLES,
    SHARED_SOURCES,
    THEME,
    Entry,
    Journal,
)
from journalpress.journal.pictures import MEDIA
from journalpress.journal.settings import SETTINGS_FILE
from journalpress.theme import THEME_FILE

Sources: TypeAlias = Mapping[str, str]
"""Files of the journal: path below it, with `/` → SHA-256."""


def journal_files(journal: Journal) -> Sources:
    """What every leaflet is made of: settings, shared sources, their style, theme, covers, profile.

    The theme with its logo, the profile of the print shop. Raises EnvironmentFailure.
    """
    logo = journal.settings.house.theme.logo
    names = [
        SETTINGS_FILE,
        *SHARED_SOURCES,
        f"{THEME}/{THEME_FILE}",
        journal.settings.press_profile,
        journal.settings.style,
    ]
    names += [f"{THEME}/{logo.media.name}"] if logo else []
    names += [f"{THEME}/{each.cover_file}" for each in journal.collections if each.cover_file]
    return _read(journal.folder, names)


def article_files(journal: Journal, entry: Entry) -> Sources:
    """What this article alone is made of: its text, its pictures, its own list of sources.

    The text as it was when the journal was read: somebody may have saved it since. Raises
    EnvironmentFailure.
    """
    names = [f"{MEDIA}/{each}" for each in entry.facts.pictures] if entry.facts else []
    names += [_seen_from(journal.folder, each) for each in entry.others]
    text = {f"{ARTICLES}/{entry.path.name}": entry.sha256} if entry.sha256 else {}
    return {**text, **_read(journal.folder, names)}


def _read(folder: Path, names: list[str]) -> Sources:
    found = ((name, read_file(folder / name)) for name in sorted({*names} - {""}))
    return {name: sha256(data) for name, data in found if data is not None}


def _seen_from(folder: Path, name: str) -> str:
    """A file that an article names, as seen from the journal; "" where it lies outside."""
    try:
        path = (folder / ARTICLES / name).resolve()
        return path.relative_to(folder.resolve()).as_posix() if path.is_file() else ""
    except (ValueError, OSError, RuntimeError):  # outside the journal, or links in a circle
        return ""
