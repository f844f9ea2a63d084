"""Tests of journalpress.readers.rich.proof: every planted fault is seen, none is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.model import Paragraph as ModelParagraph
from journalpress.model import Prose, Text
from journalpress.readers.imports import Import
from journalpress.readers.rich.proof import lost_words
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Document,
    Grid,
    Heading,
    Item,
    Mark,
    Note,
    Paragraph,
    Question,
    Quotation,
    Run,
    Target,
)
from tests.examples import examples
from tests.readers.rich.documents import assembled, body, document, para, references, sup

WORDS = ("one", "two", "three", "Lupus", "4", "2024", "CD19", "naïve", "كلمة", "10", "mg")


def _made() -> tuple[Document, Import]:
    made = document(
        para("Alpha beta gamma", sup("1"), " delta."),
        para("Epsilon zeta."),
        references=references(),
    )
    return made, assembled(made)


def _with_body(imported: Import, *texts: str) -> Import:
    assert imported.article is not None
    blocks = tuple(ModelParagraph(Prose(f"p{n}", (Text(text),))) for n, text in enumerate(texts))
    return replace(imported, article=replace(imported.article, body=blocks))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Alpha beta gamma delta.",), "“Epsilon”"),
        (("Alpha beta gamma delta.", "Epsilon zeta.", "Eta."), "not in the file: “Eta”"),
        (("Alpha gamma beta delta.", "Epsilon zeta."), "side by side"),
        (("Alpha beta gamma delta. 7", "Epsilon zeta."), "“7”"),
    ],
)
def test_a_planted_fault_is_seen(texts: tuple[str, ...], words: str) -> None:
    """A word lost, a word or a number invented, words in another order: a JP125 each."""
    made, imported = _made()
    assert not lost_words(made, imported, file="x")
    found = lost_words(made, _with_body(imported, *texts), file="x")
    assert {each.code for each in found} == {"JP125"}
    assert words in " ".join(each.message for each in found)


def test_a_citation_that_was_lost_is_seen() -> None:
    """The file cites a source and the article does not."""
    made = document(para("Alpha", Mark((Target("r1"),), "1")), references=references())
    found = lost_words(made, _with_body(assembled(made), "Alpha"), file="x")
    assert ["citation of source 1" in each.message for each in found] == [True]


def test_words_that_a_reader_did_not_read_are_seen() -> None:
    """A reader's own count of its file's words is compared with the Document."""
    made, imported = _made()
    read = replace(made, source_words="Alpha beta gamma1 delta. Epsilon zeta. Omega")
    found = lost_words(read, imported, file="x")
    assert ["“Omega”" in each.message for each in found] == [True]


def _words() -> st.SearchStrategy[tuple[Run | Mark, ...]]:
    run = st.builds(
        Run,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
            lambda each: f" {' '.join(each)} "
        ),
        strong=st.booleans(),
        emph=st.booleans(),
        script=st.sampled_from(("", "", "", "sub", "sup")),
        href=st.sampled_from(("", "", "", "#r1", "https://x.example/a", "gout.html", "tel:1")),
    )
    mark = st.builds(Mark, st.sampled_from(("r1", "r2", "n1", "n2")).map(lambda n: (Target(n),)),
                     st.sampled_from(("1", "2", "*")))  # fmt: skip
    return st.lists(run | run | mark, min_size=1, max_size=4).map(tuple)


def _blocks(depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    paragraph = st.builds(Paragraph, _words())
    heading = st.builds(Heading, st.integers(1, 6), _words())
    one: st.SearchStrategy[Block] = paragraph | paragraph | heading
    if depth:
        inner = _blocks(depth - 1)
        items = st.lists(inner.map(Item), min_size=1, max_size=2).map(tuple)
        cell = st.builds(Cell, inner, st.booleans(), st.integers(1, 3), st.integers(0, 3))
        row = st.lists(cell, min_size=1, max_size=3).map(tuple)
        entry = st.builds(Definition, st.lists(_words(), max_size=2).map(tuple), inner)
        one = st.one_of(
            one,
            st.builds(Bullets, items, st.none() | st.integers(0, 9)),
            st.builds(Definitions, st.lists(entry, min_size=1, max_size=2).map(tuple)),
            st.builds(Question, _words(), inner),
            st.builds(Quotation, inner),
            st.builds(Box, st.sampled_from(("note", "warning")), inner, st.just(()) | _words()),
            st.builds(
                Grid, st.lists(row, min_size=1, max_size=3).map(tuple), st.just(()) | _words()
            ),
        )
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def _documents() -> st.SearchStrategy[Document]:
    notes = st.builds(
        lambda speaks: (
            Note("n1", (para(speaks),)),
            Note("n2", (para("Smith J, et al. BMJ 2020;3:4."),)),
        ),
        st.sampled_from(("Ask your nurse.", "Doe A. (2019) — A title")),
    )
    return st.builds(
        lambda blocks, remarks, count: document(
            *blocks, notes=remarks, references=references(count), title="A title"
        ),
        _blocks(2),
        notes,
        st.integers(2, 4),
    )


def _check(made: Document) -> None:
    imported = assembled(made)
    assert [str(each) for each in imported.problems if each.severity == "error"] == []
    body(imported)


@examples(30)
@given(_documents())
def test_no_word_of_any_document_is_lost(made: Document) -> None:
    """Whatever stands in whatever, each word arrives, and the article reads back as itself."""
    _check(made)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(_documents())
def test_no_word_of_any_document_is_lost_at_full_size(made: Document) -> None:
    """The same for many more documents."""
    _check(made)


def test_a_raised_number_beside_a_mark_counts_as_its_own_word() -> None:
    """Both are one citation of two sources, and the page has two numbers."""
    words = (Run(" one "), Mark((Target("r1"),), "1"), Run(" 4 ", script="sup"))
    made = document(Paragraph(words), Paragraph(words), references=references(4), title="A title")

    _check(made)
    assert [mark.numbers for mark in assembled(made).marks] == [(1, 4), (1, 4)]
