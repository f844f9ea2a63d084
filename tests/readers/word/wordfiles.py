"""Word files as clinicians write them, and what is made of them: `read(title("A"), para("b"))`."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from journalpress.readers.imports import Import
from journalpress.readers.word import read_word
from tests.inspect.returned.wordml import NAMESPACES, NO_PARTS, p, r, word_file
from tests.readers.jats.jatsfiles import whole

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

LUPUS = {
    "id": 7,
    "type": "article-journal",
    "title": "Anti-CD19 CAR T cells for lupus",
    "container-title": "Nat Med",
    "author": [{"family": "Mackensen", "given": "A"}],
    "issued": {"date-parts": [[2022, 10]]},
    "volume": "28",
    "page": "2124-2132",
    "DOI": "10.1038/s41591-022-02017-5",
}
MYOSITIS = {
    "id": 8,
    "type": "article-journal",
    "title": "CD19 CAR T-cell therapy in autoimmune disease",
    "container-title": "N Engl J Med",
    "author": [{"family": "Müller", "given": "F"}],
    "issued": {"date-parts": [[2024]]},
}


def read(*body: str, file: str = "lupus.docx", lang: str = "en-GB", **others: Any) -> Import:
    """What a file of this body becomes; no word of it is lost."""
    made = {key: others.pop(key) for key in ("parts", "links", "styles") if key in others}
    return whole(read_word(word_file(*body, **made), file=file, lang=lang, **others))


def title(words: str = "Living with lupus") -> str:
    """A title."""
    return p(r(words), style="Title")


def heading(words: str, level: int = 1) -> str:
    """A heading of Word's level, 1 the highest."""
    return p(r(words), style=f"Heading{level}")


def para(*content: str, style: str = "BodyText", more: str = "") -> str:
    """A paragraph; what is no XML is a run."""
    return p(*(each if each.startswith("<") else r(each) for each in content), style=style,
             more=more)  # fmt: skip


def item(words: str, *, number: int = 1, level: int = 0, style: str = "BodyText") -> str:
    """An item of the template's list of this number: 1 bullets, 2 numbers."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(words, style=style, more=place)


def sup(words: str) -> str:
    """A raised run."""
    return r(words, '<w:vertAlign w:val="superscript"/>')


def bold(words: str, size: int = 0) -> str:
    """A bold run; its size in half-points where one is told."""
    return r(words, "<w:b/>" + (f'<w:sz w:val="{size}"/>' if size else ""))


def field(instruction: str, *result: str, data: str = "") -> str:
    """A field as Word writes it, over runs of its own."""
    packed = f"<w:fldData>{data}</w:fldData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{packed}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def csl_citation(*items: Mapping[str, Any], **more: Any) -> str:
    """The JSON that Zotero and Mendeley store, each item with what stands in `more`."""
    cited = [{"id": each["id"], "itemData": each, **more} for each in items]
    return json.dumps({"citationID": "x", "citationItems": cited})


def zotero(written: str, *items: Mapping[str, Any], **more: Any) -> str:
    """A citation by Zotero."""
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl_citation(*items, **more)} ", r(written))


def note_mark(number: int, kind: str = "footnote") -> str:
    """The place in the text of a footnote."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(*each: str, kind: str = "footnote") -> str:
    """The part with these notes, numbered from 1; a note is its paragraphs, or its words."""
    made = "".join(
        f'<w:{kind} w:id="{number}">{words if words.startswith("<") else para(words)}</w:{kind}>'
        for number, words in enumerate(each, 1)
    )
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
    return f"<w:{kind}s {NAMESPACES}>{separator}{made}</w:{kind}s>"


def picture(relation: str = "rId1", alt: str = "", *, decorative: bool = False) -> str:
    """A picture in a line."""
    adec = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    mark = f'<adec:decorative xmlns:adec="{adec}" val="1"/>' if decorative else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr={quoteattr(alt)}>{mark}'
        f'</wp:docPr><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="'
        f'{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def grid(*rows: Sequence[str], head: bool = True) -> str:
    """A table of these words; its first row repeats on each page where it is a head."""
    made = []
    for at, row in enumerate(rows):
        cells = "".join(
            f"<w:tc>{each if each.startswith('<') else para(each)}</w:tc>" for each in row
        )
        repeats = "<w:trPr><w:tblHeader/></w:trPr>" if head and at == 0 else ""
        made.append(f"<w:tr>{repeats}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def said(imported: Import) -> str:
    """What was decided and left out, a line each."""
    return "\n".join(
        [*(each.what for each in imported.decisions),
         *(f"{each.words}: {each.why}" for each in imported.dropped)]
    )  # fmt: skip


__all__ = ["NO_PARTS", "bold", "field", "grid", "heading", "item", "notes", "p", "para", "r",
           "read", "said", "sup", "title", "zotero"]  # fmt: skip
