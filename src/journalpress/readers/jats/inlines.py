"""Words of JATS with their marks: links, citations, notes, formulas → spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

from journalpress.readers.formulas import formula_line
from journalpress.readers.imports import Decision
from journalpress.readers.jats.elements import (
    LANG,
    XLINK,
    Element,
    children,
    entity,
    line_of,
    local,
    parts_words,
    tex_of,
    words,
)
from journalpress.readers.rich.tree import Break, Mark, Picture, Run, Span, Target, Words

_NUMBERS_ONLY = re.compile(r"[\W_]*\d[\d\W_]*")
_LOOKS: Mapping[str, dict[str, object]] = {
    "bold": {"strong": True},
    "italic": {"emph": True},
    "sub": {"script": "sub"},
    "sup": {"script": "sup"},
}
_BLOCKS = frozenset(
    {
        "list", "def-list", "disp-quote", "boxed-text", "fig", "fig-group", "table-wrap",
        "disp-formula", "disp-formula-group", "verse-group", "preformat", "code", "graphic",
        "media", "supplementary-material", "p", "table-wrap-group", "speech", "statement", "array",
        "chem-struct-wrap", "alternatives",
    }
)  # fmt: skip
"""Elements that stand in a paragraph of JATS and begin a block of ours."""

_FORMULAS = ("inline-formula", "disp-formula", "math", "tex-math", "chem-struct")


_BESIDE_FORMULAS = ("", "label", "alt-text", "long-desc", "object-id", "graphic", "inline-graphic")
_PEOPLE = frozenset({"name", "string-name", "collab", "name-alternatives", "etal"})
_OPENING = "([{“‘«„/–—-"
_CLOSING = ")]}”’»,.;:!?/–—-"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Border:
    """Where an element whose words are words of their own begins, or ends."""

    element: str
    ends: bool = False


Piece: TypeAlias = Span | Border
"""What is read before it is known what follows: spans, and where words may not run together."""


def parted(pieces: Iterable[Piece]) -> Words:
    """The spans, with a space between neighbours that the file parts by its elements alone.

    Between two people stands a comma as well.
    """
    made: list[Span] = []
    borders: list[Border] = []
    for piece in pieces:
        if isinstance(piece, Border):
            borders.append(piece)
            continue
        before = made[-1] if made else None
        if isinstance(before, Run) and isinstance(piece, Run):
            sign = _between(before.text, borders, piece.text)
            made += [Run(sign)] if sign else []
        borders = []
        made.append(piece)
    return tuple(made)


def _between(before: str, borders: list[Border], behind: str) -> str:
    """What the words need between them; "" where the file has a space or a stop there."""
    if not borders:
        return ""
    last, first = before[-1:], behind[:1]
    ending = {each.element for each in borders if each.ends}
    beginning = {each.element for each in borders if not each.ends}
    if not (ending and beginning):  # an element beside bare text: “2020a” is one word
        label = "label" in ending and last.isalnum() and first.isalnum()
        return " " if label or (_LETTER.match(last) and _LETTER.match(first)) else ""
    if last.isspace() or first.isspace() or last in _OPENING or first in _CLOSING:
        return ""
    people = not _PEOPLE.isdisjoint(ending) and not _PEOPLE.isdisjoint(beginning)
    return ", " if people and last not in ",;" else " "


def is_block(element: Element) -> bool:
    """Whether an element inside a paragraph is a block of its own."""
    return local(element) in _BLOCKS


class Inlines:
    """Reads words; knows which ids are references and which are notes of the text.

    `decisions` collects what was read in the likely way. `pictures` are the names of those in
    lines, in order.
    """

    def __init__(self, references: frozenset[str], notes: frozenset[str]) -> None:
        self.decisions: list[Decision] = []
        self.pictures: list[str] = []
        self.placed: list[Element] = []
        self._references = references
        self._notes = notes

    def of(self, element: Element | None) -> Words:
        """The words in an element."""
        return () if element is None else parted(self._inside(element, Run("")))

    def run(self, text: str | None, like: Run) -> Iterator[Run]:
        """A run of these characters in the manner of another."""
        if text:
            yield replace(like, text=text)

    def _inside(self, parent: Element, like: Run) -> Iterator[Piece]:
        yield from self.run(parent.text, like)
        for each in parent:
            yield from self.element(each, like)
            yield from self.run(each.tail, like)

    def element(self, each: Element, like: Run) -> Iterator[Piece]:
        """What an element in a line makes, without what follows it; `parted` makes spans of it."""
        if isinstance(each, etree._Entity):
            sign = entity(each)
            if not sign:
                what = f"a sign that the file names “{each.text}” is not known"
                self.decisions.append(Decision(line_of(each), f"{what}; look what it is"))
                sign = "\ufffd"
            yield from self.run(sign, like)
            return
        name = local(each)
        if not name:
            return
        lang = each.get(LANG) or like.lang
        like = replace(like, lang=lang)
        match name:
            case "bold" | "italic" | "sub" | "sup":
                yield from self._inside(each, replace(like, **_LOOKS[name]))  # type: ignore[arg-type]
            case "xref":
                yield from self._reference(each, like)
            case "ext-link" | "uri" | "self-uri":
                address = each.get(XLINK) or words(each)
                if each.get("ext-link-type") == "doi" and address.startswith("10."):
                    address = f"https://doi.org/{address}"
                yield from self._inside(each, replace(like, href=address))
            case "email":
                address = each.get(XLINK) or f"mailto:{words(each)}"
                yield from self._inside(each, replace(like, href=address))
            case "break":
                yield Break()
            case "abbrev":
                yield from self._abbreviation(each, like)
            case "inline-graphic":
                yield self.picture(each)
            case "fn":
                self.placed.append(each)
                yield Mark((Target(each.get("id") or note_id(each)),), "")
            case "label" if local(each.getparent()) == "fn":  # type: ignore[arg-type]
                pass
            case _ if name in _FORMULAS:
                yield from self._formula(each, like)
            case _ if parts_words(each):
                yield Border(name)
                yield from self._inside(each, like)
                yield Border(name, ends=True)
            case _:
                yield from self._inside(each, like)

    def picture(self, element: Element) -> Picture:
        """The picture of a graphic, by the name that the file gives it."""
        name = element.get(XLINK) or ""
        self.pictures.append(name)
        said = words(next(children(element, "alt-text"), None)) or words(
            next(children(element.getparent(), "alt-text"), None)
        )
        return Picture(name, "" if said.lower() == "decorative" else said,
                       decorative=said.lower() == "decorative")  # fmt: skip

    def _abbreviation(self, each: Element, like: Run) -> Iterator[Piece]:
        meaning = words(next(children(each, "def"), None))
        if not meaning:
            yield from self._inside(each, replace(like, expansion=each.get("alt") or ""))
            return
        yield from self.run(each.text, like)
        yield from self.run(f" ({meaning})", like)

    def _formula(self, each: Element, like: Run) -> Iterator[Span]:
        said = formula_words(each)
        graphic = next((e for e in each.iter() if local(e) in ("inline-graphic", "graphic")), None)
        if not said and graphic is not None:
            yield self.picture(graphic)
            return
        what = f"a formula is kept as the signs in it: “{said}”; look at it"
        self.decisions.append(Decision(line_of(each), what))
        yield from self.run(said, like)

    def _reference(self, xref: Element, like: Run) -> Iterator[Piece]:
        names = (xref.get("rid") or "").split()
        inner = list(self._inside(xref, like))
        written = words(xref)
        if xref.get("ref-type") in ("fn", "author-notes") or set(names) & self._notes:
            known = [name for name in names if name in self._notes]
            if known:
                yield Mark(tuple(Target(name) for name in known), written)
                return
        known = [name for name in names if name in self._references]
        if not known:
            if xref.get("ref-type") == "table-fn":
                # Set level, the mark of a note to "150 µg" would read "150 µga".
                inner = [replace(each, script="sup") if isinstance(each, Run) else each
                         for each in inner]  # fmt: skip
            if xref.get("ref-type") == "bibr":
                what = f"“{written}” cites an entry that the list of sources does not have"
                self.decisions.append(Decision(line_of(xref), f"{what}; its words stay"))
            yield from inner
        elif _NUMBERS_ONLY.fullmatch(written) and (
            len(known) > 1 or len(re.findall(r"\d+", written)) == 1
        ):
            yield Mark(tuple(Target(name) for name in known), written)
        elif len(known) == 1 and written:
            href = f"#{known[0]}"
            yield Border("xref")
            yield from (replace(each, href=href) if isinstance(each, Run) else each
                        for each in inner)  # fmt: skip
            yield Border("xref", ends=True)
        else:
            yield Border("xref")
            yield from inner
            yield Mark(tuple(Target(name) for name in known), "")


def note_id(element: Element) -> str:
    """The id of a note that has none: its place in the file."""
    path = element.getroottree().getpath(element)
    return f"note:{path}"


def formula_words(element: Element) -> str:
    """The signs of a formula and the words beside them; what is in MathML as well is not in TeX."""
    return " ".join("".join(_signs(element)).split())


def _signs(element: Element) -> Iterator[str]:
    if local(element) in ("math", "tex-math"):
        yield tex_of(element) if local(element) == "tex-math" else formula_line(element)
        return
    in_mathml = any(local(each) == "math" for each in element.iter())
    yield element.text or ""
    for each in element:
        if isinstance(each, etree._Entity):
            yield entity(each)
        elif local(each) not in _BESIDE_FORMULAS and not (local(each) == "tex-math" and in_mathml):
            yield from _signs(each)
        yield each.tail or ""
