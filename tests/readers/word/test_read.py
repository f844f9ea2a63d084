"""Word files of many shapes → the Article, word by word; what cannot be read is told."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.limits import Limits
from journalpress.model import Figure, Section, every_block
from journalpress.readers.imports import STRUCK_OUT, Import
from journalpress.readers.rich.tree import text_of, words_in
from journalpress.readers.word import read_word
from journalpress.readers.word.document import document_of
from journalpress.readers.word.package import package_of
from journalpress.wordfile.opening import opened
from journalpress.writers.docx import write_docx
from tests.editions import edition_of
from tests.examples import examples
from tests.inspect.returned.wordml import (
    ANNA,
    NAMESPACES,
    document,
    gone,
    ins,
    p,
    part_of,
    r,
    word_file,
    zipped,
)
from tests.readers.rich.documents import asked, body, told
from tests.readers.word.wordfiles import (
    PNG,
    bold,
    field,
    grid,
    heading,
    item,
    note_mark,
    notes,
    para,
    picture,
    read,
    said,
    sup,
    title,
)
from tests.trees import article
from tests.trees import p as paragraph
from tests.writers.docx.reading import names

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def words(imported: Import) -> str:
    """The title of what was read."""
    assert imported.article is not None, imported.problems
    return "".join(each.text for each in imported.article.title.inlines if each.kind == "text")


# --- the front --------------------------------------------------------------------------------


def test_title_subtitle_and_byline_stand_at_the_top() -> None:
    """By their styles, and a line of date and author by its form."""
    found = read(
        title(),
        para("What it does.", style="Subtitle"),
        para("Published 17 June 2026 · By Ann Other"),
        heading("What it is"),
        para("A disease."),
    ).article

    assert found is not None
    assert str(found.published) == "2026-06-17"
    assert [each.name for each in found.people] == ["Ann Other"]
    assert found.standfirst is not None


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("Dr C. Linician, 12 May 2026", "Dr C. Linician", "2026-05-12"),
        ("By Dr C. Linician, 12 May 2026", "Dr C. Linician", "2026-05-12"),
        ("Ann van Other (May 12, 2026)", "Ann van Other", "2026-05-12"),
        ("Jürgen Müller-Weiß – 12. Mai 2026", "Jürgen Müller-Weiß", "2026-05-12"),
        ("Ann Other, 12/05/2026", "Ann Other", "None"),
    ],
)
def test_a_name_and_a_day_below_the_title_are_read_and_said(line: str, name: str, day: str) -> None:
    """In the forms that people type; a day that can be two is asked about."""
    found = read(title(), para(line), heading("What it is"), para("A disease."))

    assert found.article is not None
    assert [each.name for each in found.article.people] == [name]
    assert str(found.article.published) == day
    assert bool(found.open) == (day == "None")
    assert body(found) == "## What it is\n\nA disease."
    assert f"“{line}” below the title is read as who wrote the text" in said(found)


@pytest.mark.parametrize(
    "line",
    [
        "London, 12 May 2026",
        "New York, 12 May 2026",
        "Bad Homburg, 12. Mai 2026",
        "Salt Lake City, 12 May 2026",
        "United Kingdom, 12 May 2026",
        "It was approved in Europe, 12 May 2026",
        "Dr C. Linician, clinic for joints",
        "The new vaccine, which everybody has waited for since the first trials, 12 May 2026",
    ],
)
def test_a_line_that_is_no_name_and_day_stays_text(line: str) -> None:
    """So does one that stands further down."""
    assert body(read(title(), para(line), para("A disease."))) == f"{line}\n\nA disease."
    lower = read(title(), para("A disease."), para("Dr C. Linician, 12 May 2026"))
    assert body(lower) == "A disease.\n\nDr C. Linician, 12 May 2026"


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ((heading("Gout"), heading("What it is", 2)), "Gout"),
        ((para(bold("Gout", 40)),), "Gout"),
        ((para("Gout"),), "Gout"),
        ((para("Health", style="JPCategory"), title("Gout")), "Gout"),
    ],
    ids=["heading", "bold", "plain", "below a category"],
)
def test_a_title_without_its_style_is_the_first_line(top: tuple[str, ...], expected: str) -> None:
    """And that it was taken for it is said, where its style does not say it."""
    found = read(*top, para("It hurts in the big toe."))

    assert words(found) == expected
    assert "It hurts in the big toe." in body(found)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("berschrift1", "Überschrift 1"),
        ("Titre1", "Titre 1"),
        ("Ttulo1", "Título 1"),
        ("Mine", "heading 1"),
    ],
)
def test_headings_are_known_in_four_languages(style: str, name: str) -> None:
    """By the name of their style, or of the style that it is based on."""
    own = f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    based = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
        f'<w:basedOn w:val="{style}"/></w:style>'
    )
    found = read(
        title(),
        p(r("One"), style=style),
        para("a"),
        p(r("Two"), style="Own"),
        para("b"),
        styles=own + based,
    )

    assert body(found) == "## One\n\na\n\n## Two\n\nb"


def test_a_bold_line_is_read_as_a_heading_and_said() -> None:
    """Most clinicians never open the list of styles; a bold lead-in is none."""
    found = read(
        title(),
        para(bold("What it is")),
        para("A disease."),
        para(bold("Remember:")),
        para("Rest."),
    )

    assert body(found) == "## What it is\n\nA disease.\n\n**Remember:**\n\nRest."
    assert "“What it is” is no heading in Word but looks like one" in said(found)


# --- text -------------------------------------------------------------------------------------


def test_looks_links_and_breaks_are_kept() -> None:
    """Bold, italic, raised and lowered, a web address by relation and by field, a line break."""
    link = '<w:hyperlink r:id="rLink1">' + r("the NHS") + "</w:hyperlink>"
    found = read(
        title(),
        para(
            "Take ",
            bold("two"),
            " ",
            r("now", "<w:i/>"),
            ", H",
            r("2", '<w:vertAlign w:val="subscript"/>'),
            "O, 10",
            sup("9"),
            "/l, see ",
            link,
            " or ",
            field(' HYPERLINK "https://x.example/a" ', r("here")),
            "<w:r><w:br/></w:r>",
            "soon.",
        ),
        links=["https://nhs.example/"],
    )

    assert body(found) == (
        "Take **two** *now*, H<sub>2</sub>O, 10<sup>9</sup>/l, see [the NHS](https://nhs.example/) "
        "or [here](https://x.example/a)<br>soon."
    )


def test_lists_keep_their_levels_starts_and_paragraphs() -> None:
    """Bullets in numbers, a paragraph that continues an item, a list that counts on."""
    found = read(
        title(),
        para("Pack:"),
        item("A bag", number=2),
        item("with a lock", level=1),
        para("Ask if unsure.", style="ListContinue"),
        item("Pills", number=2),
        para("Then:"),
        item("Go", number=2),
    )

    assert body(found) == (
        "Pack:\n\n1. A bag\n\n   - with a lock\n\n   Ask if unsure.\n\n2. Pills\n\nThen:\n\n3. Go"
    )


def test_letters_of_a_list_are_told() -> None:
    """The text may name them."""
    lists = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    data = word_file(title(), item("Wash", number=2), item("Dry", number=2))
    members = {name: part_of(data, name) for name in names(data)}
    found = read_word(zipped({**members, "word/numbering.xml": lists}), file="a.docx")

    assert body(found) == "1. Wash\n2. Dry"
    assert any("numbered a, b will print from 1" in each.what for each in found.decisions)


def test_lists_that_other_programs_write_are_whole() -> None:
    """A list for each item that counts on, a level without a sign that only goes on; terms."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Definition Term"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="Definition"/></w:style>'
    )
    bare = (
        f"<w:numbering {NAMESPACES}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/></w:lvl></w:abstractNum>'
            for at, start, form, sign in (
                (1, 1, "decimal", "%1."),
                (2, 2, "decimal", "%1."),
                (3, 1, "bullet", " "),
            )
        )
        + "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (1, 2, 3)
        )
        + "</w:numbering>"
    )
    data = word_file(
        title(),
        item("One", number=1),
        item("and more", number=3),
        item("Two", number=2),
        para("UA", style="T"),
        para("Uric acid.", style="M"),
        styles=styles,
    )
    members = {name: part_of(data, name) for name in names(data)}
    found = read_word(zipped({**members, "word/numbering.xml": bare}), file="a.docx")

    assert body(found) == "1. One\n\n   and more\n\n2. Two\n\n- **UA** — Uric acid."


