"""The comparison of a file with its Edition: what is planted is found."""

from dataclasses import replace

import pytest

from journalpress.edition.reading import expectation
from journalpress.edition.types import Expectation, Extract, Leaf
from journalpress.verify import Means, compare
from tests.editions import collection, everything_edition
from tests.trees import article, p

ALL = Means(paged=True, spaced=True, linked=True, returns=True)


@pytest.fixture(scope="module")
def expected() -> Expectation:
    """What a file of everything() must say."""
    return expectation(everything_edition(draft=False))


def faithful(expected: Expectation) -> Extract:
    """An Extract that says exactly that, on two pages."""
    lines = " ".join(expected.running[0])
    pages = tuple(f"{lines} {expected.page_of.format(page=page, pages=2)}" for page in (1, 2))
    return Extract(expected.leaves, expected.references, expected.backlinks, pages)


def at(expected: Expectation, words: str) -> int:
    """Where the first leaf stands that holds these words."""
    return next(place for place, leaf in enumerate(expected.leaves) if words in leaf.text)


def with_leaf(expected: Expectation, words: str, **changes: object) -> Extract:
    """A faithful Extract but for one leaf, which is changed like this."""
    leaves = list(expected.leaves)
    place = at(expected, words)
    leaves[place] = replace(leaves[place], **changes)  # type: ignore[arg-type]
    return replace(faithful(expected), leaves=tuple(leaves))


def codes(expected: Expectation, found: Extract, means: Means = ALL) -> list[str]:
    """The codes of all differences."""
    return [each.code for each in compare(expected, found, means)]


def test_a_faithful_file_has_no_difference(expected: Expectation) -> None:
    """Nothing is made up."""
    assert compare(expected, faithful(expected), ALL) == ()


def test_a_lost_paragraph_is_named(expected: Expectation) -> None:
    """One missing leaf is one line with its words, and nothing else is blamed."""
    place = at(expected, "A first paragraph")
    leaves = expected.leaves[:place] + expected.leaves[place + 1 :]
    found = compare(expected, replace(faithful(expected), leaves=leaves), ALL, file="a.pdf")

    assert [each.code for each in found] == ["JP201"]
    assert "A first paragraph says that it is not advice" in str(found[0])
    assert str(found[0]).startswith("a.pdf: ")


def test_one_lost_not_is_found(expected: Expectation) -> None:
    """The shortest word that turns a meaning round."""
    text = expected.leaves[at(expected, "is not advice")].text.replace(" not", "")
    found = compare(expected, with_leaf(expected, "is not advice", text=text), ALL)

    assert [each.code for each in found] == ["JP200"]
    assert "not advice" in found[0].message


def test_words_that_were_added_are_found(expected: Expectation) -> None:
    """A file may not say more than the edition either."""
    leaves = (*expected.leaves, Leaf("text", "Buy now."))

    assert codes(expected, replace(faithful(expected), leaves=leaves)) == ["JP202"]


def test_two_numbers_exchanged_are_found(expected: Expectation) -> None:
    """In the words, and in the marks."""
    place = at(expected, "Two together1,4")
    leaf = expected.leaves[place]
    swapped = (leaf.marks[1], leaf.marks[0], *leaf.marks[2:])

    assert codes(expected, with_leaf(expected, "Two together", marks=swapped)) == ["JP203"]


def test_a_number_that_leads_to_another_source_is_found(expected: Expectation) -> None:
    """The number reads right, its link is wrong."""
    found = compare(expected, with_leaf(expected, "Mostly1", marks=((1, "everything-ref-2"),)), ALL)

    assert [each.code for each in found] == ["JP203"]
    assert "everything-ref-2" in found[0].message


def test_a_hidden_number_of_a_run_that_is_lost_is_found(expected: Expectation) -> None:
    """`1–3` that no longer knows its 2."""
    marks = tuple(mark for mark in expected.leaves[at(expected, "a run1–3")].marks if mark[0] != 2)

    assert codes(expected, with_leaf(expected, "a run1–3", marks=marks)) == ["JP203"]


def test_a_reference_cut_short_is_found(expected: Expectation) -> None:
    """A source without its end is another source."""
    assert codes(expected, with_leaf(expected, "A book. 3rd ed", text="A book.")) == ["JP200"]


def test_an_altered_disclaimer_has_a_code_of_its_own(expected: Expectation) -> None:
    """So has a lost one."""
    altered = with_leaf(expected, "general information. Ask", text="This is advice.")
    place = at(expected, "general information. Ask")
    lost = replace(
        faithful(expected), leaves=expected.leaves[:place] + expected.leaves[place + 1 :]
    )

    assert "JP205" in codes(expected, altered)
    assert codes(expected, lost) == ["JP205"]


