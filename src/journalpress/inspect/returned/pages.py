"""Which blocks of a copy are the article's, and which the pages for its reviewers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journalpress.inspect.returned.tree import Block, Physical, Table, physicals

FORM = re.compile(r"(sign|claim|open|long)_(\d+)_(\d+)")
"""The key of a cell in a form for reviewers (writers/docx/apparatus.py)."""

_OURS = re.compile(
    r"title|subtitle|bodytext|textbody|heading\d|list(bullet|number|continue)\d?|caption|quote|"
    r"jp(?!aftertable).+"
)
"""Names of styles that the words of an article have."""


def split(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The article's blocks, and the reviewers'.

    What is in nobody's style was added; it belongs where both its neighbours do.
    """
    told = [_is_review(block) for block in blocks]
    before, after = _nearest(told), _nearest(told[::-1])[::-1]
    article: list[Block] = []
    review: list[Block] = []
    for at, block in enumerate(blocks):
        own = told[at]
        if own is None:
            neighbours = {before[at], after[at]} - {None}
            own = neighbours == {True}
        (review if own else article).append(block)
    return article, review


def _nearest(told: Sequence[bool | None]) -> list[bool | None]:
    """For each block what the last one up to it says that says something."""
    last: bool | None = None
    found: list[bool | None] = []
    for each in told:
        last = last if each is None else each
        found.append(last)
    return found


def _is_review(block: Block) -> bool | None:
    """Whether a block belongs to the reviewers' pages; None where it does not say."""
    if isinstance(block, Table):
        inside = list(physicals([block]))
        told = [_is_review(each) for each in inside]
        if any(FORM.fullmatch(name) for each in inside for name in each.names):
            return True
        if any(each.names for each in inside):
            return False
        yes, no = told.count(True), told.count(False)
        return None if yes == no else yes > no
    return _is_review_paragraph(block)


def _is_review_paragraph(paragraph: Physical) -> bool | None:
    forms = [bool(FORM.fullmatch(name)) for name in paragraph.names]
    if forms:
        return all(forms)
    if paragraph.new.review:
        return True
    return False if _OURS.fullmatch("".join(paragraph.new.style.split()).lower()) else None
