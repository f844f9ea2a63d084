"""A Word file → what may keep Word from opening it, or make it lose words.

The Open XML SDK's validator says nothing of these; with its verdict they make the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from journalpress.wordfile.parts import DOCUMENT, WP, DocxParts, Element, W, value

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"

LONGEST_BOOKMARK = 40
"""Characters of a bookmark's name; Word cuts what is longer."""

_NUMBERED = ("bookmarkStart", "ins", "del", "moveFrom", "moveTo", "commentRangeStart")


def docx_faults(data: bytes) -> tuple[str, ...]:
    """Each fault in one line; empty for a sound file.

    Raises InputError or LimitExceeded where the file cannot be read at all.
    """
    parts = DocxParts(data)
    document = parts.xml(DOCUMENT)
    faults = [fault for rule in _RULES for fault in rule(document)]
    faults += _dangling(parts, document)
    for name in sorted(parts.names):
        if name.startswith(("word/header", "word/footer")):
            root = parts.xml(name)
            faults += [f"{name}: {fault}" for rule in _RULES for fault in rule(root)]
    return tuple(faults)


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _all(root: Element, name: str, attribute: str) -> list[str]:
    return [each.get(_tag(attribute), "") for each in root.iter(_tag(name))]


def _twice(values: Iterator[str] | list[str]) -> list[str]:
    return [each for each, times in Counter(values).items() if times > 1 and each]


# --- rules that need one part only


def _cells(root: Element) -> Iterator[str]:
    for cell in root.iter(_tag("tc")):
        blocks = [child for child in cell if child.tag != _tag("tcPr")]
        if not blocks:
            yield "a table cell is empty"
        elif blocks[-1].tag != _tag("p"):
            yield "a table cell does not end in a paragraph"


def _bookmarks(root: Element) -> Iterator[str]:
    starts, ends = _all(root, "bookmarkStart", "id"), _all(root, "bookmarkEnd", "id")
    if sorted(starts) != sorted(ends):
        yield "a bookmark is not closed, or closed and never opened"
    named = _all(root, "bookmarkStart", "name")
    for name in _twice([name.lower() for name in named]):
        yield f"two bookmarks are called {name}"
    for name in named:
        if len(name) > LONGEST_BOOKMARK:
            yield f"a bookmark's name is too long: {name}"


def _ids(root: Element) -> Iterator[str]:
    identified = [
        each.get(_tag("id"), "") for each in root.iter(*(_tag(name) for name in _NUMBERED))
    ]
    for number in _twice(identified):
        yield f"the id {number} is given twice"
    for number in _twice([each.get("id", "") for each in root.iter(f"{{{WP}}}docPr")]):
        yield f"two pictures have the id {number}"
    paragraphs = [each.get(f"{{{WORD_2010}}}paraId", "") for each in root.iter(_tag("p"))]
    for number in _twice(paragraphs):
        yield f"two paragraphs have the id {number}"


def _deleted(root: Element) -> Iterator[str]:
    for deletion in root.iter(_tag("del"), _tag("moveFrom")):
        if next(deletion.iter(_tag("t")), None) is not None:
            yield "words stand as kept inside a deletion"


def _content_controls(root: Element) -> Iterator[str]:
    controls = list(root.iter(_tag("sdt")))
    for number in _twice([value(each, "sdtPr", "id") or "" for each in controls]):
        yield f"two content controls have the id {number}"
    for each in controls:
        content = each.find(_tag("sdtContent"))
        if content is None or len(content) == 0:
            yield "a content control is empty"


def _fields(root: Element) -> Iterator[str]:
    for paragraph in root.iter(_tag("p")):
        open_fields = 0
        for character in paragraph.iter(_tag("fldChar")):
            match character.get(_tag("fldCharType")):
                case "begin":
                    open_fields += 1
                case "end":
                    open_fields -= 1
                case _:
                    pass
        if open_fields:
            yield "a field is not closed in its paragraph"


def _bare_text(root: Element) -> Iterator[str]:
    allowed = {_tag(name) for name in ("t", "delText", "instrText", "delInstrText")}
    for element in root.iter():
        tails = (child.tail for child in element)
        texts = (*tails, None if element.tag in allowed else element.text)
        if str(element.tag).startswith(f"{{{W}}}") and any(text and text.strip() for text in texts):
            yield f"words stand bare in <{etree.QName(element).localname}>"


_RULES: tuple[Callable[[Element], Iterator[str]], ...] = (
    _cells,
    _bookmarks,
    _ids,
    _deleted,
    _content_controls,
    _fields,
    _bare_text,
)


# --- rules about what a paragraph points to


def _dangling(parts: DocxParts, document: Element) -> Iterator[str]:
    """Styles, lists, notes, bookmarks and relationships that are named and are not there."""
    styles = set(_all(parts.xml("word/styles.xml"), "style", "styleId"))
    used = {name for tag in ("pStyle", "rStyle", "tblStyle") for name in _all(document, tag, "val")}
    yield from (f"there is no style {name}" for name in sorted(used - styles))

    numbering = parts.optional("word/numbering.xml")
    lists = {"0"} if numbering is None else {"0", *_all(numbering, "num", "numId")}
    wanted = set(_all(document, "numId", "val"))
    yield from (f"there is no list {number}" for number in sorted(wanted - lists))

    for kind in ("footnote", "endnote"):
        notes = parts.optional(f"word/{kind}s.xml")
        known = set() if notes is None else set(_all(notes, kind, "id"))
        for number in sorted(set(_all(document, f"{kind}Reference", "id")) - known):
            yield f"there is no {kind} {number}"

    bookmarks = set(_all(document, "bookmarkStart", "name"))
    anchors = {anchor for anchor in _all(document, "hyperlink", "anchor") if anchor}
    yield from (f"a link leads to no bookmark: {name}" for name in sorted(anchors - bookmarks))
