"""The elements of a paragraph → its pieces, in the order in which they are read.

Tracked insertions, deletions and moves are kept as each piece's fate; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from journalpress.inspect.returned.hands import Hands
from journalpress.inspect.returned.lookups import Lookups
from journalpress.inspect.returned.objects import drawn, embedded
from journalpress.inspect.returned.pieces import (
    PAGE,
    UNTOUCHED,
    Edge,
    Fate,
    Foreign,
    Manner,
    Piece,
    Words,
)
from journalpress.inspect.returned.types import NOBODY
from journalpress.passage import LINE
from journalpress.reviewcopy import REFERENCE_MARK
from journalpress.wordfile.fields import link_of
from journalpress.wordfile.looks import Look, is_rtl
from journalpress.wordfile.parts import Element, M, R, W, plain_words
from journalpress.wordfile.symbols import symbol

ADDED = frozenset({"ins", "moveTo", "conflictIns"})
REMOVED = frozenset({"del", "moveFrom", "conflictDel"})
"""Tracked changes around words, by their names; w14's are those of two people at the same time."""

_SILENT = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "permStart",
        "permEnd", "bookmarkEnd", "fldData", "lastRenderedPageBreak", "annotationRef",
        "footnoteRef", "endnoteRef", "separator", "continuationSeparator",
    }
)  # fmt: skip
"""Elements in which there is nothing to read."""


@dataclass(slots=True)
class _Field:
    """A field while it is read: where its pieces begin, and its instruction in both views."""

    fate: Fate
    start: int
    new: str = ""
    old: str = ""
    result: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """What a w:hyperlink around words says of them."""

    href: str = ""
    cites: str = ""


_NO_LINK = _Link()


