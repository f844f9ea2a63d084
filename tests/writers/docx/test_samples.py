"""The Word copies of the sample journal: what Word, another office and the post make of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from journalpress.inspect.docx import read_docx
from journalpress.inspect.docx_faults import docx_faults
from journalpress.writers.docx.baseline import baseline_in
from tests.copies import SLUGS, sample_copy
from tests.tools import libreoffice_convert, ooxml_errors
from tests.writers.docx.reading import every, part

HEAVIEST = 28_000
"""Bytes of a copy without its pictures: about two thirds are words, the baseline's included."""


@pytest.mark.tool
@pytest.mark.parametrize("slug", SLUGS)
def test_no_sample_has_a_fault_or_is_heavy(slug: str) -> None:
    """None of the rules that the validator does not know is broken."""
    data = sample_copy(slug)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = sum(
            each.compress_size for each in archive.infolist() if "/media/" in each.filename
        )

    assert docx_faults(data) == ()
    assert len(data) - pictures <= HEAVIEST


@pytest.mark.tool
@pytest.mark.parametrize("slug", SLUGS)
def test_the_validator_is_silent_and_a_save_elsewhere_loses_nothing(
    slug: str, tmp_path: Path
) -> None:
    """Every character, bookmark and the whole baseline come back from LibreOffice."""
    data = sample_copy(slug)
    path, saved = tmp_path / "copy.docx", tmp_path / "saved"
    path.write_bytes(data)
    after = libreoffice_convert(path, "docx:MS Word 2007 XML", saved).read_bytes()

    assert ooxml_errors(path) == ()
    before, back = (
        "".join("".join(each.text.split()) for each in read_docx(file).paragraphs)
        for file in (data, after)
    )
    assert back == before
    assert set(every(part(data), "bookmarkStart", "name")) <= set(
        every(part(after), "bookmarkStart", "name")
    )
    assert baseline_in(after) == baseline_in(data)
