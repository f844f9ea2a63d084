"""`[words]{…}` is a span where the braces hold what the reader asks for."""

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from journalpress.readers.spans import read_span


def _rule(state: StateInline, silent: bool) -> bool:
    return read_span(state, silent, re.compile(r"\{(\w*)\}"))


def shown(source: str) -> str:
    """The tokens of a leaf: words as they are, a span between `<attributes` and `>`."""
    parser = MarkdownIt("commonmark")
    parser.inline.ruler.before("link", "span", _rule)
    marks = {"span_open": "<", "span_close": ">", "strong_open": "*", "strong_close": "*"}
    tokens = parser.parseInline(source)[0].children or []
    return "".join(marks.get(token.type, "") + token.content for token in tokens)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a [b]{x} c", "a <xb> c"),
        ("[a [b]{x} **c**]{y}", "<ya <xb> *c*>"),
        ("[a]{}", "<a>"),
        ("[a] {x}", "[a] {x}"),
        ("[a]{not so}", "[a]{not so}"),
        ("\\[a]{x}", "[a]{x}"),
        ("[a", "[a"),
    ],
)
def test_a_span_is_read(source: str, expected: str) -> None:
    """Right behind the brackets, one within the other, words with their marks."""
    assert shown(source) == expected


def test_brackets_without_braces_cost_nothing() -> None:
    """Many that open are not each followed to the end."""
    assert shown("[" * 20_000) == "[" * 20_000
