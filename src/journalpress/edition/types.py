"""What the reader will see: an Edition, where every number, label, link and word is decided.

Ids are unique in an Edition because each begins with its chapter's slug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from journalpress.csl.types import ReferenceStyle
from journalpress.edition.wording import Wording
from journalpress.model import Article, Block, LineBreak, Link, Media, Prose, Source, Text
from journalpress.theme import Theme, house_theme

# --- what make_edition is told ---------------------------------------------------------------

Numbering: TypeAlias = Literal["as-listed", "as-cited"]


@dataclass(frozen=True, slots=True)
class ClinicDisclaimer:
    """The clinic's disclaimer in one language: approved if somebody is named, with a day."""

    short: str
    full: str
    url: str = ""
    approved_by: str = ""
    approved_on: date | None = None

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved it and it says anything."""
        return bool(self.full and self.short and self.approved_by and self.approved_on)


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who publishes: printed on every back panel."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """The print shop: its ICC profile or, where that is b"", a registered printing condition."""

    profile: bytes = b""
    condition: str = "FOGRA39"


@dataclass(frozen=True, slots=True)
class House:
    """What is true for the clinic and never for one article.

    `review_months` is how long an approval lasts, 0 where nobody has said.
    `book_fonts`: e-books bring our faces along instead of taking the reading system's. `style`
    decides the words of a reference; None: NLM/Vancouver.
    """

    journal_title: str
    clinic: Clinic = Clinic()
    disclaimers: Mapping[str, ClinicDisclaimer] = field(default_factory=dict)
    numbering: Numbering = "as-listed"
    review_months: int = 0
    sample: bool = False
    press: Press = Press()
    theme: Theme = field(default_factory=house_theme, repr=False)
    book_fonts: bool = False
    style: ReferenceStyle | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What an article shows of itself to the others: for cross-links and the list of related ones.

    `code` and `url` are "" where there is none; `in_force` is its standing on the as-of date.
    """

    slug: str
    title: str
    url: str
    code: str
    in_force: bool


Reason: TypeAlias = Literal[
    "draft", "in_review", "withdrawn", "past_date", "changed", "incomplete", "errors"
]
"""Why an article is not in a book. incomplete: approved, and something that a final needs is
missing; errors: it cannot be read or made at all."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that belongs to a book and is not in it; `lang` is its title's language or ""."""

    title: str
    lang: str
    reason: Reason


# --- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CiteMark:
    """One number of a label. `separator` prints before it; inner numbers of a run are not shown.

    `target` is the anchor of the Reference, `id` this mark's own, where the way back leads.
    `locator` says where to look in the source ("p. 3"): for reviewers only.
    """

    number: int
    key: str
    target: str
    id: str
    separator: str = ""
    shown: bool = True
    locator: str = ""


@dataclass(frozen=True, slots=True)
class CiteLabel:
    """A citation mark as it reads: `1,4` or `1–3`. Superscript or brackets is the writer's."""

    marks: tuple[CiteMark, ...]
    kind: Literal["cite_label"] = "cite_label"

    @property
    def text(self) -> str:
        """The label as it prints, undecorated."""
        return "".join(f"{mark.separator}{mark.number}" for mark in self.marks if mark.shown)


@dataclass(frozen=True, slots=True)
class Jump:
    """A cross-link, decided: `href` is `#anchor` inside this Edition, a public URL, or "".

    "" means that the words stand alone: the target is unknown, not in force, or has no address.
    """

    href: str
    runs: tuple[Text, ...]
    kind: Literal["jump"] = "jump"


ResolvedInline: TypeAlias = Text | LineBreak | Link | Jump | CiteLabel

# --- the parts of a chapter ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Backlink:
    """The way back from a reference to one of its marks; `sign` prints, `label` is read aloud."""

    target: str
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered Source. `text` is its printed words without the number."""

    number: int
    anchor: str
    source: Source
    text: Prose[ResolvedInline]
    backlinks: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The disclaimer of one chapter: a line for every page, the whole for the back."""

    short: str
    full: Prose[ResolvedInline]
    approved: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the back panel: `label` with its punctuation, and what it says."""

    label: str
    value: Prose[ResolvedInline]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on every page beside the text, in reading order; `page` counts by the writer.

    `stamps` are warnings ("DRAFT — not for patients"); `page_of` holds `{page}` and `{pages}`.
    """

    stamps: tuple[str, ...]
    disclaimer: str
    status: str
    page_of: str


@dataclass(frozen=True, slots=True)
class Identity:
    """How a file is told from others: metadata, not printed text. `code` is "" for drafts."""

    id: str
    version: int
    digest: str
    code: str
    reviewed: date | None
    next_review: date | None
    authors: tuple[str, ...]
    modified: date


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article as its reader will see it, in the order of these fields.

    `anchor` is the id of the chapter itself; every id in it begins with `<slug>-`. `qr` is what
    the square code on paper leads to, "" where there is none; the typed address beside it is a
    fact, so that the code itself is decoration.
    """

    slug: str
    anchor: str
    lang: str
    dir: Literal["ltr", "rtl"]
    identity: Identity
    page: Page
    wording: Wording
    category: str
    title: Prose[ResolvedInline]
    short_title: str
    standfirst: Prose[ResolvedInline] | None
    key_messages: tuple[Prose[ResolvedInline], ...]
    body: tuple[Block[ResolvedInline], ...]
    see_also: tuple[Prose[ResolvedInline], ...]
    terms: tuple[Prose[ResolvedInline], ...]
    references: tuple[Reference, ...]
    disclaimer: Disclaimer
    facts: tuple[Fact, ...]
    url: str
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book: its printed title ("" where the book has none) and its chapters' slugs."""

    title: str
    slugs: tuple[str, ...]


