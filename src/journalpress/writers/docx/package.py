"""The Word package around the text: template, relationships, properties, headers → bytes.

python-docx is used here and in author.py: it opens our template, carries the parts, and saves.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from journalpress.assets import styles_dir
from journalpress.edition.reading import in_order
from journalpress.edition.types import Edition
from journalpress.inspect.returned.lookups import Lookups
from journalpress.inspect.returned.styles import StyleBook
from journalpress.model import Media
from journalpress.reviewcopy import NAMESPACE, REVIEW_PROPERTY, Baseline, digest_of, to_xml
from journalpress.writers.docx.looks import colour_part, size_styles
from journalpress.writers.docx.ooxml import Element, W
from journalpress.writers.zipped import repack

if TYPE_CHECKING:
    from docx.opc.part import Part

TEMPLATE = "review.docx"
CHAPTER_PROPERTY = "journalpress.chapter."
"""Custom property with the slug of each chapter: with it a file is read back from itself alone."""

_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CUSTOM_XML_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USER_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY = 2
"""Ids 0 and 1 are kept for Windows (MS-OSHARED, 2.3.3.2.2.1)."""

LONGEST_PROPERTY = 255
"""Characters that Word and python-docx take in a property."""


class Package:
    """One document while it is built."""

    def __init__(self) -> None:
        from docx import Document

        self._document = Document(io.BytesIO((styles_dir() / TEMPLATE).read_bytes()))
        self._addresses: dict[str, str] = {}
        self._pictures: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self._furniture = 0
        self._review = ""
        self.body: Element = self._document.element.body
        self.numbering: Element = self._document.part.numbering_part.element
        # The template's own section: every chapter brings its own.
        self.body.remove(self.body[-1])

    def address(self, href: str) -> str:
        """The relationship that leads to this address outside the file."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        relation = self._addresses.get(href)
        if relation is None:
            # relate_to looks through all relationships each time; ours are known.
            relation = f"rIdLink{len(self._addresses) + 1}"
            self._addresses[href] = relation
            self._document.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, href, relation, is_external=True
            )
        return relation

    def picture(self, media: Media) -> str:
        """The relationship that leads to this picture, which is stored once."""
        relation = self._pictures.get(media.name)
        if relation is None:
            relation, _ = self._document.part.get_or_add_image(io.BytesIO(media.data))
            self._pictures[media.name] = relation
            self.pictures[relation] = media.data
        return relation

    def lookups(self) -> Lookups:
        """What the text refers to, as far as it is written, for whoever reads it back."""
        digests = {relation: digest_of(data) for relation, data in self.pictures.items()}
        return Lookups(
            styles=StyleBook(self._document.styles.element),
            addresses={relation: href for href, relation in self._addresses.items()},
            picture=lambda relation: digests.get(relation, ""),
        )

    def header(self, element: Element) -> str:
        """The relationship that leads to this header."""
        return self._page_part("header", element)

    def footer(self, element: Element) -> str:
        """The relationship that leads to this footer."""
        return self._page_part("footer", element)

    def comments(self, element: Element) -> None:
        """Let the file have these comments."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        part = self._part("/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, element)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)

    def review(self, baseline: Baseline) -> None:
        """Let the file carry this baseline, and its id among the properties that Word shows."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        item = self._bytes_part("/customXml/item1.xml", "application/xml", to_xml(baseline))
        self._document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
        root = etree.Element(f"{{{_CUSTOM_XML}}}datastoreItem", nsmap={"ds": _CUSTOM_XML})
        root.set(f"{{{_CUSTOM_XML}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, NAMESPACE)).upper()}}}")
        schemas = etree.SubElement(root, f"{{{_CUSTOM_XML}}}schemaRefs")
        one = etree.SubElement(schemas, f"{{{_CUSTOM_XML}}}schemaRef")
        one.set(f"{{{_CUSTOM_XML}}}uri", NAMESPACE)
        about = self._part("/customXml/itemProps1.xml", _CUSTOM_XML_TYPE, root)
        item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self._review = baseline.review

    def save(self, edition: Edition, *, protect: bool) -> bytes:
        """The file. Its properties come from the edition, its dates never from the clock."""
        self._set_properties(edition)
        self._set_custom_properties(edition)
        self._set_language(edition)
        size_styles(self._document.styles.element, edition.theme)
        for root in (self._document.styles.element, self.numbering, self.body):
            colour_part(root, edition.theme)
        if not protect:
            self._drop_protection()
        file = io.BytesIO()
        self._document.save(file)
        return repack(file.getvalue())

    def _page_part(self, kind: str, element: Element) -> str:
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        self._furniture += 1
        content, relationship = (
            (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
            if kind == "header"
            else (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)
        )
        part = self._part(f"/word/{kind}{self._furniture}.xml", content, element)
        return self._document.part.relate_to(part, relationship)

    def _part(self, name: str, content_type: str, element: Element) -> Part:
        return self._bytes_part(name, content_type, _serialised(element))

    def _bytes_part(self, name: str, content_type: str, data: bytes) -> Part:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        return Part(PackURI(name), content_type, data, self._document.part.package)

    def _set_properties(self, edition: Edition) -> None:
        first = edition.chapters[0]
        authors = dict.fromkeys(
            name for chapter in edition.chapters for name in chapter.identity.authors
        )
        moment = datetime.combine(edition.modified, time())
        properties = self._document.core_properties
        properties.title = _cut(edition.title)
        properties.author = _cut("; ".join(authors) or edition.publisher)
        properties.last_modified_by = _cut(edition.publisher)
        properties.language = edition.lang
        properties.identifier = _cut(identifier(edition))
        properties.version = str(first.identity.version)
        properties.content_status = "Draft" if edition.draft else "Approved"
        properties.category = _cut(first.category)
        properties.created = properties.modified = moment
        properties.revision = 1

    def _set_custom_properties(self, edition: Edition) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"op": _CUSTOM, "vt": _VARIANT})
        values = {
            f"{CHAPTER_PROPERTY}{position}": chapter.slug
            for position, chapter in enumerate(in_order(edition), 1)
        }
        if self._review:
            values[REVIEW_PROPERTY] = self._review
        for number, (name, value) in enumerate(values.items(), _FIRST_PROPERTY):
            each = etree.SubElement(
                root, f"{{{_CUSTOM}}}property", fmtid=_USER_PROPERTIES, pid=str(number), name=name
            )
            etree.SubElement(each, f"{{{_VARIANT}}}lpwstr").text = value
        part = self._part("/docProps/custom.xml", _CUSTOM_TYPE, root)
        self._document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def _set_language(self, edition: Edition) -> None:
        """The language of every word that does not name its own."""
        for root in (self._document.styles.element, self._document.settings.element):
            for element in root.iter(f"{{{W}}}lang", f"{{{W}}}themeFontLang"):
                element.set(f"{{{W}}}val", edition.lang)
                if edition.dir == "rtl":
                    element.set(f"{{{W}}}bidi", edition.lang)

    def _drop_protection(self) -> None:
        settings: Element = self._document.settings.element
        for element in settings.findall(f"{{{W}}}documentProtection"):
            settings.remove(element)


def identifier(edition: Edition) -> str:
    """What tells which text this is: `slug@digest`, or the id of an edition of many articles."""
    if len(edition.chapters) > 1:
        return edition.id
    only = edition.chapters[0]
    return f"{only.slug}@{only.identity.digest}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"


def _serialised(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
