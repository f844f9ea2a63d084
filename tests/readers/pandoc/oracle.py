"""What pandoc itself makes of a source: its plain words, its tables; ours in the same form."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

from journalpress.readers.notes import Notes
from journalpress.readers.pandoc.document import document_of
from journalpress.readers.rich.tree import Document, Grid, leaves_of, text_of
from tests.tools import LIMIT_SECONDS, module

_ALIGN = {"AlignLeft": "<", "AlignRight": ">", "AlignCenter": "^", "AlignDefault": ""}
_WITHIN_WORDS = (
    "Emph", "Strong", "Link", "Span", "Quoted", "Cite", "Superscript", "Subscript", "Strikeout",
    "Underline", "SmallCaps", "Image",
)  # fmt: skip
_BLANK_HEAD = re.compile(r"(?:\*\S+ (?: \| )?)+")
_SIGN = {"left": "<", "right": ">", "center": "^", "": ""}


def document(body: str) -> tuple[Document, Notes]:
    """What our reader finds in a body, and what it noted."""
    notes = Notes("x.md", {})
    source = f"---\ntitle: x\n---\n\n{body}"
    found = document_of(source, file="x.md", beside=lambda _name: None, notes=notes)
    return found.document, notes


def tables(body: str) -> list[list[str]]:
    """Our tables at the top of a body: a line a row, its cells with their places and words."""
    blocks = document(body)[0].blocks
    return [_grid(block) for block in blocks if isinstance(block, Grid)]


def pandoc_tables(body: str) -> list[list[str]]:
    """Those of pandoc, in the same form."""
    blocks = json.loads(_pandoc(body, "json"))["blocks"]
    found = [_table(block["c"]) for block in blocks if block["t"] == "Table"]
    # pandoc keeps a blank header if one of its cells reaches over several columns.
    return [[row for row in rows if not _BLANK_HEAD.fullmatch(row)] for rows in found]


def pandoc_words(body: str) -> list[str]:
    """The words of pandoc's tree, without numbers that it gives to lists and notes."""
    return words(" ".join(_strings(json.loads(_pandoc(body, "json"))["blocks"])))


def words(text: str) -> list[str]:
    """The words of a text, without their signs."""
    return re.findall(r"[^\W_]+", text)


def _pandoc(body: str, to: str) -> str:
    program = module("pypandoc", "pypandoc_binary").get_pandoc_path()
    command = [program, "--from=markdown-smart", f"--to={to}", "--wrap=none"]
    done = subprocess.run(
        command, input=body.encode(), capture_output=True, check=True, timeout=LIMIT_SECONDS
    )
    return done.stdout.decode()


def _grid(grid: Grid) -> list[str]:
    rows = []
    for row in grid.rows:
        cells = [
            ("*" if cell.heading else "")
            + f"{cell.columns}x{cell.rows}{_SIGN[cell.align]} "
            + " ".join(words(" ".join(text_of(each) for each in leaves_of(cell.blocks))))
            for cell in row
        ]
        rows.append(" | ".join(cells))
    caption = " ".join(words(text_of(grid.caption)))
    return [*rows, f": {caption}"] if caption else rows


def _table(content: list[Any]) -> list[str]:
    _, caption, columns, head, bodies, foot = content
    sides = [_ALIGN[side["t"]] for side, _ in columns]
    rows = [*_rows(head[1], sides, "*")]
    for body in bodies:
        rows += [*_rows(body[2], sides, "*"), *_rows(body[3], sides, "")]
    rows += _rows(foot[1], sides, "")
    said = " ".join(words(" ".join(_strings(caption))))
    return [*rows, f": {said}"] if said else rows


def _rows(rows: list[Any], sides: list[str], mark: str) -> Iterator[str]:
    taken: dict[tuple[int, int], bool] = {}
    for number, (_, cells) in enumerate(rows):
        shown, column = [], 0
        for _, _, deep, wide, blocks in cells:
            while (number, column) in taken:
                column += 1
            said = " ".join(words(" ".join(_strings(blocks))))
            shown.append(f"{mark}{wide}x{deep}{sides[column]} {said}")
            for down in range(deep):
                for across in range(wide):
                    taken[number + down, column + across] = True
        yield " | ".join(shown)


def _strings(value: Any) -> Iterator[str]:
    """The words that stand anywhere in pandoc's tree; those side by side are one."""
    if isinstance(value, list):
        if all(isinstance(each, dict) and "t" in each for each in value):
            yield "".join("".join(_strings(each)) for each in value)
        else:
            for each in value:
                yield from _strings(each)
    elif isinstance(value, dict):
        match value.get("t"):
            case "Str":
                yield value["c"]
            case "Code" | "CodeBlock" | "Math" | "RawInline":
                yield value["c"][1]
            case "Figure":
                yield from _strings(value["c"][2])  # its caption says the same once more
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case _:
                edge = "" if value.get("t") in _WITHIN_WORDS else " "
                yield edge + " ".join(_strings(value.get("c", []))) + edge
