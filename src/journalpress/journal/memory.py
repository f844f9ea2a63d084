"""What was read of an article's file is remembered, so that one that did not change is not read.

The memory is the user's own, one file in the folder for caches, and may be deleted at any time. A
reading is believed only where all that it came from is the same, by SHA-256: the file, the lists of
sources that it names, the shared sources, the limits, the program and its libraries. What is sent
to print, signed or written anew is read from its file; this is for commands that look.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from journalpress import model
from journalpress.digests import digest_of, digest_of_files, sha256
from journalpress.files import read_whole
from journalpress.journal.load import (
    Entry,
    Journal,
    article_files,
    entry_of,
    list_digest,
    load_journal,
    read_bytes,
    shown,
)
from journalpress.journal.packing import packed, unpacked
from journalpress.journal.settings import Settings
from journalpress.model import Source
from journalpress.readers import Reading

if TYPE_CHECKING:
    import sqlite3

VARIABLE = "JOURNALPRESS_CACHE"
"""Names another folder for the memory; `none`: nothing is remembered."""
LEAST_ARTICLES = 50
"""A smaller journal is read as fast as it is recalled."""
MOST_ROWS = 20_000
"""Beyond these the rows that were written first are struck out; a row has some 7 kB."""
WAIT_SECONDS = 0.5
"""For another journalpress that writes just then; who waits longer reads the articles."""

_LIBRARIES = ("markdown-it-py", "PyYAML", "bibtexparser", "pylatexenc")
_TABLE = (
    "CREATE TABLE IF NOT EXISTS reading "
    "(path TEXT PRIMARY KEY, key TEXT NOT NULL, content BLOB NOT NULL)"
)


def load_remembered(folder: Path, *, least: int = LEAST_ARTICLES, most: int = MOST_ROWS) -> Journal:
    """The journal in this folder, as `load_journal` gives it, without reading all of it again.

    A journal of fewer than `least` articles is read; `most` rows are kept, of all journals.
    Raises what `load_journal` raises; a memory that cannot be used is done without.
    """
    if len(article_files(folder)) < least:
        return load_journal(folder)
    with _opened(most) as memory:
        return load_journal(folder, memory.recall if memory else None)


class _Memory:
    """The readings of an open file; those that were new are written when it is closed."""

    def __init__(self, rows: sqlite3.Connection, most: int) -> None:
        self._rows = rows
        self._most = most
        self._new: list[tuple[str, str, bytes]] = []
        self._ground = ""
        self._home = ""
        self._answers = True

    def recall(self, path: Path, settings: Settings, shared: Mapping[str, Source]) -> Entry | None:
        """The entry of this file; None where the file cannot be read."""
        if not self._ground:
            self._ground = digest_of((settings.limits, shared, _program()))
            self._home = os.path.realpath(path.parent)
        try:
            data = read_whole(path, settings.limits.article_bytes + 1, inside=path.parents[1])
        except OSError:
            return None
        digest = sha256(data)
        place, key = f"{self._home}/{path.name}", f"{self._ground} {digest}"
        reading = self._recalled(place, key, path, settings, digest)
        if reading is None:
            lists: dict[str, str] = {}
            reading = read_bytes(data, path, shared, settings, lists)
            content = packed(reading, shown(path), lists)
            # Only what comes back as it was is kept.
            if unpacked(content, shown(path), digest) == (reading, lists):
                self._new.append((place, key, content))
        return entry_of(path, reading, settings)

    def _recalled(
        self, place: str, key: str, path: Path, settings: Settings, digest: str
    ) -> Reading | None:
        import sqlite3

        if not self._answers:
            return None
        try:
            asked = "SELECT content FROM reading WHERE path = ? AND key = ?"
            row = self._rows.execute(asked, (place, key)).fetchone()
        except sqlite3.Error:
            self._answers = False
            return None
        found = unpacked(row[0], shown(path), digest) if row else None
        if found is None:
            return None
        reading, lists = found
        same = all(list_digest(path, name, settings) == was for name, was in lists.items())
        return reading if same else None

    def close(self) -> None:
        """Writes what is new."""
        import sqlite3

        with contextlib.closing(self._rows), contextlib.suppress(sqlite3.Error):
            if self._new:
                with self._rows:
                    self._rows.executemany(
                        "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", self._new
                    )
                    self._rows.execute(
                        "DELETE FROM reading WHERE rowid <= "
                        "(SELECT max(rowid) FROM reading) - ?", (self._most,)
                    )  # fmt: skip


@contextlib.contextmanager
def _opened(most: int) -> Iterator[_Memory | None]:
    """The memory, open for the block; None where it cannot be used."""
    rows = _rows()
    if rows is None:
        yield None
        return
    memory = _Memory(rows, most)
    try:
        yield memory
    finally:
        memory.close()


def _rows() -> sqlite3.Connection | None:
    """The file of the memory; None where there is none to be used. A damaged one is taken away."""
    folder = _folder()
    if folder is None or not _is_ours_alone(folder):
        return None
    import sqlite3

    path = folder / "readings.sqlite"
    try:
        rows = sqlite3.connect(path, timeout=WAIT_SECONDS)
    except sqlite3.Error:
        return None
    try:
        with rows:
            rows.execute(_TABLE)
            rows.execute("SELECT path, key, content FROM reading LIMIT 1").fetchone()
    except sqlite3.Error as error:
        rows.close()
        if not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                path.unlink()
        return None
    return rows


def _folder() -> Path | None:
    """Where the memory lies; None where it is not wanted, or nobody has a home."""
    asked = os.environ.get(VARIABLE, "")
    if asked == "none":
        return None
    if asked:
        return Path(asked)
    caches = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    usual = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return (Path(caches) if Path(caches).is_absolute() else usual) / "journalpress"


def _is_ours_alone(folder: Path) -> bool:
    """Whether nobody else can write there or read: who could, could put words into an article."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    is_closed = not stat.S_IMODE(found.st_mode) & 0o077
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and is_closed


@cache
def _program() -> tuple[str, ...]:
    """What has a hand in a reading: our modules by content, libraries and Python by version."""
    return (
        digest_of_files(Path(model.__file__).parent, ".py"),
        *(version_of(name) for name in _LIBRARIES),
        sys.version,
    )


def version_of(library: str) -> str:
    """The version of a library, "" where it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
