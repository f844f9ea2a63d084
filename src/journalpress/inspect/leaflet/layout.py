"""Criteria of a leaflet's pages: margins, headings, breaks, the last page, sources, footers, file.

Each function says in one line a finding what does not hold; none, if all does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from journalpress.inspect.lastpage import part_filled, said_of
from journalpress.inspect.leaflet.drawings import Drawing
from journalpress.inspect.leaflet.facts import Block, Facts, Line, Page
from journalpress.inspect.leaflet.rules import Rules
from journalpress.inspect.leaflet.typography import is_source, shown
from journalpress.inspect.pdfgeometry import Box

MM = 72 / 25.4
HAIRLINE = 0.25
BOXES = ("LI", "TR", "BlockQuote", "Div")
OURS = re.compile(r"JP-|Source ?Serif ?4|Source ?Sans ?3|Noto ?(?:Sans|Serif|Naskh)")


def margins(facts: Facts, rules: Rules) -> Iterator[str]:
    """7: margins, a safe zone, the bleed, no line too thin to be printed."""
    for number, page in enumerate(facts.pages):
        where = f"page {number + 1}"
        near = [run for run in page.texts if _to_edge(run.box, page.trim) < rules.margin_mm - 0.3]
        if near:
            run = min(near, key=lambda each: _to_edge(each.box, page.trim))
            yield (
                f"{where}: {shown(run.text)} stands {_to_edge(run.box, page.trim):.1f} mm from the "
                f"edge, not {rules.margin_mm:g}"
            )
        for run in page.runs:
            inside = page.trim.holds(run.box) and run.text.strip()
            if inside and _to_edge(run.box, page.trim) < rules.safe_mm - 0.3:
                yield f"{where}: {shown(run.text)} may be cut off with the paper's edge"
                break
        thin = [
            each
            for each in page.drawings
            if each.kind in {"stroke", "frame"} and each.width < HAIRLINE - 0.01 and each.pieces
        ]
        if thin:
            yield f"{where}: a line is {thin[0].width:.2f} points wide, less than {HAIRLINE:g}"
        bleed = -_to_edge(page.bleed, page.trim)
        if bleed < rules.bleed_mm - 0.05:
            yield f"{where}: the bleed is {max(bleed, 0):.1f} mm, not {rules.bleed_mm:g}"


def _to_edge(box: Box, trim: Box) -> float:
    """Millimetres from the box to the nearest edge of the paper; negative outside."""
    return (
        min(
            box.left - trim.left,
            box.bottom - trim.bottom,
            trim.right - box.right,
            trim.top - box.top,
        )
        / MM
    )


def headings(facts: Facts, _: Rules) -> Iterator[str]:
    """8: one title, no level skipped, no heading of three lines, none left alone."""
    found = [(each, int(each.role[1])) for each in facts.blocks if re.fullmatch(r"H\d", each.role)]
    titles = [block for block, level in found if level == 1]
    if facts.tagged and len(titles) != 1:
        yield f"the leaflet has {len(titles)} titles (H1), not one"
    for (_block, before), (block, level) in pairwise(found):
        if level > before + 1:
            yield f"{_place(block)} is a heading of level {level} below one of level {before}"
    for block, _level in found:
        if len(block.lines) > 2:
            yield f"{_place(block)} is a heading of {len(block.lines)} lines"
    for position, block in enumerate(facts.blocks):
        if (
            re.fullmatch(r"H\d", block.role)
            and _lines_below(facts.blocks[position + 1 :], block) < 2
            and not _has_picture_below(facts.pages[block.lines[-1].page], block.lines[-1])
        ):
            yield f"{_place(block)} stands alone at the foot of its page"


def _has_picture_below(page: Page, line: Line) -> bool:
    """Whether a picture stands below this line, of two lines' height or more."""
    return any(
        each.kind == "picture"
        and each.box.top <= line.box.bottom + 1
        and each.box.top - each.box.bottom >= 2 * line.size
        for each in page.drawings
    )


def _lines_below(following: Sequence[Block], heading: Block) -> int:
    """Lines of text after a heading on its page, up to two; two where the text ends."""
    found = 0
    for block in following:
        if re.fullmatch(r"H\d", block.role) and found:
            return 2
        if re.fullmatch(r"H\d", block.role) or block.role == "Lbl":
            continue
        here = [line for line in block.lines if line.page == heading.lines[-1].page]
        found += len(here)
        if found >= 2 or len(here) < len(block.lines):
            return found
        if block.lines[-1].page != heading.lines[-1].page:
            return found
    return 2 if found else 0


