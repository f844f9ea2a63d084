"""One document → what in its elements, links and characters may not stand in a book."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from journalpress.inspect.book.facts import (
    XML_LANG,
    Address,
    Document,
    is_described,
    text_of,
    tokens,
)

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A language tag as Kindle and voices take it: BCP 47 without its rarer forms."""
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

_SCHEMES = frozenset({"", "http:", "https:", "mailto:", "tel:"})
_NETWORK = re.compile(r"(https?:|ftp:|//)", re.IGNORECASE)
_ACTIVE = frozenset(
    {"script", "iframe", "frame", "form", "object", "embed", "applet", "base", "foreignObject"}
)
_TURNS = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_LOST = re.compile("[\x80-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_ILLEGAL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
    rb"|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]);|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]);"
)
_STYLE_ADDRESS = re.compile(r"(?:@import\s*|url\(\s*)[\"']?\s*(?:https?:|ftp:|//)", re.IGNORECASE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)")
_HEADING = re.compile(r"h[1-6]")


# --- what moves or calls out -----------------------------------------------------------------


def links(document: Document) -> Iterator[str]:
    """Addresses that a book may not lead to: scripts, files of the device, packed data."""
    for address in document.addresses:
        if address.scheme not in _SCHEMES:
            said = address.written.strip()[:60]
            yield f"{address.at}: the address {said!r} may not stand in a book"


def attributes(document: Document) -> Iterator[str]:
    """Attributes that run something or report the reader."""
    for tag, element in document.elements:
        for name in map(str, element.attrib):
            local = etree.QName(name).localname.lower()
            if local == "ping" or (local.startswith("on") and not name.startswith("{")):
                yield f"{document.at(element)}: <{tag} {local}=…> runs something or reports readers"


def styles(document: Document) -> Iterator[str]:
    """Looks that are fixed at one element: large print and dark mode cannot change them."""
    for tag, element in document.elements:
        if "style" in element.attrib and not _in_drawing(element):
            yield f"{document.at(element)}: <{tag}> has a style of its own"


def remote(document: Document) -> Iterator[str]:
    """What would be fetched from the network when the page is shown."""
    for address in document.addresses:
        if not address.followed and _is_remote(address):
            said = address.written.strip()[:60]
            yield f"{address.at}: {said!r} would be fetched from the network"
    for tag, element in document.elements:
        text = (element.text or "") if tag == "style" else element.get("style", "")
        if styled_remotely(text):
            yield f"{document.at(element)}: its style would be fetched from the network"


def styled_remotely(text: str) -> bool:
    """Whether a stylesheet fetches from the network, seen through escapes and comments."""
    plain = _STYLE_ESCAPE.sub(_unescaped, _STYLE_COMMENT.sub("", text))
    return bool(_STYLE_ADDRESS.search(plain))


def active(document: Document) -> Iterator[str]:
    """Elements that run, embed or send."""
    for tag, element in document.elements:
        refreshes = tag == "meta" and element.get("http-equiv", "").lower() == "refresh"
        if tag in _ACTIVE or refreshes:
            yield f"{document.at(element)}: <{tag}> does not belong in a book"


def _is_remote(address: Address) -> bool:
    return bool(_NETWORK.match(address.written.strip()))


def _in_drawing(element: etree._Element) -> bool:
    return element.tag == "{http://www.w3.org/2000/svg}svg" or any(
        True for _ in element.iterancestors("{http://www.w3.org/2000/svg}svg")
    )


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


# --- characters ------------------------------------------------------------------------------


def lost_characters(document: Document) -> Iterator[str]:
    """Characters that stand for others which were lost on the way."""
    for where, text in _texts(document):
        for found in sorted(set(_LOST.findall(text))):
            yield f"{where}: the character U+{ord(found):04X} stands for one that was lost"


def illegal_characters(data: bytes) -> Iterator[str]:
    """Bytes of a document that XML cannot hold, whatever else is wrong with it."""
    found = _ILLEGAL.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        yield f"{line}: a character that no e-book can hold"


