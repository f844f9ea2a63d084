"""Rules of the parser for blocks that CommonMark has not: divisions, admonitions, drawn tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_block import table as github_table

from journalpress.readers.pandoc.pipe_tables import pipe_lines
from journalpress.readers.pandoc.ruled_tables import is_dashes, ruled_lines

_FENCE = re.compile(
    r"(?P<colons>:{3,})[ \t]*(?P<info>\{[^}]*\}|[^:{]*?(?:\{[^}]*\}|\[[^\]]*\])?)[ \t]*:*"
)
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<info>[\w -]+?)(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*"
)
_GRID_LINE = re.compile(r" {0,3}[+|].*[+|][ \t]*")
_GRID_BORDER = re.compile(r" {0,3}\+(?:[-=:]+\+)+[ \t]*")


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


def grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A grid table of pandoc → a token `drawn_table` with its lines."""
    if state.is_code_block(start) or not _GRID_BORDER.fullmatch(_line(state, start)):
        return False
    line = start
    while line < end and _GRID_LINE.fullmatch(_line(state, line)):
        if state.sCount[line] < state.blkIndent:
            break
        line += 1
    return line - start > 1 and _push_drawn(state, start, line, silent)


def ruled_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A simple or multiline table of pandoc → a token `drawn_table` with its lines.

    Its header may stand so far to the right that it would else be code.
    """
    line_at = _lines_from(state, start, end)
    first, second = line_at(0) or "", line_at(1)
    if not is_dashes(first) and not is_dashes(second or ""):
        return False
    if is_dashes(first) and start in state.env.get("footless", ()):
        return False
    count, looked = ruled_lines(line_at)
    if looked:
        # The dashes further on would each be followed to the same end, again in vain.
        state.env["footless"] = range(start, start + looked)
    return count > 0 and _push_drawn(state, start, start + count, silent)


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table that GitHub would not read whole → a token `drawn_table` with its lines."""
    if state.is_code_block(start):
        return False
    count = pipe_lines(_lines_from(state, start, end))
    return count > 0 and _push_drawn(state, start, start + count, silent)


def no_term(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line above a table's caption is a paragraph: what the caption says is not its meaning."""
    return not silent and _captions(state, start + 1, end) and paragraph(state, start, end, silent)


def _captions(state: StateBlock, blank: int, end: int) -> bool:
    """Whether `: words` stand below this line, if it is blank, and a table below them."""
    line = blank + 1
    if line >= end or not state.isEmpty(blank) or not _line(state, line).startswith(":"):
        return False
    while line < end and not state.isEmpty(line):
        line += 1
    table = state.skipEmptyLines(line)
    rules = (pipe_table, ruled_table, grid_table, github_table)
    return table < end and any(rule(state, table, end, True) for rule in rules)


def _lines_from(state: StateBlock, start: int, end: int) -> Callable[[int], str | None]:
    """Gives the lines of the block's container by their number from `start`, None behind them."""

    def line_at(number: int) -> str | None:
        line = start + number
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return None
        return state.getLines(line, line + 1, state.blkIndent, False)

    return line_at


def _push_drawn(state: StateBlock, start: int, line: int, silent: bool) -> bool:
    if not silent:
        token = state.push("drawn_table", "", 0)
        token.content = state.getLines(start, line, state.blkIndent, False)
        token.map = [start, line]
        state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
