"""Strategies of Hypothesis that make Articles of every kind of block and inline, in normal form.

Each is made once: to make and validate them at every draw costs a thousand times the drawing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from journalpress.keys import assign_keys
from journalpress.model import (
    Approval,
    Article,
    Block,
    Callout,
    Citation,
    Cite,
    CrossLink,
    Figure,
    FoundDisclaimer,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Missing,
    Name,
    Paragraph,
    Person,
    Prose,
    Question,
    Quote,
    Section,
    Source,
    Table,
    Term,
    Text,
    cited_keys,
)
from journalpress.readers.inlines import normal

CITED = ("mackensen2022", "nice-ng136", "muller2024", "a:b/c.d", "who_2021", "9lives")
"""The keys that citations name; each gets a source."""

LETTERS = "abcxyzABCéüßØλ中هא1234567890"
PUNCTUATION = "\\`*_{}[]()<>#+-.!|&;:,'\"/?%$@=~^–—“”’‘…«»≥±°·•→"
RARE = "\u00a0\u202f\u00ad\u0301\u200d😀🇬🇧"
_WORDS = (
    "blood pressure", "B-cells", "p < 0.05", "135/85 mmHg", "[@who_2021]", "[1, 4]", "<br>", "<b>",
    "&amp;", "&#65;", "![x](y)", "[a](b.md)", "# no heading", "- no item", "1. no item", "+", "> q",
    "::: missing table", ":::", "Table: words", "{.brief}", "{lang=fr}", "| a | b |", "---", "***",
    "```", "~~~", "[!NOTE]", "[4]: https://x.example", "https://x.example", "me@x.example", "\\",
    "snake_case", "2*3*4", "a  b", "**", "__", "_", "*", "(see below)", "<!-- no -->", "&", "n: y",
    "@who_2021", "key: value", "#tag", "- ", "'", '"', "null", "no", "~", "1.10", "2026-06-17", "!",
    "===", "…", "%", "Don't", "“quoted”", "ein Wort", "كلمة", "…?", "1)", "10.", "–5 °C", "≥ 2 g/L",
)  # fmt: skip

_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^>]*>", re.IGNORECASE)
"""What a field of a source is refused with."""

_HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffd\ufeff]")


def is_printable(text: str) -> bool:
    """Whether a reader lets all of it stand in an article without a word."""
    return not _HIDDEN.search(text) and not any(
        unicodedata.category(each) in {"Cc", "Cs", "Cn", "Co"} for each in text
    )


@cache
def _letters() -> SearchStrategy[str]:
    common = st.sampled_from(LETTERS + " " * 8 + PUNCTUATION + RARE)
    return common | st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))


@cache
def raw_texts() -> SearchStrategy[str]:
    """Characters of every sort, spaces anywhere; may be empty."""
    free = st.text(_letters(), max_size=12)
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join)
    return (free | words | st.sampled_from(_WORDS)).filter(is_printable)


@cache
def lines() -> SearchStrategy[str]:
    """One line of words in NFC, with single spaces and none at the ends; never empty."""
    folded = raw_texts().map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    return folded.filter(bool)


# --- inlines


@cache
def texts() -> SearchStrategy[Text]:
    """A run with any marks, not yet in normal form."""
    often = st.sampled_from([False, False, True])
    return st.builds(
        Text,
        raw_texts().filter(bool),
        strong=often,
        emph=often,
        script=st.sampled_from(["", "", "", "sub", "sup"]),
        lang=st.sampled_from(["", "", "", "fr", "de-CH"]),
        expansion=st.just("") | st.just("") | lines(),
    )


@cache
def _runs() -> SearchStrategy[tuple[Text, ...]]:
    return st.lists(texts(), min_size=1, max_size=2).map(tuple)


HREFS = (
    "https://www.nhs.uk/conditions/",
    "http://x.example/a_(b)?q=1&copy=2#part",
    "https://x.example/*a*_b_",
    "mailto:help@clinic.example",
    "tel:+441632960000",
)


@cache
def inlines() -> SearchStrategy[Inline]:
    """One inline of any kind."""
    citation = st.builds(Citation, st.sampled_from(CITED), st.just("") | st.just("") | lines())
    cites = st.lists(citation, min_size=1, max_size=3).map(tuple).map(Cite)
    return st.one_of(
        texts(),
        texts(),
        texts(),
        st.builds(Link, st.sampled_from(HREFS), _runs()),
        st.builds(CrossLink, st.none() | slugs(), _runs()),
        cites,
        st.just(LineBreak()),
    )


def _composed(leaf: tuple[Inline, ...]) -> tuple[Inline, ...]:
    def nfc(run: Text) -> Text:
        return replace(run, text=unicodedata.normalize("NFC", run.text))

    changed: list[Inline] = []
    for inline in normal(leaf):
        if isinstance(inline, Text):
            changed.append(nfc(inline))
        elif isinstance(inline, Link | CrossLink):
            changed.append(replace(inline, runs=tuple(nfc(run) for run in inline.runs)))
        else:
            changed.append(inline)
    return tuple(changed)


@cache
def proses(min_size: int = 1) -> SearchStrategy[Prose[Inline]]:
    """A leaf in normal form; empty only if `min_size` is 0."""
    made = st.lists(inlines(), min_size=min_size, max_size=4).map(tuple).map(_composed)
    if min_size:
        made = made.filter(bool)
    return made.map(lambda leaf: Prose("", leaf))


# --- blocks


@cache
def slugs() -> SearchStrategy[str]:
    """A slug."""
    return st.sampled_from(["lupus", "statins", "high-blood-pressure-at-home", "x"])


@cache
def figures() -> SearchStrategy[Figure[Inline]]:
    """A picture, decorative or described."""
    names = st.sampled_from(["steps.png", "a photo (1).jpg", "série/é_2.jpeg"])
    captions = st.none() | proses()
    described = st.builds(Figure, st.just(""), names, lines(), st.just(False), captions)
    decorative = st.builds(Figure, st.just(""), names, st.just(""), st.just(True), captions)
    return described | decorative


@cache
@st.composite
def tables(draw: DrawFn) -> Table[Inline]:
    """A table of up to three columns and rows."""
    width = draw(st.integers(1, 3))
    row = st.lists(proses(0), min_size=width, max_size=width).map(tuple)
    return Table(
        "",
        draw(row),
        tuple(draw(st.lists(row, max_size=3))),
        tuple(draw(st.sampled_from(["", "left", "center", "right"])) for _ in range(width)),
        draw(st.booleans()),
        draw(st.none() | proses()),
    )


@cache
def blocks(depth: int = 2) -> SearchStrategy[tuple[Block[Inline], ...]]:
    """Blocks that may stand anywhere; lists, quotes and callouts hold others, `depth` deep."""
    leaf: SearchStrategy[Block[Inline]] = st.one_of(
        proses().map(Paragraph),
        proses().map(Paragraph),
        figures(),
        tables(),
        st.builds(Missing, st.sampled_from(["table", "figure", "text"]), st.just("") | lines()),
    )
    one = leaf
    if depth:
        inside = blocks(depth - 1)
        items = st.lists(inside.map(ListItem), min_size=1, max_size=3).map(tuple)
        kinds = st.sampled_from(["note", "warning", "important", "tip"])
        one = st.one_of(
            leaf,
            st.builds(List, items),
            st.builds(List, items, st.just(True), st.integers(0, 999)),
            st.builds(Quote, inside),
            st.builds(Callout, kinds, inside),
        )
    return st.lists(one, min_size=1, max_size=3).map(tuple)


@cache
@st.composite
def sections(draw: DrawFn, level: int = 2) -> Section[Inline]:
    """A section with its own blocks first, then sections (or questions) one level below."""
    own = draw(st.just(()) | blocks(1))
    heading, brief = draw(proses()), draw(st.booleans())
    anchor = draw(st.sampled_from(["", "", "", "side-effects", "Part_2"]))
    if draw(st.integers(0, 3)) == 0:
        pairs = draw(
            st.lists(st.builds(Question, proses(), st.just(()) | blocks(1)), max_size=2).map(tuple)
        )
        return Section(heading, (*own, *pairs), "questions", brief, anchor)
    below = draw(st.lists(sections(level + 1), max_size=2)) if level < 4 else []
    return Section(heading, (*own, *below), "", brief, anchor)


# --- sources and what surrounds the text


@cache
def _dates() -> SearchStrategy[date]:
    return st.dates(date(1980, 1, 1), date(2100, 12, 31))


@cache
def _maybe(strategy: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.just("") | strategy


@cache
def untagged() -> SearchStrategy[str]:
    """One line of words that holds no tag, as fields of sources must not."""
    return lines().filter(lambda text: "<b" not in text and not _TAG.search(text))


def names() -> SearchStrategy[Name]:
    """A person's or a body's name."""
    person = st.builds(Name, family=untagged(), given=_maybe(untagged()))
    return person | st.builds(Name, literal=untagged())


@cache
@st.composite
def sources(draw: DrawFn, key: str) -> Source:
    """A source with this key, thin or full; a DOI of its own."""
    if draw(st.booleans()):
        return Source(key, raw=draw(untagged()))
    days = st.sampled_from(["", "2024", "2024-02", "2024-02-17"])
    people = st.lists(names(), max_size=3).map(tuple)
    kinds = ["article-journal", "webpage", "report", "book", "chapter", "document"]
    word = _maybe(untagged())
    return Source(
        key,
        type=draw(st.sampled_from(kinds)),
        raw=draw(word),
        authors=draw(people),
        editors=draw(people),
        title=draw(untagged()),
        container=draw(word),
        publisher=draw(word),
        place=draw(word),
        edition=draw(word),
        issued=draw(days),
        accessed=draw(days),
        volume=draw(word),
        issue=draw(word),
        page=draw(word),
        number=draw(word),
        doi=draw(st.sampled_from(["", f"10.1056/{key}"])),
        pmid=draw(st.sampled_from(["", "38381673"])),
        url=draw(st.sampled_from(["", "https://www.nice.org.uk/guidance/ng136?a=1&b=2#x"])),
    )


@cache
@st.composite
def articles(draw: DrawFn) -> Article:
    """A whole article with its keys set; every key that it cites has a source."""
    body = (*draw(st.just(()) | blocks()), *draw(st.lists(sections(), max_size=2)))
    few = st.lists(lines(), max_size=2).map(tuple)
    people = st.builds(
        Person,
        lines(),
        st.sampled_from(["author", "clinical_reviewer", "patient_reviewer", "translator"]),
        st.none() | _dates(),
    )
    approvals = st.builds(Approval, st.just("0f" * 32), lines(), lines(), _dates())
    article = Article(
        id=draw(slugs()),
        slug="sample",
        title=draw(proses()),
        lang=draw(st.sampled_from(["en-GB", "fr", "no", "ar"])),
        body=_distinct_anchors(body),
        short_title=draw(_maybe(lines())),
        aliases=draw(few),
        category=draw(_maybe(lines())),
        standfirst=draw(st.none() | proses()),
        key_messages=draw(st.lists(proses(), max_size=2).map(tuple)),
        published=draw(st.none() | _dates()),
        reviewed=draw(st.none() | _dates()),
        next_review=draw(st.none() | _dates()),
        version=draw(st.integers(0, 12)),
        status=draw(st.sampled_from(["draft", "in_review", "approved", "withdrawn"])),
        approved=draw(st.none() | approvals),
        people=draw(st.lists(people, max_size=2).map(tuple)),
        url=draw(st.sampled_from(["", "https://clinic.example/journal/x"])),
        translation_of=draw(st.just("") | slugs()),
        terms=draw(st.lists(st.builds(Term, lines(), lines()), max_size=2).map(tuple)),
        related=draw(st.lists(slugs(), max_size=2, unique=True).map(tuple)),
        disclaimer_found=draw(
            st.none()
            | st.builds(FoundDisclaimer, lines(), st.sampled_from(["", "https://x.example/d"]))
        ),
    )
    keys = dict.fromkeys((*draw(st.lists(st.sampled_from(CITED))), *cited_keys(article)))
    listed = tuple(draw(sources(key)) for key in keys)
    return assign_keys(replace(article, sources=listed))


def _distinct_anchors(body: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
    """The same blocks, where an author's anchor is kept only the first time."""
    seen: set[str] = set()

    def once(block: Block[Inline]) -> Block[Inline]:
        if not isinstance(block, Section):
            return block
        anchor = "" if block.anchor in seen else block.anchor
        seen.add(anchor)
        return replace(block, anchor=anchor, blocks=tuple(once(each) for each in block.blocks))

    return tuple(once(block) for block in body)
