"""The page for reviewers: every claim with its sources, and nothing of it in the article."""

from __future__ import annotations

from journalpress.edition.review_words import CATALOGUE, review_words
from journalpress.inspect.docx import Element, W
from journalpress.reviewcopy import bookmark_name
from journalpress.writers.docx import extract_docx, write_docx
from journalpress.writers.docx.apparatus import LONGEST_CLAIM, claims_of
from tests.editions import DISCLAIMER, edition_of, everything_edition, house
from tests.trees import AnyBlock, article, cite, p, section, strong, table, ul
from tests.writers.docx.reading import every, part, words


def claims(*blocks: AnyBlock) -> list[tuple[str, str]]:
    """The words and label of each claim of an article."""
    chapter = edition_of(article(*blocks)).chapters[0]
    return [(claim.words, claim.label.text) for claim in claims_of(chapter)]


def forms(document: Element) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    return [
        [[words(cell) for cell in row.iter(f"{{{W}}}tc")] for row in each.iter(f"{{{W}}}tr")]
        for each in document.iter(f"{{{W}}}tbl")
    ]


def test_a_claim_is_the_sentence_up_to_its_label() -> None:
    """Labels before it, and sentences before it, are no part of it."""
    found = claims(
        p(
            "One thing is known well. Another one is ", strong("likely"), " in 2.5 % of people",
            cite("a", "b"), " and a third is rare", cite("c"), ".",
        )
    )  # fmt: skip

    assert found == [
        ("Another one is likely in 2.5 % of people", "1,2"),
        ("Another one is likely in 2.5 % of people and a third is rare", "3"),
    ]


def test_words_too_few_to_stand_alone_have_the_sentence_before_them() -> None:
    """A label at the very front stands for all that follows."""
    assert claims(p("Empty your bladder. Then", cite("a"), ":")) == [
        ("Empty your bladder. Then", "1")
    ]
    assert claims(p(cite("a"), "says so.")) == [("says so.", "1")]


def test_of_a_long_claim_the_end_is_shown() -> None:
    """Where the label is."""
    ((shown, _),) = claims(p("word " * 100 + "end", cite("a"), "."))

    assert shown.startswith("…word")
    assert shown.endswith(" end")
    assert len(shown) <= LONGEST_CLAIM + 1


def test_claims_stand_everywhere_that_something_is_cited() -> None:
    """Headings, items and cells too, in reading order."""
    found = claims(
        section(
            ("A heading", cite("a")),
            ul("none"),
            table(("A", ("B", cite("b"))), ("c", ("d", cite("c")))),
        )
    )

    assert found == [("A heading", "1"), ("B", "2"), ("d", "3")]


def test_each_claim_leads_to_the_words_it_is_about() -> None:
    """And each row may be filled in: every cell has its bookmark."""
    edition = edition_of(article(p("A claim that is made here", cite("a"), ".")))
    document = part(write_docx(edition))
    signatures, listed = forms(document)
    prose = edition.chapters[0].body[0]
    assert prose.kind == "paragraph"

    assert [len(row) for row in signatures] == [5] * 4
    assert listed[1] == ["A claim that is made here", "[1]", "", "☐ yes  ☐ no"]
    assert bookmark_name(prose.prose.key) in every(document, "hyperlink", "anchor")
    assert bookmark_name("claim_1_2") in every(document, "bookmarkStart", "name")


def test_an_article_that_cites_nothing_has_no_table_of_claims() -> None:
    """Only the sign-off."""
    assert len(forms(part(write_docx(edition_of(article(p("Words"))))))) == 1


def test_the_page_is_no_part_of_what_the_copy_says() -> None:
    """With it or without it, the same leaves are read."""
    edition = everything_edition()
    with_page, without = write_docx(edition), write_docx(edition, apparatus=False)

    assert extract_docx(with_page) == extract_docx(without)
    assert review_words("en").heading in words(part(with_page))
    assert review_words("en").heading not in words(part(without))


def test_the_digest_says_which_text_was_reviewed() -> None:
    """In full, as an approval names it."""
    edition = everything_edition()

    assert edition.chapters[0].identity.digest in words(part(write_docx(edition)))


def test_every_language_has_all_the_words() -> None:
    """None is empty, none has been left in English."""
    for lang, found in CATALOGUE.items():
        texts = [getattr(found, name) for name in found.__slots__]

        assert all(texts), lang
        assert lang == "en" or found.heading != CATALOGUE["en"].heading
    made = article(p("علاج", cite("a")), lang="ar")
    data = write_docx(edition_of(made, house=house(disclaimers={"ar": DISCLAIMER})))

    assert CATALOGUE["ar"].heading in words(part(data))
