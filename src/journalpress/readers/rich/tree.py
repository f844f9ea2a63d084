"""What a file of rich text holds, before anything is decided: a Document as frozen data.

A reader of HTML, Word, JATS or JSON makes one; `assemble` makes an Article of it. A Document has
every word of the file exactly once, in the file's order: in `blocks`, in `references`, in a field
of `about`, or in `dropped`. A reader decides what is the article and what is furniture; it never
decides what a number means, which level a heading gets, or what a table with spans becomes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias, assert_never

from journalpress.model import Alignment, CalloutKind, Source
from journalpress.readers.imports import Decision, Dropped

# --- words -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters with its marks, white space as the file has it.

    `href` is the address of the link that it stands in, as written ("#fn3", "lupus.html"), "" where
    there is none. `lang` is set where it differs from its surroundings.
    """

    text: str
    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    lang: str = ""
    expansion: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a Mark points at: the `id` of a Reference or of a Note, and a locator."""

    id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation of which the file itself says where it leads: a field, a note, an `xref`.

    `written` is what it prints, which is no word of the article. A superscript or a bracketed
    number that leads nowhere is no Mark but a Run: `assemble` asks what it is. `apart`: the space
    before it stays, as in “see [@key]”, where the mark is what the sentence speaks of.
    """

    targets: tuple[Target, ...]
    written: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a line: `name` as `Document.pictures` knows it."""

    name: str
    alt: str = ""
    decorative: bool = False


Span: TypeAlias = Run | Break | Mark | Picture
Words: TypeAlias = tuple[Span, ...]


def text_of(words: Words) -> str:
    """The characters of these words, a break as a space; marks and pictures leave nothing."""
    return "".join(
        span.text if isinstance(span, Run) else " " if isinstance(span, Break) else ""
        for span in words
    )


def without_start(words: Words, count: int) -> Words:
    """These words without their first so many characters, such as a label typed before them."""
    rest: list[Span] = []
    for span in words:
        if count and isinstance(span, Run):
            taken = min(count, len(span.text))
            count -= taken
            rest += [replace(span, text=span.text[taken:])] if len(span.text) > taken else []
        else:
            rest.append(span)
    return tuple(rest)


# --- blocks: `line` is that of the source, from 1, 0 where the format has none -------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of any level, 1 the highest that the file has; `anchor` is its id in the file."""

    level: int
    words: Words
    line: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `anchor` is its id in the file."""

    words: Words
    line: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `anchor` is its id in the file.

    `number` is what the file prints before it, without the signs around it ("b", "iv", "1.2"), ""
    where it counts on.
    """

    blocks: tuple[Block, ...]
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `start` is None where its items are not numbered."""

    items: tuple[Item, ...]
    start: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms and what they mean."""

    terms: tuple[Words, ...]
    meaning: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of definitions."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A summary that opens (`details`), or a question of an FAQ, and what stands behind it."""

    question: Words
    answer: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation set off from the text."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box that stands out; `title` is its heading, () where it has none."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: Words = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. It stands once, where it begins, however many places it covers."""

    blocks: tuple[Block, ...]
    heading: bool = False
    columns: int = 1
    rows: int = 1
    align: Alignment = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as written: rows of cells, those with spans once. `caption` and `notes` about it."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Words = ()
    notes: tuple[Block, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture with its caption and whom it is from."""

    picture: Picture
    caption: Words = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """What the file has and no Article can hold: a film, a form, a formula as a drawing."""

    what: Literal["table", "figure", "text"]
    note: str
    line: int = 0


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Definitions | Question | Quotation | Box | Grid | Plate | Lost
)

# --- the whole -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of sources: its `id` in the file, the number that the file gives it.

    `source` is set where the file has the source in fields (its key is chosen by `assemble`);
    `words` are those printed, () where the file prints none.
    """

    id: str
    words: Words = ()
    number: int = 0
    source: Source | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote. Whether it names sources or speaks is decided by `assemble`."""

    id: str
    blocks: tuple[Block, ...]
    written: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A fact about the article that the file states: the words as they stand there.

    `where` tells a person where: "its metadata", "line 12". `printed` says whether the words are
    part of what the page prints (they then are no word of the body).
    """

    words: str
    where: str = ""
    line: int = 0
    printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says about the article; a date in any form, `assemble` reads or asks it."""

    category: Said | None = None
    published: Said | None = None
    updated: Said | None = None
    reviewed: Said | None = None
    authors: tuple[Said, ...] = ()
    reviewers: tuple[Said, ...] = ()
    lang: Said | None = None
    url: Said | None = None
    slug: Said | None = None
    aliases: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole file. `pictures` are their bytes by name; those only named are not in it.

    `disclaimer` is the page's own, in order; `numbered` says whether the list of sources prints
    numbers, `keyed` that the text names them by key alone, so that no number in it cites.
    `decisions` is what the reader itself read in the likely way. `source_words` are the words of
    what the reader took for the article and its list, as its own count of the file's characters
    has them, for the proof that none was lost.
    """

    title: Words
    title_line: int = 0
    standfirst: Words = ()
    standfirst_line: int = 0
    key_messages: tuple[Words, ...] = ()
    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    numbered: bool = True
    keyed: bool = False
    about: About = field(default_factory=About)
    disclaimer: tuple[Paragraph, ...] = ()
    disclaimer_url: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    decisions: tuple[Decision, ...] = ()
    source_words: str = ""


def words_in(document: Document) -> Iterator[Words]:
    """Every leaf of a document: what stands above the text, the text, its list, its notes."""
    yield document.title
    yield document.standfirst
    yield from document.key_messages
    yield from leaves_of(document.blocks)
    for reference in document.references:
        yield reference.words
    for note in document.notes:
        yield from leaves_of(note.blocks)
    yield from leaves_of(document.disclaimer)


def map_words(value: Any, change: Callable[[Words], Words]) -> Any:
    """The same blocks, or words, with each leaf as `change` makes it."""
    if isinstance(value, tuple):
        if value and all(isinstance(each, Span) for each in value):
            return change(value)
        return tuple(map_words(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type | Span):
        changed = {
            each.name: map_words(getattr(value, each.name), change) for each in fields(value)
        }
        return replace(value, **changed)
    return value


def leaves_of(blocks: tuple[Block, ...]) -> Iterator[Words]:
    """Every leaf of these blocks, in their order."""
    for block in blocks:
        match block:
            case Heading(_, words) | Paragraph(words):
                yield words
            case Bullets(items):
                for item in items:
                    yield from leaves_of(item.blocks)
            case Definitions(entries):
                for entry in entries:
                    yield from entry.terms
                    yield from leaves_of(entry.meaning)
            case Question(question, answer):
                yield question
                yield from leaves_of(answer)
            case Quotation(inner):
                yield from leaves_of(inner)
            case Box(_, inner, title):
                yield title
                yield from leaves_of(inner)
            case Grid(rows, caption, notes):
                yield caption
                for row in rows:
                    for cell in row:
                        yield from leaves_of(cell.blocks)
                yield from leaves_of(notes)
            case Plate(_, caption):
                yield caption
            case Lost():
                pass
            case _:
                assert_never(block)
