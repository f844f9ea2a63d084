"""Pages that are filled and not overfilled: the last one, cells, codes, units, lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from journalpress.batch.job import make_file
from journalpress.edition.types import Edition
from journalpress.inspect.leaflet import check_leaflet
from journalpress.inspect.leaflet.facts import Line, read_facts
from journalpress.writers import WRITERS
from journalpress.writers.engine import load_weasyprint
from journalpress.writers.pdf import LAYOUTS, draw_pdf, write_pdf
from journalpress.writers.pdf.leaflet import REFITS
from tests.editions import (
    DISCLAIMER,
    approved,
    collection,
    edition_of,
    everything_edition,
    house,
)
from tests.trees import article, cite, cross, emph, p, section, source, strong, table, ul

# Each draws pages.
pytestmark = pytest.mark.tool

SENTENCE = "This sentence says at length what the leaflet is, and what it is not. "
WORDS = "Every sentence of this paragraph is meant to fill lines with quiet words. "
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
WHOLE = tuple(name for name, each in LAYOUTS.items() if not (each.brief or each.finish))


@cache
def thin_edition() -> Edition:
    """Its disclaimer takes so much of a page that the panel below stands alone on the last."""
    told = replace(DISCLAIMER, full=(SENTENCE * 40).strip())
    return edition_of(article(p("A word.")), house=house(disclaimers={"en": told}))


@cache
def thin() -> bytes:
    """Its A4 leaflet."""
    return write_pdf(thin_edition())


def lines(data: bytes) -> Iterator[Line]:
    """Every line of the text, the margins left out."""
    return (line for block in read_facts(data).blocks for line in block.lines)


# --- the last page -----------------------------------------------------------------------------


def test_a_last_page_that_stays_thin_is_told_with_the_file() -> None:
    """A warning beside bytes that are published all the same; a filled page has none."""
    _, found = make_file(thin_edition(), WRITERS["pdf"], "thin.pdf")
    _, none = make_file(everything_edition(draft=False), WRITERS["pdf"], "x.pdf")

    assert [(each.code, each.severity, each.file) for each in found] == [
        ("JPP010", "warning", "thin.pdf")
    ]
    assert re.fullmatch(r"page 3, the last, is only 1\d% full", found[0].message)
    assert none == ()


def test_the_check_of_the_file_says_the_same() -> None:
    """From its bytes alone, on any machine."""
    _, made = make_file(thin_edition(), WRITERS["pdf"], "")
    _, found = check_leaflet(thin(), "a4")

    assert [each.message for each in found if each.code == "JPP010"] == [made[0].message]


def test_at_most_four_other_spacings_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five layouts of the hopeless one, one of that which fits; the type's size never changes."""
    html = load_weasyprint().HTML
    render = html.render
    rendered: list[object] = []

    def counted(self: object, *given: object, **named: object) -> object:
        rendered.append(self)
        return render(self, *given, **named)

    monkeypatch.setattr(html, "render", counted)
    draw_pdf(thin_edition())
    assert len(rendered) == 1 + len(REFITS) == 5
    draw_pdf(everything_edition(draft=False))
    assert len(rendered) == 6
    assert not [each for each in REFITS if re.search(r"font|size|zoom|scale|measure", each)]


def test_a_thin_last_page_keeps_the_size_of_its_type() -> None:
    """Twelve points before and after all that was tried."""
    assert read_facts(thin()).body_size == pytest.approx(12.0, abs=0.05)


# --- nothing leaves its place ------------------------------------------------------------------

WORD = "Pseudohypoparathyroidism"
TABLES = {
    "many columns": table((WORD,) * 8, *((WORD, "1", "x", "long words", "2", "3", "4", "5"),) * 3),
    "long words": table((WORD,) * 4, *((f"words {WORD * 3}",) * 4,) * 3),
    "an address": table(("What", "Where"), ("x", f"https://example.org/{'a' * 200}")),
}


