"""Which reader makes an article of a file: the table of importers, and how a file is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol, TypedDict, Unpack

from journalpress.errors import UsageError
from journalpress.journal.beside import Beside
from journalpress.journal.load import IMPORTS, read_optional, shown
from journalpress.limits import Limits
from journalpress.readers.imports import Import

if TYPE_CHECKING:
    from journalpress.readers.html import Profile

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
    and in small letters. `named`: the bytes alone do not tell, the ending must say it as well.
    """

    name: str
    endings: tuple[str, ...]
    content: re.Pattern[bytes] | None
    read: Read
    named: bool = False


def _common(given: Given) -> Common:
    return Common(
        file=given["file"],
        limits=given["limits"],
        answers=given["answers"],
        taken_slugs=given["taken_slugs"],
        taken_ids=given["taken_ids"],
        lang=given["lang"],
    )


def _web_page(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.html import read_html

    profile = _profile(given["folder"])
    return read_html(
        data, **_common(given), beside=given["beside"], known=given["known"], profile=profile
    )


def _page_in_one_file(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.html import read_one_file

    profile = _profile(given["folder"])
    return read_one_file(data, **_common(given), known=given["known"], profile=profile)


def _profile(folder: Path) -> Profile | None:
    """Where the journal's own site keeps things."""
    from journalpress.readers.html import PROFILE_FILE, read_profile

    path = folder / IMPORTS / PROFILE_FILE
    found = read_optional(path, inside=folder)
    return read_profile(found, file=shown(path)) if found is not None else None


def _word_file(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.word import read_word

    return read_word(data, **_common(given), known=given["known"])


def _jats(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.jats import read_jats

    return read_jats(data, **_common(given), beside=given["beside"], known=given["known"])


def _json(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.jsonfiles import read_json

    return read_json(data, **_common(given), beside=given["beside"], known=given["known"])


def _markdown(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.pandoc.read import read_pandoc

    return read_pandoc(data, **_common(given), beside=given["beside"], known=given["known"])


def _page_text(data: bytes, /, **given: Unpack[Given]) -> Import:
    from journalpress.readers.pagetext import read_pagetext

    return read_pagetext(data, **_common(given))


def _content(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*" + pattern, re.IGNORECASE | re.DOTALL)


_PROGRAM = rb"(?:\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|MZ(?=.*[\x00-\x08]))"
"""How files begin that a computer runs; “MZ” may begin a text as well, no text holds zeros."""
_BINARY = (
    rb"(?:PK\x03\x04|%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|\xff\xfe|\xfe\xff|\xd0\xcf"
    rb"|" + _PROGRAM + rb")"
)
_HEADER = rb"[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_PROLOGUE = rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"

IMPORTERS: tuple[Importer, ...] = (
    Importer(
        "Markdown",
        (".md", ".markdown", ".qmd"),
        _content(rb"(?!" + _BINARY + rb")"),
        _markdown,
        named=True,
    ),
    Importer("Word file", (".docx", ".docm", ".dotx"), _content(rb"PK\x03\x04"), _word_file),
    Importer(
        "JATS file",
        (".xml", ".nxml"),
        _content(
            _PROLOGUE
            + rb"(?:<!doctype article[ >].*|<article\b[^>]*(?:article-type|dtd-version|xmlns:)"
            + rb"|<article>\s*<front\b)"
        ),
        _jats,
    ),
    Importer(
        "web page",
        (".html", ".htm", ".xhtml"),
        _content(_PROLOGUE + rb"<(?:!doctype html|[a-z][a-z0-9]*[\s>])"),
        _web_page,
    ),
    Importer(
        "web page in one file",
        (".mht", ".mhtml", ".webarchive"),
        _content(
            rb"(?:bplist00|(?:" + _HEADER + rb"){0,40}?"
            rb"content-type:\s*(?:multipart/related|text/html|application/xhtml))"
        ),
        _page_in_one_file,
    ),
    Importer("JSON", (".json",), _content(rb"[\[{]\s*[\[{\"]"), _json),
    Importer("page text", (".txt", ".text", ""), None, _page_text),
)
"""Every kind of file that becomes an article. Those with a `content` are asked first, in order."""

_UNREAD = (
    (rb"%PDF", "a PDF"),
    (rb"(?:\xff\xfe|\xfe\xff)", "a text in UTF-16"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "a picture"),
    (rb"\xd0\xcf\x11\xe0", "a file of an old Word (.doc)"),
    (rb"\{\\rtf", "a text in RTF"),
    (_PROGRAM, "a program, which holds no text"),
    (rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!)", "XML of a kind that is not known"),
)
"""Kinds that are no row; what they are is said."""


def importer_of(data: bytes, name: str, *, file: str) -> Importer:
    """The importer for these bytes of a file of this name: what it holds counts before its ending.

    Raises UsageError, naming `file`, for a kind that none reads.
    """
    head, ending = data[:HEAD], PurePath(name).suffix.lower()
    fitting = [
        each for each in IMPORTERS
        if each.content and each.content.match(head) and (ending in each.endings or not each.named)
    ]  # fmt: skip
    if fitting:
        named = [each for each in fitting if ending in each.endings]
        return (named or fitting)[0]
    for pattern, kind in _UNREAD:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            raise UsageError(
                f"{file} is {kind}; what is read are saved web pages, Word files (.docx), "
                "Markdown, JSON, JATS, and text copied from a web page, in UTF-8",
                hint="save it as one of these, or copy its text into a text file",
            )
    anything = [each for each in IMPORTERS if each.content is None]
    named = [each for each in anything if ending in each.endings]
    return (named or anything)[0]


def is_importable(name: str) -> bool:
    """Whether a file of this name, found in a folder, is meant to be read."""
    ending = PurePath(name).suffix.lower()
    return bool(ending) and any(ending in each.endings for each in IMPORTERS)
