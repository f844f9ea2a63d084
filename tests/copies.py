"""One line makes a Word copy of a sample article: `sample_copy("lupus")`."""

from __future__ import annotations

from functools import cache

from journalpress.batch.job import make_job_edition
from journalpress.batch.plan import Job, plan_jobs
from journalpress.batch.remarks import remarks_of
from journalpress.journal import load_journal
from journalpress.journal.load import Journal
from journalpress.model import Article
from journalpress.reviewcopy import ReviewCopy
from journalpress.standing import judge_journal
from journalpress.writers.docx import write_docx
from tests.editions import everything_edition
from tests.journals import AS_OF
from tests.tools import REPOSITORY

ORDINARY = ReviewCopy()
JOURNAL = REPOSITORY / "samples" / "journal"
SLUGS = sorted(path.stem for path in (JOURNAL / "articles").glob("*.md"))


@cache
def sample_journal() -> Journal:
    """The sample journal."""
    return load_journal(JOURNAL)


def sample_article(slug: str) -> Article:
    """An article of the sample journal."""
    article = sample_journal().entries[slug].article
    assert article is not None
    return article


@cache
def sample_copy(slug: str, *, protect: bool = True) -> bytes:
    """The copy of this article for a named reviewer, with its remarks."""
    journal = sample_journal()
    judged = judge_journal(journal, AS_OF)
    copy = ReviewCopy("Dr Okafor", protect=protect)
    (job,) = plan_jobs(journal, judged, formats=("docx",), slugs=(slug,), copies=(copy,)).jobs
    assert isinstance(job, Job)
    edition = make_job_edition(job, journal, judged)
    return write_docx(edition, copy=copy, remarks=remarks_of(judged[slug]))


@cache
def everything_copy(copy: ReviewCopy = ORDINARY) -> bytes:
    """The copy of the article that holds every kind of block."""
    return write_docx(everything_edition(), copy=copy)
