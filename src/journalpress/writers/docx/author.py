"""A Word file for authors: its styles are those that `import` knows, its words to be written over.

The notes to the author are in a style of their own, by which an import leaves them out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml import etree
from PIL import Image, ImageDraw

from journalpress.assets import styles_dir
from journalpress.edition.author_words import AuthorWords, author_words_for
from journalpress.edition.wording import direction
from journalpress.theme import house_theme
from journalpress.writers.docx import names
from journalpress.writers.docx.looks import template_looks
from journalpress.writers.docx.ooxml import Element, W
from journalpress.writers.docx.package import TEMPLATE
from journalpress.writers.zipped import repack

if TYPE_CHECKING:
    from docx.document import Document

_MOMENT = datetime(1980, 1, 1)
_PICTURE = (800, 450)
_PICTURE_WIDTH = 4_572_000
"""English metric units: 12.7 cm."""
_MARGIN = 1418
"""25 mm, in twentieths of a point."""

# Name, style that it is based on, style that follows it: as an author sees them in Word's list.
_STYLES = (
    ("Category", names.CATEGORY, "Title"),
    ("Author", names.BODY, "KeyMessage"),
    ("Key message", names.KEY_MESSAGE, ""),
    ("Note", names.CALLOUT, names.BODY),
    ("Warning", names.ALERT, names.BODY),
    ("Question", f"{names.HEADING}3", names.BODY),
    ("Source", names.REFERENCE, ""),
    ("Guide", names.BODY, names.BODY),
)


def write_author_file(*, title: str, lang: str, category: str = "", author: str = "") -> bytes:
    """A Word file to write an article in: title, places for all its parts, notes on how.

    `lang` has a catalogue of printed words; the notes are in it. The same words give the same
    bytes. What is written over comes back by `import` without a question.
    """
    from docx import Document

    words = author_words_for(lang)
    document = Document(io.BytesIO((styles_dir() / TEMPLATE).read_bytes()))
    _prepare(document, lang)
    _write(document, words, title=title, category=category, author=author or words.name)
    if direction(lang) == "rtl":
        _turn_runs(document.element.body)
    properties = document.core_properties
    properties.title, properties.author = title, author
    properties.language, properties.category = lang, category
    properties.last_modified_by = ""
    properties.created = properties.modified = _MOMENT
    properties.revision = 1
    file = io.BytesIO()
    document.save(file)
    return repack(file.getvalue())


def _write(
    document: Document, words: AuthorWords, *, title: str, category: str, author: str
) -> None:
    def guide(text: str) -> None:
        document.add_paragraph(text, "Guide")

    def heading(text: str, level: int) -> None:
        document.add_paragraph(text, f"heading {level}")

    def text(words: str, style: str = "Body Text", *, raised: str = "", behind: str = "") -> None:
        paragraph = document.add_paragraph(words, style)
        if raised:
            paragraph.add_run(raised).font.superscript = True
        if behind:
            paragraph.add_run(behind)

    guide(words.note_styles)
    if category:
        text(category, "Category")
    text(title, "Title")
    guide(words.note_standfirst)
    text(words.standfirst, "Subtitle")
    text(author, "Author")
    guide(words.note_keys)
    text(words.first_key, "Key message")
    text(words.second_key, "Key message")
    guide(words.note_text)
    heading(words.heading, 1)
    text(words.first_paragraph, raised="1")
    heading(words.smaller_heading, 2)
    text(words.paragraph, behind=" [2]")
    guide(words.note_lists)
    text(words.first_item, "List Bullet")
    text(words.second_item, "List Bullet")
    guide(words.note_box)
    text(words.box, "Note")
    guide(words.note_table)
    text(words.table_caption, "caption")
    _table(document, [[words.column] * 2, [words.cell] * 2, [words.cell] * 2])
    guide(words.note_picture)
    _picture(document, words.picture_description)
    text(words.picture_caption, "caption")
    heading(words.questions, 1)
    guide(words.note_questions)
    text(words.question, "Question")
    text(words.answer)
    heading(words.sources, 1)
    guide(words.note_sources)
    text(words.first_source, "Source")
    text(words.second_source, "Source")


def _table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row says what each column holds, on every page that it reaches."""
    table = document.add_table(len(rows), len(rows[0]), "JP Table")
    for number, row in enumerate(rows):
        for cell, words in zip(table.rows[number].cells, row, strict=True):
            cell.paragraphs[0].text = words
            cell.paragraphs[0].style = "JP Table Text" if number else "JP Table Heading"
    properties: Any = table.rows[0]._tr.get_or_add_trPr()
    etree.SubElement(properties, f"{{{W}}}tblHeader")
    if direction(document.core_properties.language or "en") == "rtl":
        style: Any = table._tbl.tblPr.find(f"{{{W}}}tblStyle")
        style.addnext(etree.Element(f"{{{W}}}bidiVisual"))


