"""Text → markdown-it's tokens, with our own rules for citations, spans and what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from journalpress.readers.spans import read_span

PARSER_NESTING = 400
"""Below this depth markdown-it drops text without a word; we refuse long before (limits.nesting).
Its commonmark preset has 20."""

_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_MARK = re.compile(r"\s*-?@")
_LATER_KEY = re.compile(r"[\s;]-?@([^\s;,\]]+)")
_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*")
_SPAN_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
_FENCE = re.compile(r":::[ \t]*(.*)")
_STOPS = re.compile(r"[\n&*<\[\\\]_`]|!\[")
"""Where one of our rules for words may begin; markdown-it stops at signs of other rules too."""


@cache
def make_parser() -> MarkdownIt:
    """The parser of house Markdown; it keeps nothing of what it reads.

    Raw HTML is seen so that it can be refused; links of any scheme likewise. Link reference
    definitions are off: they would swallow their lines and turn `[4]` into a link.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": PARSER_NESTING, "html": True})
    parser.enable("table")
    parser.disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("link", "cite", _cite)
    parser.inline.ruler.before("link", "span", _span)
    parser.block.ruler.before("fence", "missing", _missing, {"alt": ["paragraph", "blockquote"]})
    parser.inline.terminator_re = _STOPS
    parser.validateLink = _sees_every_link  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = _as_typed  # type: ignore[method-assign, assignment]
    return parser


def block_tokens(parser: MarkdownIt, text: str) -> list[Token]:
    """The block tokens of the text; `inline` tokens have content and no children yet."""
    return parser.parse(text, {})


def inline_tokens(parser: MarkdownIt, text: str, keys: Collection[str]) -> list[Token]:
    """The inline tokens of one leaf; `keys` are those of all known sources."""
    if text and not _STOPS.search(text):
        return [Token("text", "", 0, content=text)]
    return parser.inline.parse(text, parser, {"keys": keys}, [])


def _sees_every_link(_url: str) -> bool:
    return True


def _as_typed(url: str) -> str:
    """The words of `<https://…>`; markdown-it would decode what is percent-encoded."""
    return url


def _cite(state: StateInline, silent: bool) -> bool:
    """`[@key; @key, p. 3]` and `[1, 4]` → a token `cite` or `numbers` with the content."""
    if state.src[state.pos] != "[":
        return False
    found = _BRACKETS.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    following = state.src[found.end() : found.end() + 1]
    content = found[1]
    if _NUMBERS.fullmatch(content):
        if following in ("(", "{"):
            return False
        kind = "numbers"
    elif _MARK.match(content) or (
        following not in ("(", "{")
        and any(key in state.env["keys"] for key in _LATER_KEY.findall(content))
    ):
        kind = "cite"
    else:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"before_parenthesis": following == "("}
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=fr}`, whatever stands in the braces: the reader refuses what is no span."""
    return read_span(state, silent, _SPAN_ATTRIBUTES)


def _link(state: StateInline, silent: bool) -> bool:
    """`[words](address "title")`; unlike CommonMark's, its words may hold spans and citations.

    The reader refuses what must not stand in a link; were it no link, its address would print.
    """
    if state.src[state.pos] != "[":
        return False
    start, end_of_all = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or not state.src.startswith("(", end + 1):
        return False
    at = _past_space(state.src, end + 2, end_of_all)
    destination = state.md.helpers.parseLinkDestination(state.src, at, end_of_all)
    if destination.ok:
        at = destination.pos
    after_space = _past_space(state.src, at, end_of_all)
    title = state.md.helpers.parseLinkTitle(state.src, after_space, end_of_all)
    if title.ok and after_space > at:
        after_space = _past_space(state.src, title.pos, end_of_all)
    if not state.src.startswith(")", after_space) or after_space >= end_of_all:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": state.md.normalizeLink(destination.str)}
        if title.ok:
            token.attrs["title"] = title.str
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos, state.posMax = after_space + 1, end_of_all
    return True


def _past_space(source: str, at: int, end: int) -> int:
    while at < end and source[at] in " \t\n":
        at += 1
    return at


def _missing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: missing table` … `:::` → a token `fenced` with what the fence says and the lines."""
    if state.is_code_block(start):
        return False
    found = _FENCE.fullmatch(_line(state, start))
    if not found:
        return False
    if silent:
        return True
    line = start + 1
    while line < end and _line(state, line).rstrip() != ":::":
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        line += 1
    closed = line < end and _line(state, line).rstrip() == ":::"
    token: Any = state.push("fenced", "", 0)
    token.info = found[1].strip()
    token.content = state.getLines(start + 1, line, state.blkIndent, False)
    token.map = [start, line + 1 if closed else line]
    token.meta = {"closed": closed}
    state.line = token.map[1]
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
