"""A rule of the Markdown parsers: `[words]{…}` → tokens for what opens, the words, what closes."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline


def read_span(state: StateInline, silent: bool, attributes: re.Pattern[str]) -> bool:
    """`span_open` with the first group of `attributes`, the words, `span_close`; else False.

    The braces stand right behind the brackets and are what `attributes` matches.
    """
    if state.src[state.pos] != "[" or _last_braces(state) < state.pos:
        return False
    start, end_of_all = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = attributes.match(state.src, end + 1, end_of_all) if end >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        token = state.push("span_open", "span", 1)
        token.content = found[1]
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), end_of_all
    return True


def _last_braces(state: StateInline) -> int:
    """Where the last `]{` of this leaf stands; looked up once, or many `[` would be quadratic."""
    source, last = state.env.get("last_braces", ("", -1))
    if source is not state.src:
        last = state.src.rfind("]{")
        state.env["last_braces"] = (state.src, last)
    return int(last)