def _picture(document: Document, description: str) -> None:
    """A grey plate to put a picture in place of; its description is to be written over too."""
    paragraph = document.add_paragraph(style="JP Figure")
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(_plate()), _PICTURE_WIDTH)
    shape._inline.docPr.set("descr", description)


def _plate() -> bytes:
    plate = Image.new("RGB", _PICTURE, "#e4e9ec")
    draw = ImageDraw.Draw(plate)
    width, height = _PICTURE
    draw.polygon([(180, 330), (330, 160), (430, 270), (520, 190), (640, 330)], fill="#b3bfc6")
    draw.ellipse((560, 100, 620, 160), fill="#b3bfc6")
    draw.rectangle((0, 0, width - 1, height - 1), outline="#b3bfc6", width=4)
    file = io.BytesIO()
    plate.save(file, "PNG")
    return file.getvalue()


# --- styles and settings ----------------------------------------------------------------------


def _prepare(document: Document, lang: str) -> None:
    """Our styles under names for people, the page, the language; nothing tracked or locked."""
    styles: Element = document.styles.element
    for style in styles.iterfind(f"{{{W}}}style"):
        if style.get(f"{{{W}}}styleId", "").startswith("JP"):
            _hide(style)
    for made in _styles():
        styles.append(made)
    settings: Element = document.settings.element
    for tag in ("trackRevisions", "documentProtection"):
        for each in settings.findall(f"{{{W}}}{tag}"):
            settings.remove(each)
    for root in (styles, settings):
        for each in root.iter(f"{{{W}}}lang", f"{{{W}}}themeFontLang"):
            each.set(f"{{{W}}}val", lang)
            if direction(lang) == "rtl":
                each.set(f"{{{W}}}bidi", lang)
    document.core_properties.language = lang
    if direction(lang) == "rtl":
        _turn(styles)
    section: Any = document.sections[0]._sectPr
    size = etree.SubElement(section, f"{{{W}}}pgSz")
    size.set(f"{{{W}}}w", str(names.PAGE_WIDTH))
    size.set(f"{{{W}}}h", str(names.PAGE_HEIGHT))
    margins = etree.SubElement(section, f"{{{W}}}pgMar")
    for side in ("top", "right", "bottom", "left"):
        margins.set(f"{{{W}}}{side}", str(_MARGIN))
    for part in ("header", "footer"):
        margins.set(f"{{{W}}}{part}", str(names.HEADER_MARGIN))
    margins.set(f"{{{W}}}gutter", "0")


def _hide(style: Element) -> None:
    """Take a style out of the list that people see; others are based on it."""
    for each in style.findall(f"{{{W}}}qFormat"):
        at = style.index(each)
        style.remove(each)
        style.insert(at, etree.Element(f"{{{W}}}semiHidden"))


def _styles() -> Iterator[Element]:
    quiet = template_looks(house_theme()).colours["quiet"]
    for name, based, following in _STYLES:
        style = etree.Element(f"{{{W}}}style")
        style.set(f"{{{W}}}type", "paragraph")
        style.set(f"{{{W}}}customStyle", "1")
        style.set(f"{{{W}}}styleId", name.title().replace(" ", ""))
        for tag, value in (
            ("name", name),
            ("basedOn", based),
            ("next", following),
            ("qFormat", ""),
        ):
            if value or tag == "qFormat":
                each = etree.SubElement(style, f"{{{W}}}{tag}")
                if value:
                    each.set(f"{{{W}}}val", value)
        if name == "Guide":
            looks = etree.SubElement(style, f"{{{W}}}rPr")
            # Slanted Arabic is hard to read: no w:iCs.
            etree.SubElement(looks, f"{{{W}}}i")
            etree.SubElement(looks, f"{{{W}}}color").set(f"{{{W}}}val", quiet)
            etree.SubElement(looks, f"{{{W}}}sz").set(f"{{{W}}}val", "20")
            etree.SubElement(looks, f"{{{W}}}szCs").set(f"{{{W}}}val", "20")
        yield style


def _turn(styles: Element) -> None:
    """Let every paragraph run from right to left: their styles are based on Normal."""
    normal = next(s for s in styles if s.get(f"{{{W}}}styleId") == "Normal")
    paragraph = normal.find(f"{{{W}}}pPr")
    if paragraph is None:
        paragraph = etree.SubElement(normal, f"{{{W}}}pPr")
    paragraph.insert(0, etree.Element(f"{{{W}}}bidi"))


def _turn_runs(body: Any) -> None:
    """Let the words run from right to left: no style may say that of them."""
    for run in body.iter(f"{{{W}}}r"):
        etree.SubElement(run.get_or_add_rPr(), f"{{{W}}}rtl")
