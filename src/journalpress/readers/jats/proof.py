"""The words of a JATS article as its own characters have them, counted apart from the reader.

This module knows no blocks and no marks: title, abstracts, body, what stands behind it, and the
printed entries of the list; without what no reader is shown (descriptions of pictures, ids) and
without the second form of what is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from journalpress.readers.formulas import PARTED
from journalpress.readers.jats.elements import (
    Element,
    child,
    children,
    entity,
    inside,
    is_mark,
    local,
    parts_words,
    tex_of,
    words,
)

_UNSEEN = frozenset(
    {
        "alt-text", "long-desc", "object-id", "permissions", "ref-list", "bio", "sub-article",
        "response",
    }
)  # fmt: skip
_LABELLED = ("list-item", "fn")
_MATHS = "{http://www.w3.org/1998/Math/MathML}"


def words_in_file(
    meta: Element | None,
    body: Element | None,
    back: Element | None,
    lists: Iterable[Element],
    marked: frozenset[str] = frozenset(),
) -> str:
    """The words of the article and of its list, parted as the file parts them.

    `marked` are the ids of entries and notes: what leads to one is a mark beside a word.
    """
    parts = [
        child(meta, "title-group", "article-title"),
        *children(child(meta, "title-group"), "subtitle"),
        *children(meta, "abstract"),
        body,
        back,
        *(each for listed in lists for each in inside(listed, "mixed-citation")),
    ]
    return " ".join("".join(_texts(each, marked)) for each in parts if each is not None)


def _texts(element: Element, marked: frozenset[str]) -> Iterator[str]:
    mark = local(element) == "xref" and marked & set((element.get("rid") or "").split())
    if local(element) == "tex-math":
        yield tex_of(element)
        return
    gap = " " if mark or parts_words(element) or _is_apart(element) else ""
    yield gap
    yield element.text or ""
    for each in element:
        if isinstance(each, etree._Entity):
            yield entity(each)
        elif not _is_unseen(each, element):
            yield from _texts(each, marked)
        yield each.tail or ""
    yield gap


def _is_apart(element: Element) -> bool:
    """Whether it is set apart in a formula: above a stroke or below it, raised or lowered."""
    above = element.getparent()
    near = [each for each in (element, above) if each is not None and _MATHS in str(each.tag)]
    return any(local(each) in PARTED for each in near)


def _is_unseen(each: Element, above: Element) -> bool:
    name = local(each)
    if not name or name in _UNSEEN:
        return True
    if name == "label" and local(above) in _LABELLED:
        return is_mark(words(each))
    # A formula in MathML and in TeX is one formula.
    return name == "tex-math" and any(local(other) == "math" for other in above.iter())
