"""Generated Markdown files: no word lost, none invented, and the draft survives house Markdown."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.model import every_prose, plain
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.pandoc import read_pandoc
from journalpress.readers.pandoc.drawn import laid_out
from tests.examples import examples
from tests.readers.pandoc.drafts import SMITH

WORDS = (
    "alpha", "beta", "5 mg", "naïve", "علاج", "*gamma*", "**delta**", "_eps_", "`zeta`", "p < 0.05",
    "[eta](https://x.example/a)", "[theta](other.md)", "[@smith]", "[see @doe99, p. 3, too]",
    "@smith", "[@nobody]", "^[An aside *here*]", "[^1]", "[^two]", "[^gone]", "$x_1 + y$", "$5",
    "H~2~O", "m^2^", "~~gone~~", "<br>", "<sup>1</sup>", "<span>in</span>", "<!-- hid -->",
    "[mot]{lang=fr}", "[caps]{.smallcaps}", "{{< short a >}}", "{% tag b %}", "![alt](a.png)",
    "a\\*b", "&amp;", "&#65;bc", "[1]", "[1, 2]", "snake_case", "\\", "[ref]", "[lost][ref]", "::",
    "https://y.example/b", "<https://z.example>", "e-mail@x.example", "2*3*4", "“quoted”", "…", "|",
    "# no", "- no", "> no", "1. no", "--", "!", "![", "](", "[", "]", "{", "}", "*", "_", "~", "^",
)  # fmt: skip

LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def _blocks(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inside.map(lambda text: "- " + _indented(text, "  ").lstrip()),
        inside.map(lambda text: "7. " + _indented(text, "   ").lstrip()),
        inside.map(lambda text: _indented(text, "> ")),
        inside.map(lambda text: f"::: {{.note}}\n{text}\n:::"),
        inside.map(lambda text: f":::: columns\n{text}\n::::"),
        inside.map(lambda text: f'!!! tip "Well"\n{_indented(text, "    ")}'),
        st.lists(inside, min_size=2, max_size=3).map("\n\n".join),
    )


def _gridded(line: str) -> str:
    """A grid table, its first cell over two rows; the line stands in a cell of one."""
    wide = "-" * (len(laid_out(line)) + 2)
    blank = " " * len(wide)
    return (
        f"+---+{wide}+\n| a |{blank}|\n+===+{wide.replace('-', '=')}+\n| b | {line} |\n"
        f"|   +{wide}+\n|   | c{blank[2:]}|\n+---+{wide}+"
    )


LEAVES = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    LINES.map(lambda line: f"## {line}"),
    LINES.map(lambda line: f"{line}\n==="),
    LINES.map(lambda line: f"{line}\n:   {line}"),
    LINES.map(lambda line: f"    {line}"),
    LINES.map(lambda line: f"```\n{line}\n```"),
    LINES.map(lambda line: f"| a | b |\n|---|---|\n| {line.replace('|', '')} | c |\n\n: Words"),
    LINES.map(lambda line: f"| {line}\n| more\n  words"),
    LINES.map(lambda line: f"-------\na    {line}\n---- --\n1    {line}\n\n2    b\n-------"),
    LINES.map(_gridded),
    LINES.map(lambda line: f"(@) {line}\n(@) more\n\n#. {line}\n\n- [ ] {line}\n- [x] done"),
    LINES.map(lambda line: f"a. {line}\nb. {line}"),
    LINES.map(lambda line: f"\\begin{{verse}}\n{line}\n\\end{{verse}}\n\n\\newpage"),
    LINES.map(lambda line: f"## {line}\n\nAs [{line}] and [this][{line}] say."),
    st.sampled_from(
        ["***", "<div>\nraw\n</div>", "+--+--+\n|a |b |\n+--+--+", "aa bb\n-- --\n1  2"]
    ),
)
BODIES = st.recursive(LEAVES, _blocks, max_leaves=6)
ENDS = "\n\n[^1]: Smith A. On joints. J Joints. 2020;3:4.\n[^two]: At home.\n\n[ref]: /there 'T'\n"


def assert_nothing_is_lost(body: str) -> None:
    """The reader's own proof finds nothing, no word is new, and house Markdown can say it."""
    source = f"---\ntitle: Sample\n{SMITH}---\n\n{body}{ENDS}"
    found = read_pandoc(source.encode(), file="sample.md", lang="en")

    errors = [str(each) for each in found.problems if each.severity == "error"]
    assert errors == [], source
    assert found.article is not None
    printed = Counter(
        word for leaf in every_prose(found.article) for word in _words(plain(leaf.inlines))
    )
    assert not printed - Counter(_words(source)), source
    written = write_markdown(found.article)
    again = read_markdown(written.encode(), file="again.md", slug=found.article.slug)
    assert again.article == found.article, written
    assert not [each for each in again.problems if each.severity == "error"], written


def _words(text: str) -> list[str]:
    text = re.sub("&#65;", "A", text)
    return re.findall(r"[^\W_]", text)


@given(BODIES)
@examples(40)
def test_nothing_is_lost(body: str) -> None:
    """Any mixture of what pandoc and the sites have."""
    assert_nothing_is_lost(body)


@pytest.mark.long
@given(BODIES)
@settings(max_examples=300)
def test_nothing_is_lost_at_length(body: str) -> None:
    """The same, three hundred times."""
    assert_nothing_is_lost(body)
