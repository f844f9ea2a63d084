"""Finished PDFs, altered after they were written: each alteration must be seen.

They are made for the article of `tests.editions.everything`; each fails loudly if the file does
not hold what it is to change.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import pikepdf

from journalpress.inspect.pdfcontent import PageReader

Instruction = tuple[list[Any], str]


class Alteration:
    """A PDF that is being altered; `data` has the bytes when the block has ended."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.data = b""

    def around(self, words: str, before: str, after: str) -> None:
        """Stand these operators before and after the text object that shows the words."""
        self._edit(words, lambda shown: [*_parsed(before), *shown, *_parsed(after)])

    def inside(self, words: str, operators: str) -> None:
        """Stand these operators right before the words are shown."""

        def edited(shown: list[Instruction]) -> list[Instruction]:
            at = next(i for i, (_, operator) in enumerate(shown) if operator == "TJ")
            return [*shown[:at], *_parsed(operators), *shown[at:]]

        self._edit(words, edited)

    def drop(self, words: str) -> None:
        """Show the stretch with these words no more."""
        self._edit(words, lambda shown: [each for each in shown if each[1] != "TJ"])

    def shorten(self, words: str) -> None:
        """Show the first half of these words only."""

        def edited(shown: list[Instruction]) -> list[Instruction]:
            return [
                ([operands[0][: len(operands[0]) // 2]], operator)
                if operator == "TJ"
                else (operands, operator)
                for operands, operator in shown
            ]

        self._edit(words, edited)

    def append(self, page: int, operators: str) -> None:
        """Draw this on top of a page."""
        self._write(page, [*self._read(page), *_parsed(operators)])

    def tags(self, role: str) -> Iterator[Any]:
        """Every tag of this role, in reading order."""
        waiting: list[Any] = [self.pdf.Root.StructTreeRoot]
        while waiting:
            tag = waiting.pop()
            if isinstance(tag, int) or "/K" not in tag:
                continue
            if tag.get("/S") == f"/{role}":
                yield tag
            kids = tag.K
            waiting += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])

    def links(self, name: str) -> list[Any]:
        """Every link to this destination."""
        return [
            annotation
            for page in self.pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if annotation.get("/Dest") == name
        ]

    def destination(self, name: str) -> Any:
        """The place of a destination: page, kind, left, top, zoom."""
        names = list(self.pdf.Root.Names.Dests.Names)
        return names[
            [str(each) if i % 2 == 0 else "" for i, each in enumerate(names)].index(name) + 1
        ]

    def _edit(self, words: str, change: Callable[[list[Instruction]], list[Instruction]]) -> None:
        for number, page in enumerate(self.pdf.pages):
            instructions = self._read(number)
            fonts = PageReader()
            start, font = 0, None
            for position, (operands, operator) in enumerate(instructions):
                if operator == "BT":
                    start = position
                elif operator == "Tf":
                    font = fonts.font(page.obj.Resources.Font[str(operands[0])])
                elif operator == "TJ" and font is not None:
                    text = "".join(
                        font.text.get(int.from_bytes(bytes(piece)[at : at + 2]), "")
                        for piece in operands[0]
                        if isinstance(piece, pikepdf.String)
                        for at in range(0, len(bytes(piece)), 2)
                    )
                    if words in text and (len(words) > 3 or words == text.strip()):
                        end = _end(instructions, position)
                        changed = change(instructions[start : end + 1])
                        self._write(
                            number, [*instructions[:start], *changed, *instructions[end + 1 :]]
                        )
                        return
        raise LookupError(f"the PDF nowhere shows “{words}”")

    def _read(self, page: int) -> list[Instruction]:
        return [
            (list(each.operands), str(each.operator))
            for each in pikepdf.parse_content_stream(self.pdf.pages[page])
        ]

    def _write(self, page: int, instructions: list[Instruction]) -> None:
        data = pikepdf.unparse_content_stream(
            [(operands, pikepdf.Operator(operator)) for operands, operator in instructions]
        )
        self.pdf.pages[page].obj.Contents = self.pdf.make_stream(data)


def _end(instructions: list[Instruction], position: int) -> int:
    return next(i for i in range(position, len(instructions)) if instructions[i][1] == "ET")


def _parsed(operators: str) -> list[Instruction]:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(operators.encode())
        return [
            (list(each.operands), str(each.operator))
            for each in pikepdf.parse_content_stream(stream)
        ]


@contextmanager
def altered(data: bytes) -> Iterator[Alteration]:
    """A PDF to alter in the block."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alteration = Alteration(pdf)
        yield alteration
        buffer = io.BytesIO()
        pdf.save(buffer)
        alteration.data = buffer.getvalue()


# --- what the file says ------------------------------------------------------------------------


def drop_a_paragraph(pdf: Alteration) -> None:
    """A paragraph is in the tags no more."""
    paragraph = next(tag for tag in pdf.tags("P") if tag.P.S == "/LBody")
    paragraph.P.K = pikepdf.Array()


def drop_one_not(pdf: Alteration) -> None:
    """`is not advice` becomes `is advice`."""
    pdf.drop("not")


def shorten_a_reference(pdf: Alteration) -> None:
    """A source lost its last words."""
    pdf.shorten("A book. 3rd")


def alter_the_disclaimer(pdf: Alteration) -> None:
    """The disclaimer lost its last words."""
    pdf.shorten("This leaflet gives general")


def empty_a_cell(pdf: Alteration) -> None:
    """A table cell says nothing."""
    pdf.drop("12 | 3")


def exchange_two_paragraphs(pdf: Alteration) -> None:
    """Two paragraphs are read in the other order."""
    article = next(pdf.tags("Sect"))
    kids = list(article.P.K)
    article.P.K = pikepdf.Array([*kids[:-2], kids[-1], kids[-2]])


def make_a_heading_a_paragraph(pdf: Alteration) -> None:
    """A heading is read as plain text."""
    next(pdf.tags("H3")).S = pikepdf.Name("/P")


def change_the_description(pdf: Alteration) -> None:
    """A picture is described with other words."""
    next(pdf.tags("Figure")).Alt = pikepdf.String("Something else")


def drop_a_reference(pdf: Alteration) -> None:
    """The list of sources lost its last item."""
    items = list(pdf.tags("LI"))
    items[-1].P.K = pikepdf.Array(list(items[-1].P.K)[:-1])


def renumber_a_reference(pdf: Alteration) -> None:
    """A source prints no number."""
    pdf.drop("4.")


# --- where its links lead ----------------------------------------------------------------------


def swap_two_numbers(pdf: Alteration) -> None:
    """Where 1,4 stood, 1 leads to 4 and 4 to 1."""
    one, four = pdf.links("everything-ref-1")[1], pdf.links("everything-ref-4")[0]
    one.Dest, four.Dest = four.Dest, one.Dest


def move_a_destination(pdf: Alteration) -> None:
    """The destination of source 2 lies at source 3: the names all stay as they were."""
    place, other = pdf.destination("everything-ref-2"), pdf.destination("everything-ref-3")
    place[3] = other[3]


def move_a_destination_to_another_page(pdf: Alteration) -> None:
    """The destination of source 2 lies at the same height of the first page."""
    pdf.destination("everything-ref-2")[0] = pdf.pdf.pages[0].obj


def move_a_hidden_number(pdf: Alteration) -> None:
    """The place of the inner number of a run lies elsewhere."""
    pdf.destination("everything-cite-2-1")[2] = 300


def lead_back_elsewhere(pdf: Alteration) -> None:
    """A way back leads to another source's mark."""
    pdf.links("everything-cite-2-2")[0].Dest = pikepdf.String("everything-cite-1-3")


def change_an_address(pdf: Alteration) -> None:
    """A link leads to another site."""
    for page in pdf.pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if "/A" in annotation and "lupus" in str(annotation.A.URI):
                annotation.A.URI = pikepdf.String("https://elsewhere.example/")
                return
    raise LookupError("no link to lupus")


def drop_a_link(pdf: Alteration) -> None:
    """A citation is no link any more."""
    link = pdf.links("everything-ref-4")[0]
    for page in pdf.pdf.pages:
        kept = [each for each in page.obj.get("/Annots", []) if each.objgen != link.objgen]
        page.obj.Annots = pikepdf.Array(kept)
    del link.Dest


# --- what can be seen --------------------------------------------------------------------------


def clip_a_cell(pdf: Alteration) -> None:
    """A table cell is cut off in its middle."""
    pdf.around("12 | 3", "q 0 0 200 2000 re W n", "Q")


def clip_by_a_shape(pdf: Alteration) -> None:
    """Words are drawn through a hole of some shape."""
    pdf.around("Call for help", "q 0 0 m 2000 0 l 0 2000 l h W n", "Q")


def draw_invisibly(pdf: Alteration) -> None:
    """Words are there and not painted."""
    pdf.inside("Call for help", "3 Tr")


def draw_white_on_white(pdf: Alteration) -> None:
    """Words have the paper's colour."""
    pdf.inside("Slanted", "1 1 1 rg")


def draw_tiny(pdf: Alteration) -> None:
    """Words are too small to be seen."""
    pdf.inside("Call for help", "0.05 0 0 0.05 100 100 Tm")


def draw_outside(pdf: Alteration) -> None:
    """Words stand beside the paper."""
    pdf.inside("Call for help", "1 0 0 -1 780 300 Tm")


def paint_over(pdf: Alteration) -> None:
    """A white box lies on the words."""
    pdf.append(0, "q 1 0 0 1 0 0 cm 1 1 1 rg 0 0 2000 2000 re f Q")


# --- what nobody should add --------------------------------------------------------------------


def add_words(pdf: Alteration) -> None:
    """Words that no tag holds."""
    pdf.around("Call for help", "", "BT 1 0 0 -1 690 250 Tm [<00260001>] TJ ET")


def add_words_as_decoration(pdf: Alteration) -> None:
    """Words that are called decoration."""
    pdf.inside("Call for help", "/Artifact <</Type /Layout>> BDC [<0026>] TJ EMC")


def say_something_else(pdf: Alteration) -> None:
    """A screen reader says other words than those that stand there."""
    next(pdf.tags("P")).ActualText = pikepdf.String("All is well.")


def add_a_note(pdf: Alteration) -> None:
    """A note lies on the page."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=pikepdf.Array([100, 100, 300, 200]),
        Contents=pikepdf.String("Take two of them."),
    )
    pdf.pdf.pages[0].obj.Annots.append(pdf.pdf.make_indirect(note))


def drop_the_footer(pdf: Alteration) -> None:
    """A page says no more which it is."""
    pdf.drop("Page 1")


Mutation = Callable[[Alteration], None]

MUTATIONS: MappingProxyType[str, Mutation] = MappingProxyType(
    {
        each.__name__.replace("_", " "): each
        for each in (
            drop_a_paragraph, drop_one_not, shorten_a_reference, alter_the_disclaimer,
            empty_a_cell, exchange_two_paragraphs, make_a_heading_a_paragraph,
            change_the_description, drop_a_reference, renumber_a_reference, swap_two_numbers,
            move_a_destination, move_a_destination_to_another_page, move_a_hidden_number,
            lead_back_elsewhere, change_an_address, drop_a_link, clip_a_cell, clip_by_a_shape,
            draw_invisibly, draw_white_on_white, draw_tiny, draw_outside, paint_over, add_words,
            add_words_as_decoration, say_something_else, add_a_note, drop_the_footer,
        )
    }
)  # fmt: skip
