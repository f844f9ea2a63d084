"""What a file says against what its Edition says: every difference becomes a Problem.

Words, kinds, order, each citation's number and target, each reference, the ways back, the
disclaimer, the lines of every page and a book's own pages are compared. Nothing here knows a
writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from journalpress.edition.types import Expectation, Extract, Leaf
from journalpress.problems import Problem, problem

SHOWN = 60
"""Characters of a leaf that a message quotes."""

AGAIN = "the file was not published; export again, and report it if it comes back"


@dataclass(frozen=True, slots=True)
class Means:
    """What a format can say at all, as its Writer declares: only that is asked of its files.

    `ends`: the disclaimer's line is asked of the first and last page only. `binds`: what stands
    outside the chapters is asked too.
    """

    paged: bool
    spaced: bool
    linked: bool
    returns: bool
    ends: bool = False
    binds: bool = False


def compare(
    expected: Expectation, found: Extract, means: Means, *, file: str = "", hint: str = AGAIN
) -> tuple[Problem, ...]:
    """Every difference between a file and what it must say; empty where they agree."""
    differences = [
        *_leaves(expected.leaves, found.leaves, expected, means),
        *(
            _leaves(expected.book, found.book, expected, means)
            if _asks_book(expected, means)
            else ()
        ),
        *_references(expected, found, means),
        *(_running(expected, found, ends=means.ends) if means.paged else ()),
    ]
    return tuple(problem(code, message, hint, file=file) for code, message in differences)


def same_words(text: str, *, spaced: bool) -> str:
    """The form in which two texts are compared: folded, or without any space at all."""
    return " ".join(text.split()) if spaced else "".join(text.split())


# --- leaves ----------------------------------------------------------------------------------


def _asks_book(expected: Expectation, means: Means) -> bool:
    """Whether the format has pages outside its chapters; older records do not say what of them."""
    return means.binds and bool(expected.book)


def _leaves(
    leaves: Sequence[Leaf], there: Sequence[Leaf], expected: Expectation, means: Means
) -> Iterator[tuple[str, str]]:
    wanted = [_comparable(leaf, means) for leaf in leaves]
    got = [_comparable(leaf, means) for leaf in there]
    if wanted == got:
        return
    disclaimers = {same_words(text, spaced=means.spaced) for text in expected.disclaimers}
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for what, start, end, found_start, found_end in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = min(end - start, found_end - found_start)
        for offset in range(pairs):
            yield from _difference(wanted[start + offset], got[found_start + offset], disclaimers)
        for leaf in wanted[start + pairs : end]:
            code = "JP205" if leaf.text in disclaimers else "JP201"
            yield code, f"{_named(leaf)} is missing from the file"
        for leaf in got[found_start + pairs : found_end]:
            yield "JP202", f"{_named(leaf)} stands in the file and not in the edition"


def _comparable(leaf: Leaf, means: Means) -> Leaf:
    text = same_words(leaf.text, spaced=means.spaced)
    if means.linked:
        return Leaf(leaf.kind, text, leaf.marks, leaf.links, leaf.number)
    marks = tuple((number, "") for number, _ in leaf.marks)
    return Leaf(leaf.kind, text, marks, number=leaf.number)


def _difference(wanted: Leaf, got: Leaf, disclaimers: set[str]) -> Iterator[tuple[str, str]]:
    if wanted.text != got.text:
        code = "JP205" if wanted.text in disclaimers else "JP200"
        yield code, _first_difference(wanted.text, got.text)
    if wanted.marks != got.marks:
        yield (
            "JP203",
            f"citations of {_named(wanted)}: {_marks(wanted)} expected, {_marks(got)} in the file",
        )
    if wanted.links != got.links:
        missing = ", ".join(wanted.links) or "no link"
        there = ", ".join(got.links) or "no link"
        yield "JP204", f"links of {_named(wanted)}: {missing} expected, {there} in the file"
    if wanted.number != got.number:
        numbers = f"number {wanted.number or 'none'} expected, {got.number or 'none'} in the file"
        yield "JP200", f"{_named(wanted)}: {numbers}"
    if wanted.kind != got.kind:
        yield "JP200", f"{_named(wanted)} is a {got.kind} in the file"


def _first_difference(wanted: str, got: str) -> str:
    """The place where two texts part, with some words around it."""
    at = next((i for i, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b), None)
    at = min(len(wanted), len(got)) if at is None else at
    start = max(0, at - SHOWN // 2)
    return f"“{_cut(wanted[start:])}” expected, “{_cut(got[start:])}” in the file"


def _named(leaf: Leaf) -> str:
    return f"{leaf.kind} “{_cut(leaf.text)}”"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _marks(leaf: Leaf) -> str:
    return (
        ", ".join(
            f"{number} → {target}" if target else str(number) for number, target in leaf.marks
        )
        or "none"
    )


# --- references ------------------------------------------------------------------------------


def _references(expected: Expectation, found: Extract, means: Means) -> Iterator[tuple[str, str]]:
    wanted = [(anchor if means.linked else "", number) for anchor, number in expected.references]
    if wanted != list(found.references):
        numbers = ", ".join(number for _, number in wanted) or "none"
        there = ", ".join(number for _, number in found.references) or "none"
        yield "JP203", f"the list of sources: numbers {numbers} expected, {there} in the file"
    if means.returns and sorted(expected.backlinks) != sorted(found.backlinks):
        lost = sorted(set(expected.backlinks) - set(found.backlinks))
        added = sorted(set(found.backlinks) - set(expected.backlinks))
        shown = "; ".join(f"{anchor} → {target}" for anchor, target in (lost + added)[:3])
        yield "JP204", f"the ways back from the sources differ: {shown or 'one stands twice'}"


# --- the lines of every page -----------------------------------------------------------------


def _running(expected: Expectation, found: Extract, *, ends: bool) -> Iterator[tuple[str, str]]:
    """Each page must carry all lines of one chapter and its own number."""
    pages = len(found.running)
    if not pages:
        yield "JP206", "no page carries its disclaimer, dates and number"
    for page, text in enumerate(found.running, 1):
        there = same_words(text, spaced=False)
        inner = ends and 1 < page < pages
        lacking = min(
            ([line for line in _asked(lines, inner=inner)
              if same_words(line, spaced=False) not in there]
             for lines in expected.running),
            key=len,
        )  # fmt: skip
        counted = expected.page_of.format(page=page, pages=pages)
        if same_words(counted, spaced=False) not in there:
            lacking = [*lacking, counted]
        for line in lacking:
            yield "JP206", f"page {page} lacks “{_cut(line)}”"


def _asked(lines: tuple[str, ...], *, inner: bool) -> tuple[str, ...]:
    """The lines that a page must carry: stamps, disclaimer, status; inside no disclaimer."""
    return (*lines[:-2], lines[-1]) if inner else lines
