"""Comments: their words, what they are about, replies, and what is done."""

from __future__ import annotations

import pytest

from journalpress.errors import LimitExceeded
from journalpress.inspect.returned import comments as module
from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Hand, Returned
from journalpress.reviewcopy import Remark, bookmark_name
from journalpress.writers.docx import write_docx
from tests.editions import everything_edition
from tests.inspect.returned.wordml import (
    ANNA,
    BEN,
    NAMESPACES,
    gone,
    ins,
    p,
    r,
    tracked,
    word_file,
)


def start(number: int) -> str:
    """Where a comment begins."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Where it ends, with its sign."""
    sign = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{number}"/>{sign}'


def comment(number: int, *lines: str, hand: str = ANNA, first: int = 0) -> str:
    """A comment; its paragraphs have the ids `first`, `first` + 1 and so on."""
    inside = "".join(
        p(r(line)).replace("<w:p>", f'<w:p w14:paraId="{first + at:08X}">')
        for at, line in enumerate(lines)
    )
    return f'<w:comment w:id="{number}" {hand}>{inside}</w:comment>'


def comments(*each: str) -> str:
    """The part with these comments."""
    return f"<w:comments {NAMESPACES}>{''.join(each)}</w:comments>"


def read(*body: str, told: str, threads: str = "") -> Returned:
    """A file with comments, and with what Word tells of their threads."""
    parts = {"comments.xml": told}
    if threads:
        parts["commentsExtended.xml"] = f"<w15:commentsEx {NAMESPACES}>{threads}</w15:commentsEx>"
    return read_returned(word_file(*body, parts=parts))


def test_a_comment_has_words_a_hand_and_a_place() -> None:
    """Each of its paragraphs is a line."""
    body = p(r("zero")), p(r("one "), start(7), r("two"), end(7), r(" three"))
    (found,) = read(*body, told=comments(comment(7, "Why?", "Really?"))).comments

    assert (found.id, found.words, found.quoted) == ("7", "Why?\nReally?", "two")
    assert found.hand == Hand("Anna", "2026-06-17T10:00:00Z")
    assert found.paragraphs == (1,)
    assert (found.parent, found.done) == ("", False)


def test_a_comment_across_paragraphs_covers_them() -> None:
    """It begins in the first and ends in the last."""
    body = p(r("a "), start(1), r("b")), p(r("c")), p(r("d"), end(1), r("e"))
    (found,) = read(*body, told=comments(comment(1, "x"))).comments

    assert found.paragraphs == (0, 1, 2)
    assert found.quoted == "b c d"


def test_a_comment_between_paragraphs_is_at_its_neighbours() -> None:
    """Its edges may stand outside of paragraphs; the file may end with one."""
    body = p(r("a")), start(1), p(r("b")), '<w:commentRangeEnd w:id="1"/>', p(r("c"))
    (found,) = read(*body, told=comments(comment(1, "x"))).comments

    assert (found.paragraphs, found.quoted) == ((1,), "b")


def test_a_comment_quotes_what_stands_or_else_what_stood() -> None:
    """Insertions count, deletions do not, unless all is deleted."""
    body = (
        p(start(1), r("a"), gone("b"), ins("c"), end(1)),
        p(start(2), gone("away", BEN), end(2)),
    )
    found = read(*body, told=comments(comment(1, "x"), comment(2, "y"))).comments

    assert [each.quoted for each in found] == ["ac", "away"]


def test_the_end_of_a_comment_may_be_an_insertion_without_words() -> None:
    """So LibreOffice writes it."""
    body = p(start(1), r("a"), tracked("ins", end(1)))
    (found,) = read(body, told=comments(comment(1, "x"))).comments

    assert (found.paragraphs, found.quoted) == ((0,), "a")


