"""The walks over what an author wrote."""

from journalpress.model import (
    Inline,
    Prose,
    cited_keys,
    every_block,
    every_prose,
    map_prose,
    plain,
    prose_of,
)
from tests.editions import everything
from tests.trees import article, cite, item, p, prose, qa, questions, section, strong, ul


def test_map_prose_reaches_every_leaf_and_changes_nothing_else() -> None:
    """With the identity as change the tree comes back equal, every kind of block included."""
    made = everything()

    assert tuple(map_prose(block, lambda leaf: leaf) for block in made.body) == made.body


def test_map_prose_changes_each_leaf_once() -> None:
    """As many leaves are changed as there are."""
    made = everything()

    def emptied(leaf: Prose[Inline]) -> Prose[Inline]:
        return Prose(leaf.key, ())

    changed = tuple(map_prose(block, emptied) for block in made.body)

    assert len(list(prose_of(changed))) == len(list(prose_of(made.body)))
    assert all(not leaf.inlines for leaf in prose_of(changed))


def test_leaves_come_in_reading_order() -> None:
    """Title, standfirst, key messages, then the body from outside in."""
    made = article(
        section("B", ul(item("c", ul("d")), "e")),
        questions("F", qa("g", p("h"))),
        title="1",
        standfirst="2",
        key_messages=("3",),
    )

    assert "".join(plain(leaf.inlines) for leaf in every_prose(made)) == "123BcdeFgh"


def test_blocks_come_outer_before_inner() -> None:
    """A section, then what it holds."""
    made = article(section("A", ul(item("b", p("c")))))

    assert [block.kind for block in every_block(made.body)] == [
        "section",
        "list",
        "paragraph",
        "paragraph",
    ]


def test_plain_words_hold_no_marks() -> None:
    """A citation leaves nothing behind."""
    assert plain(prose("It is ", strong("not"), " advice", cite("a"), ".").inlines) == (
        "It is not advice."
    )


def test_cited_keys_come_once_in_order_of_first_mention() -> None:
    """Also from headings, captions and cells."""
    assert cited_keys(everything()) == ("a", "d", "b", "c", "f")
