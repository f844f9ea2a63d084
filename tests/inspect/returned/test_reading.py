"""A copy that nobody edited says what its baseline says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Cell, Returned
from journalpress.passage import LINE, Passage
from journalpress.reviewcopy import NAMESPACE, ReviewCopy, reference_bookmark
from journalpress.writers.docx import write_docx
from journalpress.writers.docx.baseline import PART, baseline_in
from tests.copies import SLUGS, everything_copy, sample_copy
from tests.editions import edition_of, everything_edition
from tests.inspect.returned.wordml import p, part_of, r, word_file, words, zipped
from tests.tools import libreoffice_convert
from tests.trees import article, br
from tests.trees import p as paragraph
from tests.writers.docx.reading import changed, names, part
from tests.writers.docx.reading import words as said_in


def told(returned: Returned) -> list[tuple[str, str, int, Passage]]:
    """What each paragraph of the accepted view says, by its key, citations by their sources."""
    assert returned.baseline is not None
    keys = {
        reference_bookmark(each.key): each.key
        for each in returned.baseline.blocks
        if each.kind == "reference"
    }
    return [
        (
            keys.get(each.names[0], each.names[0]),
            each.kind,
            each.level,
            tuple(
                replace(atom, cites=tuple(keys[name] for name in atom.cites))
                for atom in each.passage
            ),
        )
        for each in returned.accepted
    ]


def says_its_baseline(data: bytes) -> Returned:
    """Checks that a copy says its baseline and nothing else, and gives what it says."""
    returned = read_returned(data)
    baseline = returned.baseline

    assert baseline is not None
    assert returned.accepted == returned.rejected
    assert told(returned) == [
        (each.key, each.kind, each.level, each.passage) for each in baseline.blocks
    ]
    assert returned.review == baseline.review
    assert (returned.hands, returned.filled, returned.notices) == ((), (), ())
    return returned


@pytest.mark.tool
@pytest.mark.parametrize("slug", SLUGS)
def test_an_unedited_sample_says_its_baseline(slug: str) -> None:
    """Block for block in order, with looks, links, levels and citations; nothing is filled in."""
    returned = says_its_baseline(sample_copy(slug))

    assert {each.hand.author for each in returned.comments} <= {"journalpress check"}


@pytest.mark.tool
@pytest.mark.parametrize("slug", SLUGS)
def test_a_save_in_another_office_changes_nothing(slug: str, tmp_path: Path) -> None:
    """LibreOffice renames styles, cuts runs, moves page breaks: none of it is an edit."""
    path = tmp_path / "copy.docx"
    path.write_bytes(sample_copy(slug))
    saved = libreoffice_convert(path, "docx:MS Word 2007 XML", tmp_path / "saved")

    says_its_baseline(saved.read_bytes())


def test_every_kind_of_block_is_read_as_it_left() -> None:
    """Lists in lists, boxes, tables, pictures, questions, a clean copy too."""
    edition = everything_edition()
    says_its_baseline(write_docx(edition))
    says_its_baseline(write_docx(edition, copy=ReviewCopy("Dr Okafor")))
    says_its_baseline(write_docx(edition, copy=ReviewCopy(apparatus=False)))


def test_pictures_are_known_by_their_bytes() -> None:
    """The digest is the one that stands in the baseline."""
    data = everything_copy()
    pictures = {each.names[0]: each.pictures for each in read_returned(data).accepted}

    for block in baseline_in(data).blocks:
        expected = (block.digest,) if block.kind == "picture" else ()
        assert pictures.get(block.key, ()) == expected


def test_cells_know_their_place() -> None:
    """Tables count from 1, the header is row 0, and only cells have a place."""
    places = {
        each.names[0].partition("_")[2]: each.cell
        for each in read_returned(everything_copy()).accepted
        if each.cell
    }

    assert places["0_2"] == Cell(1, 0, 2)
    assert places["2_1"] == Cell(1, 2, 1)
    assert len(places) == 9


def test_a_line_break_is_an_atom() -> None:
    """So that it can be told from a space and from a new paragraph."""
    returned = read_returned(write_docx(edition_of(article(paragraph("one", br(), "two")))))

    assert f"one{LINE}two" in words(returned.accepted)


def test_the_baseline_is_found_wherever_it_lies() -> None:
    """Offices number the parts anew; the namespace tells which it is."""
    data = everything_copy()
    members = {name: part_of(data, name) for name in names(data)}
    members["customXml/item7.xml"] = members.pop(PART)

    assert read_returned(zipped(members)).baseline == baseline_in(data)


def test_a_lost_baseline_leaves_the_id_of_the_review() -> None:
    """With it the journal's own copy of the baseline is found."""
    data = everything_copy()
    members = {name: part_of(data, name) for name in names(data) if "customXml" not in name}
    returned = read_returned(zipped(members))

    assert returned.baseline is None
    assert returned.review == baseline_in(data).review
    assert len(returned.accepted) == len(baseline_in(data).blocks)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'schema="1"', b'schema="2"'), (b"</jp:review>", b""), (b' key="', b' other="')],
)
def test_a_damaged_baseline_is_told_and_not_believed(old: bytes, new: bytes) -> None:
    """The text is read all the same."""
    data = everything_copy()
    returned = read_returned(changed(data, lambda whole: whole.replace(old, new), PART))

    assert returned.baseline is None
    assert "baseline" in "".join(returned.notices)
    assert returned.accepted


def test_a_file_that_never_came_from_here_is_read() -> None:
    """It has no baseline and no review; whoever asks can say so."""
    returned = read_returned(word_file(p(r("Hello"))))

    assert returned.baseline is None
    assert returned.review == ""
    assert words(returned.accepted) == ["Hello"]


def test_empty_paragraphs_without_a_name_are_dropped() -> None:
    """Offices add them; one with a name was emptied and stays."""
    returned = read_returned(
        word_file(p(), p(r(" ")), p(name="pabc"), p(r("Words")), p(style="JPAfterTable"))
    )

    assert [each.names for each in returned.accepted] == [("pabc",), ()]
    assert [each.physical for each in returned.accepted] == [(2,), (3,)]


def test_a_namespace_in_a_foreign_part_is_no_baseline() -> None:
    """A part that only mentions ours is passed over."""
    data = everything_copy()
    members = {name: part_of(data, name) for name in names(data)}
    members["customXml/item0.xml"] = f"<other about='{NAMESPACE}'/>".encode()

    assert read_returned(zipped(members)).baseline == baseline_in(data)


def test_what_stands_in_the_margins_is_no_part_of_the_text() -> None:
    """Header and footer are the program's."""
    data = everything_copy()
    (footer,) = (each for each in names(data) if each.startswith("word/footer"))
    said = said_in(part(data, footer))

    assert said
    assert said not in words(read_returned(data).accepted)
