"""Strategies of Hypothesis that make the file of an article as people type them, not as we write.

Lists with every sign, tight and loose, nested and in boxes; paragraphs over several lines, lazy
ones too; tables with and without bars at the sides; headings with signs behind; CRLF, BOM, no end
of line at the end of the file.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

_WORDS = (
    "one", "two", "blood pressure", "*soft*", "_also soft_", "**bold**", "__bold too__", "5 mg",
    "H<sub>2</sub>O", "H~2~O", "[@one]", "[@two, p. 3]", "[NHS](https://www.nhs.uk/)", "a\\*b",
    "&amp;", "[mot]{lang=fr}", "1.5", "(see below)", "- dash", "<br>", "e\u0301te\u0301", "tail.",
    '<abbr title="x">X</abbr>', "[lupus](lupus.md)", "“quoted”", "don't", "so: yes", "#4",
)  # fmt: skip


@cache
def _line() -> SearchStrategy[str]:
    first = st.sampled_from([word for word in _WORDS if word[0] not in "-#<"])
    return st.builds(
        lambda start, rest: " ".join([start, *rest]),
        first,
        st.lists(st.sampled_from(_WORDS), max_size=5),
    )


@cache
def _paragraph() -> SearchStrategy[list[str]]:
    return st.lists(_line(), min_size=1, max_size=3)


@cache
@st.composite
def _table(draw: DrawFn) -> list[str]:
    width = draw(st.integers(2, 3))
    bars, padded = draw(st.booleans()), draw(st.booleans())
    cell = st.sampled_from(["a", "b c", "**d**", "x \\| y", "[@one]", "12"])

    def row(cells: list[str]) -> str:
        inside = " | ".join(each.ljust(9) if padded else each for each in cells)
        return f"| {inside} |" if bars else inside

    rows = [[draw(cell) for _ in range(width)] for _ in range(draw(st.integers(1, 4)))]
    below = [draw(st.sampled_from(["---", ":---", "---:"])) for _ in range(width)]
    lines = [row(rows[0]), row(below), *(row(each) for each in rows[1:])]
    captions: list[list[str]] = [[], [], ["", "Table: A *caption*"], ["Table: Three"]]
    captions += [["", "Table: Two {.row-headers}"]]
    caption = draw(st.sampled_from(captions))
    return [*lines, *caption]


@cache
def _figure() -> SearchStrategy[list[str]]:
    return st.sampled_from(
        [
            ["![A knee](../media/knee.png)"],
            ["![A knee](../media/knee.png)", "*How a knee bends [@one].*"],
            ["![A \\[big\\] knee](../media/knee.png)", "_How a knee", "bends_"],
            ["![](../media/line.png){.decorative}"],
        ]
    )


@cache
@st.composite
def _list(draw: DrawFn, depth: int) -> list[str]:
    ordered, loose = draw(st.booleans()), draw(st.booleans())
    sign = draw(st.sampled_from([".", ")"] if ordered else ["-", "*", "+"]))
    indent, after = draw(st.sampled_from(["", "", " "])), draw(st.sampled_from([" ", " ", "   "]))
    start, same = draw(st.sampled_from([1, 1, 3, 9])), draw(st.integers(0, 4)) == 0
    lines: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        marker = f"{indent}{start + (0 if same else number)}{sign}{after}" if ordered else (
            f"{indent}{sign}{after}"
        )  # fmt: skip
        inside = draw(_paragraph())
        if draw(st.integers(0, 3)) == 0 and depth:
            more = draw(_blocks(depth - 1))
            inside = [*inside, "", *more]
        elif draw(st.integers(0, 2)) == 0 and depth:
            inside = [*inside, *draw(_list(depth - 1))] if not loose else inside
        if lines and loose:
            lines.append("")
        lazy = draw(st.integers(0, 5)) == 0
        lines.append(marker + inside[0])
        width = len(marker)
        lines += [
            "" if not line else line if lazy and at == 1 and line[0].isalpha() else
            " " * width + line
            for at, line in enumerate(inside[1:], 1)
        ]  # fmt: skip
    return lines


@cache
@st.composite
def _quote(draw: DrawFn, depth: int) -> list[str]:
    inside = draw(_blocks(depth - 1))
    sign = draw(st.sampled_from(["> ", "> ", ">"]))
    if draw(st.booleans()):
        inside = [draw(st.sampled_from(["[!NOTE]", "[!tip]"])), *inside]
    return [(sign + line).rstrip() if not line else sign + line for line in inside]


@cache
@st.composite
def _blocks(draw: DrawFn, depth: int) -> list[str]:
    kinds = [_paragraph(), _paragraph(), _table(), _figure(), st.just([
        "::: missing table", "what it held", ":::"])]  # fmt: skip
    if depth:
        kinds += [_list(depth - 1), _list(depth - 1), _quote(depth)]
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += ["", *draw(st.one_of(kinds))]
    return lines[1:]


@cache
@st.composite
def sources(draw: DrawFn) -> bytes:
    """The bytes of a file; a reader may find faults in it."""
    lines = ["---", "id: sample", *draw(_front()), "---", *draw(st.sampled_from([[], [""]]))]
    lines += draw(_blocks(2))
    level = 1
    for _ in range(draw(st.integers(0, 3))):
        level = draw(st.integers(2, level + 1))
        behind = draw(st.sampled_from(["", "", " {.brief}", " {#part}", " ##"]))
        lines += ["", f"{'#' * level} {draw(_line())}{behind}"]
        lines += draw(st.sampled_from([[], [""]]))
        lines += draw(_blocks(2))
    if draw(st.integers(0, 3)) == 0:
        lines += ["", "## Questions {.questions}", "", "### Why?", "", *draw(_blocks(1)), "",
                  "### How?", "", *draw(_blocks(0))]  # fmt: skip
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = end.join(lines) + draw(st.sampled_from([end, end, "", end * 3]))
    return (draw(st.sampled_from(["", "", "\ufeff"])) + text).encode()


@cache
@st.composite
def _front(draw: DrawFn) -> list[str]:
    title = draw(
        st.sampled_from(
            [["title: A plain title"], ["title: 'It''s quoted'  # a remark"],
             ['title: "A \\"quoted\\" one"'], ["title: >", "  Folded", "  over lines"]]
        )
    )  # fmt: skip
    standfirst = draw(
        st.sampled_from([[], ["standfirst: |", "  What it is", "  all about."],
                         ["standfirst: Plain", "  and long"]])
    )  # fmt: skip
    messages = draw(
        st.sampled_from([[], ["key_messages: [First thing, 'Second, too']"],
                         ["key_messages:", "- First", '-   "Second: yes"  # why', "# between",
                          "- >-", "  Third", "  goes on", ""]])
    )  # fmt: skip
    references = draw(
        st.sampled_from([
            ["references:", "- id: one", "  raw: One.", "# a remark", "- {id: two, raw: Two}"],
            ["references:", "  - id: one", "    title: >-", "      The", "      one",
             "    issued: '2020'", "  - raw: Two.", "    id: two", "related: [lupus]"],
            ["references: [{id: one, raw: One}, {id: two, raw: 'Two, too'}]"],
        ])
    )  # fmt: skip
    return [*title, "# remarks stay", "lang: en-GB", *standfirst, *messages, *references]
