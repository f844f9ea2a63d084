"""Pages → Imports: what is read, what is said, and that no word is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.limits import Limits
from journalpress.model import (
    CrossLink,
    Missing,
    Question,
    Section,
    every_block,
    every_prose,
    plain,
)
from journalpress.readers.imports import Import
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.pagetext import read_pagetext
from tests.readers.pagetext.dump import dump

PAGES = Path(__file__).parent.parent / "pages"
NAMES = sorted(file.stem for file in PAGES.glob("*.txt") if not file.stem.endswith(".expected"))


def read(name: str, answers: dict[str, str] | None = None) -> Import:
    """The import of one of the pages."""
    data = (PAGES / f"{name}.txt").read_bytes()
    return read_pagetext(data, file=f"{name}.txt", answers=answers)


def read_text(text: str, answers: dict[str, str] | None = None) -> Import:
    """The import of a page given as a string."""
    return read_pagetext(text.encode(), file="page.txt", answers=answers)


def codes(imported: Import) -> Counter[str]:
    """How often each code was reported."""
    return Counter(problem.code for problem in imported.problems)


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares with the text recorded beside a page; `pytest --accept` records it."""
    accept = bool(request.config.getoption("--accept"))

    def compare(name: str, text: str) -> None:
        file = PAGES / f"{name}.expected.txt"
        if accept:
            file.write_bytes(text.encode())
        assert file.exists(), f"{file.name} is not recorded: run pytest --accept and read it"
        assert text == file.read_bytes().decode()

    return compare


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_read_as_recorded(name: str, expected: Callable[[str, str], None]) -> None:
    """What is read from each page is what a person has read and found right."""
    expected(name, dump(read(name)))


def test_the_counts_of_a_page_with_every_trap() -> None:
    """A page in the shape of a clinic's articles gives the counts that were made by hand."""
    report = read("phages").report
    assert (report.categories, report.bylines, report.headings) == (1, 1, 11)
    assert (report.paragraphs, report.lists, report.list_items, report.questions) == (23, 1, 4, 5)
    assert (report.marks, report.certain, report.likely, report.ask) == (14, 4, 7, 3)
    assert list(report.citations.values()) == [2, 4, 5, 7]
    assert (report.references, report.cross_references) == (4, 4)
    assert (report.missing, report.disclaimers) == (1, 1)


def test_problems_say_everything_that_was_not_certain() -> None:
    """Each thing dropped, decided or asked is a Problem, and none is an error."""
    imported = read("phages")
    found = codes(imported)
    assert found["JP130"] == len(imported.dropped) == 3
    assert found["JP131"] == len(imported.decisions)
    assert (found["JP132"], found["JP020"], found["JP006"], found["JP008"]) == (3, 4, 1, 1)
    assert all(problem.severity != "error" for problem in imported.problems)


def test_every_leaf_has_its_line() -> None:
    """The spans name the line of every leaf, and the line holds the leaf's first words."""
    imported = read("phages")
    lines = (PAGES / "phages.txt").read_text(encoding="utf-8").split("\n")
    assert imported.article is not None
    for prose in every_prose(imported.article):
        key = prose.key if prose.key in imported.spans else f"front:{prose.key}"
        opening = plain(prose.inlines[:1]).strip()
        assert opening in lines[imported.spans[key] - 1]


def test_the_title_keeps_its_colon_and_gives_the_slug() -> None:
    """A colon splits no title; slug and id step aside for those that are taken."""
    data = (PAGES / "gout.txt").read_bytes()
    slug = "living-with-gout-food-flares-and-medicine"
    imported = read_pagetext(data, file="x", taken_slugs=[slug.upper()], taken_ids=[f"{slug}-2"])
    assert imported.article is not None
    assert plain(imported.article.title.inlines) == "Living With Gout: Food, Flares, and Medicine"
    assert (imported.article.slug, imported.article.id) == (f"{slug}-2", f"{slug}-2-2")


def test_questions_stand_in_their_section_with_their_answers() -> None:
    """A question may run into its answer or stand on its own line; both become questions."""
    article = read("gout").article
    assert article is not None
    asked = [
        section
        for section in every_block(article.body)
        if isinstance(section, Section) and section.role == "questions"
    ]
    assert len(asked) == 1
    assert [len(each.answer) for each in asked[0].blocks if isinstance(each, Question)] == [2, 1, 1]


