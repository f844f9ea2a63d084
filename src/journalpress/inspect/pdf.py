"""A tagged PDF → its Extract, from the bytes alone, in the order of its tags.

Text comes from the pages' own content, order and kinds from the structure tree, links from their
annotations. What the tags do not hold is read last, so that nothing on a page goes unread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

from journalpress.edition.reading import fold
from journalpress.edition.types import Extract
from journalpress.errors import DisagreementError
from journalpress.inspect.lastpage import part_filled
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.inspect.pdfgeometry import Box
from journalpress.inspect.pdflinks import Draft, Item, Piece, Target, resolve

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
CELLS = frozenset({"TH", "TD"})
INLINE = frozenset({"Link", "Span", "Quote", "Code"})

_LABEL = re.compile(r"[•◦▪‣]|\d+\.")

AS_WRITTEN = "XXIRI"
"""The key of a link's address as its author wrote it (ISO 32000-1, annex E: XX is for such)."""

_SAFE = "/:?#[]@!$&'()*+,;=~%"

_DAMAGED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

SHOWN = 40
"""Characters of a faulty run that a message quotes."""


def extract(data: bytes) -> Extract:
    """What the PDF says.

    Raises DisagreementError where it cannot be read as a whole, and where words are hidden, cut
    off, or outside their page: one line that names page and words.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _Reading(pdf).extract()
    except (pikepdf.PdfError, pikepdf.PasswordError, *_DAMAGED) as error:
        raise DisagreementError(f"the PDF cannot be read back: {error}") from error


def hidden_or_outside(data: bytes) -> tuple[str, ...]:
    """Words that cannot be seen on their page as printed, a line each."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        reader = PageReader()
        return tuple(
            finding
            for number, page in enumerate(pdf.pages)
            for finding in _faults(reader.runs(page, number))
        )


def _faults(runs: tuple[Run, ...]) -> Iterator[str]:
    for run in runs:
        if run.fault:
            yield f"page {run.page + 1}: “{fold(run.text)[:SHOWN]}” is {run.fault}"


