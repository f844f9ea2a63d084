"""Word's own markup, made by hand: Word's schema allows it, and another office reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from journalpress.passage import text_of
from journalpress.reviewcopy import bookmark_name
from tests.copies import sample_article, sample_copy
from tests.editors import markup
from tests.editors.judged import faults, judged
from tests.editors.kinds import SLUG, Blocks, Found
from tests.editors.libreoffice import edit, edited
from tests.editors.markup import Said
from tests.tools import libreoffice_text, ooxml_errors
from tests.writers.docx.reading import every, part, words

pytestmark = pytest.mark.tool


@cache
def at(words: str) -> str:
    """The bookmark of the block that begins with these words."""
    return bookmark_name(Blocks(sample_article(SLUG))(words))


def copy() -> bytes:
    """The copy that is changed."""
    return sample_copy(SLUG, protect=False)


MADE: dict[str, Callable[[], bytes]] = {
    "moved": lambda: markup.moved(copy(), at("That is still"), at("B-cells help")),
    "row inserted": lambda: markup.row_inserted(
        copy(), at("Done for several"), ("Price", "Paid", "None")
    ),
    "row deleted": lambda: markup.row_deleted(copy(), at("Done for several")),
    "restyled": lambda: markup.restyled(copy(), at("Why try it"), "Heading3"),
    "retyped": lambda: markup.retyped_in_link(copy(), at("What happened to"), "3", "4"),
    "discussed": lambda: markup.discussed(
        copy(), at("CAR-T stands"), Said("Too hard."), Said("Agreed.", "Sister Lind"), done=True
    ),
    "without persons": lambda: markup.without_persons(
        markup.row_inserted(copy(), at("Done for several"), ("Price", "Paid", "None"))
    ),
    "without bookmarks": lambda: markup.without_bookmarks(copy()),
}


def key(words: str) -> str:
    """The key of the block that begins with these words."""
    return Blocks(sample_article(SLUG))(words)


def row() -> list[str]:
    """The keys of the cells of the row that is changed."""
    table = key("Done for several").rsplit("_", 1)[0]
    return [f"{table}_{column}" for column in range(3)]


FOUND: dict[str, Callable[[], list[Found]]] = {
    "moved": lambda: [Found("move", must=frozenset({key("That is still")}))],
    "row inserted": lambda: [Found("row-insert", may=frozenset(row()))],
    "row deleted": lambda: [Found("row-delete", may=frozenset(row()))],
    "restyled": lambda: [Found("restyle", must=frozenset({key("Why try it")}))],
    "retyped": lambda: [Found("edit", must=frozenset({key("What happened to")}))],
    "discussed": lambda: [],
    "without persons": lambda: [Found("row-insert", may=frozenset(row()))],
    "without bookmarks": lambda: [],
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("stripped", [False, True], ids=["marks", "stripped"])
def test_it_is_found(name: str, stripped: bool) -> None:
    """Kind and block, on record, with bookmarks and without; nothing else."""
    changes = judged(MADE[name](), stripped=stripped).changes

    assert faults(changes, FOUND[name]()) == []
    assert not any(each.silent for each in changes)
    assert {each.hand.author for each in changes} <= {
        "" if name == "without persons" else "Dr Okafor"
    }


def test_a_number_typed_inside_its_link_keeps_the_other_citation_alone() -> None:
    """The link still leads to the old source: what was typed is no citation of it."""
    (change,) = judged(MADE["retyped"]()).changes

    assert text_of(change.before) == "[@mackensen2022; @muller2024]"
    assert text_of(change.after) == "[@mackensen2022][4]"


def test_a_thread_is_read_with_its_replies() -> None:
    """Who said what in answer to what, and that it is resolved."""
    copy = judged(MADE["discussed"]()).copy
    first, reply = (each for each in copy.comments if each.hand.author != "journalpress check")

    assert (first.words, first.hand.author, first.parent, first.done) == (
        "Too hard.", "Dr Okafor", "", True,
    )  # fmt: skip
    assert (reply.words, reply.hand.author, reply.parent) == ("Agreed.", "Sister Lind", first.id)


@pytest.mark.parametrize("name", [each for each in MADE if each != "without bookmarks"])
def test_the_validator_is_silent(name: str, tmp_path: Path) -> None:
    """The Open XML SDK finds nothing wrong with it."""
    path = tmp_path / "made.docx"
    path.write_bytes(MADE[name]())

    assert ooxml_errors(path) == ()


@pytest.mark.parametrize("name", MADE)
def test_libreoffice_opens_it(name: str, tmp_path: Path) -> None:
    """Another office reads the whole text."""
    path = tmp_path / "made.docx"
    path.write_bytes(MADE[name]())

    assert "Hope is not proof" in libreoffice_text(path)


def test_a_move_is_accepted_as_one() -> None:
    """Accepted in LibreOffice, the paragraph stands in its new place alone."""
    text = words(part(edited(MADE["moved"](), edit("accept_all"))))

    assert text.count("That is still an idea") == 1
    assert "shown to last for life.B-cells help" in text


def test_rows_are_accepted_as_rows() -> None:
    """Accepted in LibreOffice, a deleted row is gone and an inserted one stays."""
    gone, new = (
        edited(MADE[each](), edit("accept_all")) for each in ("row deleted", "row inserted")
    )
    rows = len(every(part(copy()), "tr")) - len(every(part(gone), "tr"))

    assert rows == 1
    assert "Done for several" not in words(part(gone))
    assert "PricePaidNone" in words(part(new))


def test_a_bookmark_is_not_left() -> None:
    """No name and no end of one."""
    document = part(MADE["without bookmarks"]())

    assert every(document, "bookmarkStart", "name") + every(document, "bookmarkEnd", "id") == []
    assert words(document) == words(part(copy()))


def test_persons_are_not_left() -> None:
    """No name of a person and no date is at any record."""
    document = part(MADE["without persons"]())

    assert set(every(document, "ins", "author")) == {"Author"}
    assert set(every(document, "ins", "date")) == {""}


def test_what_is_not_there_is_said() -> None:
    """A file that was not changed never passes for one that was."""
    with pytest.raises(LookupError):
        markup.restyled(copy(), "_jp_nowhere", "Heading3")
    with pytest.raises(LookupError):
        markup.retyped_in_link(copy(), at("What happened to"), "9", "4")
