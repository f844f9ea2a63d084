"""Which file is made of which article is decided before anything is made."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.plan import Job, Plan, plan_jobs
from journalpress.model import Citation, Cite
from journalpress.reviewcopy import ReviewCopy
from tests.journals import book, in_force, journal_of, judged_of, leaflet
from tests.trees import p, prose

ALL = ("pdf", "epub", "docx", "html", "text")
BROKEN = replace(leaflet("broken"), body=(p("x", Cite((Citation("nobody"),))),))
ARTICLES = (
    in_force("final"),
    leaflet("draft"),
    replace(in_force("gone"), status="withdrawn"),
    replace(in_force("late"), reviewed=None),
    BROKEN,
)


def plan(**given: object) -> Plan:
    """The plan for an article of each standing."""
    journal = journal_of(
        Path("nowhere"), *ARTICLES, collections=(book("all", "final", "draft", "late"),)
    )
    return plan_jobs(journal, judged_of(journal), **{"formats": ALL, **given})  # type: ignore[arg-type]


def paths(jobs: tuple[Job, ...]) -> set[str]:
    """Where the files would lie."""
    return {job.path for job in jobs}


def test_finals_books_and_word_copies_each_have_their_folder() -> None:
    """Word copies are made whatever the standing, unless the article has an error."""
    made = plan()

    assert paths(made.jobs) == {
        "pdf/final.pdf", "html/final.html", "text/final.txt", "epub/all.epub",
        "review/final.docx", "review/draft.docx", "review/gone.docx", "review/late.docx",
    }  # fmt: skip
    assert (made.skipped, made.withdrawn, made.refused, made.broken) == (
        ("draft", "broken"), ("gone",), ("late",), ("broken",),
    )  # fmt: skip


def test_a_book_tells_why_each_article_is_missing() -> None:
    """The reason to deal with first; a book of drafts leaves out only what has errors."""
    changed = in_force("changed")
    articles = (
        in_force("final"),
        leaflet("draft"),
        replace(leaflet("review"), status="in_review"),
        replace(in_force("gone"), status="withdrawn"),
        replace(in_force("past"), next_review=date(2026, 11, 30)),
        replace(changed, standfirst=prose("A new sentence.")),
        replace(in_force("nobody"), people=()),
        replace(in_force("broken"), body=BROKEN.body),
    )
    journal = journal_of(
        Path("nowhere"), *articles, collections=(book("all", *(each.slug for each in articles)),)
    )
    final, draft = (
        plan_jobs(journal, judged_of(journal), formats=("epub",), draft=draft).jobs[0].left_out
        for draft in (False, True)
    )

    assert [(each.title, each.reason) for each in final] == [
        ("About draft", "draft"), ("About review", "in_review"), ("About gone", "withdrawn"),
        ("About past", "past_date"), ("About changed", "changed"), ("About nobody", "incomplete"),
        ("About broken", "errors"),
    ]  # fmt: skip
    assert [(each.title, each.reason) for each in draft] == [("About broken", "errors")]


def test_only_the_word_copy_of_a_final_is_without_stamp() -> None:
    """A copy of anything else says DRAFT."""
    stamped = {job.path: job.draft for job in plan(formats=("docx",)).jobs}

    assert stamped == {
        "review/final.docx": False, "review/draft.docx": True, "review/gone.docx": True,
        "review/late.docx": True,
    }  # fmt: skip


def test_word_copies_alone_refuse_nothing() -> None:
    """Asked for alone they end with 0: the right to be out is not their business."""
    made = plan(formats=("docx",), slugs=("late",))

    assert (made.refused, made.broken, len(made.jobs)) == ((), (), 1)


def test_named_articles_make_an_e_book_each() -> None:
    """OUT/epub/<slug>.epub, no collection."""
    assert paths(plan(formats=("epub",), slugs=("final",)).jobs) == {"epub/final.epub"}


def test_drafts_are_of_everything_without_error() -> None:
    """The book, too, holds what is no final; nothing is left out of it."""
    made = plan(draft=True, formats=("text", "epub"))

    assert paths(made.jobs) == {
        "draft/text/final.txt", "draft/text/draft.txt", "draft/text/gone.txt",
        "draft/text/late.txt", "draft/epub/all.epub",
    }  # fmt: skip
    assert all(job.draft and job.kind == "draft" for job in made.jobs)
    assert made.jobs[-1].slugs == ("final", "draft", "late")
    assert made.broken == ("broken",)


@pytest.mark.parametrize(
    ("slugs", "empty", "emptied"),
    [(("draft",), ("x",), ()), (("late",), (), ("x",)), (("draft", "late"), (), ("x",))],
)
def test_a_book_without_chapters_is_empty_or_was_emptied(
    slugs: tuple[str, ...], empty: tuple[str, ...], emptied: tuple[str, ...]
) -> None:
    """Emptied by a refusal is something to act on; drafts alone are not."""
    journal = journal_of(Path("nowhere"), *ARTICLES, collections=(book("x", *slugs),))

    made = plan_jobs(journal, judged_of(journal), formats=("epub",))

    assert (made.empty, made.emptied) == (empty, emptied)


def test_a_collection_limits_every_format() -> None:
    """--collection chooses articles for the leaflets too."""
    journal = journal_of(
        Path("nowhere"), in_force("a"), in_force("b"), collections=(book("x", "a"), book("y", "b"))
    )

    made = plan_jobs(journal, judged_of(journal), formats=("text", "epub"), collections=("y",))

    assert paths(made.jobs) == {"text/b.txt", "epub/y.epub"}


def test_a_word_copy_for_each_reviewer(tmp_path: Path) -> None:
    """One file each, named after the reviewer; no other is made."""
    names = ("Dr Okafor", "Zoë O'Neill-Smith", "سالم")
    journal = journal_of(tmp_path, in_force("final"))
    made = plan_jobs(
        journal,
        judged_of(journal),
        formats=("docx", "text"),
        copies=tuple(ReviewCopy(each) for each in names),
    )
    copies = [job for job in made.jobs if job.format == "docx"]

    assert [job.path for job in copies][:2] == [
        "review/final.dr-okafor.docx", "review/final.zoe-o-neill-smith.docx",
    ]  # fmt: skip
    assert re.fullmatch(r"review/final\.reviewer-[0-9a-f]{8}\.docx", copies[2].path)
    assert [job.copy.recipient for job in copies if job.copy] == list(names)
    assert len(made.jobs) == 4
