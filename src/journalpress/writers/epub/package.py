"""Book → the bytes of an EPUB, through EbookLib's package writer.

EbookLib parses and re-prints what it knows as a document, so every file is handed to it as an item
whose bytes it does not look at; only the package file is its own work. The zip is ours: fixed
dates, attributes and order, `mimetype` first and stored (OCF 3.3, 4.3.2).
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import UTC, datetime, time
from typing import Any, assert_never

from ebooklib import epub
from lxml import etree

from journalpress.errors import RenderingError
from journalpress.writers.epub.types import NCX_ID, NCX_TYPE, Book, Dublin, File, Named, Property

EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16
_LEVEL = 3
"""Of packing: 9 takes two thirds more time to save a fourteenth."""
_STORED = ("mimetype", ".png", ".jpg")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack_book(book: Book) -> bytes:
    """The EPUB.

    Raises RenderingError where two of its files have one name or one id, where one is empty, and
    where an entry of its metadata cannot be written: EbookLib would let all of it pass.
    """
    _refuse_doubles(book.files)
    for file in book.files:
        if not file.data:
            raise RenderingError(f"the file {file.path} of the book is empty")
    target = io.BytesIO()
    modified = datetime.combine(book.modified, time(), UTC)
    options = {"mtime": modified, "package_direction": True, "spine_direction": True}
    _Writer(target, _described(book), options, book.licences).write()
    return target.getvalue()


def _refuse_doubles(files: tuple[File, ...]) -> None:
    """Names must differ even where case is not seen (OCF 3.3, 4.2.3); EbookLib writes both."""
    for names in ([file.path.casefold() for file in files], [file.id for file in files]):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise RenderingError(f"two files of the book have the name {twice[0]}")


def _described(book: Book) -> Any:
    described = epub.EpubBook()
    # The constructor has put in a random identifier and its own advertisement.
    described.metadata = {}
    described.IDENTIFIER_ID = "pub-id"
    described.set_identifier(book.identifier)
    described.title = book.title
    described.language = book.lang
    described.set_direction(book.dir)
    for entry in book.entries:
        match entry:
            case Dublin(name, value):
                described.add_metadata("DC", name, value, {})
            case Property(name, value, id=own, refines=other):
                said = {"property": name, **_known(id=own, refines=other and f"#{other}")}
                described.add_metadata("OPF", name, value, said)
            case Named(name, value):
                described.add_metadata("OPF", name, "", {"name": name, "content": value})
            case _:
                assert_never(entry)
    for file in book.files:
        item = _Verbatim(file)
        described.add_item(item)
        if file.in_spine:
            described.spine.append(item)
    return described


def _known(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


class _Verbatim(epub.EpubItem):  # type: ignore[misc]  # EbookLib ships no types
    """A file that EbookLib packs byte for byte."""

    def __init__(self, file: File) -> None:
        super().__init__(file.id, file.path, file.media_type, file.data)
        self.properties = list(file.properties)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib ships no types
    """EbookLib's writer with its package file mended and its zip made ours."""

    def __init__(
        self, target: io.BytesIO, book: Any, options: dict[str, Any], licences: tuple[File, ...]
    ) -> None:
        super().__init__(target, book, options)
        self._licences = licences

    def write(self) -> None:
        with _FixedZip(self.file_name, "w") as self.out:
            self.out.writestr("mimetype", b"application/epub+zip")
            self._write_container()
            for licence in self._licences:
                self.out.writestr(licence.path, licence.data)
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self.book.language)
        self._refuse_lost_entries(root)
        del root.attrib["prefix"]
        spine = root.find("spine")
        has_ncx = any(item.media_type == NCX_TYPE for item in self.book.get_items())
        if spine is not None and has_ncx:
            spine.set("toc", NCX_ID)
        elif spine is not None:
            del spine.attrib["toc"]
        super()._write_opf_file(root)

    def _refuse_lost_entries(self, root: etree._Element) -> None:
        """EbookLib logs what XML cannot hold, and leaves the entry out or empty."""
        written = root.findall("metadata/*")
        given = sum(len(each) for names in self.book.metadata.values() for each in names.values())
        empty = [each for each in written if not (each.text or each.get("content"))]
        # One more than was given: the date of change.
        if empty or len(written) != given + 1:
            lost = empty[0].get("property") or etree.QName(empty[0]).localname if empty else "data"
            raise RenderingError(
                f"the book’s {lost} cannot be written", hint="take out what cannot be printed"
            )


class _FixedZip(zipfile.ZipFile):
    """A zip that holds nothing a clock, a time zone or a disk has set."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,  # noqa: ARG002  # the signature is the base class's
        compresslevel: int | None = None,  # noqa: ARG002
    ) -> None:
        given = zinfo_or_arcname
        name = given if isinstance(given, str) else given.filename
        info = zipfile.ZipInfo(name, EARLIEST)
        info.create_system = _UNIX
        info.external_attr = _READABLE
        stored = name.endswith(_STORED)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(info, data, compresslevel=_LEVEL)
