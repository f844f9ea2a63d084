"""A copy carries what it said when it left, block by block."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journalpress.errors import InputError
from journalpress.model import Figure, every_block, prose_of
from journalpress.reviewcopy import ReviewCopy
from journalpress.writers.docx import baseline_of_copy, write_docx
from journalpress.writers.docx.baseline import baseline_in
from tests.editions import collection, edition_of, everything_edition
from tests.trees import article, cite, p
from tests.writers.docx.reading import part


def test_a_block_has_words_as_they_stand_and_its_citations_in_order() -> None:
    """Numbers in brackets in the text, keys beside it; inner ones of a run too."""
    edition = edition_of(article(p("It is so", cite("c", "a", "b"), ", they say", cite("b"), ".")))
    (found,) = (
        each for each in baseline_in(write_docx(edition)).blocks if each.text.startswith("It is")
    )

    assert found.text == "It is so\u202f[1–3], they say\u202f[3]."
    assert found.cites == ("c", "a", "b", "b")
    assert found.kind == "text"


def test_every_leaf_is_in_the_baseline_and_no_word_for_reviewers() -> None:
    """By its key: title, paragraphs, cells, pictures, references by their source."""
    edition = everything_edition()
    chapter = edition.chapters[0]
    found = {each.key: each for each in baseline_in(write_docx(edition)).blocks}
    keys = {prose.key for prose in prose_of(chapter.body)}
    keys |= {block.key for block in every_block(chapter.body) if isinstance(block, Figure)}
    keys |= {each.source.key for each in chapter.references} | {"title", "disclaimer"}

    assert keys <= set(found)
    assert found["disclaimer"].kind == "disclaimer"
    assert {found[each.source.key].kind for each in chapter.references} == {"reference"}
    assert not any("Sign-off" in each.text for each in found.values())


def test_the_pages_for_reviewers_change_no_baseline_but_the_reader_does() -> None:
    """A clean copy and one without protection are the same review."""
    edition = everything_edition()
    plain = baseline_in(write_docx(edition))
    clean = ReviewCopy(apparatus=False, protect=False)
    named = baseline_in(write_docx(edition, copy=ReviewCopy("Dr Okafor")))

    assert baseline_in(write_docx(edition, copy=clean)) == plain
    assert named.blocks == plain.blocks
    assert named.review != plain.review
    assert named.recipient == "Dr Okafor"


@pytest.mark.parametrize("draft", [True, False])
def test_what_a_copy_would_carry_is_known_without_the_file(draft: bool) -> None:
    """Every block, key and number, and the id of the review."""
    edition = everything_edition(draft=draft)
    sent = write_docx(edition, copy=ReviewCopy("Dr Okafor"))

    assert baseline_of_copy(edition, recipient="Dr Okafor") == baseline_in(sent)
    with pytest.raises(ValueError, match="too many values"):
        baseline_of_copy(collection(article(slug="one"), article(slug="two")))


def test_another_disclaimer_is_another_review() -> None:
    """The article's digest does not hold it, the copy does."""
    edition = edition_of(article(p("Words")))
    (chapter,) = edition.chapters
    full = replace(chapter.disclaimer, full=replace(chapter.title, key="disclaimer"))
    other = replace(edition, chapters=(replace(chapter, disclaimer=full),))

    assert baseline_in(write_docx(edition)).review != baseline_in(write_docx(other)).review


def test_the_id_stands_on_the_front_and_among_the_properties() -> None:
    """So that a person can find it, and a program where the part was lost."""
    data = write_docx(everything_edition(), copy=ReviewCopy("Dr Okafor"))
    review = baseline_in(data).review
    properties = "".join(map(str, part(data, "docProps/custom.xml").itertext()))

    assert review in properties
    assert review in "".join(map(str, part(data).itertext()))
    assert "Dr Okafor" in "".join(map(str, part(data).itertext()))


def test_a_file_of_many_articles_carries_none() -> None:
    """Reviewers get one article at a time."""
    with pytest.raises(InputError, match="baseline"):
        baseline_in(write_docx(collection(article(p("a"), slug="a"), article(p("b"), slug="b"))))
