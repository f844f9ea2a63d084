"""What is in a paragraph: wrappers, links, fields, symbols, and what cannot be imported."""

from __future__ import annotations

import pytest

from journalpress.inspect.returned import read_returned
from journalpress.passage import LINE
from journalpress.reviewcopy import digest_of
from journalpress.wordfile.fields import link_of
from tests.inspect.returned.wordml import (
    ANNA,
    NAMESPACES,
    both,
    gone,
    ins,
    jump,
    marked,
    p,
    r,
    read,
    tracked,
    word_file,
    words,
)

PICTURE = b"\x89PNG of some kind"


def run(content: str) -> str:
    """A run of this content."""
    return f"<w:r>{content}</w:r>"


def drawing(inside: str, description: str = "") -> str:
    """A drawing in a line."""
    return run(
        f'<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/>'
        f"<a:graphic>{inside}</a:graphic></wp:inline></w:drawing>"
    )


def picture(relation: str = 'r:embed="rId1"', description: str = "A hand") -> str:
    """A picture."""
    blip = f"<pic:pic><pic:blipFill><a:blip {relation}/></pic:blipFill></pic:pic>"
    return drawing(f"<a:graphicData>{blip}</a:graphicData>", description)


# --- wrappers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
        '<w:dir w:val="rtl">{}</w:dir>',
        "<w:bdo>{}</w:bdo>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:r><w:t>other</w:t></w:r>"
        "</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        "<w:unheardOf>{}</w:unheardOf>",
    ],
)
def test_words_are_read_through_whatever_wraps_them(wrapper: str) -> None:
    """In a line; an alternative is read once."""
    assert both(p(r("a"), wrapper.format(r("b")), r("c"))) == (["abc"], ["abc"])


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>",
    ],
)
def test_paragraphs_are_read_through_whatever_wraps_them(wrapper: str) -> None:
    """Between others."""
    assert both(p(r("a")), wrapper.format(p(r("b"))), p(r("c")))[0] == ["a", "b", "c"]


def test_a_paragraph_in_a_revision_is_in_one_view() -> None:
    """Some programs put the whole of it in."""
    body = p(r("a")), tracked("ins", p(r("b"))), tracked("del", p(r("c")))

    assert both(*body) == (["a", "b"], ["a", "c"])


def test_signs_that_are_elements_are_characters() -> None:
    """Breaks, tabs, hyphens; a new page parts words and is none."""
    content = run(
        "<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        "<w:softHyphen/><w:t>e</w:t><w:cr/><w:t>f</w:t>"
    )
    page = run('<w:br w:type="page"/>')

    assert both(p(content))[0] == [f"a{LINE}b c\u2011d\u00ade{LINE}f"]
    assert both(p(page, r("a"), page, r("b"), page))[0] == ["a b"]


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F06D", "μ"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings 2", "F052", "☑"),
        ("Calibri", "2265", "≥"),
        ("Nobody's", "F041", "A"),
    ],
)
def test_symbols_are_characters(font: str, code: str, expected: str) -> None:
    """Word stores some by their place in a font."""
    sym = run(f'<w:sym w:font="{font}" w:char="{code}"/>')

    assert both(p(r("x"), sym))[0] == [f"x{expected}"]


@pytest.mark.parametrize("code", ["F0FF", "zz", "", "D800"])
def test_a_symbol_that_nobody_knows_is_told(code: str) -> None:
    """It is no character that we could guess."""
    found = read(p(r("x"), run(f'<w:sym w:font="Wingdings" w:char="{code}"/>'))).accepted[0]

    assert found.objects == ("symbol",)


# --- links and fields -------------------------------------------------------------------------