def test_a_clipped_cell_is_found(expected: Expectation) -> None:
    """A table cell without its last word."""
    assert codes(expected, with_leaf(expected, "12 | 3", text="12 |", marks=())) == [
        "JP200",
        "JP203",
    ]


def test_an_exchanged_order_is_found(expected: Expectation) -> None:
    """Two paragraphs in each other's place."""
    leaves = list(expected.leaves)
    here, there = at(expected, "Call for help."), at(expected, "Drink water.")
    leaves[here], leaves[there] = leaves[there], leaves[here]

    assert codes(expected, replace(faithful(expected), leaves=tuple(leaves)))


def test_a_link_that_leads_elsewhere_is_found(expected: Expectation) -> None:
    """The words of a link may be right and its address wrong."""
    found = with_leaf(expected, "A link, a guide", links=("https://evil.example/",))

    assert codes(expected, found) == ["JP204"]


def test_a_heading_that_became_a_paragraph_is_found(expected: Expectation) -> None:
    """Kinds are compared too: a screen reader lives by headings."""
    assert codes(expected, with_leaf(expected, "Lists and boxes", kind="text")) == ["JP200"]


def test_an_item_that_counts_otherwise_is_found(expected: Expectation) -> None:
    """Step 3 that prints as step 1 is another instruction."""
    found = compare(expected, with_leaf(expected, "three", number=1), ALL)

    assert [each.code for each in found] == ["JP200"]
    assert "number 3 expected, 1 in the file" in found[0].message


def test_a_list_of_sources_that_counts_otherwise_is_found(expected: Expectation) -> None:
    """Numbers of the list itself are read, not assumed."""
    references = tuple((anchor, str(int(number) + 1)) for anchor, number in expected.references)

    assert codes(expected, replace(faithful(expected), references=references)) == ["JP203"]


def test_a_lost_way_back_is_found(expected: Expectation) -> None:
    """References lead back to each mark where the format can."""
    found = replace(faithful(expected), backlinks=expected.backlinks[1:])

    assert codes(expected, found) == ["JP204"]
    assert codes(expected, found, replace(ALL, returns=False)) == []


def test_a_page_without_its_lines_is_found(expected: Expectation) -> None:
    """Each page on its own: stamps, disclaimer, dates, number."""
    good = faithful(expected)
    found = compare(expected, replace(good, running=(good.running[0], "Page 2 of 2")), ALL)

    assert {each.code for each in found} == {"JP206"}
    assert all("page 2" in each.message for each in found)
    assert len(found) == len(expected.running[0])


def test_a_paged_file_without_pages_is_found(expected: Expectation) -> None:
    """An extractor that sees no margins proves nothing."""
    assert codes(expected, replace(faithful(expected), running=())) == ["JP206"]


def test_spaces_count_where_a_format_holds_them(expected: Expectation) -> None:
    """`un breakable` is another word in HTML; in a PDF the end of a line leaves no space."""
    found = with_leaf(expected, "Drink water.", text="Drinkwater.")

    assert codes(expected, found) == ["JP200"]
    assert codes(expected, found, replace(ALL, spaced=False)) == []


def test_plain_text_is_asked_for_numbers_only(expected: Expectation) -> None:
    """It has no links, but a wrong number is found all the same."""
    means = Means(paged=False, spaced=True, linked=False, returns=False)
    good = replace(
        faithful(expected),
        leaves=tuple(
            replace(leaf, marks=tuple((number, "") for number, _ in leaf.marks), links=())
            for leaf in expected.leaves
        ),
        references=tuple(("", number) for _, number in expected.references),
    )

    assert compare(expected, good, means) == ()
    assert codes(expected, with_leaf(expected, "Mostly1", marks=((2, ""),)), means)


def test_a_book_s_own_pages_are_compared_where_there_are_any() -> None:
    """Only a format that binds a book is asked; a record from before that says nothing of them."""
    book = expectation(collection(article(p("Words."), slug="one")))
    said = Extract(book.leaves, book.references, book.backlinks, book=book.book[1:])
    binds = Means(paged=False, spaced=True, linked=True, returns=True, binds=True)

    assert codes(book, replace(said, book=book.book), binds) == []
    assert codes(book, said, binds) == ["JP201"]
    assert codes(book, said, replace(binds, binds=False)) == []
    assert codes(replace(book, book=()), said, binds) == []
