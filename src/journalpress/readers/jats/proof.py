"""The words of a JATS article as its own characters have them, counted apart from the reader.

This module knows no blocks and no marks: title, abstracts, body, what stands behind it, and the
printed entries of the list; without what no reader is shown (descriptions of pictures, ids) and
without the second form of what is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from journalpress.readers.jats.elements import Element, child, children, entity, inside, local

_UNSEEN = frozenset(
    {
        "alt-text", "long-desc", "object-id", "permissions", "ref-list", "bio", "sub-article",
        "response",
    }
)  # fmt: skip
_LABELLED = ("list-item", "fn")
_IN_LINE = frozenset(
    {
        "bold", "italic", "sub", "sup", "sc", "underline", "monospace", "roman", "sans-serif",
        "overline", "strike", "styled-content", "named-content", "ext-link", "uri", "email",
        "abbrev", "inline-formula", "math", "mi", "mn", "mo", "mrow", "msup", "msub", "mtext",
    }
)  # fmt: skip
"""Elements that part no word."""


def words_in_file(
    meta: Element | None, body: Element | None, back: Element | None, lists: Iterable[Element]
) -> str:
    """The words of the article and of its list, parted as the file parts them."""
    parts = [
        child(meta, "title-group", "article-title"),
        *children(child(meta, "title-group"), "subtitle"),
        *children(meta, "abstract"),
        body,
        back,
        *(each for listed in lists for each in inside(listed, "mixed-citation")),
    ]
    return " ".join("".join(_texts(each)) for each in parts if each is not None)


def _texts(element: Element) -> Iterator[str]:
    gap = "" if local(element) in _IN_LINE else " "
    yield gap
    yield element.text or ""
    for each in element:
        if isinstance(each, etree._Entity):
            yield entity(each)
        elif not _is_unseen(each, element):
            yield from _texts(each)
        yield each.tail or ""
    yield gap


def _is_unseen(each: Element, above: Element) -> bool:
    name = local(each)
    if not name or name in _UNSEEN:
        return True
    if name == "label" and local(above) in _LABELLED:
        return True
    # A formula in MathML and in TeX is one formula.
    return name == "tex-math" and any(local(other) == "math" for other in above.iter())
