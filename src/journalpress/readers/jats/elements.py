"""Elements of JATS: their names, their words, their children by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"

XLINK = "{http://www.w3.org/1999/xlink}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_MATHEMATICS = "{http://www.w3.org/1998/Math/MathML}"
_IN_LINE = frozenset(
    {
        "bold", "italic", "sub", "sup", "sc", "underline", "monospace", "roman", "sans-serif",
        "overline", "strike", "styled-content", "named-content", "ext-link", "uri", "email",
        "self-uri", "abbrev", "fixed-case", "private-char", "target", "milestone-start",
        "milestone-end", "xref", "inline-graphic", "inline-formula", "alternatives",
        "chem-struct", "tex-math", "math", "mi", "mn", "mo", "mrow", "msup", "msub", "msubsup",
        "mfrac", "msqrt", "mstyle", "mtext",
    }
)  # fmt: skip


_MARK = re.compile(r"[\W_]*(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,6})?[\W_]*", re.IGNORECASE)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or an entity."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: Element) -> int:
    """The line of the file on which it begins, from 1; 0 where that is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def child(parent: Element | None, *path: str) -> Element | None:
    """The first element at this path of names."""
    found = parent
    for name in path:
        if found is None:
            return None
        found = next((each for each in found if local(each) == name), None)
    return found


def children(parent: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in their order."""
    for each in () if parent is None else parent:
        if local(each) in names:
            yield each


def inside(parent: Element | None, *names: str) -> Iterator[Element]:
    """The elements of these names anywhere in it, in their order."""
    for each in () if parent is None else parent.iter():
        if each is not parent and local(each) in names:
            yield each


def entity(element: Element) -> str:
    """The character that an entity of HTML's (and JATS's) lists names; "" for any other."""
    name = str(element.text or "").strip("&;")
    return html5.get(f"{name};", "")


def parts_words(element: Element) -> bool:
    """Whether the words in it are words of their own, even where no space stands around it.

    A surname and the given names behind it are two words; what is bold may be half of one.
    """
    tag: object = element.tag
    in_line = isinstance(tag, str) and tag.startswith(_MATHEMATICS)
    return not in_line and local(element) not in _IN_LINE


def is_mark(label: str) -> bool:
    """Whether a label only tells one note or item from the next: 1, a), iv., *; not “Funding:”."""
    return _MARK.fullmatch(label) is not None


def tex_of(formula: Element) -> str:
    """A formula in TeX without the document around it that publishers write for their own tools."""
    said = words(formula)
    found = re.search(r"\\begin\{document\}(.*)\\end\{document\}", said)
    return found[1].strip(" $") if found else said


def words(element: Element | None) -> str:
    """All words in an element, white space folded."""
    return " ".join("".join(_texts(element)).split()) if element is not None else ""


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        if isinstance(each, etree._Entity):
            yield entity(each)
        elif isinstance(each.tag, str):
            yield from _texts(each)
        if not each.tail and parts_words(each) and each.getnext() is not None:
            yield " "
        yield each.tail or ""