class ParagraphWalk:
    """Reads one paragraph: `pieces` in order, `bookmarks` that begin in it, moved words or not."""

    def __init__(self, lookups: Lookups, hands: Hands) -> None:
        self.pieces: list[Piece] = []
        self.bookmarks: list[str] = []
        self.moved: dict[str, int] = {}
        self._lookups = lookups
        self._hands = hands
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, fate: Fate = UNTOUCHED) -> None:
        """Read the content of a w:p that stands under these revisions."""
        self._inline(paragraph, fate, _NO_LINK)
        # A field whose code never ended: its words are kept as words.
        self._fields.clear()

    def _inline(self, parent: Element, fate: Fate, link: _Link) -> None:
        for child in parent:
            name = local(child)
            if name == "r" and not child.tag.startswith(f"{{{M}}}"):
                self._run(child, fate, link)
            elif name in ADDED or name in REMOVED:
                self._inline(child, self.under(child, fate), link)
            elif name == "hyperlink":
                self._inline(child, fate, self._link(child) or link)
            elif name == "fldSimple":
                address, anchor = link_of(child.get(f"{{{W}}}instr", ""))
                self._inline(child, fate, _link(address, anchor) or link)
            elif name == "bookmarkStart":
                self.bookmarks.append(child.get(f"{{{W}}}name", ""))
            elif name in _EDGES:
                self.pieces.append(Edge(child.get(f"{{{W}}}id", ""), _EDGES[name]))
            elif name == "AlternateContent":
                for chosen in alternative(child):
                    self._inline(chosen, fate, link)
            elif name in ("oMath", "oMathPara"):
                self.pieces.append(Foreign("equation", plain_words(child), fate))
            elif name == "subDoc":
                self.pieces.append(Foreign("linked document", "", fate))
            elif name == "p":
                # A paragraph inside a paragraph's own line is none of Word's; its words are kept.
                self._inline(child, fate, link)
            elif name not in _SILENT:
                self._inline(child, fate, link)

    def under(self, revision: Element, fate: Fate) -> Fate:
        """The fate of what stands in this revision."""
        hand = self._hands.number(revision)
        name = local(revision)
        if name.startswith("move"):
            self.moved[name] = hand
        return replace(fate, added=hand) if name in ADDED else replace(fate, removed=hand)

    def _link(self, element: Element) -> _Link | None:
        address = self._lookups.addresses.get(element.get(f"{{{R}}}id", ""), "")
        return _link(address, element.get(f"{{{W}}}anchor", ""))

    # --- runs

    def _run(self, run: Element, fate: Fate, link: _Link) -> None:
        properties = run.find(f"{{{W}}}rPr")
        change = None if properties is None else properties.find(f"{{{W}}}rPrChange")
        text = "".join(child.text or "" for child in run if local(child) in ("t", "delText"))
        rtl = is_rtl(text)
        look = self._lookups.styles.look(properties, rtl=rtl)
        before, hand = look, NOBODY
        if change is not None:
            before = self._lookups.styles.look(change.find(f"{{{W}}}rPr"), rtl=rtl)
            # Offices write changes that change nothing.
            hand = NOBODY if before == look else self._hands.number(change)
        self._content(run, fate, link, (look, before), hand)

    def _content(
        self, parent: Element, fate: Fate, link: _Link, looks: tuple[Look, Look], hand: int
    ) -> None:
        new, old = self._manners(link, looks)
        for child in parent:
            name = local(child)
            words = ""
            match name:
                case "t":
                    words = _text(child)
                case "delText":
                    words = _text(child)
                    if fate.removed == NOBODY:
                        fate = replace(fate, removed=self._hands.unknown())
                case "br" | "cr":
                    paged = child.get(f"{{{W}}}type") in ("page", "column")
                    words = PAGE if paged else LINE
                case "tab" | "ptab":
                    words = " "
                case "noBreakHyphen":
                    words = "\u2011"
                case "softHyphen":
                    words = "\u00ad"
                case "sym":
                    words = symbol(child.get(f"{{{W}}}font", ""), child.get(f"{{{W}}}char", ""))
                    if not words:
                        self.pieces.append(Foreign("symbol", "", fate))
                case "fldChar":
                    self._field_character(child, fate)
                    new, old = self._manners(link, looks)
                case "instrText" | "delInstrText":
                    self._instruction(child, fate)
                case "drawing" | "pict":
                    self.pieces += drawn(child, self._lookups, fate)
                case "object":
                    self.pieces.append(embedded(child, fate))
                case "footnoteReference" | "endnoteReference":
                    kind = name.removesuffix("Reference")
                    note = self._lookups.notes.get((kind, child.get(f"{{{W}}}id", "")), "")
                    self.pieces.append(Foreign(kind, note, fate))
                case "commentReference":
                    self.pieces.append(Edge(child.get(f"{{{W}}}id", ""), "sign"))
                case "AlternateContent":
                    for chosen in alternative(child):
                        self._content(chosen, fate, link, looks, hand)
                case "ruby":
                    for base in child.iter(f"{{{W}}}rubyBase"):
                        for run in base.iter(f"{{{W}}}r"):
                            self._content(run, fate, link, looks, hand)
                case _:
                    pass
            if words:
                self.pieces.append(Words(words, fate, new, old, hand))

    # --- fields

    def _field_character(self, element: Element, fate: Fate) -> None:
        match element.get(f"{{{W}}}fldCharType"):
            case "begin":
                self._fields.append(_Field(fate, len(self.pieces)))
            case "separate" if self._fields:
                self._forget_code(self._fields[-1])
                self._fields[-1].result = True
            case "end" if self._fields:
                field = self._fields.pop()
                if not field.result:
                    self._forget_code(field)
            case _:
                pass

    def _forget_code(self, field: _Field) -> None:
        """Words between the beginning of a field and its result are instructions."""
        code = self.pieces[field.start :]
        self.pieces[field.start :] = [each for each in code if isinstance(each, Edge)]

    def _instruction(self, element: Element, fate: Fate) -> None:
        open_codes = [each for each in self._fields if not each.result]
        if not open_codes:
            return
        if fate.stands(accepted=True):
            open_codes[-1].new += element.text or ""
        if fate.stands(accepted=False):
            open_codes[-1].old += element.text or ""

    def _manners(self, link: _Link, looks: tuple[Look, Look]) -> tuple[Manner, Manner]:
        """How words in this link, or in the links that fields make, stand in both views."""
        new = old = link
        for field in self._fields if link == _NO_LINK else ():
            if field.result and field.fate.stands(accepted=True):
                new = _link(*link_of(field.new)) or new
            if field.result and field.fate.stands(accepted=False):
                old = _link(*link_of(field.old)) or old
        return Manner(looks[0], new.href, new.cites), Manner(looks[1], old.href, old.cites)


_EDGES = {"commentRangeStart": "start", "commentRangeEnd": "end", "commentReference": "sign"}


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def alternative(element: Element) -> tuple[Element, ...]:
    """What to read of an mc:AlternateContent: its first choice, or else what it falls back to."""
    for child in element:
        if local(child) in ("Choice", "Fallback"):
            return (child,)
    return ()


def _link(address: str, anchor: str) -> _Link | None:
    if not address and not anchor:
        return None
    if not address and REFERENCE_MARK.fullmatch(anchor):
        return _Link(cites=anchor)
    return _Link(href=f"{address}#{anchor}" if anchor else address)


def _text(element: Element) -> str:
    """Words as Word reads them: line ends are spaces, spaces at the ends must be asked for."""
    text = (element.text or "").translate(_BLANKS)
    if element.get(_SPACE) == "preserve":
        return text
    return text.strip(" ")


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans("\t\r\n", "   ")