@pytest.mark.parametrize("layout", WHOLE)
@pytest.mark.parametrize("name", TABLES)
def test_no_letter_leaves_its_cell_or_page(name: str, layout: str) -> None:
    """Words of one cell never lie over those of another, nor in the margin; none is hidden."""
    data = write_pdf(edition_of(article(section("Heading", TABLES[name]))), layout)
    facts = read_facts(data)
    rows: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for block in facts.blocks:
        if row := block.within("TR"):
            for page in {line.page for line in block.lines}:
                rows[row, page].append([line for line in block.lines if line.page == page])

    assert rows
    for cells in rows.values():
        for one, two in combinations(cells, 2):
            assert not [a for a in one for b in two if a.box.shared(b.box).area > 0.5]
    found = {each.code for each in check_leaflet(data, layout)[1]}
    assert not found & {"JPP007", "JPP025"}


# --- nothing breaks that is one ----------------------------------------------------------------


@pytest.mark.parametrize("layout", WHOLE)
def test_a_code_stands_on_one_line_wherever_it_falls(layout: str) -> None:
    """In what to see also, whatever the length of the title before it."""
    titles = [f"A leaflet {'w' * each} about it" for each in range(1, 40, 3)]
    others = [
        approved(article(p("Words."), slug=f"s{n}", title=title, short_title=f"S{n}"))
        for n, title in enumerate(titles)
    ]
    first = article(
        p(*(part for n in range(len(others)) for part in (cross(f"s{n}", "it"), " "))),
        slug="one",
        title="One",
    )
    data = write_pdf(collection(approved(first), *others, draft=False), layout)
    said = [line.text for line in lines(data)]

    assert sum(len(CODE.findall(text)) for text in said) >= len(titles)
    assert not [text for text in said if re.search(r"\b[0-9A-Z]{4}-([0-9A-Z]{4}-)?$", text)]


@pytest.mark.parametrize("layout", WHOLE)
def test_a_number_stays_with_its_unit(layout: str) -> None:
    """Whether the author tied them or not, and however the line falls."""
    told = article(*(p("x" * n, " lowered by 2 mmol/L, with 20 mg a day, ") for n in range(30, 75)))
    data = write_pdf(edition_of(told), layout)
    _, found = check_leaflet(data, layout)
    said = [line.text.strip() for line in lines(data)]

    assert [each for each in found if each.code == "JPP005"] == []
    assert not [text for text in said if text.endswith((" 2", " 20", "mmol/"))]


@pytest.mark.parametrize("layout", WHOLE)
def test_no_line_begins_with_a_mark(layout: str) -> None:
    """Behind a full stop, a bracket or a word, and however the line falls."""
    ends = ("allergic.", "allergic)", strong("allergic."), emph("allergic"))
    told = article(
        *(
            p("x" * n, " unless you are ", ends[n % 4], cite("a"), " They say more.")
            for n in range(15, 75)
        ),
        sources=(source("a"),),
    )
    said = [line.text.strip() for line in lines(write_pdf(edition_of(told), layout))]

    assert sum("allergic" in text for text in said) >= 60
    assert not [text for text in said if re.match(r"[\[(]?1[\])]?(\s|$)", text)]


def test_a_list_may_be_divided_and_keeps_its_lead() -> None:
    """Pages are filled: a lead and one item may end a page, a lead alone never does."""
    items: set[int] = set()
    for lines_before in range(20, 32, 2):
        told = article(
            *(p("y.") for _ in range(lines_before)),
            p("The signs are:"),
            ul(*(f"Sign {n}." for n in range(6))),
            p("The end."),
        )
        first = [line.text for line in lines(write_pdf(edition_of(told))) if line.page == 0]
        items.add(sum(text.startswith("Sign") for text in first))
        assert not first[-1].startswith("The signs"), lines_before

    assert items & {1, 2, 3, 4}, items