def field(instruction: str, result: str, tag: str = "instrText") -> str:
    """A complex field."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + r(instruction, tag=tag)
        + run('<w:fldChar w:fldCharType="separate"/>')
        + result
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def test_links_lead_outside_and_inside() -> None:
    """An address, a place in the file, or a place at an address."""
    data = word_file(
        p(
            '<w:hyperlink r:id="rLink1">' + r("a") + "</w:hyperlink>",
            jump("_jp_title", r("b")),
            '<w:hyperlink r:id="rLink1" w:anchor="x">' + r("c") + "</w:hyperlink>",
            '<w:hyperlink r:id="rNone">' + r("d") + "</w:hyperlink>",
        ),
        links=("https://www.example.org/?a=1&b=2",),
    )
    address = "https://www.example.org/?a=1&b=2"

    assert [each.href for each in read_returned(data).accepted[0].passage] == [
        address, "#_jp_title", f"{address}#x", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (' HYPERLINK "https://x.example/a b" ', ("https://x.example/a b", "")),
        (r' HYPERLINK \l "_jp_title" ', ("", "_jp_title")),
        (r'HYPERLINK "https://x.example" \o "A hint" \t "_blank"', ("https://x.example", "")),
        (r'HYPERLINK "C:\\a\\b" \l "c"', ("C:\\a\\b", "c")),
        ("hyperlink https://x.example", ("https://x.example", "")),
        (" REF _jp_title ", ("", "")),
        ("", ("", "")),
        ('HYPERLINK "torn', ('"torn', "")),
    ],
)
def test_a_field_that_is_a_link_leads_somewhere(
    instruction: str, expected: tuple[str, str]
) -> None:
    """Switches are no addresses."""
    assert link_of(instruction) == expected


def test_a_link_by_field_is_a_link() -> None:
    """Its instruction is no text; the words behind it are not in it."""
    linked = field(' HYPERLINK "https://x.example" ', r("a"))
    passage = read(p(linked, r("b"))).accepted[0].passage

    assert [(each.text, each.href) for each in passage] == [("a", "https://x.example"), ("b", "")]


def test_a_link_that_was_inserted_by_field_is_in_one_view() -> None:
    """The words stood there before."""
    begin = run('<w:fldChar w:fldCharType="begin"/>') + r(
        'HYPERLINK "https://x.example"', tag="instrText"
    )
    body = p(
        tracked("ins", begin + run('<w:fldChar w:fldCharType="separate"/>')),
        r("a"),
        tracked("ins", run('<w:fldChar w:fldCharType="end"/>')),
    )
    found = read(body)

    assert marked(found.accepted[0].passage) == "{a}"
    assert marked(found.rejected[0].passage) == "a"


def test_a_deleted_field_is_gone_with_its_instruction() -> None:
    """w:delInstrText is no text either."""
    deleted = tracked("del", field("PAGE", r("7", tag="delText"), "delInstrText"))

    assert both(p(r("a"), deleted, r("b"))) == (["ab"], ["a7b"])


def test_results_of_fields_are_words_and_their_codes_are_not() -> None:
    """Fields in fields, results that were never made, fields that are not closed."""
    inner = field(" PAGE ", r("9"))
    nested = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + r(" IF ", tag="instrText")
        + inner
        + run('<w:fldChar w:fldCharType="separate"/>')
        + r("yes")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    unmade = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + r(" ADDIN x ", tag="instrText")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    stray = run('<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/>')
    unclosed = run('<w:fldChar w:fldCharType="begin"/>') + r("kept")

    assert both(p(r("a"), nested, unmade, stray, r("b")))[0] == ["ayesb"]
    assert both(p(unclosed), p(r("next")))[0] == ["kept", "next"]
    assert both(p(field(" ADDIN ZOTERO_ITEM ", r("[1]"))))[0] == ["[1]"]


# --- pictures and objects ---------------------------------------------------------------------


def test_a_picture_is_its_bytes_and_its_description() -> None:
    """The description stands for the words that a picture has not."""
    data = word_file(
        p(picture(), style="JPFigure", name="fabc"),
        p(r("Look: "), picture()),
        p(tracked("ins", picture())),
        parts={"media/image1.png": PICTURE},
    )
    found = read_returned(data)

    assert [each.kind for each in found.accepted] == ["picture", "text", "picture"]
    assert words(found.accepted) == ["A hand", "Look: ", "A hand"]
    assert {each.pictures for each in found.accepted} == {(digest_of(PICTURE),)}
    assert [each.pictures for each in found.rejected] == [(digest_of(PICTURE),)] * 2


def test_pictures_of_old_word_are_pictures() -> None:
    """In VML."""
    pict = run('<w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict>')
    data = word_file(p(r("a"), pict), parts={"media/image1.png": PICTURE})

    assert read_returned(data).accepted[0].pictures == (digest_of(PICTURE),)


def test_a_picture_that_lies_elsewhere_is_never_fetched() -> None:
    """It is told as an object."""
    found = read(p(r("a"), picture('r:link="rLink9"'))).accepted[0]

    assert (found.pictures, found.objects) == ((), ("linked picture",))


def test_a_description_is_no_part_of_words_but_in_a_picture_s_own_paragraph() -> None:
    """There what was typed beside the picture is seen beside its description."""
    data = word_file(
        p(picture(), r(" typed"), style="JPFigure"), parts={"media/image1.png": PICTURE}
    )

    assert words(read_returned(data).accepted) == ["A hand typed"]


GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/"
BOX = "<w:txbxContent>" + p(r("In the box")) + "</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (drawing(f'<a:graphicData uri="{GRAPHIC}chart"/>', "Bars"), "chart", "Bars"),
        (drawing(f'<a:graphicData uri="{GRAPHIC}diagram"/>'), "diagram", ""),
        (drawing('<a:graphicData uri="x"/>'), "drawing", ""),
        (drawing(f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>"), "text box", "In the box"),
        (
            run(
                f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx>"
                f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox>"
                "</w:pict></mc:Fallback></mc:AlternateContent>"
            ),
            "text box",
            "In the box",
        ),
        (run("<w:object><v:imagedata/></w:object>"), "object", ""),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "equation", "x=1"),
        (run('<w:footnoteReference w:id="2"/>'), "footnote", "Not so sure."),
        (run('<w:endnoteReference w:id="5"/>'), "endnote", ""),
        ('<w:subDoc r:id="rLink1"/>', "linked document", ""),
    ],
)
def test_what_cannot_be_imported_is_told_with_its_words(content: str, kind: str, said: str) -> None:
    """Once, and in no paragraph's words."""
    note = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{p(r("Not so sure."))}</w:footnote>'
    data = word_file(
        p(r("a"), content), p(r("b")), parts={"footnotes.xml": f"{note}</w:footnotes>"}
    )
    found = read_returned(data).accepted

    assert words(found) == ["a", "b"]
    assert (found[0].objects, found[0].object_words) == ((kind,), (said,))


