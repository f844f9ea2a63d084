"""The order in which every format must let a chapter be read."""

from collections.abc import Callable

from journalpress.edition.reading import chapter_leaves, expectation, in_order
from journalpress.edition.types import Leaf, Part
from tests.editions import collection, edition_of, everything_edition
from tests.trees import article, cite, p, table


def line(leaf: Leaf) -> str:
    """One leaf as a line of the golden text."""
    marks = "".join(f" [{number}→{target}]" for number, target in leaf.marks)
    links = "".join(f" <{href}>" for href in leaf.links)
    number = f"{leaf.number}. " if leaf.number else ""
    return f"{leaf.kind:8}{number}{leaf.text}{marks}{links}"


def test_everything_is_read_in_this_order(golden: Callable[[str, str], None]) -> None:
    """The golden text is the reading order of an article with every kind of block."""
    leaves = chapter_leaves(everything_edition(draft=False).chapters[0])

    golden("edition/everything.txt", "\n".join(map(line, leaves)) + "\n")


def test_hidden_numbers_of_a_run_are_marks_too() -> None:
    """`1–3` reads as three marks."""
    chapter = edition_of(article(p("Words", cite("a", "b", "c"), "."))).chapters[0]
    words = next(leaf for leaf in chapter_leaves(chapter) if leaf.marks)

    assert words.text == "Words1–3."
    assert [number for number, _ in words.marks] == [1, 2, 3]


def test_an_empty_cell_is_a_leaf() -> None:
    """A cell that is lost would move all others; so even an empty one is counted."""
    chapter = edition_of(article(table(("A", ""), ("", "b")))).chapters[0]
    cells = [leaf.text for leaf in chapter_leaves(chapter) if leaf.kind == "cell"]

    assert cells == ["A", "", "", "b"]


def test_a_book_is_read_in_the_order_of_its_parts() -> None:
    """The parts decide, not the order in which the chapters were made."""
    one, two = (article(p("Words."), slug=slug) for slug in ("one", "two"))
    book = edition_of(one, two, name="b", title="B", parts=(Part("", ("two", "one")),))

    assert [chapter.slug for chapter in in_order(book)] == ["two", "one"]


def test_an_expectation_holds_each_reference_and_each_way_back() -> None:
    """What a file is compared with: numbers with anchors, and a way back for each mark."""
    book = collection(article(p("A", cite("k"), " b", cite("k"), "."), slug="one"))
    expected = expectation(book)

    assert expected.references == (("one-ref-1", "1"),)
    assert expected.backlinks == (("one-ref-1", "one-cite-1-1"), ("one-ref-1", "one-cite-1-2"))
    assert len(expected.disclaimers) == len(expected.running) == 1
