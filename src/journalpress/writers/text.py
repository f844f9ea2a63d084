"""Edition → plain text, and back: the shortest writer, to be read first.

One leaf is one paragraph on one line; its first characters say what it is. A label stands in
brackets. Words that would look like one of these signs are kept apart from it by U+2060 WORD
JOINER, which has no width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from journalpress.edition.reading import callout_word, fold, in_order, missing_words
from journalpress.edition.types import (
    Chapter,
    CiteLabel,
    Edition,
    Extract,
    Jump,
    Leaf,
    LeafKind,
    ResolvedInline,
)
from journalpress.edition.wording import Wording
from journalpress.model import (
    Block,
    Callout,
    Figure,
    LineBreak,
    Link,
    List,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
    Text,
)

GUARD = "\u2060"
BULLET = "•"
INDENT = "  "
CHAPTER_BREAK = "\f"
_SIGN = re.compile(rf"^(?={BULLET} |\d+\. |\[|\| |[=-]+$)")
_LABEL = re.compile(r"\[(\d+(?:[,–]\d+)*)\]")
_LOOKS_LIKE_A_LABEL = re.compile(r"\[(?=\d)")
_PIPE = re.compile(rf"(?<!{GUARD})\|")
_ITEM = re.compile(rf" *(?:{BULLET}|(\d+)\.) (.*)")
_REFERENCE = re.compile(r"\[(\d+)\] (.*)")
_PICTURE = re.compile(r"\[(\D.*)\]")


def write_text(edition: Edition) -> bytes:
    """The whole edition as UTF-8, chapters in the order of its parts."""
    pages = (
        "\n\n".join(line for line in _chapter(chapter) if line) for chapter in in_order(edition)
    )
    return (f"\n{CHAPTER_BREAK}".join(pages) + "\n").encode()


def extract_text(data: bytes) -> Extract:
    """What the text says. It has no links: marks and references have a number and no anchor."""
    leaves: list[Leaf] = []
    references: list[tuple[str, str]] = []
    for paragraph in data.decode().replace(CHAPTER_BREAK, "\n\n").split("\n\n"):
        line, _, underline = paragraph.strip("\n").partition("\n")
        if underline:
            leaves.append(_leaf_of("heading", line))
        elif line.startswith("| "):
            leaves += [_leaf_of("cell", cell) for cell in _PIPE.split(line)[1:-1]]
        elif reference := _REFERENCE.fullmatch(line):
            references.append(("", reference[1]))
            leaves.append(_leaf_of("item", reference[2], int(reference[1])))
        elif picture := _PICTURE.fullmatch(line.strip()):
            leaves.append(Leaf("picture", fold(_unguarded(picture[1]))))
        elif item := _ITEM.fullmatch(line):
            leaves.append(_leaf_of("item", item[2], int(item[1] or 0)))
        elif line.strip():
            leaves.append(_leaf_of("text", line))
    return Extract(tuple(leaves), tuple(references))


# --- writing ---------------------------------------------------------------------------------


def _chapter(chapter: Chapter) -> Iterator[str]:
    wording = chapter.wording
    yield from (_plain(stamp) for stamp in chapter.page.stamps)
    yield _plain(chapter.category)
    yield _heading(chapter.title, "=")
    if chapter.standfirst:
        yield _guarded(chapter.standfirst)
    yield from _listed(wording.key_messages, chapter.key_messages)
    yield from _blocks(chapter.body, "", wording)
    yield from _listed(wording.see_also, chapter.see_also)
    yield from _listed(wording.terms, chapter.terms)
    if chapter.references:
        yield _underlined(wording.sources, "-")
        for reference in chapter.references:
            yield f"[{reference.number}] {_words(reference.text)}"
    yield _underlined(wording.disclaimer, "-")
    yield _guarded(chapter.disclaimer.full)
    yield _underlined(wording.about, "-")
    for fact in chapter.facts:
        yield _SIGN.sub(GUARD, f"{fact.label} {_words(fact.value)}".strip())


def _listed(heading: str, items: tuple[Prose[ResolvedInline], ...]) -> Iterator[str]:
    if items:
        yield _underlined(heading, "-")
        yield from (f"{BULLET} {_words(item)}" for item in items)


def _blocks(blocks: tuple[Block[ResolvedInline], ...], indent: str, wording: Wording) -> list[str]:
    return [line for block in blocks for line in _block(block, indent, wording)]


def _block(block: Block[ResolvedInline], indent: str, wording: Wording) -> Iterator[str]:
    match block:
        case Paragraph(prose):
            yield indent + _guarded(prose)
        case List(items, ordered, start):
            for number, item in enumerate(items, start):
                sign = f"{number}." if ordered else BULLET
                yield from _signed(sign, item.blocks, indent, wording)
        case Quote(blocks):
            yield from _blocks(blocks, indent + INDENT, wording)
        case Callout(_, blocks):
            yield indent + callout_word(block, wording)
            yield from _blocks(blocks, indent + INDENT, wording)
        case Figure(_, _, alt, decorative, caption):
            if not decorative:
                # The guard keeps a description that begins with a digit from being a label.
                yield f"{indent}[{GUARD}{_kept_apart(alt)}]"
            if caption:
                yield indent + _guarded(caption)
        case Table(_, header, rows, _, _, caption):
            if caption:
                yield indent + _guarded(caption)
            for row in (header, *rows):
                cells = (_words(cell).replace("|", f"{GUARD}|") for cell in row)
                yield f"| {' | '.join(cells)} |"
        case Question(question, answer):
            yield _heading(question, "-")
            yield from _blocks(answer, indent, wording)
        case Section(heading, blocks):
            yield _heading(heading, "-")
            yield from _blocks(blocks, indent, wording)
        case Missing():
            yield indent + _plain(missing_words(block, wording))
        case _:
            assert_never(block)


def _signed(
    sign: str, blocks: tuple[Block[ResolvedInline], ...], indent: str, wording: Wording
) -> Iterator[str]:
    """An item: the sign stands before its first paragraph, the rest is indented below it."""
    rest = blocks
    if blocks and isinstance(blocks[0], Paragraph):
        yield f"{indent}{sign} {_words(blocks[0].prose)}"
        rest = blocks[1:]
    yield from _blocks(rest, indent + INDENT, wording)


def _heading(prose: Prose[ResolvedInline], rule: str) -> str:
    return _underlined(_words(prose), rule)


def _underlined(words: str, rule: str) -> str:
    return f"{words}\n{rule * max(3, len(words))}"


def _guarded(prose: Prose[ResolvedInline]) -> str:
    return _SIGN.sub(GUARD, _words(prose))


def _plain(words: str) -> str:
    return _SIGN.sub(GUARD, _kept_apart(fold(words)))


def _kept_apart(text: str) -> str:
    """The text with a guard where it looks like a label; a word joiner of its own is doubled."""
    return _LOOKS_LIKE_A_LABEL.sub(f"[{GUARD}", text.replace(GUARD, GUARD * 2))


def _words(prose: Prose[ResolvedInline]) -> str:
    words: list[str] = []
    for inline in prose.inlines:
        match inline:
            case Text(text):
                words.append(_kept_apart(text))
            case LineBreak():
                words.append(" ")
            case Link(_, runs) | Jump(_, runs):
                words.extend(_kept_apart(run.text) for run in runs)
            case CiteLabel():
                words.append(f"[{inline.text}]")
            case _:
                assert_never(inline)
    return fold("".join(words))


# --- reading back ----------------------------------------------------------------------------


def _unguarded(line: str) -> str:
    """The words without guards; two word joiners are one that the author wrote."""
    return re.sub(f"{GUARD}({GUARD}?)", r"\1", line)


def _leaf_of(kind: LeafKind, line: str, number: int = 0) -> Leaf:
    marks: list[tuple[int, str]] = []

    def undecorated(label: re.Match[str]) -> str:
        marks.extend((number, "") for number in _numbers(label[1]))
        return label[1]

    text = fold(_unguarded(_LABEL.sub(undecorated, line)))
    return Leaf(kind, text, tuple(marks), number=number)


def _numbers(label: str) -> Iterator[int]:
    """Every number of a label, the inner ones of a run too: `1–3,6` → 1, 2, 3, 6."""
    for piece in label.split(","):
        first, _, last = piece.partition("–")
        yield from range(int(first), int(last or first) + 1)