def test_answers_make_the_next_import_silent() -> None:
    """With every question answered nothing is asked, and the draft is as the answers say."""
    first = read("phages")
    answers = {
        question.key: {"mark": "mark", "missing": "missing", "link": "wound-dressings"}[
            question.kind
        ]
        for question in first.open
    }
    second = read("phages", answers)
    assert second.open == ()
    assert codes(second).keys() <= {"JP130", "JP131", "JP008"}
    assert first.article is not None
    assert second.article is not None
    leaves = list(every_prose(second.article))
    slugs = [each.slug for leaf in leaves for each in leaf.inlines if isinstance(each, CrossLink)]
    assert slugs == ["wound-dressings"] * 4
    assert [leaf.key for leaf in leaves] == [leaf.key for leaf in every_prose(first.article)]


def test_a_mark_answered_as_a_number_stays_in_the_text() -> None:
    """The answer "number" gives the words of the page back, and one citation less."""
    first = read("phages")
    key = next(each.key for each in first.open if each.kind == "mark")
    second = read("phages", {key: "number"})
    assert second.report.marks == first.report.marks - 1
    assert second.article is not None
    shown = [plain(leaf.inlines) for leaf in every_prose(second.article)]
    assert any("in this cautious opening phase 2." in words for words in shown)


def test_an_answer_names_the_sources_of_an_ambiguous_mark() -> None:
    """With twelve sources "12" may be 1 and 2; the answer decides."""
    asked = next(each for each in read("gout").open if each.choices == ("12", "1,2", "number"))
    second = read("gout", {asked.key: "1, 2"})
    mark = next(each for each in second.marks if each.line == asked.line and each.written == "12")
    assert (mark.numbers, mark.cited) == ((1, 2), True)
    assert asked.key not in [each.key for each in second.open]


def test_an_answer_that_is_no_choice_leaves_the_question_open() -> None:
    """A slip of the pen is not taken for an answer."""
    first = read("gout")
    second = read("gout", {each.key: "perhaps!" for each in first.open})
    assert [each.key for each in second.open] == [each.key for each in first.open]


def test_an_answered_date_is_the_day_of_publication() -> None:
    """A slashed date is not read, but a person's answer is."""
    first = read("gout")
    key = next(each.key for each in first.open if each.kind == "date")
    second = read("gout", {key: "2026-07-06"})
    assert first.article is not None
    assert second.article is not None
    assert (first.article.published, second.article.published) == (None, date(2026, 7, 6))


def test_a_missing_table_may_be_waved_away() -> None:
    """The answer "nothing" takes the placeholder out of the draft."""
    first = read("phages")
    key = next(each.key for each in first.open if each.kind == "missing")
    article = read("phages", {key: "nothing"}).article
    assert article is not None
    assert not any(isinstance(block, Missing) for block in every_block(article.body))


def test_a_lone_short_line_may_be_the_category() -> None:
    """The answer "category" makes the next line the title."""
    page = "Eye Care\n\n3 May 2026\n\nWhen Eyes Feel Like Sand\n\nDry eyes burn by evening.\n"
    first = read_text(page)
    assert first.article is not None
    assert plain(first.article.title.inlines) == "Eye Care"
    key = next(each.key for each in first.open if each.kind == "title")
    second = read_text(page, {key: "category"}).article
    assert second is not None
    assert second.category == "Eye Care"
    assert plain(second.title.inlines) == "When Eyes Feel Like Sand"


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_make_no_difference(name: str) -> None:
    """A page saved on Windows, or on an old Mac, reads the same."""
    data = (PAGES / f"{name}.txt").read_bytes()
    for line_end in (b"\r\n", b"\r"):
        other = read_pagetext(data.replace(b"\n", line_end), file=f"{name}.txt")
        assert dump(other) == dump(read(name))


def test_what_cannot_be_an_article_is_refused_in_one_line() -> None:
    """Bytes that are no text, too many words and empty pages give one Problem and no article."""
    long = read_pagetext(b"word " * 20, file="x", limits=Limits(article_words=19))
    large = read_pagetext(b"word " * 20, file="x", limits=Limits(import_bytes=50))
    wide = read_pagetext(b"w" * 50, file="x", limits=Limits(article_bytes=49))
    for imported, code in (
        (read_pagetext(b"Eyes\n\n\xff", file="x"), "JP110"),
        (read_pagetext(b"Eyes\n\nDry\x07 eyes.", file="x"), "JP111"),
        (read_text(" \n\n"), "JP105"),
        (read_text("← Journal\n"), "JP105"),
        (long, "JP112"),
        (large, "JP112"),
        (wide, "JP112"),
    ):
        assert imported.article is None
        assert codes(imported) == {code: 1}


def test_a_list_without_marks_for_it_is_said() -> None:
    """A source that no mark names is reported with its line."""
    page = "Dry Eyes and Screens\n\n3 May 2026\n\nBlink often.\n\nSources\n\n1. Inventum A (2020)\n"
    found = [each for each in read_text(page).problems if each.code == "JP011"]
    assert [(each.line, each.severity) for each in found] == [(9, "warning")]


