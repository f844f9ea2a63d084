"""Sentences: where they end, where they stand, and which citations are theirs."""

from __future__ import annotations

import pytest

from journalpress.edition.sentences import sentences_of
from tests.editions import edition_of
from tests.trees import AnyBlock, article, cite, p, section, strong, table, ul


def marks(*blocks: AnyBlock) -> list[tuple[str, list[int]]]:
    """The words of each sentence of the body, with its numbers."""
    found = sentences_of(edition_of(article(*blocks)).chapters[0])
    return [(each.words, [mark.number for mark in each.marks]) for each in found[1:]]


def test_a_citation_belongs_to_the_sentence_that_it_stands_in_or_behind() -> None:
    """Before its full stop, behind it, and in the middle."""
    found = marks(
        p(
            "One is known. Another is ", strong("likely"), cite("a", "b"), " in 2.5 % of people. ",
            "A third is rare.", cite("c"), " The last is new.",
        )
    )  # fmt: skip

    assert found == [
        ("One is known.", []),
        ("Another is likely in 2.5 % of people.", [1, 2]),
        ("A third is rare.", [3]),
        ("The last is new.", []),
    ]


def test_a_citation_before_all_words_belongs_to_the_first_sentence() -> None:
    """None is lost."""
    assert marks(p(cite("a"), "They say so. It is true.")) == [
        ("They say so.", [1]), ("It is true.", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "ends"),
    [
        ("en", "Ask Dr. Smith, e.g. at 2.5 p.m. today. Then go.", 2),
        ("en", "“Is it safe?” Yes! Ask (or call us.) Now.", 4),
        ("de", "Nehmen Sie z. B. Obst, bzw. Gemüse. Dr. Weber hilft.", 2),
        ("ar", "هل هو آمن؟ نعم. اسأل طبيبك.", 3),
        ("en", "Then:", 1),
    ],
)
def test_where_sentences_end(lang: str, text: str, ends: int) -> None:
    """Not behind an abbreviation, an initial or a decimal point."""
    found = sentences_of(edition_of(article(p(text), lang=lang)).chapters[0])

    assert len(found) == 1 + ends
    assert " ".join(each.words for each in found[1:]) == text


def test_paragraphs_are_counted_in_reading_order_from_the_title() -> None:
    """Headings, items and cells too."""
    made = article(section("Head", ul("one. Two.", "three"), table(("A", "B"), ("c", "d"))))
    found = sentences_of(edition_of(made).chapters[0])

    assert [each.paragraph for each in found] == [1, 2, 3, 3, 4, 5, 6, 7, 8]
    assert [each.place for each in found][2:5] == ["text"] * 3
    assert {each.place for each in found[5:]} == {"cell"}
