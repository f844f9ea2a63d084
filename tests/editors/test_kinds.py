"""Every kind of edit, made by LibreOffice, recorded and silent: what it writes."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from functools import cache

import pytest
from lxml import etree

from journalpress.inspect.docx import W
from tests.copies import SLUGS, sample_copy
from tests.editions import png
from tests.editors.kinds import KINDS, SLUG, Kind, case_of, picture_replaced
from tests.editors.libreoffice import edited
from tests.writers.docx.reading import names, part, words

pytestmark = pytest.mark.tool

RECORDS = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel",
    "tblPrChange", "trPrChange", "tcPrChange", "numberingChange",
)  # fmt: skip
"""The elements in which WordprocessingML records a change."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
both_ways = pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "silent"])


@cache
def returned(kind: Kind | None, *, tracked: bool, slug: str = SLUG) -> bytes:
    """The copy as it comes back from LibreOffice after edits of this kind, None for none."""
    edits = case_of(kind).edits if kind else ()
    return edited(sample_copy(slug, protect=False), *edits, tracked=tracked)


def records(data: bytes) -> set[str]:
    """The kinds of records in the file."""
    document = part(data)
    return {
        name
        for name in RECORDS
        for each in document.iter(f"{{{W}}}{name}")
        # LibreOffice puts the end of a comment into an insertion of a run without words.
        if name != "ins" or not len(each) or words(each)
    }


def said(data: bytes) -> str:
    """The words of the file, narrow spaces aside, where recorded deletions are gone."""
    document = part(data)
    for moved in list(document.iter(f"{{{W}}}moveFrom")):
        moved.clear()
    return words(document).replace("\u202f", "")


def fingerprint(data: bytes) -> str:
    """Of all that is said, how it looks, where it leads and what is shown."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            re.sub(rb'w:(rsid\w*|id|date)="[^"]*"', b"", archive.read(each))
            for each in sorted(archive.namelist())
            if each.startswith(("word/document", "word/media", "word/_rels", "word/comments"))
        ]
    return hashlib.sha256(b"".join(parts)).hexdigest()


@every_kind
@both_ways
def test_an_edit_is_made_and_recorded_or_not(kind: Kind, tracked: bool) -> None:
    """The words are as the person wants them, and the records are there only when asked for."""
    case = case_of(kind)
    data, untouched = returned(kind, tracked=tracked), returned(None, tracked=tracked)

    assert records(data) == (case.records if tracked else set())
    assert [each for each in case.now if each not in said(data)] == []
    assert [each for each in case.gone if each in said(data)] == []
    assert fingerprint(data) != fingerprint(untouched)
    if not tracked:
        before, after = (len(list(part(each).iter(f"{{{W}}}p"))) for each in (untouched, data))
        assert after - before == case.paragraphs


@every_kind
def test_a_comment_lies_in_the_file(kind: Kind) -> None:
    """Its words and its author are in the part of the comments."""
    notes = case_of(kind).notes
    data = returned(kind, tracked=True)
    if not notes:
        assert b"Dr Okafor" not in etree.tostring(part(data, "word/comments.xml"))
        return

    comments = part(data, "word/comments.xml")
    ours = [each for each in comments if each.get(f"{{{W}}}author") == "Dr Okafor"]

    assert [words(each) for each in ours] == [each.text for each in notes]


@both_ways
def test_another_picture_lies_in_the_file(tracked: bool) -> None:
    """The picture that was put in place of the old one is in the file, byte for byte."""
    data = returned(picture_replaced, tracked=tracked)
    pictures = [each for each in names(data) if each.startswith("word/media/")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [archive.read(each) for each in pictures] == [png().data]


@pytest.mark.parametrize("slug", SLUGS)
@both_ways
def test_a_save_without_an_edit_records_nothing(slug: str, tracked: bool) -> None:
    """LibreOffice itself records no change that nobody has made."""
    assert records(returned(None, tracked=tracked, slug=slug)) == set()