def test_words_raised_by_hand_are_raised() -> None:
    """LibreOffice writes a place and a size."""
    raised = r("9", '<w:position w:val="8"/><w:sz w:val="16"/>')

    assert body(read(title(), para("10", raised, " cells"))) == "10<sup>9</sup> cells"


def test_a_picture_in_a_table_of_its_own_keeps_its_caption() -> None:
    """As people place pictures that must not run away."""
    held = grid([para(picture(alt="A toe"))], [para("Red", style="Caption")], head=False)
    found = read(title(), para("Before."), held, parts={"media/toe.png": PNG})

    assert body(found).endswith("![A toe](../media/living-with-lupus-1.png)\n*Red*")


def test_tables_keep_spans_heads_and_captions() -> None:
    """A cell over two columns, one over two rows; the caption by its field."""
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("Doses")
    tall = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para("Adults")
    below = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    found = read(
        title(),
        para("Table ", field(" SEQ Table ", r("1")), ": Doses by age", style="Caption"),
        grid(
            ["Who", "When", "How much"],
            [tall, "Morning", "1"],
            [below, "Evening", "2"],
            [wide, "x"],
        ),
        para("After."),
    )

    assert body(found) == (
        "| Who | When | How much |\n| --- | --- | --- |\n| Adults | Morning | 1 |\n"
        "|  | Evening | 2 |\n"
        "| Doses |  | x |\n\nTable: Table 1: Doses by age\n\nAfter."
    )
    assert [(each.kind, each.words) for each in found.open] == [("shape", "Adults")]


