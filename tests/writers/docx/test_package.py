"""The package around the text: properties, settings, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.edition.types import Edition
from journalpress.inspect.docx import Words, paragraph_pieces
from journalpress.inspect.docx_faults import docx_faults
from journalpress.reviewcopy import ReviewCopy
from journalpress.writers.docx import write_docx
from tests.editions import edition_of, everything_edition
from tests.tools import REPOSITORY, libreoffice_convert, libreoffice_text, ooxml_errors
from tests.trees import article, cite, ol, p
from tests.writers.docx.reading import differences, every, names, part, words

BUILD = (
    "import hashlib; from journalpress.writers.docx import write_docx;"
    "from tests.editions import everything_edition;"
    "print(hashlib.sha256(write_docx(everything_edition())).hexdigest())"
)


def arabic() -> Edition:
    """A short Arabic article with a citation."""
    return edition_of(
        article(p("علاج CAR-T ", cite("a", "b", "c"), "."), ol("أ"), lang="ar", title="عنوان")
    )


@pytest.mark.tool
def test_the_same_edition_gives_the_same_bytes_anywhere() -> None:
    """Another time zone, another hash seed, another day: the same file."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            cwd=REPOSITORY,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2"))
    }

    assert len(digests) == 1


def test_properties_come_from_the_edition() -> None:
    """No name, date or word of python-docx's own template is left."""
    core = part(write_docx(everything_edition(draft=False)), "docProps/core.xml")
    said = {child.tag.rpartition("}")[2]: child.text for child in core}

    assert said["title"] == "Everything"
    assert said["creator"] == "Dr A. Invented"
    assert said["lastModifiedBy"] == "Larkfield Clinic"
    assert said["language"] == "en-GB"
    assert said["version"] == "2"
    assert said["contentStatus"] == "Approved"
    assert said["category"] == "Immune health"
    assert said["created"] == said["modified"] == "2026-06-20T00:00:00Z"
    assert str(said["identifier"]).startswith("everything@")


def test_an_article_without_dates_is_as_old_as_a_zip_can_say() -> None:
    """Never today."""
    core = part(write_docx(edition_of(article(p("Words")))), "docProps/core.xml")

    assert date(1980, 1, 1).isoformat() in "".join(map(str, core.itertext()))


def test_a_title_longer_than_a_property_is_cut_there_only() -> None:
    """Word's properties hold 255 characters."""
    edition = replace(edition_of(article(p("Words"))), title="long " * 100)
    core = part(write_docx(edition), "docProps/core.xml")

    assert max(len(child.text or "") for child in core) == 255


def test_changes_are_tracked_and_enforced_unless_told_otherwise() -> None:
    """The order of settings is the schema's."""
    edition = edition_of(article(p("Words")))
    settings = part(write_docx(edition), "word/settings.xml")
    tags = [child.tag.rpartition("}")[2] for child in settings]

    assert tags[:3] == ["zoom", "trackRevisions", "documentProtection"]
    assert every(settings, "documentProtection", "edit") == ["trackedChanges"]
    assert every(settings, "documentProtection", "enforcement") == ["1"]
    assert every(settings, "zoom", "percent") == ["110"]

    free = part(write_docx(edition, copy=ReviewCopy(protect=False)), "word/settings.xml")
    assert every(free, "documentProtection", "edit") == []
    assert len(list(free.iter("{*}trackRevisions"))) == 1


def test_the_language_is_the_editions() -> None:
    """In the defaults of all styles; a right-to-left one for complex scripts too."""
    english = part(write_docx(edition_of(article(p("x"), lang="en-IE"))), "word/styles.xml")
    arab = part(write_docx(arabic()), "word/styles.xml")

    assert every(english, "lang") == ["en-IE"]
    assert every(arab, "lang") == every(arab, "lang", "bidi") == ["ar"]


def test_lines_are_numbered_through_the_file() -> None:
    """A reviewer says “line 12”."""
    document = part(write_docx(edition_of(article(p("Words")))))

    assert every(document, "lnNumType", "restart") == ["continuous"]


def test_the_margin_has_room_for_a_pen_on_the_side_where_lines_end() -> None:
    """60 mm: at the right of English, at the left of Arabic."""
    english, arab = (part(write_docx(each)) for each in (edition_of(article(p("Words"))), arabic()))

    assert every(english, "pgMar", "right") == every(arab, "pgMar", "left") == ["3402"]


def test_every_page_says_which_text_it_is() -> None:
    """The article's id, its version, and the beginning of its digest."""
    edition = everything_edition(draft=False)
    identity = edition.chapters[0].identity
    foot = words(part(write_docx(edition), "word/footer2.xml"))

    assert f"everything · Digest of the text: {identity.digest[:16]}" in foot
    assert "Version: 2" in foot


def test_the_page_counts_itself() -> None:
    """PAGE and NUMPAGES are fields, with a result until Word has counted."""
    footer = part(write_docx(edition_of(article(p("Words")))), "word/footer2.xml")
    codes = [each.text for each in footer.iter("{*}instrText")]

    assert codes == [" PAGE ", " NUMPAGES "]


def test_no_stray_parts() -> None:
    """What python-docx's own template would bring is not there."""
    data = write_docx(edition_of(article(p("Words"))))

    assert names(data) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "customXml/_rels/item1.xml.rels",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert len(data) < 25_000


@pytest.mark.tool
@pytest.mark.parametrize("edition", [everything_edition(), arabic()], ids=["everything", "arabic"])
def test_the_open_xml_sdk_finds_nothing_and_libreoffice_loses_nothing(
    edition: Edition, tmp_path: Path
) -> None:
    """Microsoft's own validator is silent, and another office shows every character."""
    data = write_docx(edition)
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    document = part(data)

    assert ooxml_errors(path) == ()
    assert docx_faults(data) == ()
    shown = "".join(libreoffice_text(path).split())
    for paragraph in document.iter("{*}p"):
        pieces = [each.text for each in paragraph_pieces(paragraph) if isinstance(each, Words)]
        assert "".join("".join(pieces).split()) in shown


@pytest.mark.tool
def test_a_save_in_libreoffice_changes_no_word_number_target_or_bookmark(tmp_path: Path) -> None:
    """Only the pages are counted now; a reviewer may work in another office than Word."""
    edition = everything_edition()
    path, saved = tmp_path / "copy.docx", tmp_path / "saved"
    path.write_bytes(write_docx(edition))
    after = libreoffice_convert(path, "docx:MS Word 2007 XML", saved).read_bytes()
    before = part(path.read_bytes())

    assert [each for each in differences(edition, after) if "lacks “Page" not in each] == []
    for tag, attribute in (("bookmarkStart", "name"), ("hyperlink", "anchor")):
        # It writes the bookmark of an empty cell twice.
        assert set(every(part(after), tag, attribute)) == set(every(before, tag, attribute))
