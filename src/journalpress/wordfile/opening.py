"""The bytes of a returned file → its parts, or one line on why it cannot be read.

Nothing here trusts the file: it is never run, never saved, and nothing outside it is fetched.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from journalpress.errors import InputError, LimitExceeded
from journalpress.wordfile.parts import DOCUMENT, MOST_BYTES, DocxParts

MOST_PACKED = 20_000_000
MOST_PART = 20_000_000
"""Bytes of one part of XML, unpacked: a thousand times a leaflet's."""
MOST_RATIO = 100
"""How many times a part may grow when it is unpacked; only above _SMALL."""
_SMALL = 1_000_000

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What a file begins with that is of Word before 2007, or locked with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1

_AS_DOCX = "open it in Word and save it as a Word document (.docx)"
_AGAIN = "ask for the file again: it may have been damaged on its way"
_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read: its parts, the name of its document, sentences for a person."""

    parts: DocxParts
    document: str
    notices: tuple[str, ...]


def opened(data: bytes) -> Opened:
    """The parts of a Word file.

    Raises InputError where it is none or cannot be trusted, LimitExceeded where it is too large.
    """
    if len(data) > MOST_PACKED:
        raise LimitExceeded(
            f"the Word file is larger than {MOST_PACKED // 1_000_000} MB",
            hint="compress its pictures in Word (Picture Format, Compress Pictures) and save it",
        )
    _refuse_others(data)
    listed = _listed(data)
    _refuse_bombs(data, listed)
    parts = DocxParts(data)
    names = {each.lower() for each in parts.names}
    if "mimetype" in names and b"opendocument" in parts.bytes("mimetype"):
        raise InputError("this is an OpenDocument file and no Word file", hint=_AS_DOCX)
    document = next(
        (each.part for each in parts.relations("") if each.kind == "officeDocument"), DOCUMENT
    )
    if document not in parts.names or document.startswith(("xl/", "ppt/")):
        other = "it holds no text of Word's"
        if any(name.startswith("xl/") for name in names):
            other = "it is a workbook of Excel"
        elif any(name.startswith("ppt/") for name in names):
            other = "it is a presentation of PowerPoint"
        raise InputError(f"this is no Word file: {other}", hint="is it the right file?")
    notices: tuple[str, ...] = ()
    if any(name.endswith(_MACROS) for name in names):
        notices = ("the file carries macros; they were not run, only its text was read",)
    return Opened(parts, document, notices)


def _refuse_others(data: bytes) -> None:
    """Files that people take for a Word file, by how they begin."""
    if not data:
        raise InputError("the file is empty", hint=_AGAIN)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(
                "the Word file is protected by a password",
                hint="open it in Word and save it without (File, Info, Protect Document)",
            )
        kind = "an old Word file (.doc)" if _OLD_WORD in data else "a file of an old Office"
        raise InputError(f"this is {kind}, whatever its name says", hint=_AS_DOCX)
    begins = data[:512].lstrip().lower()
    if begins.startswith(b"{\\rtf"):
        raise InputError("this is an RTF file and no Word file", hint=_AS_DOCX)
    if begins.startswith(b"%pdf"):
        raise InputError("this is a PDF and no Word file", hint="ask for the Word file itself")
    if begins.startswith((b"<?xml", b"<html", b"<!doctype")):
        raise InputError("this is a page or XML file and no Word file", hint=_AS_DOCX)


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    # zipfile raises NotImplementedError for kinds of zip that Word does not write either.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        if data.startswith(b"PK"):
            raise InputError("the Word file is not complete", hint=_AGAIN) from error
        raise InputError("this is no Word file", hint="is it the right file?") from error


def _refuse_bombs(data: bytes, listed: list[zipfile.ZipInfo]) -> None:
    """Files that would fill the memory: by what their list says, which zipfile holds them to."""
    if any(each.flag_bits & _ENCRYPTED_FLAG for each in listed):
        raise InputError("the file is locked with a password", hint=_AS_DOCX)
    whole = sum(each.file_size for each in listed)
    if whole > MOST_BYTES:
        raise LimitExceeded(
            f"the Word file unpacks to more than {MOST_BYTES // 1_000_000} MB", hint=_AS_DOCX
        )
    for each in listed:
        if each.filename.endswith((".xml", ".rels")) and each.file_size > MOST_PART:
            raise LimitExceeded(
                f"a part of the Word file is larger than {MOST_PART // 1_000_000} MB: "
                f"{each.filename}",
                hint="is it a copy of one article?",
            )
        if each.file_size > _SMALL and each.file_size > MOST_RATIO * max(each.compress_size, 1):
            raise LimitExceeded(
                f"a part of the Word file unpacks to more than {MOST_RATIO} times its size: "
                f"{each.filename}",
                hint=_AS_DOCX,
            )
    if whole > _SMALL and whole > MOST_RATIO * len(data):
        raise LimitExceeded(
            f"the Word file unpacks to more than {MOST_RATIO} times its size", hint=_AS_DOCX
        )
