"""The same page, laid out by other programs, is the same article."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.readers.pagetext import read_pagetext
from journalpress.readers.pagetext.lines import fold_spaces, read_lines

PAGE = (Path(__file__).parent.parent / "pages" / "phages.txt").read_text(encoding="utf-8")


def wrapped(width: int) -> Callable[[str], str]:
    """Breaks every line of a page at a width, hyphens included, items set in below their bullet."""

    def wrap(page: str) -> str:
        return "\n".join(
            textwrap.fill(line, width, subsequent_indent="    " if line.startswith("  ") else "")
            for line in page.split("\n")
        )

    return wrap


LAYOUTS: dict[str, Callable[[str], str]] = {
    "no empty lines": lambda page: page.replace("\n\n", "\n"),
    "an empty line everywhere": lambda page: page.replace("\n", "\n\n"),
    "spaces at the ends of lines": lambda page: page.replace("\n", " \t\n"),
    "a byte order mark": lambda page: "\ufeff" + page,
    "line separators": lambda page: page.replace("\n", "\u2028"),
    "form feeds": lambda page: page.replace("\n\n", "\n\f\n"),
    "two spaces after each full stop": lambda page: page.replace(". ", ".  "),
    "bullets with a tab": lambda page: page.replace("  • ", "\t•\t"),
    "bullets on lines of their own": lambda page: page.replace("  • ", "•\n"),
    "hyphens as bullets": lambda page: page.replace("  • ", "- "),
    "soft hyphens": lambda page: page.replace("antibiotic", "anti\u00adbiotic"),
    "numbers in brackets": lambda page: page.replace("  1. ", "[1] ").replace("  2. ", "[2] "),
    "lines of 62 characters": wrapped(62),
    "lines of 80 characters": wrapped(80),
    "lines of 99 characters": wrapped(99),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_of_a_page_makes_no_difference(layout: str) -> None:
    """Line ends, bullets, wrapping and invisible characters are not what an article says."""
    page = LAYOUTS[layout](PAGE)
    assert page != PAGE
    imported = read_pagetext(page.encode(), file="page.txt")
    assert imported.article == read_pagetext(PAGE.encode(), file="page.txt").article
    assert all(problem.code != "JP125" for problem in imported.problems)


def test_a_no_break_space_between_words_is_kept() -> None:
    """White space is one space; a no-break space that stands alone was set on purpose."""
    assert fold_spaces("\u00a0 5\u00a0mg \u00a0 a\t day\u00a0") == "5\u00a0mg a day"


def test_short_lines_are_never_joined() -> None:
    """A category, a title and a heading end where their lines end, capital or small."""
    page = read_lines(b"Eye care\nwhen eyes feel like sand\nDry eyes\nburn.\n", file="x")
    assert [line.number for line in page.lines] == [1, 2, 3, 4]


def test_hidden_turns_of_direction_are_said() -> None:
    """Characters that reorder words stay, but a person is told."""
    page = read_lines("a\n\u202eb\u202c".encode(), file="x")
    assert [(each.code, each.line) for each in page.problems] == [("JP113", 2)]
    assert len(page.lines) == 2


def test_a_word_broken_at_its_hyphen_is_whole_again() -> None:
    """The halves "Long-" / "Term" is one word, "two-" / "and three-year" are two."""
    long = "It takes a great many words to fill a line of this long-"
    lower = "term page, and this one ends the sentence in peace."
    (line,) = read_lines(f"{long}\n{lower}".encode(), file="x").lines
    assert "long-term" in line.text
    (line,) = read_lines(f"{long}\nand short-term page.".encode(), file="x").lines
    assert "long- and short-term" in line.text
