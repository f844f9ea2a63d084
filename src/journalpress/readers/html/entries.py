"""The list of sources and the notes of a page: their elements, and the names leading there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from journalpress.readers.html.elements import (
    elements,
    is_heading,
    level_of,
    line_of,
    names_of,
    remove,
    text_of,
)
from journalpress.readers.html.laidopen import heads_sources, lay_open
from journalpress.readers.html.profile import select
from journalpress.readers.imports import Dropped
from journalpress.readers.rich.ends import SOURCES_HEADING
from journalpress.readers.rich.listed import names_source
from journalpress.readers.signposts import is_notes, is_sources

_NOTES = re.compile(
    r"footnote|endnote|easy-footnotes|fussnoten|modern-footnotes|notes-list|fn-group|table-?notes?",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"reference|bibliograph|reflist|csl-bib|citations?(?:-list)?|ref-list|literatur|sources|refs"
    r"|bibliografia|quellen|zotpress|doc-endnotes|doc-footnote|" + _NOTES.pattern,
    re.IGNORECASE,
)
_BACK_NAMES = re.compile(
    r"backlink|backref|back-ref|footnote-back|to-top|footnote-return|reversefootnote|cite-backlink"
    r"|footnote_backlink"
)
_BACK_WORDS = re.compile(
    r"[\s↑↩↵⤴⮌←^▲\ufe0e\ufe0f]*|(?:jump|back|return|go back)(?: up)?(?: to (?:\w+ ?){1,3})?[:^↑]?"
    r"|[a-z]\.?|\d{1,3}(?:\.\d)?\.?", re.IGNORECASE
)  # fmt: skip
_LAST_HEADING = etree.XPath(
    f"({'|'.join(f'preceding::h{level}' for level in range(1, 7))}"
    "|preceding::*[@role='heading'])[last()]"
)
_GROUPS = re.compile(r" (?:\S*-)?(?:(?:lower|upper)-(?:alpha|roman|greek)|note|nb) ")
"""Names by which an encyclopedia tells its notes from its sources."""
_NOTE_MARK = re.compile(
    r"[\[(]?\s*(?:(?:foot)?(?:note|nb|n|fn|anm)\.?\s*\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}"
    r"|[*†‡§¶#]{1,4})\s*[\])]?",
    re.IGNORECASE,
)
_SHOWS = frozenset({"img", "picture", "svg", "video", "audio", "iframe", "object", "math"})
_EMPTY = "a heading with nothing below it once its list is read"
_TYPED = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]\s")
_ONE_NOTE = re.compile(r" (?:footnote|endnote) ")
_SERVICES = re.compile(
    r"\[?\(?(?:pubmed(?: central)?|pmc(?: free article)?|pmc article|free pmc article"
    r"|google scholar|scholar|cross-?ref|medline|scopus|web of science|isi|cas|ads|article|abstract"
    r"|full ?text|view(?: article)?|publisher|open url|download (?:citation|references)|mathscinet)"
    r"\)?\]?", re.IGNORECASE
)  # fmt: skip


@dataclass(slots=True)
class Entries:
    """The entries of a page; `names` leads from every id in an entry to the entry's own.

    `sources` are those of the list, with the number that it gives them, `notes` the footnotes.
    `marks` are the words of the links to each id of the page.
    """

    sources: list[tuple[str, int, HtmlElement]] = field(default_factory=list)
    notes: list[tuple[str, HtmlElement]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    numbered: bool = False
    containers: list[HtmlElement] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)


def find_entries(root: HtmlElement, selector: str = "") -> Entries:
    """The entries of the page's list and its notes; the elements stay where they are.

    `selector` is that of a profile. Without one the list is known by its names or its heading.
    """
    lay_open(root)
    found = Entries(marks=_marks_in(root))
    for container in select(root, selector):
        _take_sources(container, found)
    if not selector:
        _by_name(root, found)
        if not found.sources:
            _by_heading(root, found)
    for name, _, element in found.sources:
        _name_all(element, name, found)
    for name, element in found.notes:
        _name_all(element, name, found)
    return found


def clear_entries(found: Entries) -> None:
    """Takes ways back, and the names of services that links lead to, out of the entries."""
    for element in [*(each for _, _, each in found.sources), *(each for _, each in found.notes)]:
        for each in list(elements(element)):
            if each is not element and _is_way_back(each, found):
                remove(each)
        for link in list(element.iter("a")):
            if _SERVICES.fullmatch(text_of(link)) and link.get("href"):
                link.text = None
                for child in list(link):
                    child.drop_tree()


def detach(found: Entries) -> tuple[Dropped, ...]:
    """Takes the lists out of the tree, and so out of the text.

    What comes back are the headings below which nothing is left; they are gone too.
    """
    above = dict.fromkeys(
        head for each in found.containers if (head := _heading_above(each)) is not None
    )
    for element in [*(each for _, _, each in found.sources), *(each for _, each in found.notes)]:
        remove(element)
    for container in found.containers:
        if not text_of(container) and container.getparent() is not None:
            remove(container)
    return tuple(_emptied(above))


def _emptied(headings: Iterable[HtmlElement]) -> Iterator[Dropped]:
    """Takes out headings with nothing below them, and those above that are empty thereby."""
    for head in reversed(list(headings)):
        each: HtmlElement | None = head
        while each is not None and each.getparent() is not None and not _has_text_below(each):
            words, upper, level = text_of(each), _heading_above(each), level_of(each)
            if words:
                yield Dropped(
                    line_of(each), words, SOURCES_HEADING if is_sources(words) else _EMPTY
                )
            remove(each)
            each = upper if upper is not None and level_of(upper) < level else None


def _heading_above(element: HtmlElement) -> HtmlElement | None:
    """The last heading that ends before the element begins."""
    found = _LAST_HEADING(element)
    assert isinstance(found, list)
    return found[0] if found else None


def _has_text_below(heading: HtmlElement) -> bool:
    """Whether words or pictures stand behind a heading, before the next of its level."""
    behind = False
    for event, node in etree.iterwalk(heading.getroottree(), events=("start", "end")):
        if event == "start" and behind and isinstance(node.tag, str):
            if is_heading(node):
                return level_of(node) > level_of(heading)
            if node.tag in _SHOWS or (node.text or "").strip():
                return True
        elif event == "end":
            behind = behind or node is heading
            if behind and (node.tail or "").strip():
                return True
    return False


def _marks_in(root: HtmlElement) -> dict[str, list[str]]:
    """The words of the links to each place of the page."""
    found: dict[str, list[str]] = {}
    for link in root.iter("a"):
        name = link.get("href", "").partition("#")[2]
        if name:
            found.setdefault(unquote(name), []).append(text_of(link))
    return found


def _are_notes(list_: HtmlElement, items: list[HtmlElement], found: Entries) -> bool:
    """Whether a list is one of notes, each of which may speak.

    Links lead to it, and its heading, its group or the letters of its marks say so.
    """
    names = [name for item in items for each in elements(item) if (name := each.get("id"))]
    marks = [mark for name in names for mark in found.marks.get(name, ())]
    head = _heading_above(list_) if marks else None
    words = text_of(head) if head is not None else ""
    if not marks or is_sources(words):
        return False
    near = [each for each in (list_, list_.getparent()) if each is not None]
    group = " ".join(f"{names_of(each)} {each.get('data-mw-group', '')} " for each in near)
    lettered = all(_NOTE_MARK.fullmatch(mark) for mark in marks)
    return is_notes(words) or lettered or _GROUPS.search(group) is not None


def _is_way_back(element: HtmlElement, found: Entries) -> bool:
    if _BACK_NAMES.search(names_of(element)) or element.get("role") == "doc-backlink":
        return True
    if element.get("rel") == "footnote-back" or element.get("rev") == "footnote":
        return True
    href = element.get("href", "") if element.tag == "a" else ""
    inside = href.startswith("#") and href[1:] not in found.names
    return inside and _BACK_WORDS.fullmatch(text_of(element)) is not None


def _by_name(root: HtmlElement, found: Entries) -> None:
    taken: set[HtmlElement] = set()
    for element in elements(root):
        if taken and any(above in taken for above in element.iterancestors()):
            continue
        names = names_of(element)
        role = element.get("role", "")
        if names == "  " and not role and element.tag not in ("ol", "ul"):
            continue
        if element.tag in ("sup", "a", "span", "body", "html", "cite") or is_heading(element):
            continue
        if _ONE_NOTE.search(names) and _has_name(element) and text_of(element):
            taken.add(element)
            name = _name_of(element, f"journalpress-note-{len(found.notes) + 1}")
            found.notes.append((name, element))
            continue
        listing = _is_list(element) if _LISTS.search(f"{names} {role}") else False
        notes = role in ("doc-endnotes", "doc-footnote") or _NOTES.search(names) is not None
        if listing:
            taken.add(element)
        if listing and notes and not heads_sources(element):
            _take_notes(element, found)
        elif listing:
            _take_sources(element, found)
        elif element.tag in ("ol", "ul") and _is_below_notes(element):
            items = _items(element)
            if _are_notes(element, items, found):
                taken.add(element)
                found.containers.append(element)
                _take_items(items, found)


def _is_below_notes(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and is_heading(before) and is_notes(text_of(before))


def _has_name(element: HtmlElement) -> bool:
    return element.tag in ("div", "p", "aside") and any(
        each.get("id") or each.get("name") for each in elements(element)
    )


def _by_heading(root: HtmlElement, found: Entries) -> None:
    """The list below the last heading that announces sources, and those below its own headings."""
    heads = [each for each in elements(root) if is_heading(each) and is_sources(text_of(each))]
    if not heads:
        return
    head = heads[-1]
    behind = parted = False
    for element in elements(root):
        if element is head:
            behind = True
        elif behind and is_heading(element):
            if level_of(element) <= level_of(head):
                break
            parted = True
        elif any(each in found.containers for each in (element, *element.iterancestors())):
            continue
        elif behind and element.tag in ("ol", "ul") and not _is_menu(element):
            if found.sources and not (parted and _name_sources(element)):
                break
            _take_sources(element, found)
            parted = False
    if not found.sources:
        _paragraphs_below(root, head, found)


def _name_sources(list_: HtmlElement) -> bool:
    """Whether no entry of a list is anything else than a source."""
    return all(names_source(text_of(each)) != "no" for each in _items(list_))


def _paragraphs_below(root: HtmlElement, head: HtmlElement, found: Entries) -> None:
    """Paragraphs with names of their own, below the heading of the sources, to which links lead."""
    wanted = {
        each.get("href", "")[1:] for each in root.iter("a") if each.get("href", "")[:1] == "#"
    }
    behind = False
    for element in list(elements(root)):
        if element is head:
            behind = True
        elif behind and is_heading(element) and level_of(element) <= level_of(head):
            return
        elif behind and element.tag == "p" and text_of(element) and not _is_several(element):
            names = {each.get("id") or each.get("name") for each in elements(element)} & wanted
            if names:
                name = element.get("id") or min(str(each) for each in names)
                found.names.update({str(each): name for each in names})
                found.sources.append((name, _number_link(element), element))
                typed = _TYPED.match(text_of(element)) is not None
                found.numbered = found.numbered or typed or bool(found.sources[-1][1])


def _is_several(element: HtmlElement) -> bool:
    """Whether several places in it have names, with line breaks between: an entry on each line."""
    named = [each for each in elements(element) if each.get("id") or each.get("name")]
    return len(named) > 1 and element.find(".//br") is not None


def _number_link(element: HtmlElement) -> int:
    """The number of an entry that is the link back to its mark; the link is taken out."""
    for link in element.iter("a"):
        number = re.fullmatch(r"[\[(]?(\d{1,3})[\]).]?", text_of(link))
        if number and link.get("href", "").startswith("#"):
            remove(link)
            return int(number[1])
        return 0
    return 0


def _is_menu(element: HtmlElement) -> bool:
    return len(text_of(element).split()) < 3


def _is_list(element: HtmlElement) -> bool:
    """Whether it holds a list, and little that is none."""
    if element.tag in ("ol", "ul", "dl"):
        return element.find(".//li") is not None or element.tag == "dl"
    whole = len(text_of(element))
    items = list(_items(element))
    listed = sum(len(text_of(each)) for each in items)
    headings = sum(len(text_of(each)) for each in elements(element) if is_heading(each))
    return bool(items) and listed >= 0.6 * max(1, whole - headings)


def _items(container: HtmlElement) -> list[HtmlElement]:
    """The entries of a list, those inside another left out."""
    entries = [each for each in elements(container) if " csl-entry " in names_of(each)]
    if not entries:
        entries = list(container.iter("li"))
    if not entries:
        named = re.compile(r" (?:ref|citation|reference|footnote|fn|note)(?:-item|-entry)?[-_\w]* ")
        entries = [
            each
            for each in container.iter("p", "div", "dd")
            if each is not container and (named.search(names_of(each)) or each.get("id"))
        ]
    if not entries:
        entries = list(container.iter("p", "dd"))
    inner = set(entries)
    return [each for each in entries if not any(up in inner for up in each.iterancestors())]


def _take_sources(container: HtmlElement, found: Entries) -> None:
    found.containers.append(container)
    for list_, items in _by_list(container):
        if list_ is not None and _are_notes(list_, items, found):
            _take_items(items, found)
            continue
        ordered = list_ is not None and list_.tag == "ol"
        start = _start_of(list_) if ordered and list_ is not None else 1
        if ordered and start == 1 and found.sources:
            start = len(found.sources) + 1
        for number, item in _counted(items, start):
            if not text_of(item):
                continue
            label = _label_of(item)
            name = _name_of(item, f"journalpress-source-{len(found.sources) + 1}")
            shown = label or (number if ordered else 0)
            found.sources.append((name, shown, item))
            found.numbered = found.numbered or bool(shown) or text_of(item)[:1].isdigit()


def _by_list(container: HtmlElement) -> list[tuple[HtmlElement | None, list[HtmlElement]]]:
    """The entries by the list in which they stand: each counts by itself."""
    groups: list[tuple[HtmlElement | None, list[HtmlElement]]] = []
    for item in _items(container):
        parent = item.getparent() if item.tag == "li" else None
        if not groups or groups[-1][0] is not parent:
            groups.append((parent, []))
        groups[-1][1].append(item)
    return groups


def _counted(items: list[HtmlElement], start: int) -> Iterator[tuple[int, HtmlElement]]:
    """The entries with the numbers that a browser shows: an entry may have a value of its own."""
    number = start
    for item in items:
        value = item.get("value", "").strip()
        number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
        yield number, item
        number += 1


def _start_of(list_: HtmlElement) -> int:
    start = list_.get("start", "1").strip()
    return int(start) if re.fullmatch(r"\d{1,4}", start) else 1


def _label_of(item: HtmlElement) -> int:
    """The number that an element of its own prints before an entry; the element is taken out."""
    for each in list(elements(item))[1:4]:
        if re.search(r" (?:label|csl-left-margin|ref-label|citation-number|number|ref-num\w*) ",
                     names_of(each)):  # fmt: skip
            number = re.fullmatch(r"[\[(]?(\d{1,3})[\]).]?\.?", text_of(each))
            if number:
                remove(each)
                return int(number[1])
    return 0


def _take_notes(container: HtmlElement, found: Entries) -> None:
    found.containers.append(container)
    _take_items(_items(container), found)


def _take_items(items: list[HtmlElement], found: Entries) -> None:
    for item in items:
        if text_of(item):
            name = _name_of(item, f"journalpress-note-{len(found.notes) + 1}")
            found.notes.append((name, item))


def _name_of(element: HtmlElement, otherwise: str) -> str:
    return element.get("id") or next(
        (each.get("id") for each in elements(element) if each.get("id")), otherwise
    )


def _name_all(element: HtmlElement, name: str, found: Entries) -> None:
    several = element.tag == "p" and _is_several(element)
    for each in [] if several else elements(element):
        for own in (each.get("id"), each.get("name")):
            if own:
                found.names.setdefault(own, name)
    before = element.getprevious()
    if before is not None and before.tag == "a" and not text_of(before):
        for own in (before.get("id"), before.get("name")):
            if own:
                found.names.setdefault(own, name)
