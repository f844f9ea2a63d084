"""What is read of a Word file that we did not write, or that somebody made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from journalpress.errors import InputError, LimitExceeded
from journalpress.inspect.docx import Picture, Words, read_docx
from journalpress.inspect.docx_faults import docx_faults
from journalpress.wordfile import parts as package
from journalpress.wordfile.parts import W

WORDS_ROOT = f'xmlns:w="{W}"'
NO_PARTS: Mapping[str, str] = MappingProxyType({})


def word_file(
    body: str, styles: str = "", numbering: str = "", parts: Mapping[str, str] = NO_PARTS
) -> bytes:
    """A Word file of these body elements; `parts` are further parts under word/."""
    members = {
        "word/document.xml": f"<w:document {WORDS_ROOT}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {WORDS_ROOT}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {WORDS_ROOT}>{numbering}</w:numbering>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def para(words: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def item(words: str, number: int, level: int = 0) -> str:
    """An item of a list."""
    return para(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


DECIMAL = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="5"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def test_lists_count_as_word_counts() -> None:
    """On through lists that share their definition, anew where a list says so."""
    body = "".join(
        (item("a", 1), item("b", 1, 1), item("c", 1, 1), item("d", 1), item("e", 1, 1),
         item("f", 2), item("g", 3), item("h", 3), item("i", 1))
    )  # fmt: skip
    found = {each.text: each.number for each in read_docx(word_file(body, "", DECIMAL)).paragraphs}

    assert found == {"a": 1, "b": 5, "c": 6, "d": 2, "e": 5, "f": 3, "g": 7, "h": 8, "i": 9}


def test_styles_inherit_their_heading_level_and_list() -> None:
    """Through w:basedOn, and without end where two styles stand on each other."""
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="D"/></w:style>'
        '<w:style w:styleId="D"><w:basedOn w:val="C"/></w:style>'
    )
    body = para("one", '<w:pStyle w:val="B"/>') + para("two", '<w:pStyle w:val="C"/>')
    first, second = read_docx(word_file(body, styles)).paragraphs

    assert (first.outline, second.outline) == (1, None)


def test_tracked_deletions_and_hidden_words_are_not_read() -> None:
    """What is inserted is; words in a content control are."""
    body = (
        "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>c</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>d</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>e</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )

    assert [each.text for each in read_docx(word_file(body)).paragraphs] == ["ace"]


def test_breaks_and_tabs_are_spaces() -> None:
    """And the special hyphens are the characters that they stand for."""
    body = "<w:p><w:r><w:t>a</w:t><w:br/><w:tab/><w:t>b</w:t><w:noBreakHyphen/></w:r></w:p>"
    (paragraph,) = read_docx(word_file(body)).paragraphs

    assert paragraph.pieces == (Words("a  b\u2011"),)


def test_pictures_are_read_with_their_description() -> None:
    """A picture without one is not decorative unless it says so."""
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        '2006/wordprocessingDrawing"><wp:docPr id="1" name="x" descr="A chart"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    (paragraph,) = read_docx(word_file(drawing)).paragraphs

    assert paragraph.pieces == (Picture("A chart", decorative=False),)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"styles": f"<!DOCTYPE x [<!ENTITY a 'b'>]><x {WORDS_ROOT}/>"}, "document type"),
        ({"styles": "<w:styles>"}, "cannot be read"),
        ({"document": f"<w:document {WORDS_ROOT}/>"}, "no body"),
    ],
    ids=["document type", "not well-formed", "no body"],
)
def test_harmful_parts_are_refused(parts: dict[str, str], reason: str) -> None:
    """With the reason."""
    with pytest.raises(InputError, match=reason):
        read_docx(word_file(para("x"), parts=parts))


def test_a_billion_laughs_are_refused() -> None:
    """Entities within entities never grow."""
    entities = "<!ENTITY a0 'lol'>" + "".join(
        f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 10)
    )
    text = f"<!DOCTYPE x [{entities}]><w:document {WORDS_ROOT}><w:body>&a9;</w:body></w:document>"
    with pytest.raises(InputError):
        read_docx(word_file("", parts={"document": text}))


def test_a_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its zip says about its size."""
    monkeypatch.setattr(package, "MOST_BYTES", 10_000)
    with pytest.raises(LimitExceeded):
        read_docx(word_file(para("x" * 20_000)))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any is read."""
    monkeypatch.setattr(package, "MOST_PARTS", 3)
    with pytest.raises(LimitExceeded):
        read_docx(word_file(para("x"), parts={"extra": "<x/>"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    """Two readers could see two texts."""
    file = io.BytesIO(word_file(para("x")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    with pytest.raises(InputError, match="twice"):
        read_docx(file.getvalue())


# --- faults that no validator names ------------------------------------------------------------


def marked(number: int, name: str) -> str:
    """A paragraph with a bookmark."""
    return (
        f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


CELL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
NUMBERED = (
    '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0000000A"/>'
)
FAULTS = {
    "is empty": CELL.format(""),
    "does not end in a paragraph": CELL.format("<w:p/>" + CELL.format("<w:p/>")),
    "not closed, or closed": '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>',
    "kept inside a deletion": "<w:p><w:del><w:r><w:t>x</w:t></w:r></w:del></w:p>",
    "no endnote 4": '<w:p><w:r><w:endnoteReference w:id="4"/></w:r></w:p>',
    "no style Nowhere": para("x", '<w:pStyle w:val="Nowhere"/>'),
    "no list 9": item("x", 9),
    "paragraphs have the id 0000000A": NUMBERED * 2,
    "controls have the id 5": CONTROL.format("<w:p/>") * 2,
    "control is empty": CONTROL.format(""),
    "field is not closed": FIELD,
    "stand bare": "<w:p>words</w:p>",
    "too long": marked(1, "a" * 41),
    "called a": marked(1, "A") + marked(2, "a"),
    "id 3 is given twice": '<w:p><w:ins w:id="3"/><w:del w:id="3"/></w:p>',
    "leads to no bookmark: gone": '<w:p><w:hyperlink w:anchor="gone"/></w:p>',
}  # fmt: skip


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_that_the_validator_misses_is_named(words: str) -> None:
    """And nothing else is."""
    (fault,) = docx_faults(word_file(FAULTS[words]))

    assert words in fault


def test_a_sound_file_has_no_fault() -> None:
    """No false alarm."""
    sound = para("x") + CELL.format(para("y")) + item("z", 1)

    assert docx_faults(word_file(sound, "", DECIMAL)) == ()