def breaks(facts: Facts, rules: Rules) -> Iterator[str]:
    """9: three lines at least of a paragraph on each page; nothing split that is read as one."""
    for block in _joined(facts.blocks):
        parts = _parts(block)
        if block.is_body and len(parts) > 1 and min(parts.values()) < 3:
            yield f"{_place(block)} leaves fewer than three lines on a page"
    for role in BOXES:
        boxes: dict[int, list[Block]] = defaultdict(list)
        for block in facts.blocks:
            if number := block.within(role):
                boxes[number].append(block)
        for blocks in boxes.values():
            pages = {line.page for block in blocks for line in block.lines}
            if len(pages) > 1 and sum(len(block.lines) for block in blocks) <= rules.few_lines:
                yield f"{_place(blocks[0])} is divided between two pages"


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with those in one that a program cut at the end of a page."""
    before: Block | None = None
    for block in blocks:
        if before is None:
            before = block
        elif (
            before.role == block.role == "P"
            and not before.within("LI")
            and block.text[:1].islower()
            and before.lines[-1].page + 1 == block.lines[0].page
            and not re.search(r"[.!?:;…)”»\"’]\s*$", before.text)
        ):
            before = replace(before, lines=(*before.lines, *block.lines))
        else:
            yield before
            before = block
    if before is not None:
        yield before


def _parts(block: Block) -> dict[int, int]:
    parts: dict[int, int] = defaultdict(int)
    for line in block.lines:
        parts[line.page] += 1
    return parts


def last_page(facts: Facts, rules: Rules) -> Iterator[str]:
    """10: the last page is a quarter full, the number of pages is right, blanks come last."""
    number = len(facts.pages)
    if rules.pages and number > rules.pages:
        yield f"the leaflet has {number} pages, more than {rules.pages}"
    filled = [[run.box for run in page.texts] for page in facts.pages]
    blank = [position + 1 for position, boxes in enumerate(filled) if not boxes]
    text_ends = max((position + 1 for position, boxes in enumerate(filled) if boxes), default=0)
    for page in blank:
        if page < text_ends:
            yield f"page {page} is empty"
    part = part_filled(filled)
    if part < rules.last_page:
        yield said_of(text_ends, part)


def sources(facts: Facts, rules: Rules) -> Iterator[str]:
    """12: citations can be followed and hit, sources read, their numbers hang."""
    for link in facts.links:
        high = link.box.top - link.box.bottom
        if link.inside and high < rules.link - 0.05:
            yield f"page {link.page + 1}: a citation is only {high:.1f} points high to be hit"
            break
    labels = {each.within("LI"): each for each in facts.blocks if each.role == "Lbl"}
    entries = [each for each in facts.blocks if is_source(each)]
    numbered = [
        (labels[each.within("LI")], each)
        for each in entries
        if each.within("LI") in labels and labels[each.within("LI")].text.strip()[:1].isdecimal()
    ]
    for _label, entry in numbered:
        if entry.size < rules.sources - 0.05:
            yield f"{_place(entry)} is a source set in {entry.size:g} points"
            break
    for label, entry in numbered:
        one, two = label.lines[0].box, entry.lines[0].box
        lines = [line.box for line in entry.lines]
        hangs = all(one.right <= line.left + 1 for line in lines) or all(
            one.left >= line.right - 1 for line in lines
        )
        if not hangs:
            yield f"{_place(entry)}: the number of the source does not hang ({two.left:.0f})"
            break
    if numbered and not any(link.inside for link in facts.links):
        yield "the citations are no links to their sources"
    pages = {line.page for _, entry in numbered for line in entry.lines}
    if len(pages) > 1 and sum(len(entry.lines) for _, entry in numbered) <= rules.few_lines:
        yield f"the sources are divided between pages {min(pages) + 1} and {max(pages) + 1}"


def furniture(facts: Facts, rules: Rules) -> Iterator[str]:
    """13: the disclaimer in its box on the last page; every page says which it is and how old."""
    total = len(facts.pages)
    said = [_digits(page.margin or " ".join(run.text for run in page.runs)) for page in facts.pages]
    for number, words in enumerate(said, 1):
        # Without tags a line that is read from right to left comes turned around.
        if not any(
            re.search(rf"(?<!\d){one}(?!\d)\D{{1,24}}(?<!\d){two}(?!\d)", words)
            for one, two in ((number, total), (total, number))
        ):
            yield f"page {number} does not say “{number} of {total}”"
        # A draft that nobody has reviewed says “—” where its date will stand.
        if not re.search(r"—\s*(?:·|$)", words) and not re.search(
            r"(?<!\d)(?:19|20)\d\d(?!\d)", words
        ):
            yield f"page {number} has no date in its margin"
    ends = [said[0], said[-1]] if rules.disclaimer_at_ends else said
    sentences = [set(re.findall(r"\w[^.·|:\d]{24,}", words)) for words in ends]
    if not set.intersection(*sentences):
        pages = "first and last page" if rules.disclaimer_at_ends else "every page"
        yield f"no sentence stands in the margin of {pages}: the short disclaimer is missing"
    if not any(any(_boxed(page)) for page in facts.pages[-rules.back_pages :]):
        yield "no ruled box with the disclaimer stands at the end"


def _boxed(page: Page) -> Iterator[Drawing]:
    """Frames with all four sides around a passage."""
    for each in page.drawings:
        if (each.kind == "frame" and each.pieces == 4) or (each.kind == "stroke" and each.box.area):
            inside = [run for run in page.texts if each.box.holds(run.box, 1.0)]
            if sum(len(run.text) for run in inside) >= 60:
                yield each


def _digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in unicodedata.normalize("NFKC", text)
    )


def code(facts: Facts, rules: Rules) -> Iterator[str]:
    """14: a code to be scanned is large enough, keeps its quiet zone, its address is printed."""
    for number, page in enumerate(facts.pages):
        for each in page.drawings:
            wide, high = each.box.right - each.box.left, each.box.top - each.box.bottom
            if each.pieces < 100 or abs(wide - high) > 0.03 * high:
                continue
            where = f"page {number + 1}"
            if high / MM < rules.code_mm - 0.3:
                yield f"{where}: the code to scan is {high / MM:.0f} mm high, not {rules.code_mm:g}"
            quiet = Box(*(edge + high / 12 * sign for edge, sign in zip(
                each.box, (-1, -1, 1, 1), strict=True
            )))  # fmt: skip
            for run in page.runs:
                if run.text.strip() and quiet.shared(run.box).area > 1:
                    yield f"{where}: {shown(run.text)} stands too near the code to scan"
                    break
            words = " ".join(run.text for run in page.runs)
            if not re.search(r"\w\.\w{2,}", words):
                yield f"{where}: the address is not printed beside the code to scan"


def file_facts(facts: Facts, rules: Rules) -> Iterator[str]:
    """15: our fonts, embedded; sharp pictures; the paper's size; text as it was written."""
    for font in facts.fonts:
        if not font.embedded:
            yield f"the font {font.name} is not in the file"
        elif not OURS.match(font.name):
            yield f"the font {font.name} is none of ours"
        elif not font.readable:
            yield f"the font {font.name} does not say which characters it shows"
    if facts.acts:
        yield "the file does something by itself when it is opened"
    for number, page in enumerate(facts.pages):
        where = f"page {number + 1}"
        if not page.upright:
            yield f"{where} is turned, or measured in other units"
        words = "".join(run.text for run in page.runs)
        if "\ufffd" in words:
            yield f"{where}: a character has no text, or the font has no sign for it"
        if found := re.search("[\u2010\u2011\ufb00-\ufb06]", words):
            yield f"{where}: U+{ord(found[0]):04X} stands where a plain letter or hyphen belongs"
        blurred = [
            each.dots_an_inch
            for each in page.drawings
            if each.kind == "picture" and each.dots_an_inch < rules.dots_an_inch - 1
        ]
        if blurred:
            yield f"{where}: a picture has {min(blurred):.0f} dots an inch, not 300"
        size = (page.trim.right - page.trim.left) / MM, (page.trim.top - page.trim.bottom) / MM
        if any(abs(one - two) > 0.5 for one, two in zip(size, rules.paper_mm, strict=True)):
            wide, high = rules.paper_mm
            yield f"{where} is {size[0]:.0f} × {size[1]:.0f} mm, not {wide:g} × {high:g}"
        if not rules.bleed_mm and page.media != page.trim:
            yield f"{where}: what is printed (TrimBox) is not the page"


def _place(block: Block) -> str:
    return f"page {block.lines[0].page + 1}: {shown(block.text)}"
