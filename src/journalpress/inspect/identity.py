"""The bytes of a file → which text it says it holds: metadata first, else the printed code.

Nothing here trusts the file: it is opened within the bounds of each format's own reader, and one
that cannot be read says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from journalpress.edition.digest import read_code
from journalpress.edition.wording import CATALOGUE
from journalpress.errors import InputError

MOST_PAGES = 60
"""So many pages of a PDF are searched for a printed code; it stands at the foot of each."""

_META = re.compile(
    rb"""<meta\s+name=["']journalpress-(version|code|digest)["']\s+content=["']([^"'<]*)["']""",
    re.I,
)
_UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2069\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_LABELLED = re.compile(
    "(?:"
    + "|".join(
        re.escape(each.code).replace(r"\ ", r"\s+").replace("\u00a0", r"\s+")
        for each in CATALOGUE.values()
    )
    + r")\s*([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])(?![\w-])"
)
"""A code behind the words that it is printed with: other leaflets' codes stand without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a file says of one text in it; "" and 0 for what it does not say."""

    id: str = ""
    slug: str = ""
    version: int = 0
    code: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says it is: its format, its texts, and whom a Word copy was made for."""

    format: str
    marks: tuple[Mark, ...]
    recipient: str = ""


def identify(data: bytes) -> Identity | None:
    """What the file says it holds; None where it says nothing that is ours."""
    if data.startswith(b"%PDF-"):
        found = _pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        found = _docx(data) or _epub(data)
    elif _looks_like_html(data):
        found = _html(data)
    else:
        found = _printed("text", data.decode("utf-8", "replace"))
    return found if found and found.marks else None


def _pdf(data: bytes) -> Identity | None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            told = {str(name): str(value) for name, value in pdf.docinfo.items()}
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return None
    if told.get("/textdigest"):
        mark = Mark(
            id=told.get("/articleid", ""),
            version=_number(told.get("/articleversion", "")),
            code=_code(told.get("/leafletcode", "")),
            digest=told["/textdigest"],
        )
        return Identity("pdf", (mark,))
    return _printed("pdf", "\n".join(_pages(data)))


def _pages(data: bytes) -> Iterator[str]:
    """The words of the first pages, as they lie."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(len(pdf), MOST_PAGES)):
            page = pdf[number]
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return
    finally:
        pdf.close()


def _docx(data: bytes) -> Identity | None:
    """A Word copy: by the baseline that it carries, else by its properties, else by its words."""
    from journalpress.inspect.docx import read_docx
    from journalpress.reviewcopy import from_xml
    from journalpress.wordfile.parts import DocxParts

    try:
        parts = DocxParts(data)
        if "word/document.xml" not in parts.names:
            return None
        for name in sorted(parts.names):
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                try:
                    said = from_xml(parts.bytes(name))
                except InputError:
                    continue
                mark = Mark(id=said.article, version=said.version, digest=said.digest)
                return Identity("docx", (mark,), said.recipient)
        core = parts.optional("docProps/core.xml")
        told = (
            core.findtext("{http://purl.org/dc/elements/1.1/}identifier")
            if core is not None
            else ""
        )
        slug, _, digest = (told or "").partition("@")
        if re.fullmatch(r"[0-9a-f]{64}", digest):
            return Identity("docx", (Mark(slug=slug, digest=digest),))
        return _printed("docx", "\n".join(each.text for each in read_docx(data).paragraphs))
    except InputError:
        return None


def _epub(data: bytes) -> Identity | None:
    from journalpress.inspect.book.archive import DAMAGED, Unreadable, open_archive

    marks: list[Mark] = []
    try:
        archive = open_archive(data)
        for path in archive.by_path:
            if path.endswith(".xhtml") and (mark := _mark(archive.read(path))):
                marks.append(_named(mark, PurePosixPath(path).stem))
    except (Unreadable, *DAMAGED):
        return None
    return Identity("epub", tuple(marks))


def _html(data: bytes) -> Identity | None:
    if mark := _mark(data):
        return Identity("html", (mark,))
    return _printed("html", re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace")))


def _looks_like_html(data: bytes) -> bool:
    return bool(re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|\?xml|!--)", data[:500], re.I))


def _mark(data: bytes) -> Mark | None:
    """What the head of a page says; None where it says nothing."""
    told = {
        each[1].decode().lower(): each[2].decode("utf-8", "replace")
        for each in _META.finditer(data)
    }
    if not told.get("digest"):
        return None
    return Mark(
        version=_number(told.get("version", "")),
        code=_code(told.get("code", "")),
        digest=told["digest"],
    )


def _named(mark: Mark, slug: str) -> Mark:
    return Mark(slug=slug, version=mark.version, code=mark.code, digest=mark.digest)


def _printed(kind: str, text: str) -> Identity:
    """The codes that are printed as the leaflet's own, each once."""
    seen = _HYPHENS.sub("-", _UNSEEN.sub("", text))
    codes = filter(None, (_code(found) for found in _LABELLED.findall(seen)))
    return Identity(kind, tuple(Mark(code=each) for each in dict.fromkeys(codes)))


def _code(text: str) -> str:
    """The code as printed; "" where it is none."""
    try:
        return read_code(text) if text else ""
    except InputError:
        return ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
