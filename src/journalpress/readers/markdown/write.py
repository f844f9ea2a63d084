"""Article → house Markdown; reading what was written gives the same Article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import assert_never

from journalpress.model import (
    Article,
    Block,
    Callout,
    Figure,
    Inline,
    List,
    ListItem,
    Missing,
    Paragraph,
    Question,
    Quote,
    Section,
    Source,
    Table,
)
from journalpress.readers.markdown.sections import FIRST_LEVEL
from journalpress.readers.markdown.tables import CAPTION
from journalpress.readers.markdown.write_front import front_matter_lines
from journalpress.readers.markdown.write_inline import write_inlines, write_words

_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})
_BELOW: Mapping[str, str] = MappingProxyType(
    {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
)


def write_markdown(article: Article, *, shared: Mapping[str, Source] = _NO_SOURCES) -> str:
    """The article's file, with LF line ends. Every paragraph stands on one line.

    A source that `shared` (the journal's, by key) holds with the same content is written as its
    bare id; without `shared` all sources are written out.
    """
    head = ["---", *front_matter_lines(article, shared), "---"]
    return "\n".join([*head, *_spaced(article.body, FIRST_LEVEL)]) + "\n"


def _spaced(blocks: tuple[Block[Inline], ...], level: int) -> list[str]:
    """The lines of these blocks with an empty line between them; `level` is that of a section."""
    lines: list[str] = []
    before: Block[Inline] | None = None
    other_marker = False
    for block in blocks:
        if before is not None or isinstance(block, Section | Question):
            lines.append("")
        # Two lists of a kind one after the other would be one list, were it not for their markers.
        again = isinstance(block, List) and isinstance(before, List)
        same_kind = again and before.ordered == block.ordered  # type: ignore[union-attr]
        other_marker = same_kind and not other_marker
        lines += _list(block, other_marker) if isinstance(block, List) else _block(block, level)
        before = block
    return lines


def _block(block: Block[Inline], level: int) -> list[str]:
    match block:
        case Paragraph(prose):
            return [write_inlines(prose.inlines, "line")]
        case List():
            return _list(block, other_marker=False)
        case Quote(blocks):
            return [*_quoted(_spaced(blocks, level))]
        case Callout(callout, blocks):
            lines = _spaced(blocks, level)
            joins = isinstance(blocks[0], Paragraph)
            return [*_quoted([f"[!{callout.upper()}]", *([] if joins else [""]), *lines])]
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Question(question, answer):
            heading = f"{'#' * level} {write_inlines(question.inlines, 'heading')}"
            return [heading, "", *_spaced(answer, level)] if answer else [heading]
        case Section():
            return _section(block, level)
        case Missing(what, note):
            words = [write_words(note, "line")] if note else []
            return [f"::: missing {what}", *words, ":::"]
        case _:
            assert_never(block)


def _section(section: Section[Inline], level: int) -> list[str]:
    attributes = [
        *([".questions"] if section.role == "questions" else []),
        *([".brief"] if section.brief else []),
        *([f"#{section.anchor}"] if section.anchor else []),
    ]
    heading = f"{'#' * level} {write_inlines(section.heading.inlines, 'heading')}"
    if attributes:
        heading += f" {{{' '.join(attributes)}}}"
    inside = _spaced(section.blocks, level + 1)
    begins_with_heading = bool(inside) and not inside[0]
    return [heading, *([""] if inside and not begins_with_heading else []), *inside]


def _list(block: List[Inline], other_marker: bool) -> list[str]:
    lines: list[str] = []
    tight = all(_is_tight(item) for item in block.items)
    for number, item in enumerate(block.items, block.start):
        if lines and not tight:
            lines.append("")
        sign = ")" if other_marker else "."
        marker = f"{number}{sign} " if block.ordered else "* " if other_marker else "- "
        first, *rest = _tight(item) if tight else _spaced(item.blocks, FIRST_LEVEL)
        lines.append(marker + first)
        lines += (" " * len(marker) + line if line else "" for line in rest)
    return lines


def _is_tight(item: ListItem[Inline]) -> bool:
    """Whether the item can be written without empty lines: words, then at most one list.

    A numbered list cannot interrupt a paragraph unless it counts from 1 (CommonMark 0.31, 5.2).
    """
    match item.blocks:
        case (Paragraph(),):
            return True
        case (Paragraph(), List(items, ordered, start)):
            return (not ordered or start == 1) and all(_is_tight(each) for each in items)
        case _:
            return False


def _tight(item: ListItem[Inline]) -> list[str]:
    return [line for block in item.blocks for line in _block(block, FIRST_LEVEL)]


def _quoted(lines: list[str]) -> Iterator[str]:
    return (f"> {line}" if line else ">" for line in lines)


def _figure(figure: Figure[Inline]) -> list[str]:
    address = re.sub(
        r"[^A-Za-z0-9/_.~\u0080-\U0010ffff-]", lambda found: f"%{ord(found[0]):02X}", figure.media
    )
    attributes = "{.decorative}" if figure.decorative else ""
    lines = [f"![{write_words(figure.alt, 'value')}](../media/{address}){attributes}"]
    if figure.caption:
        lines.append(f"*{write_inlines(figure.caption.inlines, 'caption')}*")
    return lines


def _table(table: Table[Inline]) -> list[str]:
    rows = [
        [write_inlines(cell.inlines, "cell") for cell in row] for row in (table.header, *table.rows)
    ]
    below = [_BELOW[align] for align in table.align]
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], below, *rows[1:])]
    words = write_inlines(table.caption.inlines, "heading") if table.caption else ""
    attributes = "{.row-headers}" if table.row_headers else ""
    if words or attributes:
        lines += ["", " ".join(part for part in (CAPTION, words, attributes) if part)]
    return lines
