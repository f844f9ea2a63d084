"""One document → whether its note marks open as pop-ups and lead there and back.

Readium selects exactly `a[epub:type=noteref]`; Apple Books wants noteref and footnote; Thorium
opens notes of the same file only and hides `aside`; Kobo wants 9 to 5,000 characters behind the
mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from journalpress.inspect.book.facts import EPUB_TYPE, Address, Document, text_of, tokens

SHORTEST, LONGEST = 9, 5_000
_MARKS = frozenset({"doc-noteref", "doc-biblioref"})
_NUMBER = re.compile(r"[\[(]?\s*(\d+)\s*[\])]?")


def marks(document: Document) -> list[etree._Element]:
    """The links that are marks of notes or sources."""
    return [
        element
        for tag, element in document.elements
        if tag == "a" and ("noteref" in tokens(element) or element.get("role") in _MARKS)
    ]


def exact_tokens(document: Document) -> Iterator[str]:
    """Marks that reading systems do not know as such."""
    for mark in marks(document):
        if mark.get(EPUB_TYPE) != "noteref":
            said = mark.get(EPUB_TYPE) or "nothing"
            yield f"{document.at(mark)}: a mark’s epub:type is {said}, not noteref alone"
        elif mark.get("role") != "doc-noteref":
            yield f"{document.at(mark)}: a mark has not the role doc-noteref"


def same_file(document: Document) -> Iterator[str]:
    """Marks whose note lies in another file."""
    for mark in marks(document):
        path, _ = _target(document, mark)
        if path != document.path:
            yield f"{document.at(mark)}: the note lies in another file, {path}"


def footnotes(document: Document) -> Iterator[str]:
    """Targets of marks that are not marked as footnotes, or that are hidden from some readers."""
    for note, _ in _notes(document):
        if note.get(EPUB_TYPE) != "footnote" or note.get("role") != "doc-footnote":
            yield f"{document.at(note)}: a note is not marked as footnote and doc-footnote"
        elif etree.QName(note).localname == "aside":
            yield f"{document.at(note)}: a note in <aside> is hidden by some reading systems"


def ways_back(document: Document) -> Iterator[str]:
    """Notes that do not lead back once to each of their marks."""
    for note, leading in _notes(document):
        backs = [each for each in note.iter("{*}a") if each.get("role") == "doc-backlink"]
        wanted = [mark.get("id") or "" for mark in leading]
        found = [each.get("href", "").removeprefix("#") for each in backs]
        # A way back may also lead into a mark such as 1–3, which stands for notes between.
        if not set(wanted) <= set(found) <= set(document.by_id):
            yield (
                f"{document.at(note)}: a note with {len(leading)} marks leads back to "
                f"{len(set(wanted) & set(found))} of them"
            )
        elif len(found) > len(set(found)):
            yield f"{document.at(note)}: a note leads back twice to one mark"
        elif any(EPUB_TYPE in each.attrib for each in backs):
            yield f"{document.at(note)}: a way back has an epub:type, which closes some pop-ups"


def pop_ups(document: Document) -> Iterator[str]:
    """Notes that a pop-up cannot show."""
    place = {id(element): number for number, (_, element) in enumerate(document.elements)}
    for note, leading in _notes(document):
        length = len(_words(note))
        if not SHORTEST <= length <= LONGEST:
            yield f"{document.at(note)}: a note of {length} characters does not open as a pop-up"
        elif any(place[id(mark)] > place[id(note)] for mark in leading):
            yield f"{document.at(note)}: a note stands before its mark"


def numbers(document: Document) -> Iterator[str]:
    """Marks whose number is not that of their note in its list."""
    for note, leading in _notes(document):
        number = _number_in_list(note)
        if number is None:
            continue
        for mark in leading:
            found = _NUMBER.fullmatch(text_of(mark))
            if found and int(found[1]) != number:
                yield f"{document.at(mark)}: the mark {found[1]} leads to note {number}"


def _target(document: Document, mark: etree._Element) -> tuple[str, str]:
    written = mark.get("href", "")
    return Address("", document.path, followed=True, written=written).inside


def _notes(document: Document) -> list[tuple[etree._Element, list[etree._Element]]]:
    """Each note of this file that a mark leads to, with its marks, in order of first mention."""
    found: dict[str, list[etree._Element]] = {}
    for mark in marks(document):
        path, anchor = _target(document, mark)
        if path == document.path and anchor in document.by_id:
            found.setdefault(anchor, []).append(mark)
    return [(document.by_id[anchor], leading) for anchor, leading in found.items()]


def _words(note: etree._Element) -> str:
    """What a pop-up shows: the words without the ways back."""
    backs = [text_of(each) for each in note.iter("{*}a") if each.get("role") == "doc-backlink"]
    words = text_of(note)
    for back in backs:
        words = words.replace(back, "", 1)
    return words.strip()


def _number_in_list(note: etree._Element) -> int | None:
    """The number that a list prints before the note; None where no numbered list does."""
    item = next((each for each in (note, *note.iterancestors()) if _is(each, "li")), None)
    held = None if item is None else item.getparent()
    if item is None or held is None or not _is(held, "ol") or "reversed" in held.attrib:
        return None
    start = held.get("start", "1")
    number = int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
    for each in held.iterchildren("{*}li"):
        value = each.get("value", "")
        number = int(value) if re.fullmatch(r"-?\d{1,9}", value) else number
        if each is item:
            return number
        number += 1
    return None


def _is(element: etree._Element, tag: str) -> bool:
    return etree.QName(element).localname == tag
