"""Criteria of a leaflet's type: sizes, leading, measure, breaks of lines, contrast, emphasis.

Each function says in one line a finding what does not hold; none, if all does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median, quantiles

from journalpress.inspect.leaflet.facts import Block, Facts, Line
from journalpress.inspect.leaflet.rules import Rules
from journalpress.inspect.pdfcontent import Run

SLACK = 0.05
"""Points, or parts of a line, that rounding may take."""
MOST_SHOWN = 40
MANY = 8
"""Lines below which nothing is said about what is usual."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

CONTRAST = 7.0
"""Of text and ground (WCAG 2.2, 1.4.6)."""

_UNITS = (
    "mg", "g", "kg", "µg", "μg", "mcg", "ml", "mL", "l", "L", "mmol/l", "mmol/L", "mmol/mol",
    "mmHg", "mm", "cm", "m", "km", "kcal", "kJ", "IU", "%", "°C",
)  # fmt: skip
_UNIT = re.compile(rf"(?:{'|'.join(map(re.escape, _UNITS))})(?![\w/-])")
_CAPITALS = re.compile(r"(?:\b[^\W\d_]{2,}\b[\s,]*){4,}")
_HYPHENS = "-\u2010\u00ad"


def shown(text: str) -> str:
    """The first words of a text, in quotes."""
    words = " ".join(text.split())
    return f"“{words[:MOST_SHOWN].rstrip()}…”" if len(words) > MOST_SHOWN else f"“{words}”"


def sizes(facts: Facts, rules: Rules) -> Iterator[str]:
    """1: the body has its size, and nothing that is read is smaller than the least.

    A bullet is not read, and an exponent or a note's number belongs to its line; in large print
    that must be large too.
    """
    body = facts.body_size
    if body and body < rules.body - SLACK:
        yield f"running text is set in {body:g} points, not in {rules.body:g}"
    yield from _too_small(facts, rules.least, facts.scripts)


def large_print(facts: Facts, rules: Rules) -> Iterator[str]:
    """2: everything is large, citation numbers and page numbers too, in one column."""
    yield from _too_small(facts, rules.least, frozenset())
    if facts.language[:2] in RIGHT_TO_LEFT:
        return
    for page in range(len(facts.pages)):
        lines = [
            line
            for each in facts.blocks
            if each.is_body
            for line in each.lines
            if line.page == page
        ]
        for one, two in pairwise(lines):
            beside = two.box.left > one.box.right + one.size or two.baseline > one.baseline + 72
            if beside:
                yield f"page {page + 1}: {shown(two.text)} stands in a second column"
                return


def _too_small(facts: Facts, least: float, besides: Set[Run]) -> Iterator[str]:
    for number, page in enumerate(facts.pages):
        small = [
            run
            for run in page.runs
            if run.size < least - SLACK and page.trim.holds(run.box, 1.0)
            if any(map(str.isalnum, run.text)) and run not in besides
        ]
        if small:
            run = min(small, key=lambda each: each.size)
            yield (
                f"page {number + 1}: {shown(run.text)} is set in {run.size:.1f} points, less than "
                f"{least:g}"
            )


def leading(facts: Facts, rules: Rules) -> Iterator[str]:
    """3: lines are 1.35 to 1.5 of the size apart, paragraphs half a line more."""
    body = facts.body_size
    apart = [
        (one.baseline - two.baseline) / body
        for block in _running(facts)
        for one, two in _pairs(block.lines)
    ]
    if len(apart) < MANY:
        return
    usual = median(apart)
    least, most = rules.leading
    if not least - 0.01 <= usual <= most + 0.01:
        yield f"lines are {usual:.2f} of the type's size apart, not {least} to {most}"
    between = [
        (one.lines[-1].baseline - two.lines[0].baseline) / body / usual - 1
        for one, two in pairwise(facts.blocks)
        if _is_paragraph(one, body) and _is_paragraph(two, body)
        if one.around == two.around and one.lines[-1].page == two.lines[0].page
    ]
    between = [each for each in between if each > -1]
    if between and median(between) < rules.between - 0.02:
        yield f"paragraphs are only {median(between):.2f} of a line apart"


def measure(facts: Facts, rules: Rules) -> Iterator[str]:
    """4: a usual line has 55 to 70 characters, a long one 80."""
    lengths = [
        len(line.text.strip())
        for block in _running(facts)
        if not block.within("LI") and not block.within("Div")
        for line in block.lines[:-1]
    ]
    if len(lengths) < MANY:
        return
    least, most = rules.measure
    usual, long = median(lengths), quantiles(lengths, n=10)[-1]
    if not least <= usual <= most:
        yield f"a usual line has {usual:.0f} characters, not {least:g} to {most:g}"
    if long > rules.longest:
        yield f"one line in ten has {long:.0f} characters or more, over {rules.longest:g}"


