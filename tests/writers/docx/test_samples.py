"""The Word copies of the sample journal: what Word, another office and the post make of them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from journalpress.batch.job import make_job_edition
from journalpress.batch.plan import Job, plan_jobs
from journalpress.batch.remarks import remarks_of
from journalpress.inspect.docx import read_docx
from journalpress.inspect.docx_faults import docx_faults
from journalpress.journal import load_journal
from journalpress.reviewcopy import ReviewCopy
from journalpress.standing import judge_journal
from journalpress.writers.docx import write_docx
from journalpress.writers.docx.baseline import baseline_in
from tests.journals import AS_OF
from tests.tools import REPOSITORY, libreoffice_convert, ooxml_errors
from tests.writers.docx.reading import every, part

JOURNAL = REPOSITORY / "samples" / "journal"
SLUGS = sorted(path.stem for path in (JOURNAL / "articles").glob("*.md"))
COPY = ReviewCopy("Dr Okafor")
HEAVIEST = 28_000
"""Bytes of a copy without its pictures: about two thirds are words, the baseline's included."""


@cache
def sample(slug: str) -> bytes:
    """The copy of this article for a named reviewer, with its remarks."""
    journal = load_journal(JOURNAL)
    judged = judge_journal(journal, AS_OF)
    (job,) = plan_jobs(journal, judged, formats=("docx",), slugs=(slug,), copies=(COPY,)).jobs
    assert isinstance(job, Job)
    edition = make_job_edition(job, journal, judged)
    return write_docx(edition, copy=COPY, remarks=remarks_of(judged[slug]))


@pytest.mark.parametrize("slug", SLUGS)
def test_no_sample_has_a_fault_or_is_heavy(slug: str) -> None:
    """None of the rules that the validator does not know is broken."""
    data = sample(slug)
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
    data = sample(slug)
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