# --- the pages at the end of a book ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means, and `where`: the words that name the articles which say so."""

    text: Prose[ResolvedInline]
    where: Prose[ResolvedInline]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term with every meaning that an article gives it, all in the language of `lang`.

    `where` of a meaning is in the book's language.
    """

    lang: str
    dir: Literal["ltr", "rtl"]
    term: Prose[ResolvedInline]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms and abbreviations that the articles explain, each once, in alphabetical order."""

    anchor: str
    title: str
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True, slots=True)
class CollectedSource:
    """A source without a number, and `where`: the words that name the articles which cite it."""

    text: Prose[ResolvedInline]
    where: Prose[ResolvedInline]


@dataclass(frozen=True, slots=True)
class AllSources:
    """The sources of all articles, each once, in alphabetical order."""

    anchor: str
    title: str
    sources: tuple[CollectedSource, ...]


@dataclass(frozen=True, slots=True)
class CollectedDisclaimer:
    """A disclaimer of the articles; `heading` is "" for the first, which the page's title heads."""

    lang: str
    dir: Literal["ltr", "rtl"]
    heading: str
    full: Prose[ResolvedInline]


@dataclass(frozen=True, slots=True)
class Disclaimers:
    """Every disclaimer that stands in an article, once."""

    anchor: str
    title: str
    disclaimers: tuple[CollectedDisclaimer, ...]


@dataclass(frozen=True, slots=True)
class Colophon:
    """Who publishes the book, how its articles are reviewed, and what was left out and why.

    `left_out_title` heads the last; it is "" where nothing was left out.
    """

    anchor: str
    title: str
    facts: tuple[Fact, ...]
    words: tuple[Prose[ResolvedInline], ...]
    left_out_title: str
    left_out: tuple[Prose[ResolvedInline], ...]


BackPage: TypeAlias = Glossary | AllSources | Disclaimers | Colophon

# --- the whole -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents, the id that it leads to, and the lines below it.

    There are never more than two levels: Kindle shows no third.
    """

    title: str
    anchor: str
    lang: str
    dir: Literal["ltr", "rtl"]
    below: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One or many chapters decided together: what every writer is given.

    `id` names the output (a slug or a collection's id). `parts` orders all chapters, `back` the
    pages behind them; an article by itself has none. `articles` are what it was made of, for a
    file that carries its source along. `cover` is the clinic's own for a book; None: it is drawn.
    """

    id: str
    title: str
    lang: str
    dir: Literal["ltr", "rtl"]
    publisher: str
    draft: bool
    stamps: tuple[str, ...]
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    media: Mapping[str, Media]
    modified: date
    wording: Wording
    articles: tuple[Article, ...] = field(default=(), repr=False)
    cover: Media | None = field(default=None, repr=False)
    press: Press = field(default=Press(), repr=False)
    theme: Theme = field(default_factory=house_theme, repr=False)
    back: tuple[BackPage, ...] = ()
    contents: tuple[ContentsLine, ...] = ()
    book_fonts: bool = field(default=False, repr=False)


# --- what a reader of a file meets -----------------------------------------------------------

LeafKind: TypeAlias = Literal["heading", "item", "cell", "picture", "text"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One stretch of text as it is met in reading order, white space folded to single spaces.

    `text` holds shown citation numbers undecorated ("remission2,3."); `marks` are all numbers of
    its labels, hidden ones too, each with the anchor that its link leads to; `links` are the
    addresses of its other links. A picture's text is its description. `number` is the one that
    prints before an item of a numbered list, 0 elsewhere.
    """

    kind: LeafKind
    text: str
    marks: tuple[tuple[int, str], ...] = ()
    links: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file says when it is read back: never from the Edition, only from its bytes.

    `references` are (anchor, number as printed) where link targets lie; `backlinks` are (anchor of
    the reference, id of the mark); `running` is the text of each page's margins or headers;
    `last_page` is the part of its room that the last page fills, 1 where there are no pages.
    `book` is what stands outside the chapters: title page, contents, pages of parts, the back.
    """

    leaves: tuple[Leaf, ...]
    references: tuple[tuple[str, str], ...]
    backlinks: tuple[tuple[str, str], ...] = ()
    running: tuple[str, ...] = ()
    last_page: float = 1.0
    book: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What every file made of an Edition must say; kept beside the files for a later proof.

    `running` holds, per chapter, the lines of each of its pages; `page_of` as in Page. `book` is
    what a format that binds a book must say outside the chapters, () where that was not kept.
    """

    leaves: tuple[Leaf, ...]
    references: tuple[tuple[str, str], ...]
    backlinks: tuple[tuple[str, str], ...]
    disclaimers: tuple[str, ...]
    running: tuple[tuple[str, ...], ...]
    page_of: str
    book: tuple[Leaf, ...] = ()
