"""Markdown of pandoc or of a static-site generator → Import."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.readers.characters import check_characters, decode
from journalpress.readers.findings import Findings
from journalpress.readers.imports import Import
from journalpress.readers.notes import Notes
from journalpress.readers.pandoc.document import Beside, document_of
from journalpress.readers.pandoc.proof import lost_words
from journalpress.readers.rich import assemble
from journalpress.readers.stringtree import Refused

IMPORTER = "Markdown"
_NONE: Mapping[str, str] = MappingProxyType({})


def nothing_beside(_name: str) -> bytes | None:
    """Finds no file: for a text that lies in no folder."""
    return None


def read_pandoc(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] = _NONE,
    taken_slugs: Collection[str] = (),
    taken_ids: Collection[str] = (),
    lang: str = "",
    beside: Beside = nothing_beside,
    known: Mapping[str, str] = _NONE,
) -> Import:
    """The draft of an article from a Markdown file, UTF-8, with front matter or without.

    `beside` gives the bytes of a file in or below the folder of this one: its bibliographies and
    pictures. `answers`, the taken slugs and ids, `lang` and `known` are as for `assemble`. The
    `article` is None where the problems hold an error that leaves nothing to read; nothing is
    raised.
    """
    findings = Findings(file)
    if len(data) > limits.import_bytes:
        most = f"more than import_bytes ({limits.import_bytes:,})"
        findings.note("JP112", f"the file has {len(data):,} bytes, {most}", "split the file")
        return Import(article=None, problems=findings.problems)
    text = decode(data, findings)
    if text is None or not check_characters(text, findings):
        return Import(article=None, problems=findings.problems)
    if large := _too_large(text, limits):
        findings.note("JP112", large, "split the file, or raise the limit")
        return Import(article=None, problems=findings.problems)
    notes = Notes(file, answers)
    try:
        read = document_of(text, file=file, beside=beside, notes=notes)
    except Refused as refused:
        findings.note(refused.code, str(refused), refused.hint, line=refused.line)
        return Import(article=None, problems=findings.problems)
    except RecursionError:
        findings.note(
            "JP112",
            "lists, quotations or brackets are too deep inside one another",
            "look for a line with many >, - or [",
        )
        return Import(article=None, problems=findings.problems)
    imported = assemble(
        read.document,
        file=file,
        importer=IMPORTER,
        limits=limits,
        answers=answers,
        taken_slugs=taken_slugs,
        taken_ids=taken_ids,
        lang=lang,
        known=known,
    )
    if lost := lost_words(read.body, read.document):
        words, line = lost
        what = f"“{words}” did not reach the article"
        hint = "write this passage more plainly; please report it, with this line"
        findings.note("JP125", what, hint, line=line)
    notes.dropped.clear()  # the document has told them
    problems = (*findings.problems, *imported.problems, *notes.all_problems())
    return replace(
        imported,
        problems=tuple(sorted(problems, key=lambda each: each.line)),
        decisions=tuple(
            sorted((*imported.decisions, *notes.decisions), key=lambda each: each.line)
        ),
        open=tuple(sorted((*imported.open, *notes.open), key=lambda each: each.line)),
    )


def _too_large(text: str, limits: Limits) -> str:
    """Which limit the text is past, before anything is made of it."""
    if (size := len(text.encode())) > limits.article_bytes:
        return f"{size:,} bytes are more than article_bytes ({limits.article_bytes:,})"
    if (words := len(text.split())) > limits.article_words:
        return f"{words:,} words are more than article_words ({limits.article_words:,})"
    return ""
