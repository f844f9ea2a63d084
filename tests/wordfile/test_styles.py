"""What styles and lists say, and what they inherit."""

from __future__ import annotations

from lxml import etree

from journalpress.wordfile.styles import Lists, Styles
from tests.inspect.returned.wordml import NAMESPACES

STYLES = etree.fromstring(
    f"<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="One"/><w:basedOn w:val="B"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Two"/><w:basedOn w:val="A"/>'
    "</w:style>"
    "</w:styles>"
)
LISTS = etree.fromstring(
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def test_a_chain_of_styles_ends_even_where_it_runs_in_a_circle() -> None:
    """Offices write such files."""
    styles = Styles(STYLES)

    assert styles.chain("A") == ("One", "Two")
    assert styles.inherited("A", "pPr", "outlineLvl") is None
    assert styles.default == "N"


def test_a_place_in_a_list_may_come_from_the_style() -> None:
    """Its level too."""
    assert Styles(STYLES).place(None, "N") == ("4", 2)
    assert Styles(STYLES).place(None, "A") is None


def test_items_are_counted_and_bare_levels_known() -> None:
    """A level without a sign has no items of its own."""
    lists = Lists(LISTS)

    assert [lists.next("7", 0), lists.next("7", 0), lists.next("7", 1)] == [3, 4, 0]
    assert lists.printed("7", 0) == "4"
    assert lists.is_bare("7", 1)
    assert not lists.is_bare("7", 0)


def test_what_word_prints_before_an_item_is_told() -> None:
    """Letters, the numbers of upper levels, words of the pattern; its signs are not."""
    levels = (("lowerLetter", "%1)"), ("decimal", "%1.%2."), ("upperRoman", "Step %3:"))
    root = etree.fromstring(
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1">'
        + "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for at, (form, pattern) in enumerate(levels)
        )
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    lists = Lists(root)
    printed = []
    for level in (0, 0, 1, 2, 2):
        lists.next("7", level)
        printed.append(lists.printed("7", level))

    assert printed == ["a", "b", "b.1", "Step I", "Step II"]
