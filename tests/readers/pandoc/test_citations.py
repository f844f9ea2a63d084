"""Citations by key in the many forms that pandoc has for them."""

import pytest

from journalpress.readers.pandoc.citations import Cited, read_cluster, split_locator
from tests.readers.pandoc.drafts import SMITH, article_of, asked, decided, draft, house


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("So [@smith].", "So[@smith]."),
        ("So [@smith; @doe99].", "So[@smith; @doe99]."),
        ("So [@{smith}; -@doe99].", "So[@smith; @doe99]."),
        ("So [@smith, p. 3].", "So[@smith, p. 3]."),
        ("So [@smith, pp. 33-35, 38].", "So[@smith, pp. 33-35, 38]."),
        ("So [@smith ch. 2; @doe99, iv].", "So ([@smith, ch. 2; @doe99], iv)."),
        ("So [@smith{ch. 3}].", "So[@smith, ch. 3]."),
        ("So [@smith, 12].", "So[@smith, 12]."),
        ("So [see @smith, p. 3].", "So (see [@smith, p. 3])."),
        ("So [@smith, p. 3, and *more*].", "So ([@smith, p. 3], and *more*)."),
        ("So [see @smith; also @doe99, fig. 2].", "So (see [@smith]; also [@doe99, fig. 2])."),
        ("So [@smith, A&amp;B; @doe99].", "So ([@smith], A&B; [@doe99])."),
        ("So [@smith, *ff*; @doe99].", "So ([@smith], *ff*; [@doe99])."),
        ("As Smith [-@smith] says", "As Smith[@smith] says"),
        ("As -@smith says", "As[@smith] says"),
        ("@smith [p. 3] says", "[@smith, p. 3] says"),
        ("It helps. @smith says so.", "It helps. [@smith] says so."),
        ("So.^[@smith; @doe99]", "So.[@smith; @doe99]"),
        ("So.[^1]\n\n[^1]: @smith, @doe99.", "So.[@smith; @doe99]"),
        ("**Bold [@smith]**", "**Bold**[@smith]"),
        ("Mail a@smith, b\\@smith.", "Mail a@smith, b@smith."),
    ],
)
def test_a_cluster_becomes_a_citation(written: str, read: str) -> None:
    """Keys and locators are kept, words before and behind a source print in brackets."""
    assert house(written, SMITH) == read


def test_a_key_in_a_sentence_is_decided() -> None:
    """The names that it stands for cannot be invented; a person is told."""
    found = draft("@smith says so.", SMITH)

    assert "“@smith” stands for the authors' names" in decided(found)


def test_a_key_without_names_is_not() -> None:
    """Neither a suppressed author nor a footnote leaves a gap in its sentence."""
    assert "stands for" not in decided(draft("Smith -@smith. Or.^[@smith]", SMITH))


def test_an_unknown_key_is_asked_about() -> None:
    """It stays as it is typed, alone or beside one that is known."""
    found = draft("One [@nobody]. Two [@smith; @nobody].", SMITH)

    assert asked(found) == ["One [@nobody]. Two ", "[@smith; @nobody]"]
    assert "\\[\\@nobody\\]" in house("One [@nobody].", SMITH)


def test_a_handle_is_no_citation() -> None:
    """A name behind @ that no source has is a word."""
    found = draft("Follow @clinic or write to a.b@clinic.example.", SMITH)

    assert asked(found) == []
    assert article_of(found).sources


def test_numbers_in_a_file_that_cites_by_key_are_numbers() -> None:
    """A raised 2 there is a square."""
    assert house("30 kg/m^2^ [@smith] or [1].", SMITH) == "30 kg/m<sup>2</sup>[@smith] or \\[1\\]."


@pytest.mark.parametrize(
    ("behind", "locator", "suffix"),
    [
        ("", "", ""),
        (", p. 3", "p. 3", ""),
        (", pp. 3–5, 9", "pp. 3–5, 9", ""),
        (" chapter 4", "chapter 4", ""),
        (", sec. 2.1, in part", "sec. 2.1", ", in part"),
        (", §§ 3-4", "§§ 3-4", ""),
        (", and others", "", ", and others"),
        (" {pp. iv, vi-xi}, with", "pp. iv, vi-xi", ", with"),
        (", 99 years later", "99", "years later"),
    ],
)
def test_locators_are_told_from_words(behind: str, locator: str, suffix: str) -> None:
    """As pandoc's manual has them: a label and a number, a number, or braces."""
    assert split_locator(behind) == (locator, suffix)


def test_semicolons_part_sources_only_outside_brackets() -> None:
    """A part without a key is words."""
    assert read_cluster("see (a; b) @smith; and so; @doe99") == (
        Cited("see (a; b)", "smith"),
        Cited("and so", ""),
        Cited("", "doe99"),
    )


def test_sources_may_stand_behind_the_text() -> None:
    """pandoc reads fields wherever they stand; a rule across the page is none of them."""
    fields = "---\nreferences:\n- id: roe\n  type: book\n  title: Sleep\n...\n"
    assert house(f"So [@roe].\n\n{fields}") == "So[@roe]."
    assert house(f"So [@roe].\n\n{fields}\nMore [@roe].") == "So[@roe].\n\nMore[@roe]."
    ruled = draft("One.\n\n---\nWarning: stop at once.\n\n---\n\nTwo.\n")
    assert "Warning: stop at once." in str(ruled.article)