def test_pictures_come_with_their_descriptions() -> None:
    """A caption below; one that a program described is asked about, one of lines is told of."""
    found = read(
        title(),
        para(picture(alt="An inflamed toe")),
        para("A toe", style="Caption"),
        para(picture("rId2", "A picture containing foot. Description automatically generated")),
        para(picture("rId3", "A curve")),
        parts={"media/toe.png": PNG, "media/foot.png": PNG, "media/curve.emf": b"\x01\x00"},
    )

    assert found.article is not None
    figures = [each for each in every_block(found.article.body) if isinstance(each, Figure)]
    assert figures[0].alt == "An inflamed toe"
    assert figures[0].caption is not None
    assert set(found.pictures) == {each.media for each in figures}
    assert "description of a picture that a program guessed" in said(found)
    assert "curve.emf" in "\n".join(map(str, found.problems)) + body(found)


def test_boxes_quotations_and_questions_by_their_styles() -> None:
    """A note, a warning with a title, a table of one cell, what a patient said."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{each}"><w:name w:val="{each}"/></w:style>'
        for each in ("Note", "Warning", "Question")
    )
    found = read(
        title(),
        para("Drink enough.", style="Note"),
        para(bold("Stop"), style="Warning"),
        para("if it bleeds.", style="Warning"),
        para("It hurts.", style="Quote"),
        grid(["Call us."]),
        heading("Common questions"),
        para("Is it bad?", style="Question"),
        para("No."),
        styles=styles,
    )

    assert body(found) == (
        "> [!NOTE]\n> Drink enough.\n\n> [!WARNING]\n> **Stop**\n>\n> if it bleeds.\n\n"
        "> It hurts.\n\n> [!NOTE]\n> Call us.\n\n"
        "## Common questions {.questions}\n\n### Is it bad?\n\nNo."
    )


# --- what is not the article's ----------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    """Insertions stay, deletions go, a deleted mark joins two paragraphs."""
    found = read(
        title(),
        para("Take ", ins("two "), gone("three "), "pills"),
        p(r("One "), mark=f'<w:del w:id="2" {ANNA}/>'),
        para("paragraph."),
    )

    assert body(found) == "Take two pills\n\nOne paragraph."
    assert "3 tracked changes; it is read as if all were accepted" in said(found)


def test_what_is_left_out_is_said() -> None:
    """Comments, headers, a table of contents, hidden words, a place in a form."""
    found = read(
        title(),
        para(field(' TOC \\o "1-3" ', r("What it is 1"))),
        para("Text", r(" secret", "<w:vanish/>")),
        parts={
            "comments.xml": f"{document('')}".replace("w:document", "w:comments").replace(
                "<w:body>", f'<w:comment w:author="Ann">{para("Really?")}</w:comment><w:body>'
            ),
            "header1.xml": document(para("Clinic letterhead")),
        },
    )

    told_of = said(found)
    assert body(found) == "Text"
    assert "Ann: Really?: a comment in the Word file" in told_of
    assert "What it is 1: a table of contents" in told_of
    assert "secret: hidden in the Word file" in told_of


def test_text_boxes_stand_behind_their_paragraph() -> None:
    """Once, though Word stores them twice."""
    inner = f"<w:txbxContent>{para('Call 999.')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert body(read(title(), para("Before.", box), para("After."))) == (
        "Before.\n\n> [!NOTE]\n> Call 999.\n\nAfter."
    )


def test_the_language_is_words_and_not_words_setting() -> None:
    """A passage in another language is kept as one; the default of the computer is no proof."""
    french = r("la crise de goutte", '<w:lang w:val="fr-FR"/>')
    text = "The toe is red and hot and it hurts when you walk on it, and that is what we treat."
    found = read(title(), para(text, " ", french), lang="").article

    assert found is not None
    assert found.lang == "en-GB"
    assert "[la crise de goutte]{lang=fr-FR}" in body(
        read(title(), para(text, " ", french), lang="")
    )


def with_parts(**parts: bytes | str) -> bytes:
    """A file of one paragraph with further parts, `__` standing for a slash and `_` for a dot."""
    made = word_file(para("It hurts in the big toe, and that is no joke at all."))
    named = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    return zipped({**{name: part_of(made, name) for name in names(made)}, **named})


def test_the_properties_of_the_file_fill_what_its_text_does_not_say() -> None:
    """Title, author, category; the name of a program is no author."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Gout</dc:title>'
        "<dc:creator>Ann Other; Ben Two</dc:creator><cp:category>Joints</cp:category>"
        "</cp:coreProperties>"
    )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="r2" Type="x/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )
    data = with_parts(docProps__core_xml=core)
    members = {name: part_of(data, name) for name in names(data)}
    found = read_word(zipped({**members, "_rels/.rels": relation}), file="a.docx")
    nobody = core.replace("Ann Other; Ben Two", "python-docx")
    other = read_word(
        zipped({**members, "_rels/.rels": relation, "docProps/core.xml": nobody}), file="a.docx"
    )

    assert found.article is not None
    assert other.article is not None
    assert words(found) == "Gout"
    assert found.article.category == "Joints"
    assert [each.name for each in found.article.people] == ["Ann Other", "Ben Two"]
    assert other.article.people == ()
    assert "the title “Gout” is that of the file's properties" in said(found)


