"""The tokens of house Markdown."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from journalpress.readers.markdown.tokens import inline_tokens, make_parser

PIECES = (
    "*", "**", "_", "`", "``", "\\", "\\*", "[", "]", "(", ")", "](", "!", "![", "<", ">", "&",
    "&amp;", "<br>", "<sub>", "</sub>", "<https://x.example>", "[@a]", "[1, 2]", "]{lang=fr}",
    "{", "}", "\n", "  \n", "\\\n", " ", "  ", "a", "word", "p < 0.05", "#", "$", "%", "+", "-",
    "--", ":", "=", "@", "^", "~", "|", "[w](lupus.md)", "![a](x.png)", "3", "é", "\u00a0",
    '"', "'",
)  # fmt: skip
KEYS = {"a", "b"}


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_passing_over_signs_of_other_rules_gives_the_same_tokens(pieces: list[str]) -> None:
    """The parser that stops wherever any rule of markdown-it might begin finds nothing else."""
    text = "".join(pieces)
    parser = make_parser.__wrapped__()
    parser.inline.terminator_re = MarkdownIt("commonmark").inline.terminator_re

    slowly = parser.inline.parse(text, parser, {"keys": KEYS}, [])

    assert inline_tokens(make_parser(), text, KEYS) == slowly


def test_a_leaf_without_any_sign_is_one_token() -> None:
    """Most cells and headings are plain words."""
    assert [each.type for each in inline_tokens(make_parser(), "5 mg - daily!", KEYS)] == ["text"]
    assert inline_tokens(make_parser(), "", KEYS) == []
