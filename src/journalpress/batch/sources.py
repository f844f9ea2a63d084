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
from journalpress.model import Figure, every_block
from journalpress.theme import THEME_FILE

Sources: TypeAlias = Mapping[str, str]
"""Files of the journal: path below it, with `/` → SHA-256."""


def journal_files(journal: Journal) -> Sources:
    """What every leaflet is made of: settings, shared sources, theme, logo, covers, ICC profile.

    Raises EnvironmentFailure.
    """
    logo = journal.settings.house.theme.logo
    names = [
        SETTINGS_FILE,
        *SHARED_SOURCES,
        f"{THEME}/{THEME_FILE}",
        journal.settings.press_profile,
    ]
    names += [f"{THEME}/{logo.media.name}"] if logo else []
    names += [f"{THEME}/{each.cover_file}" for each in journal.collections if each.cover_file]
    return _read(journal.folder, names)


def article_files(journal: Journal, entry: Entry) -> Sources:
    """What this article alone is made of: its text, its pictures, its own list of sources.

    The text as it was when the journal was read: somebody may have saved it since. Raises
    EnvironmentFailure.
    """
    article = entry.article
    blocks = every_block(article.body) if article else ()
    names = [f"{MEDIA}/{each.media}" for each in blocks if isinstance(each, Figure)]
    if line := entry.reading.spans.get("front:bibliography"):
        lines = (read_file(entry.path) or b"").decode("utf-8-sig", "replace").splitlines()
        names.append(_bibliography(journal.folder, lines[line - 1] if line <= len(lines) else ""))
    text = {f"{ARTICLES}/{entry.path.name}": entry.reading.sha256} if entry.reading.sha256 else {}
    return {**text, **_read(journal.folder, names)}


def _read(folder: Path, names: list[str]) -> Sources:
    found = ((name, read_file(folder / name)) for name in sorted({*names} - {""}))
    return {name: sha256(data) for name, data in found if data is not None}


def _bibliography(folder: Path, line: str) -> str:
    """The list that this line of a front matter names, as seen from the journal; "" if none."""
    name = line.partition(":")[2].partition(" #")[0].strip().strip("\"'")
    try:
        path = (folder / ARTICLES / name).resolve()
        return path.relative_to(folder.resolve()).as_posix() if path.is_file() else ""
    except (ValueError, OSError, RuntimeError):  # outside the journal, or links in a circle
        return ""
