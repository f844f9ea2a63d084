"""The bytes of a JATS file → Import: parsed without its DTD, read, and made an Article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree

from journalpress.foreignxml import foreign_xml
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.problems import problem
from journalpress.readers.imports import Import
from journalpress.readers.jats.document import document_of
from journalpress.readers.jats.elements import Element, local
from journalpress.readers.rich.assemble import assemble

IMPORTER = "JATS file"

_NONE: Mapping[str, str] = MappingProxyType({})
_AGAIN = "ask for the file again, or save it again from where it came"


class _Refused(Exception):
    """Why a file is not read, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _nothing(_name: str) -> None:
    """No file lies beside."""


def read_jats(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
    beside: Callable[[str], bytes | None] = _nothing,
    known: Mapping[str, str] = _NONE,
) -> Import:
    """The draft of an article from JATS XML, and those of its pictures that lie beside it.

    `beside` gives the bytes of a file that the article names, None where there is none. The DTD
    that the file names is never looked for. The other arguments are those of `assemble`. The
    `article` is None where the problems hold an error that leaves nothing to read: no JATS, half a
    file, entities of its own; nothing is raised.
    """
    if len(data) > limits.import_bytes:
        what = f"the file is larger than import_bytes ({limits.import_bytes:,})"
        found = problem("JP112", what, "split the file, or raise the limit", file=file)
        return Import(article=None, problems=(found,))
    try:
        article = _article(data)
    except _Refused as refused:
        found = problem("JP134", str(refused), refused.hint, file=file)
        return Import(article=None, problems=(found,))
    return assemble(
        document_of(article, beside),
        file=file,
        importer=IMPORTER,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        known=known,
    )


def _article(data: bytes) -> Element:
    """The `article` element of the file. Raises _Refused."""
    if not data.strip():
        raise _Refused("the file is empty", _AGAIN)
    try:
        root = foreign_xml(data)
    except etree.XMLSyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "its beginning"
        why = str(error.msg or "it is no XML").partition(", line")[0]
        raise _Refused(f"the file is no whole XML ({where}: {why})", _AGAIN) from error
    # lxml's own types do not know the methods of a DTD.
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise _Refused(
            "the file defines signs of its own (entities), which can hide or multiply text",
            "save it from the journal's site, or delete the <!ENTITY …> lines at its top",
        )
    article = next((each for each in root.iter() if local(each) == "article"), None)
    if article is None:
        raise _Refused(f"this is XML, but no JATS article: it begins with <{local(root)}>",
                       "give the article's own XML file")  # fmt: skip
    if not any(local(each) in ("front", "front-stub", "body") for each in article):
        raise _Refused("the article has neither front nor body", _AGAIN)
    return article
