"""Baseline of a copy → its paragraphs by number, the sentence behind each line of its forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journalpress.edition.claims import claims_of, uncited_of
from journalpress.edition.sentences import Place, Sentence, sentences_in
from journalpress.edition.types import CiteLabel, CiteMark, ResolvedInline
from journalpress.inspect.returned.types import Filled
from journalpress.model import Prose, Text
from journalpress.passage import LINE, Passage
from journalpress.reviewcopy import Baseline, Block, BlockKind, is_printed

_PLACES: Mapping[BlockKind, Place] = {
    "heading": "heading",
    "text": "text",
    "item": "text",
    "caption": "caption",
    "cell": "cell",
}


def paragraph_numbers(baseline: Baseline) -> Mapping[str, int]:
    """The number of each paragraph by its key, as the copy's pages for reviewers count them."""
    return {block.key: number for number, block in enumerate(_own(baseline), 1)}


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell that was filled in: its form, row and column, what was written, about what.

    `form` is “sign”, “claim”, “open” or, for words beside the forms, "". `sentence` is the
    sentence of the copy that a claim or an open point is about, "" where nobody knows it.
    """

    form: str
    row: int
    column: int
    words: str
    sentence: str = ""


def form_cells(filled: tuple[Filled, ...], baseline: Baseline, lang: str) -> tuple[FormCell, ...]:
    """The cells of one copy, in order, with the sentences that they are about."""
    sentences = tuple(_sentences(baseline, lang))
    lines = {
        "claim": [each.words for each in claims_of(sentences)],
        "open": [each.words for each in uncited_of(sentences, lang)],
    }
    return tuple(_cell(each, lines) for each in filled)


def _cell(filled: Filled, lines: Mapping[str, list[str]]) -> FormCell:
    form, row, column = [*filled.name.split("_"), "", "", ""][:3]
    if not (row.isdecimal() and column.isdecimal()):
        return FormCell("", 0, 0, filled.words)
    known = lines.get(form, [])
    number = int(row)
    sentence = known[number - 1] if 0 < number <= len(known) else ""
    return FormCell(form, number, int(column), filled.words, sentence)


def _own(baseline: Baseline) -> Iterator[Block]:
    for block in baseline.blocks:
        if block.kind in _PLACES and not is_printed(block.key):
            yield block


def _sentences(baseline: Baseline, lang: str) -> Iterator[Sentence]:
    supported = _supported(baseline)
    for number, block in enumerate(_own(baseline), 1):
        prose = Prose(block.key, tuple(_inlines(block.passage)))
        yield from sentences_in(
            prose, number, _PLACES[block.kind], lang, supported=block.key in supported
        )


def _supported(baseline: Baseline) -> frozenset[str]:
    """The keys of captions and cells of tables that cite something."""
    tables: dict[str, list[Block]] = {}
    caption: Block | None = None
    for block in baseline.blocks:
        if block.kind == "cell":
            table = tables.setdefault(block.key.rsplit("_", 2)[0], [caption] if caption else [])
            table.append(block)
        caption = block if block.kind == "caption" else None
    return frozenset(
        block.key
        for table in tables.values()
        if any(each.cites for each in table)
        for block in table
    )


def _inlines(passage: Passage) -> Iterator[ResolvedInline]:
    words: list[str] = []
    for atom in passage:
        if atom.text:
            words.append(" " if atom.text == LINE else atom.text)
            continue
        yield Text("".join(words))
        words.clear()
        yield CiteLabel(tuple(CiteMark(0, key, key, "") for key in atom.cites))
    yield Text("".join(words))