def test_macros_are_told_and_never_run() -> None:
    """The text is read."""
    found = read_word(with_parts(word__vbaProject_bin=b"\x00"), file="a.docx")

    assert found.article is not None
    assert "the file carries macros; they were not run" in said(found)


# --- what cannot be read ----------------------------------------------------------------------

WHOLE = word_file(title(), para("Words that are long enough to be cut off"))
BOMB = zipped(
    {**{name: part_of(WHOLE, name) for name in names(WHOLE)}, "word/a.bin": bytes(5_000_000)}
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word file"),
        (WHOLE[: len(WHOLE) // 2], "not complete"),
        (b"Hello", "no Word file"),
        (BOMB, "100 times"),
        (word_file("<!-- -->", parts={}), "no text"),
        (
            zipped({"word/document.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]>{document(para('a'))}"}),
            "document type",
        ),
        (write_docx(edition_of(article(paragraph("Ours")))), "journalpress review FILE.docx"),
    ],
    ids=["empty", "locked", "old", "half", "text", "bomb", "nothing", "entities", "review copy"],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, message: str) -> None:
    """And no article."""
    found = read_word(data, file="a.docx")

    assert found.article is None
    (only,) = found.problems
    assert message in str(only)
    assert "\n" not in str(only)


def test_a_file_past_the_limit_is_told_by_its_name() -> None:
    """So that it can be raised in journal.toml."""
    found = read_word(WHOLE, file="a.docx", limits=Limits(import_bytes=100))

    assert "import_bytes" in str(found.problems[0])


# --- no word lost, none invented --------------------------------------------------------------

WORD = st.text("abcdefgäéß", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
LINES = st.one_of(
    SENTENCE.map(lambda text: para(text)),
    SENTENCE.map(lambda text: para(bold(text), " ", text)),
    st.tuples(SENTENCE, st.integers(1, 4)).map(lambda each: heading(*each)),
    st.tuples(SENTENCE, st.integers(1, 2), st.integers(0, 3)).map(
        lambda each: item(each[0], number=each[1], level=each[2])
    ),
    st.lists(st.tuples(SENTENCE, SENTENCE), min_size=1, max_size=3).map(lambda rows: grid(*rows)),
    st.tuples(SENTENCE, SENTENCE).map(lambda each: para(ins(each[0]), gone(each[1]))),
    SENTENCE.map(lambda text: para(text, style="Quote")),
    SENTENCE.map(lambda text: para(text, style="Caption")),
)


def no_word_is_lost(lines: list[str]) -> None:
    """The reader's own proof compares the XML's words with the Article's."""
    found = read(title(), *lines)

    assert "JP125" not in told(found), "\n".join(map(str, found.problems))
    made = document_of(package_of(opened(word_file(title(), *lines))))
    there = Counter(each for leaf in words_in(made) for each in text_of(leaf).split())
    assert there == Counter(made.source_words.split())
    if found.article is not None:
        body(found)


@given(st.lists(LINES, max_size=8))
@examples(25)
def test_no_word_is_lost_whatever_the_file(lines: list[str]) -> None:
    """Nor invented: on generated files."""
    no_word_is_lost(lines)


@pytest.mark.long
@given(st.lists(LINES, max_size=16))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_in_many_files(lines: list[str]) -> None:
    """The same, at length."""
    no_word_is_lost(lines)


def test_notes_that_speak_stay_and_notes_that_name_sources_become_them() -> None:
    """At the foot of the page and at the end of the text."""
    found = read(
        title(),
        para("It works", note_mark(1), ", mostly", note_mark(1, "endnote"), "."),
        parts={
            "footnotes.xml": notes("Mackensen A, et al. Nat Med 2022;28:2124."),
            "endnotes.xml": notes("Ask your nurse.", kind="endnote"),
        },
    )

    assert body(found) == "It works[@mackensen2022], mostly (Ask your nurse.)."
    assert asked(found) == []


def test_sections_nest_as_their_levels_do() -> None:
    """Whatever level the file begins with."""
    found = read(title(), heading("A", 2), para("a"), heading("B", 3), para("b")).article

    assert found is not None
    (only,) = found.body
    assert isinstance(only, Section)
    assert isinstance(only.blocks[1], Section)


def test_a_fraction_in_a_formula_keeps_its_stroke() -> None:
    """Half a tablet, set with Word's own equations, is not twelve tablets."""
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = (
        f"<m:oMath {space}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
        "</m:r></m:den></m:f></m:oMath>"
    )
    made = read(title(), para("Take ", half, " of a tablet."))
    assert body(made) == "Take 1/2 of a tablet."
    assert "a formula is kept as the signs in it: “1/2”; look at it" in said(made)


def test_a_caption_below_a_table_is_the_tables() -> None:
    """What calls itself Table 1 is never set below the picture that follows."""
    drawing = picture("rId1", "A packet")
    made = read(
        title(),
        grid(["Dose", "Effect"], ["20 mg", "High"]),
        para("Table 1: How strong they are", style="Caption"),
        para(drawing),
        para("Figure 1: A packet", style="Caption"),
        parts={"word/media/a.png": PNG},
        links={"rId1": "media/a.png"},
    )
    assert body(made) == (
        "| Dose | Effect |\n| --- | --- |\n| 20 mg | High |\n\n"
        "Table: Table 1: How strong they are\n\n"
        "![A packet](../media/living-with-lupus-1.png)\n*Figure 1: A packet*"
    )


def test_words_deeper_list_styles_are_levels() -> None:
    """An item in "List Bullet 2" belongs to the one above, though Word counts it by itself."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="LB{at}"><w:name w:val="{name}"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at, name in ((1, "List Bullet"), (2, "List Bullet 2"))
    )
    made = read(
        title(),
        para("Stop and call if you have:"),
        para("muscle pain", style="LB1"),
        para("with brown urine", style="LB2"),
        para("a rash", style="LB1"),
        styles=styles,
    )
    assert body(made) == (
        "Stop and call if you have:\n\n- muscle pain\n  - with brown urine\n- a rash"
    )


def test_a_letter_in_the_font_symbol_is_what_it_shows() -> None:
    """A µ that Word keeps as an m in the font Symbol is never a thousand times the dose."""
    symbol = '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>{}</w:t></w:r>'
    placed = '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>'
    ticked = symbol.replace("Symbol", "Wingdings").format("ü")
    made = read(
        title(),
        para("Take 50 ", symbol.format("m"), "g or ", placed, "g, ", symbol.format("£ 5"), ticked),
    )
    assert body(made) == "Take 50 μg or μg, ≤ 5✓"


def test_a_sign_of_a_font_that_nobody_knows_is_missed() -> None:
    """It is a gap that a person must fill, not a letter that means something else."""
    drawn = (
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>Z</w:t></w:r>'
    )
    made = read(title(), para("One ", drawn, " two."))
    assert "“Z” in the font Wingdings" in body(made)


def test_words_struck_through_are_left_out_and_listed() -> None:
    """A dose that an author struck out by hand does not stand beside the new one."""
    struck = '<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">10 mg </w:t></w:r>'
    made = read(title(), para("Take ", struck, "5 mg."))
    assert body(made) == "Take 5 mg."
    assert [(each.words, each.why) for each in made.dropped] == [("10 mg", STRUCK_OUT)]
