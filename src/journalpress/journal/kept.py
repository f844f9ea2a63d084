"""What was published, as archive/ keeps it: by SHA-256, so that no later edit is taken for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from journalpress.errors import JournalPressError
from journalpress.files import read_whole
from journalpress.journal.load import ARTICLES, SHARED_SOURCES
from journalpress.model import Article, Source
from journalpress.readers.bibliography import read_bibliography

ARCHIVE = "archive"


def archive_path(path: str, digest: str) -> str:
    """Where a file of this name with this SHA-256 is kept, below the journal."""
    return f"{ARCHIVE}/{digest[:2]}/{digest}{PurePosixPath(path).suffix}"


def sources_of(line: Mapping[str, Any]) -> Mapping[str, str]:
    """The journal's files that a history line says it was made of, path → SHA-256."""
    found = line.get("sources")
    return {str(path): str(one) for path, one in found.items()} if isinstance(found, dict) else {}


def article_of(journal: Path, line: Mapping[str, Any], slug: str) -> Article | None:
    """The article of this slug as it was when this line was published.

    Read from the archive, or from the journal where the file there is still the same; None where
    neither has it.
    """
    # Every export asks where the archive is, few read it.
    from journalpress.readers.markdown.read import read_markdown

    files = sources_of(line)
    name = f"{ARTICLES}/{slug}.md"
    text = _kept(journal, name, files)
    if text is None:
        return None
    shared: dict[str, Source] = {}
    for each in SHARED_SOURCES:
        if each not in files:
            continue
        data = _kept(journal, each, files)
        if data is None:
            return None
        shared |= {source.key: source for source in read_bibliography(data, each)[0]}

    def bibliography(given: str) -> bytes | None:
        return _kept(journal, _below(given), files)

    try:
        return read_markdown(
            text, file=name, slug=slug, shared=shared, bibliography=bibliography
        ).article
    except JournalPressError:
        return None


def _kept(journal: Path, name: str, files: Mapping[str, str]) -> bytes | None:
    digest = files.get(name, "")
    for path in (archive_path(name, digest), name) if digest else ():
        try:
            data = read_whole(journal / path)
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == digest:
            return data
    return None


def _below(name: str) -> str:
    """A file that an article names, as seen from the journal."""
    parts: list[str] = [ARTICLES]
    for part in PurePosixPath(name).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
