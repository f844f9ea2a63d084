"""The words of a Word file as its own characters have them, counted apart from the reader.

This module walks the XML once more and knows nothing of paragraphs, styles or fields: every
`w:t` that was not deleted, of the text and of the notes that it refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journalpress.readers.formulas import PARTED
from journalpress.wordfile.parts import Element
from journalpress.wordfile.symbols import in_font, symbol, symbol_font

_GONE = frozenset({"del", "moveFrom", "conflictDel", "rt"})
_PARTS = frozenset({"p", "tc", "br", "cr", "tab", "ptab", "fldChar"})
"""Elements at whose beginning one word ends and another begins."""


def words_in_file(bodies: Iterable[Element]) -> str:
    """The words of these bodies, parted as the file parts them."""
    return "".join(text for body in bodies for text in _texts(body))


def _texts(element: Element) -> Iterator[str]:
    chosen = False
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name in _GONE or _is_deleted(child, name):
            continue
        if name in ("Choice", "Fallback"):
            # Two ways to say one thing.
            if chosen:
                continue
            chosen = True
        if name == "t":
            yield in_font(_font(element), child.text or "")
        elif name == "sym":
            said = {str(key).rpartition("}")[2]: str(each) for key, each in child.attrib.items()}
            yield symbol(said.get("font", ""), said.get("char", ""))
        elif name == "noBreakHyphen":
            yield "-"
        else:
            apart = name in _PARTS or name in PARTED
            if apart:
                yield " "
            yield from _texts(child)
            if name in PARTED:
                yield " "
    if str(element.tag).rpartition("}")[2] == "p":
        yield " "


def _font(run: Element) -> str:
    """The symbol font in which a run is set."""
    properties = [each for each in run if str(each.tag).endswith("}rPr")]
    fonts = [each for part in properties for each in part if str(each.tag).endswith("}rFonts")]
    return (
        symbol_font({str(key): str(name) for key, name in fonts[0].attrib.items()}) if fonts else ""
    )


def _is_deleted(element: Element, name: str) -> bool:
    """Whether a row or a cell was deleted."""
    tag = {"tr": ("trPr", "del"), "tc": ("tcPr", "cellDel")}.get(name)
    if tag is None:
        return False
    for properties in element:
        if str(properties.tag).rpartition("}")[2] == tag[0]:
            return any(str(each.tag).rpartition("}")[2] == tag[1] for each in properties)
    return False
