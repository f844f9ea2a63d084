"""What a style leaves out of an entry is seen, however it prints the rest."""

from __future__ import annotations

import pytest

from journalpress.edition.omissions import omissions
from journalpress.model import Link, Name, Source, Text

STUDY = Source(
    "a", type="article-journal", authors=(Name("van der Müller", "F."), Name("Two", "B")),
    title="The 2023 update: CAR T-cells at work", issued="2024-02", doi="10.5555/2024.7",
)  # fmt: skip


def missing(entry: str, source: Source = STUDY) -> tuple[str, ...]:
    """The parts that do not stand in these words."""
    return omissions(source, (Text(entry),))


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("van der Müller F. The 2023 update: CAR T-cells at work. 2024.", ()),
        ("MULLER F van der. THE 2023 UPDATE: CAR T-CELLS AT WORK; 2024", ()),
        ("2024a. Müller (van der), ‘The 2023 Update — CAR T Cells at Work’", ()),
        ("van der Müller F. The 2023 update: CAR T-cells at workJournal 2024", ()),
        ("van der Müller F. J Examples. 2024.", ("title",)),
        ("van der Müller F. The 2023 update. 2024.", ("title",)),
        ("The 2023 update: CAR T-cells at work. 2024.", ("first author",)),
        ("Two B. The 2023 update: CAR T-cells at work. 2024.", ("first author",)),
        ("van der Müller F. The 2023 update: CAR T-cells at work.", ("year",)),
        ("van der Müller F. The 2023 update: CAR T-cells at work. 12024", ("year",)),
        ("van der Müller F. The 2023 update: CAR T-cells at work. doi:10.5555/2024.7", ("year",)),
        ("", ("title", "first author", "year")),
    ],
)
def test_title_first_author_and_year_are_looked_for(entry: str, parts: tuple[str, ...]) -> None:
    """Case, accents, order and punctuation are the style's own; an address is no year."""
    assert missing(entry) == parts


def test_a_year_of_the_title_is_not_the_year() -> None:
    """Each word stands for one thing."""
    guide = Source("a", title="Guideline 2024", issued="2024", authors=(Name("Guideline", "A"),))

    assert missing("Guideline 2024.", guide) == ("first author", "year")
    assert missing("Guideline A. Guideline 2024. 2024.", guide) == ()


def test_what_a_source_does_not_have_cannot_be_left_out() -> None:
    """A body is an author; those who stand for the rest are none, and raw words are whole."""
    body = Source("a", title="T", authors=(Name(literal="A Group for Salt"),))

    assert missing("T. A Group for Salt.", body) == ()
    assert missing("T.", body) == ("first author",)
    assert missing("T.", Source("a", title="T", authors=(Name(literal="et al"),))) == ()
    assert missing("", Source("a", raw="Words.")) == ()


def test_the_words_of_links_count() -> None:
    """A title may be a link; the address in one is no word."""
    source = Source("a", title="T", issued="2024")
    entry = (
        Link("https://a.example/", (Text("T."),)),
        Link("x", (Text("https://b.example/2024"),)),
    )

    assert omissions(source, entry) == ("year",)


@pytest.mark.parametrize("title", ["CO<sub>2</sub> and <i>in vitro</i>", "See https://a.example/b"])
def test_a_title_may_hold_markup_or_an_address(title: str) -> None:
    """Markup of CSL-JSON is set, not printed."""
    printed = (
        title.replace("<sub>", "").replace("</sub>", "").replace("<i>", "").replace("</i>", "")
    )

    assert missing(f"{printed}.", Source("a", title=title)) == ()
    assert missing("Another.", Source("a", title=title)) == ("title",)