def test_a_comment_with_a_sign_only_is_at_its_paragraph() -> None:
    """And one that stands nowhere is told all the same."""
    body = p(r("a")), p(r("b"), '<w:r><w:commentReference w:id="1"/></w:r>')
    found = read(*body, told=comments(comment(1, "x"), comment(2, "y"))).comments

    assert [(each.words, each.paragraphs, each.quoted) for each in found] == [
        ("x", (1,), ""), ("y", (), ""),
    ]  # fmt: skip


def test_replies_and_what_is_done_are_told_by_last_paragraphs() -> None:
    """Word's commentsExtended names each comment by the id of its last paragraph."""
    told = comments(
        comment(1, "Why?", "Really?", first=0x10),
        comment(2, "Because.", hand=BEN, first=0x20),
        comment(3, "Else.", first=0x30),
    )
    threads = (
        '<w15:commentEx w15:paraId="00000011" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000020" w15:paraIdParent="00000011" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000030" w15:done="0"/>'
    )
    body = p(start(1), start(2), r("a"), end(1), end(2))
    found = read(body, told=told, threads=threads).comments

    assert [(each.id, each.parent, each.done) for each in found] == [
        ("1", "", True), ("2", "1", True), ("3", "", False),
    ]  # fmt: skip
    assert [each.quoted for each in found] == ["a", "a", ""]


def test_threads_that_name_nothing_do_no_harm() -> None:
    """Unknown parents, a comment that answers itself."""
    threads = (
        '<w15:commentEx w15:paraId="00000010" w15:paraIdParent="00000010"/>'
        '<w15:commentEx w15:paraId="00000020" w15:paraIdParent="0000FFFF"/><w15:commentEx/>'
    )
    told = comments(comment(1, "x", first=0x10), comment(2, "y", first=0x20), comment(3))
    found = read(p(r("a")), told=told, threads=threads).comments

    assert [(each.parent, each.done) for each in found] == [("", False)] * 3


def test_words_of_a_comment_may_be_tracked_themselves() -> None:
    """They are read with their changes."""
    inside = p(r("Not "), gone("now"), ins("here"))
    told = comments(f'<w:comment w:id="1">{inside}</w:comment>')
    (found,) = read(p(r("a")), told=told).comments

    assert found.words == "Not here"
    assert found.hand == Hand()


def test_five_hundred_comments_are_read() -> None:
    """Each at its own word."""
    body = p(*(f"{start(each)}{r(f'w{each} ')}{end(each)}" for each in range(500)))
    told = comments(*(comment(each, f"c{each}") for each in range(500)))
    found = read(body, told=told).comments

    assert [each.words for each in found] == [f"c{each}" for each in range(500)]
    assert found[499].quoted == "w499"


def test_too_many_comments_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the number that is too many."""
    monkeypatch.setattr(module, "MOST_COMMENTS", 1)
    with pytest.raises(LimitExceeded, match="more than 1 comments") as raised:
        read(p(r("a")), told=comments(comment(1, "x"), comment(2, "y")))

    assert raised.value.hint


def test_a_long_quotation_is_cut() -> None:
    """It is there to be recognised."""
    body = p(start(1), r("word " * 1_000), end(1))
    (found,) = read(body, told=comments(comment(1, "x"))).comments

    assert len(found.quoted) <= module.LONGEST_QUOTE + 1
    assert found.quoted.endswith("…")


def test_our_own_remarks_are_comments_at_their_paragraph() -> None:
    """Citations are quoted as they print, without the signs that nobody sees."""
    edition = everything_edition()
    before = read_returned(write_docx(edition)).accepted
    (paragraph,) = (each for each in before if "".join(each.shown).startswith("A first para"))
    remark = Remark(bookmark_name(paragraph.names[0]), "Is it so?")
    (found,) = read_returned(write_docx(edition, remarks=(remark,))).comments

    assert found.words == "Is it so?"
    assert found.hand.author == "journalpress check"
    assert found.paragraphs == paragraph.physical
    assert found.quoted == "A first paragraph says that it is not advice [1]."
