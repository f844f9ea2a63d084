"""What comes back from LibreOffice after edits of each kind, and what its file says."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from functools import cache

from journalpress.wordfile.parts import W
from tests.copies import sample_copy
from tests.editors.kinds import SLUG, Kind, case_of
from tests.editors.libreoffice import edited
from tests.writers.docx.reading import part, words

RECORDS = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel",
    "tblPrChange", "trPrChange", "tcPrChange", "numberingChange",
)  # fmt: skip
"""The elements in which WordprocessingML records a change."""


@cache
def returned(kind: Kind | None, *, tracked: bool, slug: str = SLUG) -> bytes:
    """The copy as it comes back from LibreOffice after edits of this kind, None for none."""
    edits = case_of(kind).edits if kind else ()
    return edited(sample_copy(slug, protect=False), *edits, tracked=tracked)


def records(data: bytes) -> set[str]:
    """The kinds of records in the file."""
    document = part(data)
    return {
        name
        for name in RECORDS
        for each in document.iter(f"{{{W}}}{name}")
        # LibreOffice puts the end of a comment into an insertion of a run without words.
        if name != "ins" or not len(each) or words(each)
    }


def said(data: bytes) -> str:
    """The words of the file, narrow spaces aside, where recorded deletions are gone."""
    document = part(data)
    for moved in list(document.iter(f"{{{W}}}moveFrom")):
        moved.clear()
    return words(document).replace("\u202f", "")


def fingerprint(data: bytes) -> str:
    """Of all that is said, how it looks, where it leads and what is shown."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            re.sub(rb'w:(rsid\w*|id|date)="[^"]*"', b"", archive.read(each))
            for each in sorted(archive.namelist())
            if each.startswith(("word/document", "word/media", "word/_rels", "word/comments"))
        ]
    return hashlib.sha256(b"".join(parts)).hexdigest()
