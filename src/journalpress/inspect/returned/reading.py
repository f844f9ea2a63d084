"""The bytes of a returned Word copy → what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journalpress.errors import InputError, LimitExceeded
from journalpress.inspect.returned.comments import comments_in
from journalpress.inspect.returned.forms import filled_in
from journalpress.inspect.returned.hands import Hands
from journalpress.inspect.returned.lookups import Lookups, lookups_in
from journalpress.inspect.returned.pages import split
from journalpress.inspect.returned.tree import Tree, physicals
from journalpress.inspect.returned.types import Paragraph, Returned
from journalpress.inspect.returned.views import View
from journalpress.reviewcopy import (
    NAMESPACE,
    REVIEW_PROPERTY,
    Baseline,
    from_xml,
    reference_bookmark,
)
from journalpress.wordfile.opening import Opened, opened
from journalpress.wordfile.parts import DocxParts, Element, W, custom_properties
from journalpress.wordfile.styles import Lists

MOST_PARAGRAPHS = 50_000

_UNREADABLE = "the file carries a baseline that cannot be read; the journal's own is needed"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def read_returned(data: bytes) -> Returned:
    """What a returned copy says, in both views.

    Raises InputError where it is no Word file that can be trusted, LimitExceeded where it is too
    large. A file that never came from here is read as well: it has no baseline and no review.
    """
    file = opened(data)
    document = file.parts.xml(file.document)
    body = document.find(f"{{{W}}}body")
    if body is None:
        raise InputError("this Word file has no body", hint="is it the right file?")
    if sum(1 for _ in body.iter(f"{{{W}}}p")) > MOST_PARAGRAPHS:
        raise LimitExceeded(
            f"the Word file has more than {MOST_PARAGRAPHS} paragraphs",
            hint="is it a copy of one article?",
        )
    baseline, notices = _baseline(file)
    lookups = lookups_in(file.parts, file.document)
    hands = Hands()
    tree = Tree(body, lookups, hands)
    article, review = split(tree.blocks)
    numbering = _numbering(file)

    def view(*, accepted: bool) -> tuple[Paragraph, ...]:
        made = View(accepted=accepted, lists=Lists(numbering), printed=_printed(baseline))
        return tuple(made.paragraphs(article))

    return Returned(
        baseline=baseline,
        review=custom_properties(file.parts).get(REVIEW_PROPERTY, ""),
        accepted=view(accepted=True),
        rejected=view(accepted=False),
        hands=hands.all(),
        comments=comments_in(file.parts, file.document, list(physicals(tree.blocks)), lookups),
        filled=tuple(filled_in(review, "" if baseline is None else baseline.recipient)),
        notices=(*file.notices, *notices),
    )


def paragraphs_of(body: Element, lookups: Lookups, numbering: Element) -> tuple[Paragraph, ...]:
    """The paragraphs of an article that nobody has changed yet."""
    article, _ = split(Tree(body, lookups, Hands()).blocks)
    return tuple(View(accepted=True, lists=Lists(numbering), printed={}).paragraphs(article))


def _numbering(file: Opened) -> Element | None:
    related = {each.kind: each.part for each in file.parts.relations(file.document)}
    return file.parts.optional(related.get("numbering", ""))


def _printed(baseline: Baseline | None) -> Mapping[str, str]:
    """The number that the copy printed for each reference's bookmark."""
    return {
        reference_bookmark(block.key): str(block.level)
        for block in (() if baseline is None else baseline.blocks)
        if block.kind == "reference" and block.level
    }


# --- the baseline -----------------------------------------------------------------------------


def _baseline(file: Opened) -> tuple[Baseline | None, tuple[str, ...]]:
    """The baseline wherever it lies in the file, with what a person is to know of it."""
    notices: tuple[str, ...] = ()
    for data in _carriers(file.parts):
        try:
            return from_xml(data), ()
        except InputError:
            notices = (_UNREADABLE,)
    return None, notices


def _carriers(parts: DocxParts) -> Iterator[bytes]:
    """The parts that name our namespace as their own; those of Word's come last."""
    wanted = [name for name in parts.names if name.endswith(".xml")]
    for name in sorted(wanted, key=lambda name: (not name.startswith("customXml/"), name)):
        if name.startswith(("word/", "docProps/")):
            continue
        data = parts.bytes(name)
        if any(f"{NAMESPACE}".encode(each) in data for each in _ENCODINGS) and (
            b"datastoreItem" not in data
        ):
            yield data