class _Reading:
    """Reads one document."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._content: dict[tuple[int, int], list[Run]] = defaultdict(list)
        self._loose: list[Run] = []
        self._margins: list[str] = []
        self._filled: list[list[Box]] = []
        self._repeated: dict[int, list[Run]] = defaultdict(list)
        self._headers: set[str] = set()
        self._drafts: list[Draft] = []
        self._items: list[Item] = []
        self._linked: set[tuple[int, int]] = set()

    def extract(self) -> Extract:
        """The whole document."""
        self._read_pages()
        for kid in _kids(self._pdf.Root.StructTreeRoot):
            self._walk(kid, None)
        self._read_the_rest()
        targets = _targets(self._pdf, self._pages)
        leaves, references, backlinks = resolve(self._drafts, self._items, targets)
        return Extract(
            leaves, references, backlinks, tuple(self._margins), part_filled(self._filled)
        )

    # --- pages

    def _read_pages(self) -> None:
        reader = PageReader()
        for number, page in enumerate(self._pdf.pages):
            runs = reader.runs(page, number)
            for finding in _faults(runs):
                raise DisagreementError(finding)
            margins: list[str] = []
            for run in runs:
                if run.mcid >= 0:
                    self._content[number, run.mcid].append(run)
                elif run.artifact == "Pagination":
                    margins.append(run.text)
                elif run.artifact == "Layout":
                    self._repeated[number].append(run)
                else:
                    self._loose.append(run)
            self._margins.append(fold(" ".join(margins)))
            self._filled.append([run.box for run in runs if not run.artifact and run.text.strip()])

    def _read_the_rest(self) -> None:
        for runs in self._content.values():
            self._loose += runs
        for runs in self._repeated.values():
            # A table's header may stand again on its next page, and nothing else.
            if _bare("".join(run.text for run in runs)) not in self._headers:
                self._loose += runs
        self._drafts += [Draft("text", [Piece([run])]) for run in self._loose if run.text.strip()]
        for number, page in enumerate(self._pdf.pages):
            for annotation in page.obj.get("/Annots", []):
                if annotation.objgen not in self._linked:
                    kind = str(annotation.get("/Subtype", "/note")).removeprefix("/").lower()
                    raise DisagreementError(f"page {number + 1}: a {kind} outside the tags")

    # --- the tree

    def _walk(self, tag: Any, item: Item | None, *, opens_item: bool = False) -> None:
        """Read a tag that may hold leaves; `opens_item` for the first of an item's body."""
        role = _role(tag)
        if "/ActualText" in tag:
            raise DisagreementError(f"words are heard that do not stand there: {tag.ActualText}")
        if role in HEADINGS:
            self._note(Draft("heading", self._pieces(tag), item))
        elif role == "P":
            self._note(Draft("item" if opens_item else "text", self._pieces(tag), item))
        elif role in CELLS:
            self._drafts.append(Draft("cell", self._pieces(tag), item))
        elif role == "LI":
            self._item(tag)
        elif role == "Figure":
            self._note(Draft("picture", [], item, alt=str(tag.get("/Alt", ""))))
            self._group(tag, item)
        elif role == "THead":
            before = len(self._drafts)
            self._group(tag, item)
            self._headers.add(_bare("".join(draft.text for draft in self._drafts[before:])))
        else:
            self._group(tag, item)

    def _group(self, tag: Any, item: Item | None, *, opens_item: bool = False) -> None:
        """Read the tags inside a group; content that stands bare in it is a leaf of its own."""
        bare: list[Piece] = []
        for position, kid in enumerate(_kids(tag)):
            if _is_content(kid) or _role(kid) in INLINE:
                bare += self._pieces_of(kid, tag)
                continue
            self._note(Draft("text", bare, item))
            bare = []
            self._walk(kid, item, opens_item=opens_item and position == 0)
        self._note(Draft("text", bare, item))

    def _item(self, tag: Any) -> None:
        item = Item()
        self._items.append(item)
        before = len(self._drafts)
        for kid in _kids(tag):
            if not _is_content(kid) and _role(kid) == "Lbl":
                pieces = self._pieces(kid)
                item.label = "".join(piece.text for piece in pieces).strip()
                if not _LABEL.fullmatch(item.label):
                    self._note(Draft("text", pieces, item))
            elif _is_content(kid) or _role(kid) in INLINE:
                self._note(Draft("text", self._pieces_of(kid, tag), item))
            else:
                self._group(kid, item, opens_item=True)
        runs = (run for draft in self._drafts[before:] for run in draft.runs)
        item.first = next(runs, None)

    def _note(self, draft: Draft) -> None:
        if draft.alt or draft.text.strip() or any(piece.link for piece in draft.pieces):
            self._drafts.append(draft)

    # --- what a leaf holds

    def _pieces(self, tag: Any) -> list[Piece]:
        return [piece for kid in _kids(tag) for piece in self._pieces_of(kid, tag)]

    def _pieces_of(self, kid: Any, holder: Any) -> list[Piece]:
        """The pieces of a tag or of content; `holder` knows the page of bare numbers."""
        if _is_content(kid):
            return [Piece(self._content.pop(self._place(kid, holder), []))]
        if "/ActualText" in kid:
            raise DisagreementError(f"words are heard that do not stand there: {kid.ActualText}")
        if _role(kid) != "Link":
            return self._pieces(kid)
        link = Piece()
        for inner in _kids(kid):
            if not _is_content(inner) and inner.get("/Type") == "/OBJR":
                self._linked.add(inner.Obj.objgen)
                link.link = _leads_to(inner.Obj)
            else:
                link.runs += [run for piece in self._pieces_of(inner, kid) for run in piece.runs]
        return [link]

    def _place(self, kid: Any, holder: Any) -> tuple[int, int]:
        if isinstance(kid, int):
            return self._pages[holder.Pg.objgen], kid
        page = kid.Pg if "/Pg" in kid else holder.Pg
        return self._pages[page.objgen], int(kid.MCID)


# --- PDF objects -----------------------------------------------------------------------------


def _kids(tag: Any) -> list[Any]:
    kids = tag.get("/K")
    if kids is None:
        return []
    return list(kids) if _is_array(kids) else [kids]


def _is_content(kid: Any) -> bool:
    return isinstance(kid, int) or kid.get("/Type") == "/MCR"


def _role(tag: Any) -> str:
    return str(tag.get("/S", "")).removeprefix("/")


def _leads_to(annotation: Any) -> str:
    """`#name` for a destination of this file, else the address; "#?" for what is neither."""
    action = annotation.get("/A", {})
    if "/URI" in action:
        address = str(action.URI)
        written = str(annotation.get(f"/{AS_WRITTEN}", address))
        return written if quote(written, safe=_SAFE) == address else address
    destination = annotation.get("/Dest", action.get("/D"))
    return "#?" if destination is None or _is_array(destination) else f"#{destination}"


def _targets(pdf: Any, pages: dict[tuple[int, int], int]) -> dict[str, Target]:
    """Where each named destination lies."""
    targets: dict[str, Target] = {}
    waiting = [pdf.Root.get("/Names", {}).get("/Dests", {})]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", []))
        names = list(node.get("/Names", []))
        for name, place in zip(names[::2], names[1::2], strict=True):
            page, kind, *numbers = _array(place)
            if kind == "/XYZ":
                left, top, *_ = (float(number) for number in numbers)
                targets[str(name)] = Target(pages[page.objgen], left, top)
    return targets


def _array(place: Any) -> Any:
    """A destination: the array itself, or a dictionary that holds it."""
    return place if _is_array(place) else place.D


def _is_array(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def _bare(text: str) -> str:
    return "".join(text.split())
