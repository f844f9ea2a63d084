"""An Arabic leaflet: laid out from right to left, and proved through what its glyphs show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest

from journalpress.edition.reading import expectation
from journalpress.edition.types import ClinicDisclaimer, Edition
from journalpress.errors import DisagreementError
from journalpress.inspect.pdfcontent import PageReader
from journalpress.verify import Means, compare
from journalpress.writers.pdf import extract_pdf, write_pdf
from tests import tools
from tests.editions import DISCLAIMER, approved, edition_of, house
from tests.trees import article, callout, cite, foreign, item, ol, p, section, strong, table
from tests.writers.pdf.mutations import Alteration, altered

# Each draws pages.
pytestmark = pytest.mark.tool

PDF = Means(paged=True, spaced=False, linked=True, returns=True)
GENERAL = "تقدم هذه النشرة معلومات عامة. اسأل طبيبك عن حالتك."


@cache
def arabic() -> Edition:
    """Numbers, Latin words, brackets, a list, a table, vowels and a joined lam-alef."""
    told = article(
        p("خذ القياس بين 120 و 180 في الصباح (قبل الأقراص) ثم اتصل على 020 7946 0142."),
        p("لا تُوقِف الدواءَ ", strong("أبدًا"), cite("a", "b"), "، واسأل عن CAR-T و K7QX-2M9F-D."),
        p("يسمى ذلك ", foreign("white-coat effect", "en"), " بالإنجليزية."),
        callout("warning", p("الأَوْلى أن تسأل: هل الضغط ≤ 135/85؟")),
        section("الخطوات", ol(item(p("اجلس بهدوء.")), item(p("قِس الضغط.")))),
        table(("القياس", "المعنى"), ("135/85", "«طبيعي»")),
        lang="ar",
    )
    disclaimers = {
        "ar": ClinicDisclaimer(
            "معلومات عامة فقط.", GENERAL, "", DISCLAIMER.approved_by, DISCLAIMER.approved_on
        )
    }
    return edition_of(approved(told), draft=False, house=house(disclaimers=disclaimers))


@cache
def leaflet() -> bytes:
    """Its PDF."""
    return write_pdf(arabic())


def lines_of(data: bytes) -> list[str]:
    """The text of every leaf that the PDF gives back."""
    return [leaf.text for leaf in extract_pdf(data).leaves]


def differs(data: bytes) -> bool:
    """Whether the proof sees that these bytes are not the article."""
    try:
        return bool(compare(expectation(arabic()), extract_pdf(data), PDF))
    except DisagreementError:
        return True


def test_an_arabic_leaflet_agrees() -> None:
    """Every word in the order in which it is read, from glyphs that lie in the other."""
    assert compare(expectation(arabic()), extract_pdf(leaflet()), PDF) == ()


def test_what_is_found_by_search_stays_whole() -> None:
    """A telephone number, a name, a code: no mark of direction, no other hyphen inside."""
    words = " ".join(lines_of(leaflet()))

    assert "020 7946 0142" in words
    assert "CAR-T" in words
    assert "K7QX-2M9F-D" in words
    assert not {"\u2010", "\u2011", "\u200e", "\u200f"} & set(words)


def test_an_arabic_leaflet_is_accessible() -> None:
    """PDF/UA-1 by page-validation: no failure."""
    assert tools.page_validation(leaflet()) == ()


def test_pages_are_turned_over() -> None:
    """The name of the clinic stands at the right, the number of the page at the left."""
    with altered(leaflet()) as pdf:
        runs = PageReader().runs(pdf.pdf.pages[0], 0)
        width = float(pdf.pdf.pages[0].mediabox[2])
    margins = {run.text: run.box for run in runs if run.artifact == "Pagination" and run.text}
    number = next(box for text, box in margins.items() if text.startswith("صفحة 1"))
    disclaimer = next(box for text, box in margins.items() if "معلومات" in text)

    assert number.right < width / 2 < disclaimer.right


def test_the_first_of_two_columns_is_the_right_one() -> None:
    """A table is read from right to left, and so are its cells in the tags."""
    with altered(leaflet()) as pdf:
        runs = [
            run for page, each in enumerate(pdf.pdf.pages) for run in PageReader().runs(each, page)
        ]
    first = next(run for run in runs if run.text.strip() == "القياس")
    second = next(run for run in runs if run.text.strip() == "المعنى")

    assert first.box.left > second.box.right


# --- what must be caught -----------------------------------------------------------------------


def say(words: str, others: str) -> Callable[[Alteration], None]:
    """An ActualText that holds other words than those that are drawn."""

    def change(operands: list[Any], operator: str) -> bool:
        if operator != "BDC" or "/ActualText" not in operands[1]:
            return False
        said = str(operands[1].ActualText)
        if words not in said:
            return False
        operands[1].ActualText = pikepdf.String(said.replace(words, others))
        return True

    return lambda pdf: edit(pdf, change)


def exchange_two_numbers(pdf: Alteration) -> None:
    """180 is drawn where 120 stood, and 120 where 180 stood; what is said stays."""
    reader = PageReader()
    fonts = [reader.font(font) for font in pdf.pdf.pages[0].obj.Resources.Font.values()]
    places: list[list[Any]] = []

    def change(operands: list[Any], operator: str) -> bool:
        pieces = list(operands[0]) if operator == "TJ" else []
        codes = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
        if {font.read([codes])[0][0].strip() for font in fonts} & {"120", "180"}:
            places.append(operands)
        if len(places) < 2:
            return False
        places[0][0], places[1][0] = places[1][0], places[0][0]
        return True

    edit(pdf, change)


def edit(pdf: Alteration, change: Callable[[list[Any], str], bool]) -> None:
    """Let the first instruction be changed that `change` wants."""
    for number in range(len(pdf.pdf.pages)):
        instructions = pdf._read(number)
        for operands, operator in instructions:
            if change(operands, operator):
                pdf._write(number, instructions)
                return
    raise LookupError("nothing to change")


MUTATIONS: dict[str, Callable[[Alteration], None]] = {
    "a word is not said": say("الصباح ", ""),
    "two numbers are said in each other's place": say("120 و 180", "180 و 120"),
    "the disclaimer says something else": say("اسأل طبيبك", "لا تسأل طبيبك"),
    "the disclaimer is said in another order": say("معلومات عامة", "عامة معلومات"),
    "another vowel is said": say("تُوقِف", "تَوقِف"),
    "a margin says something else": say("معلومات عامة فقط", "نصيحة طبية"),
    "two numbers are drawn in each other's place": exchange_two_numbers,
    "a line is not drawn": lambda pdf: pdf.drop("حابصلا"),
    "half a line is drawn": lambda pdf: pdf.shorten("حابصلا"),
    "half of the disclaimer is drawn": lambda pdf: pdf.shorten("ةماع"),
    "a Latin word is not drawn": lambda pdf: pdf.drop("white-coat"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_an_altered_arabic_leaflet_is_caught(name: str) -> None:
    """Whether the glyphs were changed or what is said of them."""
    with altered(leaflet()) as pdf:
        MUTATIONS[name](pdf)

    assert differs(pdf.data), f"{name} went unseen"
