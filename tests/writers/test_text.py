"""Plain text: the shortest writer, and a golden to read."""

from collections.abc import Callable

import pytest

from journalpress.edition.reading import expectation
from journalpress.verify import Means, compare
from journalpress.writers.text import extract_text, write_text
from tests.editions import collection, edition_of, everything_edition, png
from tests.trees import article, cite, figure, p, table

TEXT = Means(paged=False, spaced=True, linked=False, returns=False)


def test_everything_reads_like_this(golden: Callable[[str, str], None]) -> None:
    """The golden text holds every kind of block once."""
    golden("writers/everything.text.txt", write_text(everything_edition(draft=False)).decode())


@pytest.mark.parametrize(
    "words",
    [
        "[4] is typed here",
        "see [12] there",
        "1. no item",
        "• no bullet",
        "| no cell |",
        "===",
        "---",
        "[a picture?]",
        "[1–3",
        "a\u2060b [\u20604] | \u2060| \u2060",
    ],
)
def test_words_that_look_like_a_sign_stay_words(words: str) -> None:
    """A paragraph is never read back as a mark, an item, a cell, a heading or a picture."""
    edition = edition_of(article(p(words), table((words,), (words,)), p("Cited", cite("a"))))

    assert compare(expectation(edition), extract_text(write_text(edition)), TEXT) == ()


def test_a_description_with_brackets_stays_whole() -> None:
    """A picture's words may hold brackets and numbers."""
    edition = edition_of(article(figure("x.png", "1] odd [2] words")), media={"x.png": png()})

    assert compare(expectation(edition), extract_text(write_text(edition)), TEXT) == ()


def test_chapters_of_a_book_follow_one_another() -> None:
    """A form feed stands between them."""
    book = collection(*(article(p("Words", cite("a")), slug=slug) for slug in ("one", "two")))
    data = write_text(book)

    assert data.count(b"\f") == 1
    assert compare(expectation(book), extract_text(data), TEXT) == ()
