"""Keys of leaves."""

import re

from journalpress.keys import assign_keys, content_of
from journalpress.model import Article, Figure, Table, every_block, every_prose
from tests.editions import everything
from tests.trees import article, cite, figure, p, section, table


def keys(made: Article) -> list[str]:
    """Every key of an article: leaves, pictures, tables."""
    named = [block.key for block in every_block(made.body) if isinstance(block, Figure | Table)]
    return [leaf.key for leaf in every_prose(made)] + named


def test_no_two_leaves_share_a_key() -> None:
    """Bookmarks and ids are made of them."""
    assert len(set(keys(everything()))) == len(keys(everything()))


def test_keys_fit_a_word_bookmark() -> None:
    """Letters, digits and `_`, and with `_jp_` before them at most 40 characters."""
    assert all(re.fullmatch(r"[a-z0-9_]{1,36}", key) for key in keys(everything()))


def test_a_key_survives_edits_elsewhere() -> None:
    """A paragraph put before it, another changed: the leaf keeps its key."""
    before = article(section("A", p("Stays."), p("Goes.")))
    after = article(p("New."), section("A", p("Changed."), p("Stays.")))

    assert before.body[0].blocks[0].prose.key in keys(after)  # type: ignore[union-attr]


def test_equals_are_told_apart_by_their_place_among_equals() -> None:
    """The second of two equal paragraphs is `_2`, whatever stands between."""
    made = article(p("Same."), p("Other."), p("Same."))
    first, _, second = (block.prose.key for block in made.body)  # type: ignore[union-attr]

    assert second == f"{first}_2"


def test_a_citation_is_part_of_what_a_leaf_says() -> None:
    """Another source behind the same words is another leaf."""
    one, two = article(p("Words", cite("a"))), article(p("Words", cite("b")))

    assert keys(one)[-1] != keys(two)[-1]


def test_a_cell_is_named_by_its_table_and_place() -> None:
    """Header row 0; a changed cell leaves the others' keys alone."""
    made = article(table(("A", "B"), ("1", "2")))
    other = article(table(("A", "B"), ("1", "changed")))
    [block] = made.body

    assert isinstance(block, Table)
    assert [cell.key for cell in block.rows[0]] == [f"{block.key}_1_0", f"{block.key}_1_1"]
    assert keys(made) == keys(other)


def test_assigning_twice_changes_nothing() -> None:
    """Keys come from content alone, never from earlier keys."""
    assert assign_keys(everything()) == everything()


def test_white_space_is_no_content() -> None:
    """A paragraph that was only wrapped otherwise is the same leaf."""
    assert content_of(p("one  two\nthree").prose) == "one two three"


def test_a_picture_is_named_by_its_file() -> None:
    """A new description leaves its key as it was."""
    assert keys(article(figure("x.png", "One"))) == keys(article(figure("x.png", "Two")))
