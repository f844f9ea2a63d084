"""Edits as a reviewer's tool made them → the same edits with words as a reader would give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from journalpress.model import Citation, Cite, CrossLink, Inline, LineBreak, Link, Text
from journalpress.readers.inlines import fold_typed, normal
from journalpress.readers.markdown.edits import (
    AddSource,
    Insert,
    InsertColumn,
    InsertRow,
    Merge,
    NewLeaf,
    Rewrite,
    SetAlt,
    SetSource,
    SourceEdit,
    Split,
    Words,
)
from journalpress.readers.markdown.tokens import make_parser


def settled(edits: Iterable[SourceEdit]) -> tuple[SourceEdit, ...]:
    """The edits with all words in normal form and NFC, addresses as the parser hands them on."""
    return tuple(_settled(edit) for edit in edits)


def _settled(edit: SourceEdit) -> SourceEdit:
    match edit:
        case Rewrite(_, inlines) | Merge(_, inlines):
            return replace(edit, inlines=settled_words(inlines))
        case Insert(_, leaves):
            new = (NewLeaf(each.kind, each.level, settled_words(each.inlines)) for each in leaves)
            return replace(edit, leaves=tuple(new))
        case Split(_, parts):
            return replace(edit, parts=tuple(settled_words(part) for part in parts))
        case InsertRow(_, _, cells) | InsertColumn(_, _, cells):
            return replace(edit, cells=tuple(settled_words(cell) for cell in cells))
        case SetAlt(_, alt):
            return replace(edit, alt=_line(alt))
        case AddSource(_, raw):
            return replace(edit, raw=_line(raw))
        case SetSource(_, _, value):
            return replace(edit, value=_line(value))
        case _:
            return edit


def settled_words(inlines: Words) -> Words:
    """These inlines in normal form."""
    return tuple(_inline(each) for each in normal(inlines))


def _inline(inline: Inline) -> Inline:
    match inline:
        case Text():
            return _run(inline)
        case Link(href, runs):
            return Link(_PARSER.normalizeLink(href), tuple(_run(run) for run in runs))
        case CrossLink(slug, runs):
            return CrossLink(slug, tuple(_run(run) for run in runs))
        case Cite(citations):
            return Cite(tuple(Citation(each.key, _line(each.locator)) for each in citations))
        case LineBreak():
            return inline


def _run(run: Text) -> Text:
    return replace(run, text=_nfc(run.text), expansion=_line(run.expansion))


def _line(text: str) -> str:
    return fold_typed(_nfc(text))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_PARSER = make_parser()
