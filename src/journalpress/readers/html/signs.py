"""Signs of a page → the words that they stand for: formulas, icons in the cells of a table.

A browser shows a tick, and says "Yes" to those who listen. Where a cell holds nothing else, that
word is what the cell says: a blank one would say nothing, or the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from journalpress.readers.formulas import beside, formula_line
from journalpress.readers.html.elements import elements, line_of, names_of, text_of
from journalpress.readers.imports import Decision
from journalpress.wordfile.symbols import in_font

_UNSEEN = re.compile(
    r" (?:screen-reader-text|sr-only|(?:\w+-u-|govuk-)?visually-?hidden|element-invisible"
    r"|hidden-text|assistive-text|a11y-text) "
)
_ICON = re.compile(
    r" (?:fa[srlbd]?|(?:[^\W_]+[-_])*(?:icons?|glyphicon|dashicons|tick|check(?:mark)?|cross|sign)"
    r"(?:[-_][^\W_]+)*|(?:fa|bi|mdi|ti|icon)-\S+) "
)
_TICK = re.compile(
    r"[-_ ](?:check|tick|checkmark|yes|ok|done|haken)(?:[-_ ](?:circle|square|mark))?[ -]"
)
_CROSS = re.compile(
    r"[-_ ](?:times|xmark|cross|close|no|remove|x)(?:[-_ ](?:circle|square|mark))?[ -]"
)
_FONT = re.compile(
    r"(?:^|font-family\s*:\s*|font\s*:[^;]*?\s)['\"]?(symbol|wingdings(?: 2)?)['\"]?\s*(?:[,;]|$)",
    re.IGNORECASE,
)
_OWN_FONT = re.compile(r"\bfont(?:-family)?\s*:", re.IGNORECASE)
_MOST_WORDS = 12


def spell_signs(root: HtmlElement) -> list[tuple[HtmlElement, Decision]]:
    """Writes the words of signs into the tree in their place; each with what to tell a person."""
    return [*_spell_fonts(root), *_spell_formulas(root), *_spell_cells(root)]


def _spell_fonts(root: HtmlElement) -> Iterator[tuple[HtmlElement, Decision]]:
    """Letters set in a symbol font, as programs for letters save them: an m that shows a µ."""
    for element in elements(root):
        found = _FONT.search(f"{element.get('face', '')};{element.get('style', '')}")
        if found is None:
            continue
        font = found[1].lower()
        before = text_of(element)
        others: set[HtmlElement] = set()
        for each in elements(element):
            other = each is not element and (
                each.getparent() in others or _OWN_FONT.search(each.get("style", "")) is not None
            )
            if other:
                others.add(each)
            elif each.text:
                each.text = in_font(font, each.text)
            if each is not element and each.tail and each.getparent() not in others:
                each.tail = in_font(font, each.tail)
        after = text_of(element)
        if after != before and before not in ("·", "§", "Ø", "o"):
            what = f"“{before}” in the font {font.title()} is read as what it shows: “{after}”"
            yield element, Decision(line_of(element), what)


def _spell_formulas(root: HtmlElement) -> Iterator[tuple[HtmlElement, Decision]]:
    for formula in list(root.iter("math")):
        said = formula_line(formula)
        line = line_of(formula)
        before = formula.getprevious()
        words = (formula.getparent().text if before is None else before.tail) or ""
        _say(formula, beside(words, said).removeprefix(words))
        if said:
            what = f"a formula is kept as the signs in it: “{said}”; look at it"
            yield formula, Decision(line, what)


def _spell_cells(root: HtmlElement) -> Iterator[tuple[HtmlElement, Decision]]:
    for cell in root.iter("td", "th"):
        if cell.find(".//table") is not None:
            continue
        if _shown(cell):
            said = " ".join(_spell_beside_words(cell))
        else:
            said = next((each for each in _meanings(cell) if each), "")
            if said and len(said.split()) <= _MOST_WORDS:
                _say(cell, said)
            elif any(_is_icon(each) for each in elements(cell)):
                said = ""
                _miss(cell)
        if said:
            what = f"a sign in a cell of a table is read as what it stands for: “{said}”"
            yield cell, Decision(line_of(cell), what)


def _spell_beside_words(cell: HtmlElement) -> Iterator[str]:
    """The signs of a cell that has words as well: only what says plainly what it stands for."""
    for each in [each for each in elements(cell) if each is not cell]:
        said = ""
        if each.get("role") == "img" and not text_of(each):
            said = _folded(each.get("aria-label"))
        elif each.tag == "img" and _means_yes_or_no(each.get("alt", "")):
            said = _folded(each.get("alt"))
        elif _UNSEEN.search(names_of(each)) and any(
            near is not None and near.get("aria-hidden") == "true"
            for near in (each.getprevious(), each.getnext())
        ):
            said = text_of(each)
        if said:
            _say(each, f" {said} ")
            yield said


def _shown(cell: HtmlElement) -> bool:
    """Whether a cell shows words of its own, or a picture that is no sign."""
    words = "".join(_seen(cell)).strip(" \t\r\n\f\u00a0\u200b")
    pictures = any(not _is_icon(each) for each in cell.iter("img"))
    return bool(words) or pictures


def _seen(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not (
            child.tag in ("svg", "script", "style", "template")
            or child.get("aria-hidden") == "true"
            or _UNSEEN.search(names_of(child))
        ):
            yield from _seen(child)
        yield child.tail or ""


def _meanings(cell: HtmlElement) -> Iterator[str]:
    """What a cell's signs mean, in the order of who says it best."""
    inside = [each for each in elements(cell) if each is not cell]
    yield " ".join(text_of(each) for each in inside if _UNSEEN.search(names_of(each)))
    yield " ".join(filter(None, (_folded(each.get("aria-label")) for each in (cell, *inside))))
    yield " ".join(text_of(each) for each in cell.iter("title"))
    yield " ".join(filter(None, (_folded(each.get("alt")) for each in cell.iter("img"))))
    yield " ".join(text_of(each) for each in inside if each.get("aria-hidden") == "true")
    yield " ".join(filter(None, (_folded(each.get("title")) for each in (cell, *inside))))
    yield "".join(_drawn(each) for each in inside if _is_icon(each))