def test_marks_that_touch_are_one_citation() -> None:
    """Two labels side by side would print as one number, so they become one."""
    page = (
        "Dry Eyes and Screens\n\n3 May 2026\n\nScreens slow blinking.¹ ² ² Drops help 2 [1].\n\n"
        "Sources\n\n1. Inventum A (2020)\n2. Nemo B (2021)\n"
    )
    article = read_text(page).article
    assert article is not None
    cites = [each for leaf in every_prose(article) for each in leaf.inlines if each.kind == "cite"]
    keys = [[citation.key for citation in cite.citations] for cite in cites]
    assert keys == [["inventum2020", "nemo2021"], ["inventum2020"]]


def test_numbers_of_a_list_with_gaps_are_the_pages_own() -> None:
    """Marks name the numbers that the page prints, wherever the entry stands in the list."""
    page = (
        "Dry Eyes and Screens\n\n3 May 2026\n\nScreens slow blinking 7. Drops help 2.\n\n"
        "Sources\n\n2. Inventum A (2020)\n7. Nemo B (2021)\n"
    )
    imported = read_text(page)
    assert imported.numbers == {"inventum2020": 2, "nemo2021": 7}
    assert imported.report.citations == {"inventum2020": 1, "nemo2021": 1}
    assert any("numbers its sources 2, 7" in each.what for each in imported.decisions)


def test_what_stands_behind_the_sources_is_kept_and_said() -> None:
    """Unknown words below the list are a paragraph, not a source, not lost."""
    page = (
        "Dry Eyes and Screens\n\n3 May 2026\n\nScreens slow blinking 1.\n\nSources\n\n"
        "1. Inventum A (2020)\n\nThis page was made possible by the Friends of Invented Eyes.\n"
    )
    imported = read_text(page)
    assert imported.article is not None
    assert imported.report.references == 1
    last = list(every_prose(imported.article))[-1]
    assert plain(last.inlines).startswith("This page was made possible")
    assert any(each.line == 11 for each in imported.decisions)


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "  ",
                "•",
                "• a — b 2.",
                "\t◦ c",
                "- d",
                "1.",
                "2) e",
                "[3] f",
                "Sources",
                "Common questions",
                "Why so? Because 12.",
                "A short line",
                "a\tb\tc",
                "17 Jun 2026 · 3 min read",
                "← Back",
                "Not medical advice.",
                "The table below shows it.",
                "and it goes on in small letters until here [1] ² ^2^ 1,2, then (2).",
                "our guide to e\u00ad\u0301tudes and more",
            ]
        ),
    ),
    max_size=25,
)


@given(LINES)
def test_no_page_breaks_the_reader_or_loses_a_word(lines: list[str]) -> None:
    """Whatever the page: an Import comes back, and what was read holds every word of it."""
    imported = read_pagetext("\n".join(lines).encode("utf-8", "ignore"), file="page.txt")
    assert codes(imported)["JP125"] == 0
    if imported.article is None:
        assert any(problem.severity == "error" for problem in imported.problems)


def test_the_same_page_gives_the_same_import() -> None:
    """Nothing depends on the run."""
    assert read("salt") == read("salt")


def test_a_given_language_is_not_guessed() -> None:
    """The caller's language stands, and nothing is said about it."""
    data = (PAGES / "salt.txt").read_bytes()
    imported = read_pagetext(data, file="salt.txt", lang="en-IE")
    assert imported.article is not None
    assert imported.article.lang == "en-IE"
    guessed = read("salt")
    assert replace(imported.article, lang="en-GB") == guessed.article
    assert len(imported.decisions) == len(guessed.decisions) - 1


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_survives_being_written_as_house_markdown(name: str) -> None:
    """The Article keeps the model's conventions: what is written is read back the same."""
    article = read(name).article
    assert article is not None
    written = write_markdown(article).encode()
    assert read_markdown(written, file="x.md", slug=article.slug).article == article


@pytest.mark.parametrize("mark", [" [1]", " 1", "1", "¹", " [1, 2]"])
def test_a_short_sentence_with_its_mark_is_no_heading(mark: str) -> None:
    """A stop ends a text, also where the number of a source stands behind it."""
    text = (
        f"Gout\n\nGout comes and goes.{mark}\n\nWhat helps\n\nRest it.\n\nSources\n\n"
        "1. NHS, Gout (2024)\n2. NICE, Gout\n"
    )
    article = read_text(text).article
    assert article is not None
    heads = [each for each in article.body if isinstance(each, Section)]
    assert [plain(each.heading.inlines) for each in heads] == ["What helps"]
