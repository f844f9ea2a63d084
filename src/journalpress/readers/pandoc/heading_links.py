"""`[A heading]` → words that lead to it: pandoc's references to headings by their own words.

No article of ours has links within itself, so only the brackets go.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from journalpress.readers.pandoc.attributes import split_trailing

_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_LONGEST = 999
"""CommonMark's most for a label."""


def read_heading_links(parser: MarkdownIt) -> None:
    """Teaches the parser these references."""
    parser.core.ruler.before("inline", "headings", _headings)
    parser.inline.ruler.before("link", "heading_link", _heading_link)


def _headings(state: StateCore) -> None:
    found = state.env.setdefault("headings", set())
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open":
            found.add(_label_of(split_trailing(token.content)[0].rstrip(" #")))


def _heading_link(state: StateInline, silent: bool) -> bool:
    """`[Heading]`, `[Heading][]` and `[words][Heading]` → the words between the first brackets."""
    if state.src[state.pos] != "[" or not state.env.get("headings"):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or state.src.startswith("(", end + 1):
        return False
    words, start, end_of_all = state.src[state.pos + 1 : end], state.pos + 1, state.posMax
    label = _LABEL.match(state.src, end + 1, end_of_all)
    named = _label_of((label[1] if label else "") or words)
    if not named or named not in state.env["headings"] or named in state.env.get("references", {}):
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
    state.pos, state.posMax = label.end() if label else end + 1, end_of_all
    return True


def _label_of(words: str) -> str:
    """The words as a label; blank where they are a number, which names a source."""
    plain = re.sub(r"[*_`]", "", words).strip()
    return "" if plain.isdigit() or len(plain) > _LONGEST else normalizeReference(plain)
