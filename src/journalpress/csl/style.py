"""The bytes of a .csl file → a style for numbered lists of sources, or why it is none.

After the specification of CSL 1.0.2. What depends on an entry's neighbours is taken out of a style
before it is used: numbers and order are the journal's, so each source prints as if it stood alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from journalpress.csl.types import ReferenceStyle
from journalpress.errors import InputError
from journalpress.foreignxml import foreign_xml

_CSL = "{http://purl.org/net/xbiblio/csl}"
_NUMBERS = frozenset(("citation-number", "citation-label"))
"""What a style prints for the place in a list; it would say another number than the marks."""
_NOTHING = "dimensions"
"""A variable that no source of ours has."""
_AGAIN = "download the style again: https://www.zotero.org/styles"
_ANOTHER = "choose another style: https://www.zotero.org/styles"


def read_style(data: bytes, name: str) -> ReferenceStyle:
    """The style that these bytes hold.

    Raises InputError for what is no CSL, for a style that only points to another, for footnotes,
    and for one without a list of sources.
    """
    root = _root(data, name)
    parent = next(
        (each.get("href", "") for each in root.iter(f"{_CSL}link")
         if each.get("rel") == "independent-parent"), None
    )  # fmt: skip
    if parent is not None:
        wanted = _file_of(parent)
        raise InputError(
            f"“{name}” only says that another style is used: {wanted or 'it does not name which'}",
            hint=f"download {wanted}.csl from {parent} and name that" if wanted else _ANOTHER,
        )
    if root.get("class") != "in-text":
        raise InputError(
            f"“{name}” is a style for footnotes; our sources stand in a numbered list",
            hint=f"{_ANOTHER}, format numeric",
        )
    if root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
        raise InputError(f"“{name}” does not say how a list of sources prints", hint=_ANOTHER)
    macros = {each.get("name") for each in root.iter(f"{_CSL}macro")}
    for each in root.iter(f"{_CSL}text"):
        if (called := each.get("macro")) is not None and called not in macros:
            raise InputError(
                f"“{name}” calls a macro “{called}” that it does not have", hint=_AGAIN
            )
    return ReferenceStyle(name, data)


@lru_cache(maxsize=4)
def standalone(style: ReferenceStyle) -> bytes:
    """The style as XML, so that it prints each source without regard to the others.

    Gone are the order of the list, years told apart by letters, dashes for an author who was just
    named, and the entry's number. A style that lays a list out in columns leaves that to us.
    """
    root = _root(style.data, style.name)
    for each in root.iter():
        for asked in ("variable", "is-numeric"):
            if words := str(each.get(asked, "")):
                kept = (_NOTHING if word in _NUMBERS else word for word in words.split())
                each.set(asked, " ".join(kept))
        if each.get("text-case") == "sentence":
            # By the specification the other words keep their case; pandoc's citeproc takes their
            # capitals away, so that names of people, countries and cells lose theirs.
            each.set("text-case", "capitalize-first")
    for names in root.iter(f"{_CSL}names"):
        _set_name_first(names)
    bibliography = next(root.iter(f"{_CSL}bibliography"))
    if not {"et-al-min", "et-al-use-first"}.intersection((*root.attrib, *bibliography.attrib)):
        # Without a number citeproc prints who stands for the rest ("others") as a name.
        bibliography.set("et-al-min", "9999")
        bibliography.set("et-al-use-first", "9998")
    for part in root.iter(f"{_CSL}citation", f"{_CSL}bibliography"):
        for sort in part.findall(f"{_CSL}sort"):
            part.remove(sort)
        for name in list(part.attrib):
            if str(name).startswith(("disambiguate-", "subsequent-author-", "second-field-")):
                del part.attrib[name]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _set_name_first(names: etree._Element) -> None:
    """Writes out the name that stands before a label by default.

    pandoc's citeproc prints a label first where a style leaves the name unsaid ("editorRose B"). In
    a substitute the name is that of the element around it, and comes first already.
    """
    children = [each.tag for each in names]
    parent = names.getparent()
    inherits = parent is not None and parent.tag == f"{_CSL}substitute"
    if f"{_CSL}label" in children and f"{_CSL}name" not in children and not inherits:
        names.insert(0, etree.Element(f"{_CSL}name"))


def _root(data: bytes, name: str) -> etree._Element:
    """The `style` element, without comments. Raises InputError."""
    try:
        root = foreign_xml(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = f" (line {error.lineno})" if isinstance(error, etree.XMLSyntaxError) else ""
        raise InputError(f"“{name}” is no CSL: it is no whole XML{line}", hint=_AGAIN) from error
    # lxml's own types do not know the document type.
    declared: Any = root.getroottree().docinfo
    if declared.internalDTD is not None:
        raise InputError(f"“{name}” has a document type, which no CSL style needs", hint=_AGAIN)
    if root.tag != f"{_CSL}style":
        raise InputError(
            f"“{name}” is no CSL: it begins with <{etree.QName(root).localname}>", hint=_AGAIN
        )
    return root


def _file_of(address: str) -> str:
    """The name of the style at this address: nature for http://www.zotero.org/styles/nature."""
    last = urlsplit(address).path.rpartition("/")[2]
    return "".join(takewhile(lambda sign: sign.isalnum() or sign in "-_.", last))
