"""Tests of reading XHTML back: nothing that a reader meets escapes, nothing unseen counts."""

from __future__ import annotations

import pytest

from journalpress.edition.types import Extract, Leaf
from journalpress.errors import DisagreementError
from journalpress.inspect.html import extract_elements, parse_xhtml


def read(body: str) -> Extract:
    """What this body says."""
    return extract_elements(parse_xhtml(f"<html><body>{body}</body></html>".encode()))


def leaves(body: str) -> list[Leaf]:
    """Its leaves."""
    return list(read(body).leaves)


@pytest.mark.parametrize(
    ("body", "leaf"),
    [
        ("<p>a <b>b</b>\n c</p>", Leaf("text", "a b c")),
        ("<h3>a</h3>", Leaf("heading", "a")),
        ("<ul><li><p>a</p></li></ul>", Leaf("item", "a")),
        ("<ol><li><div id='x'><p>a</p></div></li></ol>", Leaf("item", "a", number=1)),
        ("<ol start='3'><li><p>a</p></li></ol>", Leaf("item", "a", number=3)),
        ("<table><tr><td></td></tr></table>", Leaf("cell", "")),
        ("<table><tr><th>a</th></tr></table>", Leaf("cell", "a")),
        ("<table><caption>a</caption></table>", Leaf("text", "a")),
        ("<img alt='a  b' src='x'/>", Leaf("picture", "a b")),
        ("<p>un<b>break</b>able</p>", Leaf("text", "unbreakable")),
        ("<p>a<br/>b</p>", Leaf("text", "a b")),
        ("<p>a<!-- no -->b</p>", Leaf("text", "ab")),
        ("<p><a href='https://x.example'>a</a></p>", Leaf("text", "a", (), ("https://x.example",))),
        ("<div>stray</div>", Leaf("text", "stray")),
        ("<div><p></p>stray</div>", Leaf("text", "stray")),
        ("<figure>stray</figure>", Leaf("text", "stray")),
        ("<p>a<img alt='b' src='x'/></p>", Leaf("text", "ab")),
    ],
)
def test_every_kind_of_leaf_is_read(body: str, leaf: Leaf) -> None:
    """Kind, words and links; words where none should stand are read as well."""
    assert leaves(body) == [leaf]


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden=''>a</p>",
        "<div hidden=''><p>a</p></div>",
        "<p aria-hidden='true'>a</p>",
        "<p style='color: red; display : none'>a</p>",
        "<p><span style='visibility:hidden'>a</span></p>",
        "<p style='font-size: 0'>a</p>",
        "<p style='opacity:0'>a</p>",
        "<script>a</script>",
        "<template><p>a</p></template>",
        "<p> </p>",
        "<img alt='' src='x'/>",
    ],
)
def test_what_nobody_sees_has_not_been_said(body: str) -> None:
    """Hidden words cannot stand in for words that are missing."""
    assert leaves(body) == []


def test_only_the_first_paragraph_of_an_item_is_the_item() -> None:
    """What follows it is text."""
    kinds = [leaf.kind for leaf in leaves("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>")]

    assert kinds == ["item", "text", "item"]


MARK = "<sup><a id='s-cite-1-1' role='doc-noteref' href='{}'>{}</a></sup>"
LIST = (
    "<section role='doc-bibliography'><ol{}><li><div id='s-ref-1'><p>One"
    " <a role='doc-backlink' href='#s-cite-1-1'>back</a></p></div></li>"
    "<li><div id='s-ref-2'><p>Two</p></div></li></ol></section>"
)


def test_marks_are_read_in_place_with_their_targets() -> None:
    """`words1.` with the number and where its link leads."""
    leaf = leaves(f"<p>words{MARK.format('#s-ref-1', 1)}.</p>{LIST.format('')}")[0]

    assert leaf == Leaf("text", "words1.", ((1, "s-ref-1"),))


@pytest.mark.parametrize(
    ("href", "shown", "read"),
    [
        ("#s-ref-9", "1", (1, "")),
        ("s-ref-1", "1", (1, "")),
        ("#s-ref-1", "one", (-1, "s-ref-1")),
        ("#s-ref-1", "", (-1, "s-ref-1")),
    ],
)
def test_a_mark_that_is_wrong_is_read_as_it_is(href: str, shown: str, read: object) -> None:
    """A link to nowhere, words instead of a number: neither can agree with an Edition."""
    leaf = leaves(f"<p>words{MARK.format(href, shown)}.</p>{LIST.format('')}")[0]

    assert leaf.marks == (read,)


def test_the_inner_number_of_a_run_is_read_from_its_target() -> None:
    """1–3 holds a 2 that nobody sees; its reference must be there."""
    body = "<p>x<span class='inner' id='s-cite-2-1'></span></p>"

    assert leaves(body + LIST.format(""))[0].marks == ((2, "s-ref-2"),)
    assert leaves(body)[0].marks == ((2, ""),)


def test_references_carry_the_number_that_the_list_shows() -> None:
    """Counted as a browser counts."""
    assert read(LIST.format("")).references == (("s-ref-1", "1"), ("s-ref-2", "2"))
    assert read(LIST.format(" start='4'")).references == (("s-ref-1", "4"), ("s-ref-2", "5"))


def test_ways_back_are_not_words() -> None:
    """They are decoration with a target, which must be there."""
    mark = f"<p>words{MARK.format('#s-ref-1', 1)}</p>"

    assert leaves(LIST.format(""))[0] == Leaf("item", "One", number=1)
    assert read(mark + LIST.format("")).backlinks == (("s-ref-1", "s-cite-1-1"),)
    assert read(LIST.format("")).backlinks == (("s-ref-1", ""),)


def test_a_link_to_no_place_of_the_page_is_read_as_none() -> None:
    """`#nowhere` leads nowhere."""
    assert leaves("<p id='here'><a href='#here'>a</a><a href='#nowhere'>b</a></p>")[0].links == (
        "#here",
        "",
    )


@pytest.mark.parametrize("data", [b"", b"<html>", b"<p>a</p", b"\xff", b"<p>&nbsp;</p>"])
def test_what_is_not_xml_is_a_disagreement(data: bytes) -> None:
    """One line, no traceback."""
    with pytest.raises(DisagreementError, match="cannot be read back") as raised:
        parse_xhtml(data)

    assert "\n" not in str(raised.value)
