"""An article's pictures, read from media/ when they are wanted and never from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from journalpress.files import read_whole
from journalpress.journal.load import Entry, Journal
from journalpress.limits import Limits
from journalpress.model import Article, Figure, Media, every_block
from journalpress.problems import Problem, problem

MEDIA = "media"


def read_pictures(
    journal: Journal, entry: Entry, *, encoded: bool = True
) -> tuple[Mapping[str, Media], Mapping[str, Problem]]:
    """The pictures of an article by name, and why each of the others cannot be used, by name.

    A picture that is not there stands in neither. Unless `encoded`, they are only judged: their
    `data` is empty. Raises EnvironmentFailure.
    """
    usable: dict[str, Media] = {}
    unusable: dict[str, Problem] = {}
    for key, name in _figures(entry.article):
        if name in usable or name in unusable:
            continue
        found = _picture(journal.folder, name, journal.settings.limits, encoded=encoded)
        if isinstance(found, Problem):
            line = entry.reading.spans.get(key, 0)
            unusable[name] = replace(found, file=entry.file, line=line, article=entry.slug)
        elif found is not None:
            usable[name] = found
    return usable, unusable


def pictures_of(journal: Path, article: Article, limits: Limits) -> Mapping[str, Media]:
    """The pictures of an article by name that can be used; `journal` is its folder.

    Raises EnvironmentFailure.
    """
    names = dict.fromkeys(name for _, name in _figures(article))
    found = {name: _picture(journal, name, limits) for name in names}
    return {name: each for name, each in found.items() if isinstance(each, Media)}


def picture_files(journal: Path, article: Article, limits: Limits) -> Mapping[str, bytes]:
    """The files of an article's pictures by name, as they lie in media/; `journal` is its folder.

    One that cannot be read is left out, and one that is too large is cut off past the limit.
    """
    names = dict.fromkeys(name for _, name in _figures(article))
    found = {name: _file(journal, name, limits) for name in names}
    return {name: each for name, each in found.items() if isinstance(each, bytes)}


def pictures_in(
    files: Mapping[str, bytes], article: Article, limits: Limits
) -> Mapping[str, Media]:
    """The pictures of an article that can be used, by name, out of what `picture_files` found."""
    from journalpress.readers.pictures import read_picture

    names = dict.fromkeys(name for _, name in _figures(article) if name in files)
    found = {name: read_picture(files[name], name, limits) for name in names}
    return {name: each for name, each in found.items() if isinstance(each, Media)}


def _figures(article: Article | None) -> tuple[tuple[str, str], ...]:
    blocks = every_block(article.body) if article else ()
    return tuple((block.key, block.media) for block in blocks if isinstance(block, Figure))


def _picture(
    journal: Path, name: str, limits: Limits, *, encoded: bool = True
) -> Media | Problem | None:
    data = _file(journal, name, limits)
    if not isinstance(data, bytes):
        return data
    from journalpress.readers.pictures import read_picture

    return read_picture(data, name, limits, encoded=encoded)


def _file(journal: Path, name: str, limits: Limits) -> bytes | Problem | None:
    folder = (journal / MEDIA).resolve()
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder):
            return problem(
                "JP045", f"the picture “{name}” lies outside media/", "copy it into media/"
            )
        if not path.is_file():
            return None
        return read_whole(path, limits.picture_bytes + 1)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        reason = (getattr(error, "strerror", "") or "it is no file").lower()
        message = f"the picture “{name}” cannot be read: {reason}"
        return problem("JP045", message, "copy it into media/ again")
