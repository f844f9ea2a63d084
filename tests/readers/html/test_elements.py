"""Tests of journalpress.readers.html.elements: what an element says, and what it is called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement, fromstring

from journalpress.readers.html.elements import (
    BLOCKS,
    elements,
    is_hidden,
    names_of,
    text_lengths,
    text_of,
)
from journalpress.readers.html.furniture import prose_sizes

_TEXTS = st.sampled_from(["", " ", "a", "words here", " b\n", "more than twenty characters of it"])
_TAGS = st.sampled_from(["p", "b", "div", "br", "a", "td", "span", "li"])


def _tree(parts: list[tuple[str, int, str, str]]) -> HtmlElement:
    """A tree of elements, each below one of those before it."""
    made = [fromstring("<section></section>")]
    for tag, at, text, tail in parts:
        parent = made[at % len(made)]
        child = etree.SubElement(parent, tag)
        child.text, child.tail = text, tail
        made.append(child)
    made[0].append(etree.Comment("no words of the page"))
    made[0][-1].tail = "behind"
    return made[0]


def _says(node: HtmlElement) -> str:
    """Its characters by the plain rule: a space where a line of its own begins or ends."""
    if not isinstance(node.tag, str):
        return ""
    inside = (node.text or "") + "".join(_says(each) + (each.tail or "") for each in node)
    return f" {inside} " if node.tag in BLOCKS or node.tag == "br" else inside


def _prose(node: HtmlElement) -> int:
    """Its prose by the plain rule: stretches of more than twenty characters, outside links."""
    if node.tag in ("a", "button"):
        return 0
    own = [node.text or "", *(each.tail or "" for each in node)]
    inner = sum(_prose(each) for each in node if isinstance(each.tag, str))
    return inner + sum(len(each.strip()) for each in own if len(each.strip()) > 20)


@given(st.lists(st.tuples(_TAGS, st.integers(0, 99), _TEXTS, _TEXTS), max_size=12))
def test_words_and_sizes_are_those_of_the_plain_rule(
    parts: list[tuple[str, int, str, str]],
) -> None:
    """For every element of every tree, though each is counted once."""
    root = _tree(parts)
    lengths, sizes = text_lengths(root), prose_sizes(root)
    for each in elements(root):
        assert text_of(each) == " ".join(_says(each).split())
        assert lengths[each] == len("".join(each.itertext(etree.Element)))
        assert sizes[each] == _prose(each)


def test_a_comment_is_no_element() -> None:
    """Nor is what an editor's program left as an instruction."""
    root = fromstring("<p>a<!-- b --><i>c</i><?php d ?></p>")
    assert [each.tag for each in elements(root)] == ["p", "i"]


def test_names_are_folded() -> None:
    """Classes and id in small letters, a space around each; two spaces where there are none."""
    assert names_of(fromstring('<p class=" A\n b" id="C">x</p>')) == " a b c "
    assert names_of(fromstring("<p>x</p>")) == "  "


def test_what_is_hidden_is_known_by_attribute_or_style() -> None:
    """As a browser knows it without a stylesheet."""
    hidden = ["<p hidden>x</p>", '<p style="DISPLAY : none">x</p>']
    assert all(is_hidden(fromstring(each)) for each in hidden)
    assert not is_hidden(fromstring('<p style="color: red">x</p>'))
