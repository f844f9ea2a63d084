"""Notes that stand beside their mark, in the sentence itself → notes at the end of the text.

Sites show such a note when its mark is touched, or in the margin. On paper its words would stand in
the middle of the sentence, and hidden ones would be gone.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from journalpress.readers.html.elements import elements, names_of, remove, text_of

_NOTE = re.compile(
    r" (?:modern-footnotes-footnote__note|mfn-content\S*|side-?note(?:-content|-text|-body)?"
    r"|margin-?note|footnote[-_]{1,2}(?:content|text|tooltip|body|popup|popover)|fn-(?:text|content)"
    r"|inline-footnote__(?:content|text)|footnote-tooltip|footnote_tooltip|easy-footnote-content) "
)
_HINT = re.compile(r" (?:tooltip-?text|tooltip-?content|tip-?text|glossary-(?:definition|text)) ")
_ENTRY = re.compile(r" (?:foot|end)notes?(?:[-_](?:item|list|entry))? ")
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3})\s*[\])]?")
_INLINE = frozenset({"span", "small", "aside", "div", "em", "i"})
_END = frozenset({"article", "main", "body"})


def gather_sidenotes(root: HtmlElement) -> None:
    """Moves each note beside its mark into a list behind the text; the mark leads there.

    A note without a mark of its own, which a style sheet would number, gets one.
    """
    for hint in [each for each in elements(root) if _HINT.search(names_of(each))]:
        _set_in_brackets(hint)
    found = [
        each for each in elements(root) if each.tag in _INLINE and _NOTE.search(names_of(each))
    ]
    inside = set(found)
    notes = [each for each in found if not any(up in inside for up in each.iterancestors())]
    lists: dict[HtmlElement, HtmlElement] = {}
    for note in notes:
        if not text_of(note) or _is_below(note):
            continue
        end = next((up for up in note.iterancestors() if up.tag in _END), root)
        listed = lists.get(end)
        if listed is None:
            listed = note.makeelement("ol", {"class": "footnotes", "role": "doc-endnotes"})
            lists[end] = listed
        _move(note, listed)
    for end, listed in lists.items():
        end.append(listed)


def _set_in_brackets(hint: HtmlElement) -> None:
    """What explains the word before it when the mouse is over it stands in brackets behind it."""
    words = text_of(hint)
    if hint.tag != "span" or not words:
        return
    for child in list(hint):
        hint.remove(child)
    for name in ("class", "role", "hidden", "aria-hidden", "style"):
        hint.attrib.pop(name, None)
    hint.text = f" ({words})"


def _is_below(note: HtmlElement) -> bool:
    """Whether it stands in a list of notes already."""
    return any(
        (up.tag in ("li", "ol") and "note" in names_of(up)) or _ENTRY.search(names_of(up))
        for up in note.iterancestors()
    )


def _move(note: HtmlElement, listed: HtmlElement) -> None:
    number = len(listed) + 1
    name = f"journalpress-sidenote-{number}"
    mark = _mark_before(note)
    if mark is None:
        mark = note.makeelement("sup")
        link = note.makeelement("a", {"href": f"#{name}"})
        link.text = str(number)
        mark.append(link)
        note.addprevious(mark)
    else:
        _lead(mark, name)
    for label in [each for each in elements(note) if each is not note]:
        if _MARK.fullmatch(text_of(label)) and label.getprevious() is None and not note.text:
            remove(label)
            break
    entry = note.makeelement("li", {"id": name})
    entry.text = note.text
    for child in list(note):
        entry.append(child)
    note.text = None
    listed.append(entry)
    remove(note)


def _mark_before(note: HtmlElement) -> HtmlElement | None:
    """The mark that this note belongs to: a number right before it."""
    before = note.getprevious()
    while before is not None and before.tag in ("input", "label") and not text_of(before):
        before = before.getprevious()
    if (
        before is None
        or (before.tail or "").strip()
        or before.tag not in ("sup", "a", "span", "label", "button")
    ):
        return None
    return before if _MARK.fullmatch(text_of(before)) else None


def _lead(mark: HtmlElement, name: str) -> None:
    """Lets a mark lead to its note, whatever a script would have done with it."""
    words = text_of(mark)
    tail = mark.tail
    for child in list(mark):
        mark.remove(child)
    mark.attrib.clear()
    mark.tag = "sup"
    mark.text, mark.tail = None, tail
    link = mark.makeelement("a", {"href": f"#{name}"})
    link.text = words
    mark.append(link)
