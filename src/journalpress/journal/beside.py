"""The files that lie beside a page, and never one outside its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TypeAlias

from journalpress.files import read_whole

Beside: TypeAlias = Callable[[str], bytes | None]
"""A name, as a page has it, → the bytes of the file; None where it may not be read or is none."""


def beside(page: Path, most: int) -> Beside:
    """What reads ordinary files of at most `most` bytes in and below the folder of `page`.

    No absolute name, no `..`, no link that leads out, no pipe and no device is followed.
    """

    def read(name: str) -> bytes | None:
        if not _stays_below(name):
            return None
        try:
            folder = page.parent.resolve()
            path = (folder / name).resolve()
            if not path.is_relative_to(folder) or not path.is_file():
                return None
            data = read_whole(path, most + 1)
        except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle, before 3.13
            return None
        return data if len(data) <= most else None

    return read


def _stays_below(name: str) -> bool:
    """Whether the name leads down, on every system."""
    if not name or "\0" in name:
        return False
    parts = (PurePosixPath(name), PureWindowsPath(name))
    return not any(each.is_absolute() or each.anchor or ".." in each.parts for each in parts)
