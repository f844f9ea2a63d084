"""Tables as people draw them, by hand and by chance, and what pandoc makes of those by hand.

A line a row: a star for a heading, columns x rows, how the cell is set, its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

SOURCES: dict[str, tuple[str, list[str]]] = {
    "simple": (
        "  Right     Left     Center     Default\n"
        "-------     ------ ----------   -------\n"
        "     12     12        12            12\n"
        "    123                         a b\n",
        ["*1x1> Right | *1x1< Left | *1x1^ Center | *1x1 Default",
         "1x1> 12 | 1x1< 12 | 1x1^ 12 | 1x1 12",
         "1x1> 123 | 1x1<  | 1x1^  | 1x1 a b"],
    ),
    "simple without a header": (
        "----- ----\n    1 2\n   10 20\n----- ----\n",
        ["1x1> 1 | 1x1< 2", "1x1> 10 | 1x1< 20"],
    ),
    "simple, dashes below as well": (
        "aa bb\n-- --\n1  2\n-- --\n",
        ["*1x1 aa | *1x1 bb", "1x1 1 | 1x1 2"],
    ),
    "simple, its header far to the right": (
        "      N  W\n------- --\n      1  a\n",
        ["*1x1> N | *1x1> W", "1x1> 1 | 1x1> a"],
    ),
    "simple, a list's signs in its cells": (
        "aa bb\n-- --\n-  2\n1. *  \n",
        ["*1x1 aa | *1x1 bb", "1x1  | 1x1 2", "1x1 1 | 1x1 "],
    ),
    "simple, wide characters": (
        "aa    bb\n----  ---\n日本  x\nab    y\n",
        ["*1x1< aa | *1x1< bb", "1x1< 日本 | 1x1< x", "1x1< ab | 1x1< y"],
    ),
    "simple, characters that combine": (
        "aa    bb\n----  ---\nnai\u0308ve x\nab    y\n",
        ["*1x1< aa | *1x1< bb", "1x1< nai ve | 1x1< x", "1x1< ab | 1x1< y"],
    ),
    "simple, tabs": (
        "a\tb\n--- ---\n1\t2\n",
        ["*1x1< a | *1x1< b", "1x1< 1 | 1x1< 2"],
    ),
    "multiline": (
        "-------------------------------------------------------------\n"
        " Centered   Default           Right Left\n"
        "  Header    Aligned         Aligned Aligned\n"
        "----------- ------- --------------- -------------------------\n"
        "   First    row                12.0 Example of a row that\n"
        "                                    spans multiple lines.\n"
        "\n"
        "  Second    row                 5.0 Here is another one. Note\n"
        "                                    the blank line between\n"
        "                                    rows.\n"
        "-------------------------------------------------------------\n\n"
        "Table: Here is the caption. It, too, may span\nmultiple lines. {#tab}\n",
        ["*1x1^ Centered Header | *1x1 Default Aligned | *1x1> Right Aligned | *1x1< Left Aligned",
         "1x1^ First | 1x1 row | 1x1> 12 0 | 1x1< Example of a row that spans multiple lines",
         "1x1^ Second | 1x1 row | 1x1> 5 0 | "
         "1x1< Here is another one Note the blank line between rows",
         ": Here is the caption It too may span multiple lines"],
    ),
    "multiline without a header": (
        "--- ------\n1   two\n    lines\n\n2   one\n--- ------\n",
        ["1x1< 1 | 1x1< two lines", "1x1< 2 | 1x1< one"],
    ),
    "multiline of one row": (
        "--- ------\n1   two\n    lines\n\n--- ------\n",
        ["1x1< 1 | 1x1< two lines"],
    ),
    "multiline, no blank between": (
        "-----------\naa   bb\n---- ------\n1    2\n3    4\n-----------\n",
        ["*1x1< aa | *1x1< bb", "1x1< 1 3 | 1x1< 2 4"],
    ),
    "grid": (
        "+-------+------+\n| a     | b    |\n+:=====:+=====:+\n"
        "| - one | *c*  |\n| - two |      |\n+-------+------+\n",
        ["*1x1^ a | *1x1> b", "1x1^ one two | 1x1> c"],
    ),
    "grid without a header": (
        "+:--+--:+:-:+\n| a | b | - |\n+---+---+---+\n",
        ["1x1< a | 1x1> b | 1x1^ "],
    ),
    "grid, cells over rows and columns": (
        "+---------------------+----------+\n"
        "| Property            | Earth    |\n"
        "+=============+=======+==========+\n"
        "|             | min   | -89.2 °C |\n"
        "| Temperature +-------+----------+\n"
        "| 1961-1990   | mean  | 14 °C    |\n"
        "|             +-------+----------+\n"
        "|             | max   | 56.7 °C  |\n"
        "+-------------+-------+----------+\n",
        ["*2x1 Property | *1x1 Earth",
         "1x3 Temperature 1961 1990 | 1x1 min | 1x1 89 2 C",
         "1x1 mean | 1x1 14 C",
         "1x1 max | 1x1 56 7 C"],
    ),
    "grid, a foot": (
        "+---------+-------+\n| Fruit   | Price |\n+=========+=======+\n| Bananas | 1.34  |\n"
        "+=========+=======+\n| Sum     | 3.44  |\n+=========+=======+\n",
        ["*1x1 Fruit | *1x1 Price", "1x1 Bananas | 1x1 1 34", "1x1 Sum | 1x1 3 44"],
    ),
    "grid, paragraphs and lists": (
        "+---------+------------------+\n| Bananas | - in a wrapper   |\n"
        "|         | - bright         |\n|         |                  |\n"
        "|         | And more.        |\n+---------+------------------+\n: Below it\n",
        ["1x1 Bananas | 1x1 in a wrapper bright And more", ": Below it"],
    ),
    "grid, wide characters": (
        "+------+---+\n| 日本 | x |\n+------+---+\n| nai\u0308ve| y |\n+------+---+\n",
        ["1x1 日本 | 1x1 x", "1x1 nai ve | 1x1 y"],
    ),
    "grid, signs within a cell": (
        "+-----+-----+\n| a + b     |\n| - x       |\n+-----+-----+\n"
        "| b   | c|d |\n+-----+-----+\n",
        ["2x1 a b x", "1x1 b | 1x1 c d"],
    ),
    "pipes with a plus": (
        "| a | b |\n|:--+--:|\n| 1 | 2 |\n",
        ["*1x1< a | *1x1> b", "1x1< 1 | 1x1> 2"],
    ),
    "pipes without words in the header": (
        "|  |  |\n|---|---|\n| 1 | 2 |\n",
        ["1x1 1 | 1x1 2"],
    ),
    "pipes, bars in code": (
        "| a | b |\n|---|---|\n| 1 | `x|y` ``z`|`` |\n| 2 | p\\|q |\n",
        ["*1x1 a | *1x1 b", "1x1 1 | 1x1 x y z", "1x1 2 | 1x1 p q"],
    ),
    "pipes at no end": (
        "a | b\n--|:-:\n1 | 2\n\n  table: Low *words*\n",
        ["*1x1 a | *1x1^ b", "1x1 1 | 1x1^ 2", ": Low words"],
    ),
    "a caption below a line of text": (
        "Text\n\n: Caption\n\naa bb\n-- --\n1  2\n\n"
        "Text\n\n: Other\n\n| c | d |\n|---|---|\n| 3 | 4 |\n",
        ["*1x1 aa | *1x1 bb", "1x1 1 | 1x1 2", ": Caption",
         "*1x1 c | *1x1 d", "1x1 3 | 1x1 4", ": Other"],
    ),
}  # fmt: skip


# --- by chance ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """A cell of a grid: the rows and columns that it covers, from 0, the last not included."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: Frame) -> bool:
        """Whether both cover a place."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )


WORDS = st.sampled_from(("one", "zwei", "dös", "四五", "nai\u0308f", "C6", ""))


@st.composite
def grids(draw: st.DrawFn) -> str:
    """A grid table of up to four rows and columns, some of its cells over several places."""
    deep, wide = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    head = draw(st.integers(0, deep - 1))
    frames: list[Frame] = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, deep - 1)), draw(st.integers(0, wide - 1))
        last = head if top < head else deep
        frame = Frame(
            top, left, draw(st.integers(top + 1, last)), draw(st.integers(left + 1, wide))
        )
        if not any(frame.meets(other) for other in frames):
            frames.append(frame)
    for top in range(deep):
        for left in range(wide):
            unit = Frame(top, left, top + 1, left + 1)
            if not any(unit.meets(other) for other in frames):
                frames.append(unit)
    sides = draw(st.lists(st.sampled_from(("--", ":-", "-:", "::")), min_size=wide, max_size=wide))
    words = draw(st.lists(WORDS, min_size=len(frames), max_size=len(frames)))
    return _drawn_grid(frames, words, head, sides)


def _drawn_grid(frames: list[Frame], words: list[str], head: int, sides: list[str]) -> str:
    """The lines of the table; a column is eight places wide, a row two lines high."""
    across, down = 9, 3
    wide, deep = max(each.right for each in frames), max(each.bottom for each in frames)
    canvas = [[" "] * (wide * across + 1) for _ in range(deep * down + 1)]
    for frame, word in zip(frames, words, strict=True):
        top, bottom = frame.top * down, frame.bottom * down
        left, right = frame.left * across, frame.right * across
        for line in (top, bottom):
            for place in range(left, right):
                canvas[line][place] = canvas[line][place] if canvas[line][place] == "+" else "-"
        for line in range(top, bottom):
            for place in (left, right):
                canvas[line][place] = canvas[line][place] if canvas[line][place] == "+" else "|"
        at = left + 2
        for character in word:
            if character == "\u0308":
                canvas[top + 1][at - 1] += character
                continue
            canvas[top + 1][at] = character
            at += 1
            if character in "四五":
                canvas[top + 1][at] = ""
                at += 1
    for frame in frames:
        for line in (frame.top * down, frame.bottom * down):
            for place in (frame.left * across, frame.right * across):
                canvas[line][place] = "+"
    if head:
        canvas[head * down] = ["=" if each == "-" else each for each in canvas[head * down]]
    border = canvas[head * down]
    # Where a border of several columns has no corners pandoc counts its colons by those it has.
    if all(border[column * across] == "+" for column in range(wide)):
        for column, side in enumerate(sides):
            border[column * across + 1] = side[:1].replace("-", border[column * across + 1])
            border[(column + 1) * across - 1] = side[1:].replace(
                "-", border[(column + 1) * across - 1]
            )
    return "\n".join("".join(line) for line in canvas) + "\n"


@st.composite
def ruled(draw: st.DrawFn) -> str:
    """A simple or a multiline table, with a header or without, of two or three columns."""
    wide = draw(st.integers(2, 3))
    multiline, headed = draw(st.booleans()), draw(st.booleans())
    cells = st.lists(
        st.sampled_from(("one", "zwei", "dös", "四五", "nai\u0308f", "C6")),
        min_size=wide,
        max_size=wide,
    )
    sides = draw(st.lists(st.sampled_from("<>^="), min_size=wide, max_size=wide))
    rows = draw(
        st.lists(st.lists(cells, min_size=1, max_size=1 + multiline), min_size=1, max_size=3)
    )
    header = draw(st.lists(cells, min_size=1, max_size=1 + multiline)) if headed else []
    ruler = " ".join("-" * 8 for _ in range(wide))
    full = "-" * len(ruler)
    head = [_set(row, sides) for row in header]
    body = [[_set(row, sides) for row in lines] for lines in rows]
    if multiline:
        text = "\n\n".join("\n".join(lines) for lines in body)
        # A row alone needs a blank line below it, or the table is a simple one.
        text += "\n" if len(body) == 1 else ""
        return (
            "\n".join([full, *head, ruler, text, full] if headed else [ruler, text, ruler]) + "\n"
        )
    lines = [line for row in body for line in row]
    return "\n".join([*head, ruler, *lines] if headed else [ruler, *lines, ruler]) + "\n"


def _set(cells: list[str], sides: list[str]) -> str:
    """Cells eight places wide, at the left, the right, the middle or (`=`) filling it."""
    shown = []
    for cell, side in zip(cells, sides, strict=True):
        width = sum(0 if each == "\u0308" else 2 if each in "四五" else 1 for each in cell)
        blank = " " * (8 - width)
        middle = len(blank) // 2
        match side:
            case "<":
                shown.append(cell + blank)
            case ">":
                shown.append(blank + cell)
            case "^":
                shown.append(blank[:middle] + cell + blank[middle:])
            case _:
                shown.append(cell + "x" * (8 - width))
    return " ".join(shown).rstrip()
