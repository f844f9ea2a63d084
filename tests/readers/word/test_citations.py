"""Citations that a reference manager wrote, in every form: which sources, and their fields."""

from __future__ import annotations

import base64
import json
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from journalpress.model import Source
from journalpress.readers.imports import Import
from journalpress.readers.word import read_word
from tests.inspect.returned.wordml import part_of, r, word_file, zipped
from tests.readers.rich.documents import body
from tests.readers.word.wordfiles import (
    LUPUS,
    MYOSITIS,
    bold,
    csl_citation,
    field,
    heading,
    item,
    note_mark,
    notes,
    para,
    read,
    said,
    sup,
    title,
    zotero,
)
from tests.writers.docx.reading import names

PRINTED = (
    "1. Mackensen A. Anti-CD19 CAR T cells for lupus. Nat Med. 2022.",
    "2. Müller F. CD19 CAR T-cell therapy in autoimmune disease. N Engl J Med. 2024.",
)
BOTH = "[@mackensen2022; @muller2024]"


def sources(found: Import) -> list[tuple[str, str, str]]:
    """Key, type and title of each source."""
    assert found.article is not None
    return [(each.key, each.type, each.title) for each in found.article.sources]


LISTED = [
    ("mackensen2022", "article-journal", LUPUS["title"]),
    ("muller2024", "article-journal", MYOSITIS["title"]),
]


def bibliography(instruction: str) -> str:
    """The printed list as one field over two paragraphs, below its heading."""
    begin, end = field(instruction, r(PRINTED[0]) + "|" + r(PRINTED[1])).split("|")
    return heading("References") + para(begin) + para(end)


def mendeley_cite(written: str, *items: dict[str, Any]) -> str:
    """A content control of Mendeley Cite."""
    packed = base64.b64encode(csl_citation(*items).encode()).decode()
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed}"/></w:sdtPr><w:sdtContent>'
        f"{r(written)}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(
    "mark",
    [
        zotero("(1,2)", LUPUS, MYOSITIS),
        field(f"ADDIN CSL_CITATION {csl_citation(LUPUS, MYOSITIS)}", r("(1,2)")),
        mendeley_cite("(1,2)", LUPUS, MYOSITIS),
        f"<w:fldSimple w:instr={quoteattr(f'ADDIN CSL_CITATION {csl_citation(LUPUS, MYOSITIS)}')}>"
        + r("(1,2)")
        + "</w:fldSimple>",
    ],
    ids=["Zotero", "Mendeley Desktop", "Mendeley Cite", "simple field"],
)  # fmt: skip
def test_citations_in_csl_become_sources_with_fields(mark: str) -> None:
    """Whatever the style printed."""
    found = read(title(), para("It works ", mark, "."), bibliography(" ADDIN ZOTERO_BIBL {} "))

    assert body(found) == f"It works{BOTH}."
    assert sources(found) == LISTED


@pytest.mark.parametrize("name", ["Literaturverzeichnis", "Bibliographie", "Works cited"])
def test_the_heading_above_the_list_goes_in_each_language(name: str) -> None:
    """Every format prints its own."""
    listed = bibliography(" BIBLIOGRAPHY ").replace("References", name)
    found = read(title(), para("It works ", zotero("(1)", LUPUS), "."), listed)

    assert body(found) == "It works[@mackensen2022]."


def test_prefix_suffix_and_page_are_kept() -> None:
    """The page as a locator, the author's words as words."""
    mark = zotero("(see 1, for adults)", LUPUS, locator="7", label="page", prefix="see",
                  suffix=", for adults")  # fmt: skip
    found = read(title(), para("It works (", mark, ")."))

    assert body(found) == "It works (see[@mackensen2022, p. 7], for adults)."


def endnote(*records: tuple[int, str, str, str]) -> str:
    """EndNote's XML: number, family name, year, title of each."""
    return "<EndNote>" + "".join(
        f"<Cite><Author>{name}</Author><Year>{year}</Year><RecNum>{number}</RecNum>"
        f"<DisplayText>[1]</DisplayText><record><rec-number>{number}</rec-number>"
        '<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style>'
        f"{name}, A.</style></author></authors></contributors><titles><title>{words}</title>"
        f"<secondary-title>Nat Med</secondary-title></titles><dates><year>{year}</year></dates>"
        "</record></Cite>"
        for number, name, year, words in records
    ) + "</EndNote>"  # fmt: skip


RECORDS = endnote(
    (7, "Mackensen", "2022", str(LUPUS["title"])), (8, "Müller", "2024", str(MYOSITIS["title"]))
)


@pytest.mark.parametrize("stored", ["inside", "beside"])
def test_citations_by_endnote_become_sources_with_fields(stored: str) -> None:
    """A short record lies in the instruction, a long one in the data of a field inside it."""
    packed = base64.b64encode(RECORDS.encode()).decode()
    if stored == "inside":
        mark = field(f" ADDIN EN.CITE {RECORDS}", sup("1,2"))
    else:
        inner = field(" ADDIN EN.CITE.DATA ", data=packed).replace(
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""
        )
        mark = field(" ADDIN EN.CITE ", sup("1,2")).replace(
            '<w:r><w:fldChar w:fldCharType="separate"/>',
            inner + '<w:r><w:fldChar w:fldCharType="separate"/>',
        )
    found = read(title(), para("It works", mark, "."), bibliography(" ADDIN EN.REFLIST "))

    assert body(found) == f"It works{BOTH}."
    assert sources(found) == LISTED
    assert found.article is not None
    assert found.article.sources[0].container == "Nat Med"
    assert found.article.sources[0].authors[0].family == "Mackensen"


