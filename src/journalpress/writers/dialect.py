"""How one format writes XHTML: addresses, attributes, what its pages can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from journalpress.edition.citations import BACK
from journalpress.edition.types import Chapter


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one format writes XHTML.

    `picture` gives the address of a picture by its name; `jump` the address of an anchor of the
    same Edition. `epub` adds the vocabulary of EPUB (`epub:type`, `xml:lang`), which is not HTML.
    `scrolls` lets wide tables scroll where there is a screen. `back` prints for the arrow of the
    way back where the format's fonts do not have that one. `paged`: lines and pages are broken
    for good, so that what must not break, or must, is named: `CAR-T`, long words in narrow cells.
    `brackets` puts each label into brackets, which belong to its first and last link.
    `line_characters` is how many characters of a table's words surely stand side by side on a
    page, `row_lines` how many lines of a row surely fit on one. `code` makes the markup of the
    square code, where the format has one; `logo` is that of the clinic's sign, or "".
    """

    picture: Callable[[str], str]
    jump: Callable[[str], str] = lambda href: href
    epub: bool = False
    scrolls: bool = False
    back: str = BACK
    paged: bool = False
    brackets: bool = False
    line_characters: int = 76
    row_lines: int = 36
    code: Callable[[Chapter], str] | None = None
    logo: str = ""


def lang_attribute(lang: str, dialect: Dialect) -> str:
    """The attribute that names a language, in this dialect, with a space before it."""
    xml = f' xml:lang="{escape(lang)}"' if dialect.epub else ""
    return f'{xml} lang="{escape(lang)}"'


def role_attributes(epub_type: str, role: str, dialect: Dialect) -> str:
    """The attributes that say what an element is, with a space before them."""
    typed = f' epub:type="{epub_type}"' if dialect.epub else ""
    return f'{typed} role="{role}"'