def test_an_object_is_in_the_view_in_which_it_stands() -> None:
    """A footnote that was inserted, another that was deleted."""
    first, second = (run(f'<w:footnoteReference w:id="{each}"/>') for each in (1, 2))
    found = read(p(r("a"), tracked("ins", first)), p(r("b"), tracked("del", second)))

    assert [each.objects for each in found.accepted] == [("footnote",), ()]
    assert [each.objects for each in found.rejected] == [(), ("footnote",)]


def test_a_file_put_into_the_text_is_told() -> None:
    """And an equation that is a paragraph."""
    equation = "<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>"
    found = read('<w:altChunk r:id="rId1"/>', equation, p(r("a")))

    assert [each.objects for each in found.accepted] == [("inserted document",), ("equation",), ()]
    assert [each.physical for each in found.accepted] == [(), (), (0,)]


def test_words_above_others_are_left_and_those_below_read() -> None:
    """Ruby is a reading aid."""
    ruby = run(f"<w:ruby><w:rt>{r('above')}</w:rt><w:rubyBase>{r('below')}</w:rubyBase></w:ruby>")

    assert both(p(ruby))[0] == ["below"]


def test_what_is_deleted_inside_a_link_is_gone() -> None:
    """The link stays around nothing."""
    assert both(p(jump("_jp_title", gone("a")), ins("b"))) == (["b"], ["a"])
    assert both(p(f'<w:del w:id="1" {ANNA}>{jump("x", r("a", tag="delText"))}</w:del>'))[1] == ["a"]