def setting(facts: Facts, _: Rules) -> Iterator[str]:
    """5: set to one edge, nothing divided that belongs together."""
    words = {
        word.lower()
        for block in facts.blocks
        for line in block.lines
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    }
    for block in _running(facts):
        if _is_justified(block.lines):
            yield f"page {block.lines[0].page + 1}: {shown(block.text)} is justified"
        elif _is_centred(block.lines):
            yield f"page {block.lines[0].page + 1}: {shown(block.text)} is centred"
        for one, two in _pairs(block.lines):
            if why := _badly_divided(one.text.rstrip(), two.text.lstrip(), words):
                yield f"page {one.page + 1}: {why}"


def _is_justified(lines: Sequence[Line]) -> bool:
    full = lines[:-1]
    return len(full) >= 4 and _equal(line.box.right for line in full) and _equal(
        line.box.left for line in full
    )  # fmt: skip


def _is_centred(lines: Sequence[Line]) -> bool:
    return (
        len(lines) >= 4
        and not _equal((line.box.left for line in lines), 6.0)
        and not _equal((line.box.right for line in lines), 6.0)
        and _equal(((line.box.left + line.box.right) / 2 for line in lines), 2.0)
    )


def _equal(numbers: Iterator[float], slack: float = 0.7) -> bool:
    found = list(numbers)
    return max(found) - min(found) < slack


def _badly_divided(end: str, start: str, words: set[str]) -> str:
    before, after = end.rpartition(" ")[2], start.partition(" ")[0]
    if end[-1:] in _HYPHENS and before[-2:-1].isalpha() and after[:1].isalpha():
        first, second = before[:-1], re.match(r"[^\W\d_]*", after)
        whole = f"{first}{second[0] if second else ''}".lower()
        if first.isupper() and len(after.rstrip(".,;:")) == 1:
            return f"“{before}{after}” is divided"
        if whole in words and f"{first}-{second[0] if second else ''}".lower() not in words:
            return f"“{whole}” is hyphenated"
    if re.search(r"\d$", end) and _UNIT.match(start):
        return f"“{before} {after}” is divided"
    if before == "et" and after.startswith("al."):
        return "“et al.” is divided"
    return ""


def contrast(facts: Facts, _: Rules) -> Iterator[str]:
    """6: text stands at 7 to 1 on its ground."""
    for number, page in enumerate(facts.pages):
        faint = [run for run in page.runs if run.text.strip() and run.contrast < CONTRAST - SLACK]
        if faint:
            run = min(faint, key=lambda each: each.contrast)
            yield (
                f"page {number + 1}: {shown(run.text)} has a contrast of {run.contrast:.1f} to 1, "
                f"less than {CONTRAST:g}"
            )


def emphasis(facts: Facts, _: Rules) -> Iterator[str]:
    """11: no passages in italics or capitals."""
    for block in facts.blocks:
        if block.role.startswith("H") or is_source(block):
            continue
        for passage in _slanted(block):
            if len(passage.split()) > 12:
                yield f"page {block.lines[0].page + 1}: {shown(passage)} is a passage in italics"
        for found in _CAPITALS.finditer(block.text):
            if found[0].isupper():
                yield f"page {block.lines[0].page + 1}: {shown(found[0])} is all in capitals"


def _slanted(block: Block) -> Iterator[str]:
    words: list[str] = []
    for line in block.lines:
        for run in line.runs:
            if _is_slanted(run):
                words.append(run.text)
            elif run.text.strip():
                yield "".join(words)
                words = []
    yield "".join(words)


def _is_slanted(run: Run) -> bool:
    return bool(re.search(r"italic|oblique|\bit\b|BoldIt$|-It$", run.font, re.IGNORECASE))


def is_source(block: Block) -> bool:
    """Whether the block reads like an entry of a list of sources."""
    listed = block.within("LI") and block.role in {"P", "LBody"}
    return bool(listed and re.search(r"doi:|PMID|https?://|\b(?:19|20)\d\d;", block.text))


def _running(facts: Facts) -> Iterator[Block]:
    """Blocks of running text in the body's size."""
    body = facts.body_size
    return (each for each in facts.blocks if each.is_body and abs(each.size - body) < 0.3)


def _is_paragraph(block: Block, body: float) -> bool:
    return (
        block.role == "P"
        and not block.within("Div")
        and block.is_body
        and abs(block.size - body) < 0.3
    )


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Lines that follow one another on a page."""
    for one, two in pairwise(lines):
        if one.page == two.page and one.baseline > two.baseline:
            yield one, two
