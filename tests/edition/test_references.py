"""The printed words of a reference."""

from typing import Any

import pytest

from journalpress.edition.references import reference_text
from journalpress.edition.types import Jump
from journalpress.edition.wording import wording_for
from journalpress.model import Link, Name, Source, Text


def printed(source: Source, lang: str = "en") -> str:
    """The words of a reference in one string."""
    words: list[str] = []
    for inline in reference_text(source, wording_for(lang)):
        match inline:
            case Text(text):
                words.append(text)
            case Link(_, runs) | Jump(_, runs):
                words.extend(run.text for run in runs)
            case _:
                raise AssertionError(inline)
    return "".join(words)


def journal_article(**fields: Any) -> Source:
    """An article with authors, a container and a year."""
    return Source(
        "a",
        type="article-journal",
        authors=(Name("Invented", "Anna-Maria B."), Name("van Example", "C.")),
        title="A study",
        container="Journal of Examples",
        issued="2024",
        **fields,
    )


SEVEN = tuple(Name(f"Name{number}", "A.") for number in range(1, 8))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            journal_article(volume="12", issue="3", page="45-9"),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024;12(3):45-9.",
        ),
        (
            journal_article(),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024.",
        ),
        (
            journal_article(doi="10.5555/1", pmid="42"),
            "Invented AMB, van Example C. A study. Journal of Examples. 2024."
            " doi:10.5555/1 PMID: 42",
        ),
        (
            Source("a", type="webpage", title="Is it a page?", url="https://a.example/"),
            "Is it a page? Available from: https://a.example/",
        ),
        (
            Source("a", type="book", authors=(Name(literal="A Group"),), title="A book",
                   edition="3", publisher="A Press", place="London", issued="2020"),
            "A Group. A book. 3rd ed. London: A Press; 2020.",
        ),
        (
            Source("a", type="chapter", authors=(Name("One", "A"),), title="A part",
                   editors=(Name("Two", "B"),), container="A whole", page="1-9", issued="2020"),
            "One A. A part. In: Two B, editors. A whole. 2020. p. 1-9.",
        ),
        (
            Source("a", type="report", authors=SEVEN, title="A report", number="NG1"),
            "Name1 A, Name2 A, Name3 A, Name4 A, Name5 A, Name6 A, et al. A report. NG1.",
        ),
        (Source("a", raw="As the page had it — no stop"), "As the page had it — no stop"),
        (Source("a", type="webpage", title="T", issued="2024-02-17"), "T. 17 Feb 2024."),
    ],
)  # fmt: skip
def test_a_reference_prints_in_vancouver_style(source: Source, words: str) -> None:
    """After the National Library of Medicine's samples; thin entries print as they are."""
    assert printed(source) == words


def test_an_address_is_a_link() -> None:
    """A DOI leads to its resolver and prints without it."""
    inlines = reference_text(journal_article(doi="10.5555/1"), wording_for("en"))

    assert Link("https://doi.org/10.5555/1", (Text("10.5555/1"),)) in inlines


def test_a_reference_speaks_the_article_s_language() -> None:
    """Month, "available from" and "cited" come from the catalogue."""
    page = Source("a", type="webpage", title="Une page", url="https://a.example/",
                  accessed="2026-01-02")  # fmt: skip

    assert printed(page, "fr") == (
        "Une page. [consulté le 2 janv. 2026]. Disponible à l’adresse : https://a.example/"
    )
