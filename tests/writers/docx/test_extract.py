"""A review copy that was changed after it was written says so when it is read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from journalpress.errors import InputError, JournalPressError
from journalpress.reviewcopy import reference_bookmark
from journalpress.writers.docx import extract_docx, write_docx
from tests.editions import everything_edition
from tests.writers.docx.reading import changed, differences, replaced

FIRST, SECOND = reference_bookmark("a"), reference_bookmark("b")


@cache
def original() -> bytes:
    """The review copy of the sample that holds everything."""
    return write_docx(everything_edition())


def swapped(whole: bytes) -> bytes:
    """The bookmarks of two references change places."""
    first, second = f'w:name="{FIRST}"'.encode(), f'w:name="{SECOND}"'.encode()
    return whole.replace(first, b"\0").replace(second, first).replace(b"\0", second)


def unlinked(whole: bytes) -> bytes:
    """The first citation's number without its link."""
    link = re.search(rb'<w:hyperlink w:anchor="_jp_ref_[^>]*>(.*?)</w:hyperlink>', whole)
    assert link
    return whole.replace(link[0], link[1], 1)


def said(data: bytes) -> str:
    """The codes of all differences."""
    return " ".join(differences(everything_edition(), data))


def test_the_untouched_file_agrees() -> None:
    """Nothing is found in what was just written."""
    assert said(original()) == ""


def test_swapped_references_are_seen() -> None:
    """Each label prints as before, and each leads to the other source."""
    assert "JP203" in said(changed(original(), swapped))


def test_a_link_to_another_source_is_seen() -> None:
    """The number shown stays."""
    old, new = f'w:anchor="{FIRST}"', f'w:anchor="{SECOND}"'
    assert "JP203" in said(replaced(original(), old, new))


def test_a_list_that_counts_otherwise_is_seen() -> None:
    """The sources' own numbers come from Word's list."""
    data = changed(
        original(),
        lambda whole: re.sub(rb'(w:startOverride w:val=)"1"(?!.*startOverride)', rb'\1"2"', whole),
        "word/numbering.xml",
    )
    assert "JP203" in said(data)


def test_a_number_that_links_nowhere_is_seen() -> None:
    """The label reads as before and is no link."""
    assert "JP203" in said(changed(original(), unlinked))


def test_hidden_words_count_as_missing() -> None:
    """A paragraph in hidden text is not read by anybody."""
    data = replaced(
        original(),
        "<w:t>Drink water.",
        "<w:rPr><w:vanish/></w:rPr><w:t>Drink water.",
    )
    assert "JP201" in said(data)


def test_a_changed_disclaimer_is_seen() -> None:
    """It has a code of its own."""
    data = replaced(original(), "Ask your own doctor", "Ask nobody")
    assert "JP205" in said(data)


def test_a_footer_without_its_disclaimer_is_seen() -> None:
    """The line of every page is part of the proof."""
    footer = "word/footer2.xml"
    data = changed(
        original(), lambda whole: whole.replace(b"General information", b"Information"), footer
    )
    assert "JP206" in said(data)


def test_another_description_of_a_picture_is_seen() -> None:
    """A picture's words are its description."""
    assert "JP200" in said(replaced(original(), "A teal rectangle", "A red rectangle"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"PK",
        lambda _: b"no zip at all",
        lambda copy: copy[: len(copy) // 2],
    ],
    ids=["empty", "two bytes", "words", "torn"],
)
def test_what_is_no_word_file_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    """One of our own errors, never a traceback of a parser."""
    with pytest.raises(JournalPressError):
        extract_docx(spoil(original()))


def test_a_document_type_is_refused() -> None:
    """An entity of its own cuts the text off where it stands."""
    data = replaced(original(), "<w:document", '<!DOCTYPE w:document [<!ENTITY x "y">]><w:document')
    with pytest.raises(InputError, match="document type"):
        extract_docx(data)
