"""What the author wrote: an Article as frozen data, with keys and never a number.

Blocks are generic in their inlines. An Article holds `Block[Inline]`; a Chapter of an Edition
holds `Block[ResolvedInline]`, so handing an unresolved tree to a writer is a type error.
Inlines are flat runs with marks, as in Word, never nested trees. Text-bearing leaves are `Prose`;
`map_prose` is the only tree walk that changes them, `prose_of` the only one that lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeAlias, TypeVar, assert_never

# --- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; never empty, spaces stay outside the marks.

    `lang` is a BCP 47 tag where the passage is foreign; `expansion` is what an abbreviation
    stands for.
    """

    text: str
    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    lang: str = ""
    expansion: str = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for (`<br>`)."""

    kind: Literal["line_break"] = "line_break"


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the journal: http, https, mailto or tel."""

    href: str
    runs: tuple[Text, ...]
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A link to another article by slug; None where the author does not know the target."""

    slug: str | None
    runs: tuple[Text, ...]
    kind: Literal["cross_link"] = "cross_link"


@dataclass(frozen=True, slots=True)
class Citation:
    """One source named in a mark; `locator` ("p. 3") prints for reviewers only."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation mark: the sources that stand behind the words before it, as keys."""

    citations: tuple[Citation, ...]
    kind: Literal["cite"] = "cite"


Inline: TypeAlias = Text | LineBreak | Link | CrossLink | Cite

InlineT = TypeVar("InlineT", covariant=True)
FromT = TypeVar("FromT")
ToT = TypeVar("ToT")

# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prose(Generic[InlineT]):
    """A leaf that bears text. `key` is stable under edits elsewhere in the article (keys.py)."""

    key: str
    inlines: tuple[InlineT, ...]


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[InlineT]):
    """A paragraph."""

    prose: Prose[InlineT]
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class ListItem(Generic[InlineT]):
    """An item; a lead is the strong run that its first paragraph opens with, before a dash."""

    blocks: tuple[Block[InlineT], ...]


@dataclass(frozen=True, slots=True)
class List(Generic[InlineT]):
    """A bulleted list, or a numbered one that counts from `start`."""

    items: tuple[ListItem[InlineT], ...]
    ordered: bool = False
    start: int = 1
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Quote(Generic[InlineT]):
    """A quotation set off from the text."""

    blocks: tuple[Block[InlineT], ...]
    kind: Literal["quote"] = "quote"


CalloutKind: TypeAlias = Literal["note", "warning", "important", "tip"]


@dataclass(frozen=True, slots=True)
class Callout(Generic[InlineT]):
    """A box that stands out; the printed word for its kind comes from the catalogue."""

    callout: CalloutKind
    blocks: tuple[Block[InlineT], ...]
    kind: Literal["callout"] = "callout"


@dataclass(frozen=True, slots=True)
class Figure(Generic[InlineT]):
    """A picture named as in media/. `alt` is empty if, and only if, it is decorative."""

    key: str
    media: str
    alt: str
    decorative: bool = False
    caption: Prose[InlineT] | None = None
    kind: Literal["figure"] = "figure"


Alignment: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Table(Generic[InlineT]):
    """A table with one header row; each row has as many cells as the header."""

    key: str
    header: tuple[Prose[InlineT], ...]
    rows: tuple[tuple[Prose[InlineT], ...], ...]
    align: tuple[Alignment, ...]
    row_headers: bool = False
    caption: Prose[InlineT] | None = None
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Question(Generic[InlineT]):
    """A question and its answer; stands only in a section whose role is "questions"."""

    question: Prose[InlineT]
    answer: tuple[Block[InlineT], ...]
    kind: Literal["question"] = "question"


@dataclass(frozen=True, slots=True)
class Section(Generic[InlineT]):
    """A heading and what belongs to it. Level 2 stands in the body, level n+1 in level n.

    `brief` sections go into the short leaflet; `anchor` is the author's own `{#anchor}`.
    Sections stand in the body or in sections, never in lists, quotes or callouts.
    """

    heading: Prose[InlineT]
    blocks: tuple[Block[InlineT], ...]
    role: Literal["", "questions"] = ""
    brief: bool = False
    anchor: str = ""
    kind: Literal["section"] = "section"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something the original held and the copy lost; prints in drafts, an error in a final."""

    what: Literal["table", "figure", "text"]
    note: str = ""
    kind: Literal["missing"] = "missing"


Block: TypeAlias = (
    Paragraph[InlineT]
    | List[InlineT]
    | Quote[InlineT]
    | Callout[InlineT]
    | Figure[InlineT]
    | Table[InlineT]
    | Question[InlineT]
    | Section[InlineT]
    | Missing
)

# --- what surrounds the text -----------------------------------------------------------------

SourceType: TypeAlias = Literal[
    "article-journal", "webpage", "report", "guideline", "book", "chapter", "document"
]


@dataclass(frozen=True, slots=True)
class Name:
    """An author: `family` and `given`, or `literal` for a body or a name to print as it stands."""

    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the author knows it (CSL's variables); `raw` holds words to print as they are.

    `issued` and `accessed` are ISO dates of any precision: "2024", "2024-02", "2024-02-17".
    """

    key: str
    type: SourceType = "document"
    raw: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    issued: str = ""
    accessed: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""


