"""Which reader makes an article of a file: the table of importers, and how a file is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol, TypedDict, Unpack

from journalpress.errors import UsageError
from journalpress.journal.beside import Beside
from journalpress.limits import Limits
from journalpress.readers.imports import Import

HEAD = 4096
"""How many bytes at the start of a file tell what it is."""


class Common(TypedDict):
    """What every reader is given.

    `file` names the page to a person, `answers` are those of an earlier import by key, slug and id
    are to be unlike the taken ones, `lang` is guessed where it is "".
    """

    file: str
    limits: Limits
    answers: Mapping[str, str]
    taken_slugs: Collection[str]
    taken_ids: Collection[str]
    lang: str


class Given(Common):
    """What a row of the table is given besides.

    `beside` reads a file of the page's own folder, `known` holds the slug of each page whose
    address or file name is known, `folder` is the journal's.
    """

    beside: Beside
    known: Mapping[str, str]
    folder: Path


class Read(Protocol):
    """A reader: bytes → Import. It raises nothing, and opens no file of the page but `beside`."""

    def __call__(self, data: bytes, /, **given: Unpack[Given]) -> Import:
        """The draft of an article."""


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of file. `content` is what its first bytes look like, None where anything may be.

    `name` is what the record of an import calls it, `endings` are those of its files, with the dot
    and in small letters.
    """

    name: str
    endings: tuple[str, ...]
    content: re.Pattern[bytes] | None
    read: Read


def _common(given: Given) -> Common:
    return Common(
        file=given["file"],
        limits=given["limits"],
        answers=given["answers"],
        taken_slugs=given["taken_slugs"],
        taken_ids=given["taken_ids"],
        lang=given["lang"],
    )


def _page_text(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.pagetext import read_pagetext

    return read_pagetext(data, **_common(given))


IMPORTERS: tuple[Importer, ...] = (Importer("page text", (".txt", ".text", ""), None, _page_text),)
"""Every kind of file that becomes an article. Those with a `content` are asked first, in order."""

_UNREAD = (
    (rb"PK\x03\x04", "a packed file, such as a Word document"),
    (rb"%PDF", "a PDF"),
    (rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|\?xml|[a-z]+[ >])", "HTML or XML"),
    (rb"\s*(?:\xef\xbb\xbf)?\s*\{\s*\"", "JSON"),
    (rb"(?:\xff\xfe|\xfe\xff)", "a text in UTF-16"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "a picture"),
)


def importer_of(data: bytes, name: str, *, file: str) -> Importer:
    """The importer for these bytes of a file of this name: what it holds counts before its ending.

    Raises UsageError, naming `file`, for a kind that none reads.
    """
    head, ending = data[:HEAD], PurePath(name).suffix.lower()
    fitting = [each for each in IMPORTERS if each.content and each.content.match(head)]
    if fitting:
        named = [each for each in fitting if ending in each.endings]
        return (named or fitting)[0]
    for pattern, kind in _UNREAD:
        if re.match(pattern, head, re.IGNORECASE):
            raise UsageError(
                f"{file} is {kind}; what is read is text copied from a web page, in UTF-8",
                hint="open the page in a browser, select all, copy, and save it as a text file",
            )
    anything = [each for each in IMPORTERS if each.content is None]
    named = [each for each in anything if ending in each.endings]
    return (named or anything)[0]


def is_importable(name: str) -> bool:
    """Whether a file of this name, found in a folder, is meant to be read."""
    ending = PurePath(name).suffix.lower()
    return bool(ending) and any(ending in each.endings for each in IMPORTERS)
