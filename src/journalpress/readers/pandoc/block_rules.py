"""Rules of the parser for blocks that CommonMark has not: divisions, admonitions, drawn tables."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import StateBlock

_FENCE = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?P<info>\{[^}]*\}|[^:{]*?(?:\{[^}]*\}|\[[^\]]*\])?)[ \t]*:*"
)
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<info>[\w -]+?)(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*"
)
_DASHES = re.compile(r" {0,3}(?:-{2,}[ \t]+)+-{2,}[ \t]*")
_GRID_BORDER = re.compile(r" {0,3}\+(?:[-=:]{2,}\+)+[ \t]*")


def div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: {.note}` … `:::` → `div_open` with what the fence says, blocks, `div_close`."""
    opening = _FENCE.fullmatch(_line(state, start))
    if state.is_code_block(start) or not opening or not opening["info"].strip():
        return False
    if silent:
        return True
    depth, line = 1, start + 1
    while line < end:
        fence = _FENCE.fullmatch(_line(state, line)) if not state.is_code_block(line) else None
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        depth += 0 if not fence else 1 if fence["info"].strip() else -1
        if not depth:
            break
        line += 1
    closed = not depth
    _push_container(state, "div", opening["info"].strip(), start, line, closed=closed)
    state.line = line + 1 if closed else line
    return True


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` with indented blocks → `div_open`, blocks, `div_close` (MkDocs)."""
    opening = _ADMONITION.fullmatch(_line(state, start))
    if state.is_code_block(start) or not opening:
        return False
    if silent:
        return True
    line, last = start + 1, start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + 4):
        line += 1
        if not state.isEmpty(line - 1):
            last = line
    title = opening["title"]
    info = f'{opening["info"].strip()} title="{title}"' if title else opening["info"].strip()
    indent, state.blkIndent = state.blkIndent, state.blkIndent + 4
    _push_container(state, "div", info, start, last, closed=True)
    state.blkIndent = indent
    state.line = last
    return True


def _push_container(
    state: StateBlock, name: str, info: str, start: int, last: int, *, closed: bool
) -> None:
    token: Any = state.push(f"{name}_open", "div", 1)
    token.info, token.map = info, [start, last]
    token.meta = {"closed": closed, "source": _line(state, start)}
    parent, state.parentType = state.parentType, name
    line_max, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push(f"{name}_close", "div", -1)


def drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A grid table or a simple table of pandoc → a token `drawn_table` with its lines."""
    if state.is_code_block(start):
        return False
    first = _line(state, start)
    if _GRID_BORDER.fullmatch(first):
        inside = r" {0,3}[+|].*[+|][ \t]*"
    elif _DASHES.fullmatch(first) or (
        start + 1 < end and _DASHES.fullmatch(_line(state, start + 1)) and first.strip()
    ):
        inside = r".*\S.*"
    else:
        return False
    line = start
    while line < end and re.fullmatch(inside, _line(state, line)) and not state.isEmpty(line):
        if state.sCount[line] < state.blkIndent:
            break
        line += 1
    if line - start < 2:
        return False
    if not silent:
        token = state.push("drawn_table", "", 0)
        token.content = state.getLines(start, line, state.blkIndent, False)
        token.map = [start, line]
        state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
