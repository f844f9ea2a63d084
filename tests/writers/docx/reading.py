"""A Word file's parts as lxml trees, and a file with one part changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.verify import Means, compare
from journalpress.wordfile.parts import Element, W
from journalpress.writers.docx import extract_docx

MEANS = Means(paged=True, spaced=True, linked=True, returns=False)


def differences(edition: Edition, data: bytes) -> list[str]:
    """What the file says otherwise than its edition, a line each."""
    return [str(each) for each in compare(expectation(edition), extract_docx(data), MEANS)]


def part(data: bytes, name: str = "word/document.xml") -> Element:
    """A part of the file as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def names(data: bytes) -> list[str]:
    """The parts of the file, in the order in which they lie in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def changed(
    data: bytes, change: Callable[[bytes], bytes], name: str = "word/document.xml"
) -> bytes:
    """The file with one part changed; fails if the change changes nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w") as target:
        for each in archive.namelist():
            whole = archive.read(each)
            if each == name:
                assert change(whole) != whole, "the change changes nothing"
                whole = change(whole)
            target.writestr(each, whole)
    return file.getvalue()


def replaced(data: bytes, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """The file with the first `old` of a part replaced."""
    return changed(data, lambda whole: whole.replace(old.encode(), new.encode(), 1), name)


def every(root: Element, tag: str, attribute: str = "val") -> list[str]:
    """The `w:` attribute of every such element."""
    return [each.get(f"{{{W}}}{attribute}", "") for each in root.iter(f"{{{W}}}{tag}")]


def words(root: Element) -> str:
    """All text of a tree."""
    return "".join(each.text or "" for each in root.iter(f"{{{W}}}t"))