def turned(document: Document) -> Iterator[str]:
    """Hidden characters that make text read in another direction than it stands."""
    for where, text in _texts(document):
        found = _TURNS.search(text)
        if found:
            yield f"{where}: the hidden character U+{ord(found[0]):04X} turns the text around"
        elif _ISOLATES.search(text) and not _is_balanced(text):
            yield f"{where}: a change of direction is opened and not closed"


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Each run of text, and each attribute that is read out, with its place."""
    for _, element in document.elements:
        where = document.at(element)
        for text in (element.text, element.get("alt"), element.get("title")):
            if text:
                yield where, text
        if element.tail:
            yield where, element.tail


def _is_balanced(text: str) -> bool:
    open_now = 0
    for each in text:
        if each in _OPENS:
            open_now += 1
        elif each == _CLOSES:
            open_now -= 1
            if open_now < 0:
                return False
    return open_now == 0


# --- what is read out ------------------------------------------------------------------------


def descriptions(document: Document) -> Iterator[str]:
    """Pictures that say nothing to who does not see them."""
    for tag, element in document.elements:
        shown = tag in {"img", "area"} or (tag == "input" and element.get("type") == "image")
        if (shown or tag == "svg") and is_described(tag, element) is False:
            yield f"{document.at(element)}: a picture has no description"


def doubled_ids(document: Document) -> Iterator[str]:
    """Anchors that stand twice in one file: links lead to the first."""
    known: set[str] = set()
    for _, element in document.elements:
        name = element.get("id")
        if name is not None and name in known:
            yield f"{document.at(element)}: the anchor “{name}” stands twice"
        known.add(name or "")


def headings(document: Document) -> Iterator[str]:
    """Headings that skip a level."""
    found = [
        (int(tag[1]), element) for tag, element in document.elements if _HEADING.fullmatch(tag)
    ]
    for (before, _), (level, element) in pairwise(found):
        if level > before + 1:
            yield (
                f"{document.at(element)}: a heading of level {level} follows one of level {before}"
            )


def languages(document: Document) -> Iterator[str]:
    """Language tags that are missing, malformed or at odds."""
    root = document.root
    if not (root.get("lang") or root.get(XML_LANG)):
        yield f"{document.at(root)}: the document does not say its language"
    for tag, element in document.elements:
        given = [element.get(name) for name in ("lang", XML_LANG) if name in element.attrib]
        for each in given:
            if each and not LANGUAGE.fullmatch(each):
                yield f"{document.at(element)}: “{each}” is no language tag"
        if len({(each or "").lower() for each in given}) > 1:
            yield f"{document.at(element)}: <{tag}> says two languages"


def directions(document: Document) -> Iterator[str]:
    """Text of a language that runs from right to left and is not set so."""
    for tag, element in document.elements:
        lang = (element.get("lang") or element.get(XML_LANG) or "").lower().partition("-")[0]
        if lang not in RIGHT_TO_LEFT or not _holds_right_to_left(element):
            continue
        body = element.find("{*}body") if tag == "html" else None
        above = (element, *element.iterancestors(), *(() if body is None else (body,)))
        said = next((each.get("dir") for each in above if each.get("dir")), "")
        if said not in {"rtl", "auto"} and tag not in {"bdi", "bdo"}:
            yield f"{document.at(element)}: <{tag}> in “{lang}” does not run from right to left"


def _holds_right_to_left(element: etree._Element) -> bool:
    text = "".join(map(str, element.itertext()))[:5000]
    return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text)


def titles(document: Document) -> Iterator[str]:
    """Documents whose window has no name."""
    title = document.root.find("{*}head/{*}title")
    if title is None or not text_of(title):
        yield f"{document.path}: the document has no title"


def tables(document: Document) -> Iterator[str]:
    """Tables whose cells nobody can name."""
    for tag, element in document.elements:
        if tag == "table" and element.get("role") not in {"presentation", "none"}:
            heads = list(element.iter("{*}th"))
            if not heads:
                yield f"{document.at(element)}: a table has no heading cells"


def link_words(document: Document) -> Iterator[str]:
    """Links that have no words to be read out."""
    for tag, element in document.elements:
        if tag != "a" or "href" not in element.attrib:
            continue
        named = element.get("aria-label") or element.get("title") or text_of(element)
        drawn = any(each.get("alt") for each in element.iter("{*}img"))
        drawn = drawn or any(text_of(each) for each in element.iter("{*}title"))
        if not (named or drawn or tokens(element, "aria-labelledby")):
            yield f"{document.at(element)}: a link has no words"
