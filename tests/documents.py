"""Strategies of Hypothesis that make Documents: whatever a file of rich text may hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from journalpress.model import Name, Source
from journalpress.readers.rich.tree import (
    About,
    Block,
    Box,
    Break,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Document,
    Grid,
    Heading,
    Item,
    Lost,
    Mark,
    Note,
    Paragraph,
    Picture,
    Plate,
    Question,
    Quotation,
    Reference,
    Run,
    Said,
    Span,
    Target,
    Words,
)
from tests.articles import raw_texts
from tests.editions import png

HREFS = (
    "", "", "", "", "#r1", "#nowhere", "https://x.example/a_(b)?q=1&copy=2#part", "lupus.html",
    "mailto:a@x.example?subject=b", "javascript:x()", "http://", "tel:+44 1632 960000", "../x.md",
)  # fmt: skip
NUMBERS = ("1", "2", " 1 ", "1,2", "1–3", "[1]", "[1, 2]", "(2)", "12", "st", "†", "2.")


@cache
def runs() -> SearchStrategy[Run]:
    """A run with any marks; often a number, as marks are."""
    often = st.sampled_from([False, False, True])

    def apart(run: Run) -> Run:
        return replace(run, text=f" {run.text} ") if run.href else run

    return st.builds(
        Run,
        raw_texts() | st.sampled_from(NUMBERS),
        strong=often,
        emph=often,
        script=st.sampled_from(["", "", "sub", "sup"]),
        lang=st.sampled_from(["", "", "", "fr"]),
        expansion=st.sampled_from(["", "", "", "World Health Organization"]),
        href=st.sampled_from(HREFS),
    ).map(apart)


@cache
def words(min_size: int = 0) -> SearchStrategy[Words]:
    """A leaf; it may be empty, or nothing but spaces, breaks and pictures."""
    targets = st.lists(
        st.builds(Target, st.sampled_from(["r1", "r2", "n1", "n2"]), st.sampled_from(["", "p. 3"])),
        min_size=1,
        max_size=2,
    ).map(tuple)
    span: SearchStrategy[Span] = st.one_of(
        runs(),
        runs(),
        runs(),
        st.just(Break()),
        st.builds(Mark, targets, st.sampled_from(["1", "[1]", "(Smith 2020)"])),
        pictures(),
    )
    return st.lists(span, min_size=min_size, max_size=4).map(tuple)


@cache
def lines() -> SearchStrategy[Words]:
    """A leaf that begins with a word and has no pictures: a title, a term."""
    plain = runs().map(lambda run: replace(run, href=""))
    first = plain.filter(lambda run: any(map(str.isalpha, run.text)) and not run.script)
    return st.tuples(first, st.lists(plain, max_size=2)).map(lambda found: (found[0], *found[1]))


@cache
def pictures() -> SearchStrategy[Picture]:
    """A picture that came with the file, or did not."""
    return st.builds(
        Picture,
        st.sampled_from(["a.png", "b.gif", ""]),
        st.sampled_from(["", "A hand"]),
        st.booleans(),
    )


@cache
def blocks(depth: int = 2) -> SearchStrategy[tuple[Block, ...]]:
    """Blocks of every kind, those that hold others `depth` deep."""
    numbers = st.integers(0, 40)
    leaf: SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, words(), numbers),
        st.builds(Paragraph, words(1), numbers),
        st.builds(Heading, st.integers(1, 6), words(1), numbers),
        st.builds(Heading, st.just(2), st.sampled_from(["Common questions", "References"]).map(
            lambda text: (Run(text),)
        )),
        st.builds(Plate, pictures(), words(), numbers),
        st.builds(Lost, st.sampled_from(["table", "figure", "text"]), raw_texts(), numbers),
    )  # fmt: skip
    if not depth:
        return st.lists(leaf, max_size=3).map(tuple)
    inside = blocks(depth - 1)
    items = st.lists(st.builds(Item, inside), max_size=3).map(tuple)
    definition = st.builds(Definition, st.lists(lines(), max_size=2).map(tuple), inside, numbers)
    one = st.one_of(
        leaf,
        leaf,
        st.builds(Bullets, items, st.none() | st.integers(-1, 20), numbers),
        st.builds(Definitions, st.lists(definition, min_size=1, max_size=2).map(tuple)),
        st.builds(Question, words(1), inside, numbers),
        st.builds(Quotation, inside),
        st.builds(Box, st.sampled_from(["note", "warning"]), inside, words(), numbers),
        grids(),
    )
    return st.lists(one, max_size=4).map(tuple)


@cache
def grids() -> SearchStrategy[Grid]:
    """A table with spans that may overlap, run over its edge, or leave holes."""
    cell = st.builds(
        Cell,
        st.lists(st.builds(Paragraph, words()), max_size=2).map(tuple),
        st.booleans(),
        st.integers(1, 3),
        st.integers(1, 3),
        st.sampled_from(["", "left", "right"]),
    )
    rows = st.lists(st.lists(cell, max_size=3).map(tuple), max_size=4).map(tuple)
    notes = st.lists(st.builds(Paragraph, words()), max_size=1).map(tuple)
    return st.builds(Grid, rows, words(), notes, st.integers(0, 40))


@cache
def references() -> SearchStrategy[tuple[Reference, ...]]:
    """A list of sources in words or in fields, with the file's numbers or without."""
    first = Reference("r1", (Run("Smith A. On joints. J Joints. 2020;3:4."),), 1)
    second = Reference("r2", source=Source("", title="On skin", authors=(Name("Doe", "J"),)))
    third = Reference("", (Run("Roe B. "), Run("On nerves", emph=True), Run(". 2021.")), 3)
    return st.sampled_from([(), (first,), (first, second), (first, second, third)])


@cache
@st.composite
def documents(draw: DrawFn) -> Document:
    """A whole Document. Marks lead to references and notes that may not be there."""
    notes = st.lists(
        st.builds(Note, st.sampled_from(["n1", "n2"]), blocks(0)),
        max_size=2,
        unique_by=lambda n: n.id,
    )
    said = st.none() | raw_texts().map(Said) | st.sampled_from(["2024-03-02", "3/4/2024"]).map(Said)
    return Document(
        title=draw(lines()),
        standfirst=draw(st.just(()) | lines()),
        key_messages=draw(st.lists(lines(), max_size=2).map(tuple)),
        blocks=draw(blocks()),
        references=draw(references()),
        notes=tuple(draw(notes)),
        numbered=draw(st.booleans()),
        keyed=draw(st.booleans()),
        about=About(
            category=draw(said),
            published=draw(said),
            reviewed=draw(said),
            authors=tuple(each for each in [draw(said)] if each),
            url=draw(st.sampled_from([None, Said("https://x.example/p/")])),
            slug=draw(st.sampled_from([None, Said("a-slug"), Said("2024/03/Ünïcode")])),
        ),
        disclaimer=draw(
            st.sampled_from([(), (Paragraph((Run("For general information only."),)),)])
        ),
        pictures={"a.png": png().data, "b.gif": b"no picture"},
    )