WORD_SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:Tag>Mac22</b:Tag><b:SourceType>JournalArticle</b:SourceType>"
    f"<b:Title>{LUPUS['title']}</b:Title><b:JournalName>Nat Med</b:JournalName>"
    "<b:Year>2022</b:Year>"
    "<b:Author><b:Author><b:NameList><b:Person><b:Last>Mackensen</b:Last><b:First>A</b:First>"
    "</b:Person></b:NameList></b:Author></b:Author></b:Source>"
    "<b:Source><b:Tag>NHS21</b:Tag><b:SourceType>InternetSite</b:SourceType><b:Title>Gout</b:Title>"
    "<b:Year>2021</b:Year><b:URL>https://nhs.example/gout</b:URL>"
    "<b:Author><b:Author><b:Corporate>NHS</b:Corporate></b:Author></b:Author></b:Source></b:Sources>"
)


def test_citations_by_word_itself_are_looked_up_in_its_list() -> None:
    """Its fields only name a tag; the sources lie in a part of their own."""
    data = word_file(
        title(),
        para("It works ", field(r" CITATION Mac22 \p 4 \m NHS21 \l 2057 ", r("(1, 2)")), "."),
    )
    members = {name: part_of(data, name) for name in names(data)}
    found = read_word(zipped({**members, "customXml/item1.xml": WORD_SOURCES}), file="a.docx")

    assert body(found) == "It works[@mackensen2022, p. 4; @source-2]."
    assert found.article is not None
    nhs: Source = found.article.sources[1]
    assert (nhs.type, nhs.url, nhs.authors[0].literal) == (
        "webpage",
        "https://nhs.example/gout",
        "NHS",
    )


def test_a_style_that_cites_in_notes_cites_the_sources_themselves() -> None:
    """Each footnote holds a field and nothing else."""
    found = read(
        title(), para("It works", note_mark(1), " here."),
        parts={"footnotes.xml": notes(para(zotero("Mackensen, Anti-CD19, 2022.", LUPUS)))},
    )  # fmt: skip

    assert body(found) == "It works[@mackensen2022] here."
    assert sources(found) == LISTED[:1]


def test_raised_numbers_and_brackets_are_read_by_the_list_below() -> None:
    """A list by hand under a heading that is bold and no heading."""
    found = read(
        title(), para("It works", sup("1"), " and lasts [2], in 10", sup("9"), " cells."),
        para(bold("References")), para(PRINTED[0]), para(PRINTED[1]),
    )  # fmt: skip

    assert (
        body(found) == "It works[@mackensen2022] and lasts[@muller2024], in 10<sup>9</sup> cells."
    )


def test_author_and_year_typed_by_hand_are_citations() -> None:
    """Runs of a word processor end anywhere; what a field has written is no typed mark."""
    found = read(
        title(),
        para(
            "It works (Macken", r("sen, 20"), r("22; Müller u. a. 2024"), "), as Mackensen (2022) "
            "shows", zotero("(Mackensen 2022)", LUPUS), "; not so Weber et al. (2020).",
        ),
        heading("Literatur"), para(PRINTED[0][3:]), para(PRINTED[1][3:]),
    )  # fmt: skip

    assert body(found).startswith(f"It works{BOTH}, as Mackensen[@mackensen2022] shows[@")
    assert body(found).endswith("; not so Weber et al. (2020).")
    assert [each.choices for each in found.open if each.kind == "mark"] == [("words",)]


def test_cross_references_to_a_numbered_list_are_citations() -> None:
    """What people do who have no reference manager: Insert, Cross-reference."""
    entry = item(PRINTED[0].removeprefix("1. "), number=3).replace(
        "</w:pPr>", '</w:pPr><w:bookmarkStart w:id="5" w:name="_Ref99"/>'
    )
    found = read(
        title(), para("It works ", field(r" REF _Ref99 \r \h ", r("[1]")), "."),
        heading("Sources"), entry,
    )  # fmt: skip

    assert body(found) == "It works[@mackensen2022]."


def test_a_field_that_cannot_be_read_keeps_its_words() -> None:
    """And says so."""
    found = read(
        title(),
        para("It works ", field(" ADDIN ZOTERO_ITEM CSL_CITATION {oops", r("(Smith)")), "."),
    )

    assert body(found) == "It works (Smith)."
    assert "the citation “(Smith)” is kept as words" in said(found)


def test_a_field_that_never_ends_swallows_nothing() -> None:
    """Its instruction ends with its paragraph, and what stood behind it is text."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    found = read(title(), para("One ", begin, "two."), para("Three."))

    assert body(found) == "One two.\n\nThree."


def test_a_source_of_which_the_file_says_nothing_is_told() -> None:
    """Its tag alone is no source."""
    found = read(title(), para("It works ", field(" CITATION Gone20 ", r("(Gone 2020)")), "."))

    assert body(found) == "It works (Gone 2020)."
    assert "cites a source of which the file says nothing" in said(found)


def test_a_csl_item_with_odd_values_keeps_the_rest() -> None:
    """A date in words, a DOI that is none, mark-up in the title: said, not guessed."""
    odd = {
        **LUPUS,
        "issued": {"raw": "Spring 2020"},
        "DOI": "n/a",
        "title": "On <i>B</i> fever",
    }
    found = read(title(), para("It works ", zotero("(1)", odd), "."))

    assert found.article is not None
    (source,) = found.article.sources
    assert (source.title, source.issued, source.doi) == ("On B fever", "", "")
    assert "Spring 2020" in said(found)
    assert json.dumps("n/a")[1:-1] in said(found)
