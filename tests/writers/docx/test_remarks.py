"""Remarks: Word's own comments, at their paragraph, the same every time."""

from __future__ import annotations

from journalpress.inspect.docx_faults import docx_faults
from journalpress.reviewcopy import Remark, ReviewCopy, bookmark_name
from journalpress.wordfile.parts import W
from journalpress.writers.docx import extract_docx, write_docx
from tests.editions import edition_of, everything_edition
from tests.trees import article, cite, p
from tests.writers.docx.reading import differences, every, names, part, words


def test_a_remark_is_a_comment_on_its_paragraph() -> None:
    """It surrounds the words, its author is the program, its date the edition's."""
    edition = edition_of(article(p("First."), p("Second", cite("a"), ".")))
    prose = edition.chapters[0].body[1]
    assert prose.kind == "paragraph"
    remark = Remark(bookmark_name(prose.prose.key), "JP013: no DOI → add one")
    data = write_docx(edition, remarks=[remark])
    document, comments = part(data), part(data, "word/comments.xml")
    paragraph = next(
        each for each in document.iter(f"{{{W}}}p") if every(each, "commentRangeStart", "id")
    )

    assert words(paragraph).startswith("Second")
    assert words(comments) == "JP013: no DOI → add one"
    assert every(comments, "comment", "date") == ["1980-01-01T00:00:00Z"]
    assert every(comments, "comment", "author") == ["journalpress check"]
    assert every(comments, "comment", "id") == every(document, "commentReference", "id")
    assert docx_faults(data) == ()
    assert differences(edition, data) == []
    assert write_docx(edition, remarks=[remark]) == data


def test_a_remark_without_a_place_stands_at_the_title() -> None:
    """None is dropped."""
    data = write_docx(everything_edition(), remarks=[Remark("_jp_gone", "Something.")])
    paragraph = next(
        each for each in part(data).iter(f"{{{W}}}p") if every(each, "commentRangeStart", "id")
    )

    assert words(paragraph).startswith("Everything:")


def test_a_clean_copy_has_no_remarks_and_says_the_same() -> None:
    """And none is a part without any."""
    edition, remarks = everything_edition(), [Remark("_jp_title", "Something.")]
    clean = write_docx(edition, copy=ReviewCopy(apparatus=False), remarks=remarks)

    assert "word/comments.xml" not in names(clean)
    assert extract_docx(clean) == extract_docx(write_docx(edition, remarks=remarks))
