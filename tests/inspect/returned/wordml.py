"""Word files by hand, after what Word itself writes: `word_file(p(r("Hello")))`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from journalpress.assets import styles_dir
from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Paragraph, Returned
from journalpress.passage import Atom, Passage

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
        ("w16du", "http://schemas.microsoft.com/office/word/2023/wordml/word16du"),
    )
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NO_PARTS: Mapping[str, str | bytes] = MappingProxyType({})

ANNA = 'w:author="Anna" w:date="2026-06-17T10:00:00Z"'
BEN = 'w:author="Ben" w:date="2026-06-18T10:00:00Z"'


# --- files ------------------------------------------------------------------------------------


def word_file(
    *body: str,
    parts: Mapping[str, str | bytes] = NO_PARTS,
    links: Sequence[str] = (),
    styles: str = "",
) -> bytes:
    """A file with this body and the styles and lists of our template.

    `parts` lie under word/ and are related to the document by their first name; pictures are
    rId1, rId2…, the `links` rLink1, rLink2…. `styles` are further styles.
    """
    own = _template("word/styles.xml").replace(b"</w:styles>", styles.encode() + b"</w:styles>")
    relations = [
        _relation(f"rId{number}", _kind(name), name) for number, name in enumerate(parts, 1)
    ]
    relations += [
        _relation(f"rLink{number}", "hyperlink", link, ' TargetMode="External"')
        for number, link in enumerate(links, 1)
    ]
    relations += [_relation(f"r{kind}", kind, f"{kind}.xml") for kind in ("styles", "numbering")]
    members: dict[str, str | bytes] = {
        "_rels/.rels": _relations(_relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document(*body),
        "word/_rels/document.xml.rels": _relations(*relations),
        "word/styles.xml": own,
        "word/numbering.xml": _template("word/numbering.xml"),
        **{f"word/{name}": data for name, data in parts.items()},
    }
    return zipped(members)


@cache
def _template(name: str) -> bytes:
    return part_of((styles_dir() / "review.docx").read_bytes(), name)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """A part of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def document(*body: str) -> str:
    """The document part with this body."""
    return f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"


def _kind(name: str) -> str:
    return "image" if name.startswith("media/") else name.partition(".")[0]


def _relation(name: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(*each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(each)}</Relationships>'


# --- paragraphs and runs ----------------------------------------------------------------------


def p(
    *content: str, style: str = "BodyText", mark: str = "", more: str = "", name: str = ""
) -> str:
    """A paragraph; `mark` is tracked on its mark, `more` are properties, `name` its bookmark."""
    tracked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    inside = "".join(content)
    if name:
        inside = f'<w:bookmarkStart w:id="1" w:name="_jp_{name}"/>{inside}<w:bookmarkEnd w:id="1"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}{tracked}</w:pPr>{inside}</w:p>'


def r(words: str, look: str = "", tag: str = "t") -> str:
    """A run of these words."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    text = f'<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}>'
    return f"<w:r>{properties}{text}</w:r>"


def ins(words: str, hand: str = ANNA, look: str = "") -> str:
    """Words that were inserted."""
    return f'<w:ins w:id="1" {hand}>{r(words, look)}</w:ins>'


def gone(words: str, hand: str = ANNA, look: str = "") -> str:
    """Words that were deleted."""
    return f'<w:del w:id="1" {hand}>{r(words, look, "delText")}</w:del>'


def tracked(kind: str, content: str = "", hand: str = ANNA) -> str:
    """A tracked change of this kind around the content, or on a mark."""
    return f'<w:{kind} w:id="1" {hand}>{content}</w:{kind}>'


def row(*cells: str, tracked: str = "") -> str:
    """A row of a table; a cell is its paragraphs, with w:tcPr in front if there is one."""
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{tracked}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def cell(words: str, name: str = "", style: str = "JPTableText") -> str:
    """A cell's only paragraph."""
    return p(r(words), style=style, name=name)


def jump(anchor: str, *content: str) -> str:
    """A link inside the file."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{"".join(content)}</w:hyperlink>'


# --- what is read -----------------------------------------------------------------------------


def read(*body: str) -> Returned:
    """What a file of this body says."""
    return read_returned(word_file(*body))


def words(paragraphs: Sequence[Paragraph]) -> list[str]:
    """What stands in each paragraph, labels as they show."""
    return ["".join(each.shown) for each in paragraphs]


def both(*body: str) -> tuple[list[str], list[str]]:
    """What stands in the paragraphs of a body with its changes, and without them."""
    found = read(*body)
    return words(found.accepted), words(found.rejected)


def marked(passage: Passage) -> str:
    """A passage with its looks: *bold*, /italic/, ^sup^, _sub_, {link}, [citations]."""
    return "".join(map(_marked, passage))


def _marked(atom: Atom) -> str:
    text = atom.text or f"[{' '.join(each.removeprefix('_jp_ref_') for each in atom.cites)}]"
    sign = {"sup": "^", "sub": "_", "": ""}[atom.script]
    sign += "/" * atom.emph + "*" * atom.strong
    text = f"{sign}{text}{sign[::-1]}"
    return f"{{{text}}}" if atom.href else text