PersonRole: TypeAlias = Literal["author", "clinical_reviewer", "patient_reviewer", "translator"]
Status: TypeAlias = Literal["draft", "in_review", "approved", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who made or checked the article."""

    name: str
    role: PersonRole
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the article and what it means."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which text (`digest`, edition/digest.py), in what role, on which day."""

    digest: str
    by: str
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class FoundDisclaimer:
    """A disclaimer that an imported page carried; proposed, not approved."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: what its author wrote and what is known about it.

    `sources` are in the author's order, then others in order of first mention. `version` is 0
    until first approved. `standfirst` is None where there is none.
    """

    id: str
    slug: str
    title: Prose[Inline]
    lang: str
    body: tuple[Block[Inline], ...]
    short_title: str = ""
    aliases: tuple[str, ...] = ()
    category: str = ""
    standfirst: Prose[Inline] | None = None
    key_messages: tuple[Prose[Inline], ...] = ()
    published: date | None = None
    reviewed: date | None = None
    next_review: date | None = None
    version: int = 0
    status: Status = "draft"
    approved: Approval | None = None
    people: tuple[Person, ...] = ()
    url: str = ""
    translation_of: str = ""
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    disclaimer_found: FoundDisclaimer | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A picture: its bytes without metadata, size in pixels, SHA-256 of the author's file."""

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    sha256: str
    data: bytes


# --- walks -----------------------------------------------------------------------------------


def map_prose(block: Block[FromT], change: Callable[[Prose[FromT]], Prose[ToT]]) -> Block[ToT]:
    """The same block with every Prose in it, in reading order, replaced by `change(prose)`."""

    def inside(blocks: tuple[Block[FromT], ...]) -> tuple[Block[ToT], ...]:
        return tuple(map_prose(each, change) for each in blocks)

    match block:
        case Paragraph(prose):
            return Paragraph(change(prose))
        case List(items, ordered, start):
            return List(tuple(ListItem(inside(item.blocks)) for item in items), ordered, start)
        case Quote(blocks):
            return Quote(inside(blocks))
        case Callout(callout, blocks):
            return Callout(callout, inside(blocks))
        case Figure(key, media, alt, decorative, caption):
            return Figure(key, media, alt, decorative, change(caption) if caption else None)
        case Table(key, header, rows, align, row_headers, caption):
            new_caption = change(caption) if caption else None
            new_header = tuple(change(cell) for cell in header)
            new_rows = tuple(tuple(change(cell) for cell in row) for row in rows)
            return Table(key, new_header, new_rows, align, row_headers, new_caption)
        case Question(question, answer):
            return Question(change(question), inside(answer))
        case Section(heading, blocks, role, brief, anchor):
            return Section(change(heading), inside(blocks), role, brief, anchor)
        case Missing():
            return block
        case _:
            assert_never(block)


def inner_blocks(block: Block[FromT]) -> tuple[Block[FromT], ...]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case Quote(blocks) | Callout(_, blocks) | Question(_, blocks) | Section(_, blocks):
            return blocks
        case List(items):
            return tuple(each for item in items for each in item.blocks)
        case Paragraph() | Figure() | Table() | Missing():
            return ()
        case _:
            assert_never(block)


def every_block(blocks: tuple[Block[FromT], ...]) -> Iterator[Block[FromT]]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        yield from every_block(inner_blocks(block))


def prose_of(blocks: tuple[Block[FromT], ...]) -> Iterator[Prose[FromT]]:
    """Every Prose of these blocks, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(prose):
                yield prose
            case List() | Quote() | Callout():
                yield from prose_of(inner_blocks(block))
            case Section(prose, inner) | Question(prose, inner):
                yield prose
                yield from prose_of(inner)
            case Figure(caption=caption):
                if caption:
                    yield caption
            case Table(_, header, rows, _, _, caption):
                if caption:
                    yield caption
                yield from header
                for row in rows:
                    yield from row
            case Missing():
                pass
            case _:
                assert_never(block)


def every_prose(article: Article) -> Iterator[Prose[Inline]]:
    """Every Prose of an article, in the order in which it is read."""
    yield article.title
    if article.standfirst:
        yield article.standfirst
    yield from article.key_messages
    yield from prose_of(article.body)


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of these inlines without marks; citations leave nothing, a line break a space."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                words.append(text)
            case LineBreak():
                words.append(" ")
            case Link(_, runs) | CrossLink(_, runs):
                words.extend(run.text for run in runs)
            case Cite():
                pass
            case _:
                assert_never(inline)
    return "".join(words)


def cited_keys(article: Article) -> tuple[str, ...]:
    """Each key that the article cites, once, in order of first mention."""
    keys: dict[str, None] = {}
    for prose in every_prose(article):
        for inline in prose.inlines:
            if isinstance(inline, Cite):
                keys.update(dict.fromkeys(citation.key for citation in inline.citations))
    return tuple(keys)
