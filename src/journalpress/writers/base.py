"""The seam between an Edition and a format: one record per format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journalpress.edition.types import Edition, Extract


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: how it is written, and how its bytes are read back for the proof.

    `write` and `extract` import their backend when called, never at import. `paged`: the format
    has margins that repeat on every page. `spaced`: its bytes hold every space; a PDF's do not,
    because a line's end leaves none. `linked`: marks lead to their reference, as in every format
    but plain text. `returns`: references lead back to each mark. `ends`: the disclaimer's
    line stands on the first and last page only. `brief`: the short leaflet alone. `binds`: the
    chapters are bound to a book, with title page, contents and pages at the back. `finish` makes,
    of the bytes that were written and proved, those that are published; they cannot be read back
    (an imposed booklet).
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Edition], bytes]
    extract: Callable[[bytes], Extract]
    paged: bool = False
    spaced: bool = True
    linked: bool = True
    returns: bool = True
    ends: bool = False
    brief: bool = False
    binds: bool = False
    finish: Callable[[bytes, Edition], bytes] | None = None