def _drawn(icon: HtmlElement) -> str:
    """The sign that the names of an icon without words say it is."""
    names = names_of(icon)
    if _TICK.search(names):
        return "✓"
    return "✗" if _CROSS.search(names) else ""


def _is_icon(element: HtmlElement) -> bool:
    """Whether an element draws a sign and is no picture to look at."""
    if element.tag == "img":
        small = any(0 < _size(element.get(side)) <= 64 for side in ("width", "height"))
        source = element.get("src", "").partition("?")[0].lower()
        drawn = source.endswith(".svg") or source.startswith("data:image/svg")
        few = len(element.get("alt", "").split()) <= 3
        return (
            small
            or (few and (drawn or bool(_ICON.search(names_of(element)))))
            or (_means_yes_or_no(element.get("alt", "")))
        )
    if element.tag == "svg":
        return True
    return not text_of(element) and (
        element.get("role") == "img" or _ICON.search(names_of(element)) is not None
    )


def _means_yes_or_no(alt: str) -> bool:
    return (
        re.fullmatch(
            r"yes|no|tick|check(?:mark)?|cross|✓|✔|✗|✘|oui|non|ja|nein|sí|نعم|لا",
            alt.strip().lower(),
        )
        is not None
    )


def _size(text: str | None) -> int:
    found = re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", text or "")
    return int(found[1]) if found else 0


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _say(element: HtmlElement, words: str) -> None:
    """Sets words in place of all that an element holds."""
    if element.tag not in ("td", "th"):
        element.tag = "span"
        element.attrib.clear()
    for child in list(element):
        element.remove(child)
    element.text = words


def _miss(cell: HtmlElement) -> None:
    """A sign that nobody can name becomes a picture that is missing, so that a person must look."""
    icon = next(each for each in elements(cell) if _is_icon(each))
    source = icon.get("src") or "sign"
    shown = icon.makeelement("img", {"src": source, "alt": "a sign in a cell of the table above"})
    for child in list(cell):
        cell.remove(child)
    cell.append(shown)
