"""The one file into which Chrome, Edge and Word save a page (.mht, RFC 2557) → the page in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from functools import cache
from html import escape

from journalpress.readers.html.saved import Enclosed, Saved, joined, key_of, keyed

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TYPE = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_NESTS = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\r\n]+)|([^\s;\"]+))", re.IGNORECASE)
_NAMED = re.compile(rb"cid:([^\s\"'<>]+)")
_MOST_NESTED = 20
_MOST_PARTS = 5_000
"""A page of a newspaper has some hundreds."""
_MOST_LINES = 4_000_000
_LONGEST_HEADER = 8_000
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the email package raises for headers that are none."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


def open_mhtml(data: bytes) -> Saved:
    """The page in these bytes, and what was saved with it; nothing is raised.

    The page is the part that the file calls its start, else that of the file's own address, else
    the first that is HTML.
    """
    if wrong := _too_much(data):
        return Saved(wrong=wrong)
    try:
        # The policy of old: parsing each header by its grammar takes a millisecond a part.
        message = message_from_bytes(data, policy=compat32)
        parts = [part for part in message.walk() if not part.is_multipart()]
        pages = [part for part in parts if part.get_content_type() in _PAGES]
        return _saved(message, parts, pages)
    except _BROKEN:
        return Saved(wrong="its parts are not divided as those of a saved page are")


def _too_much(data: bytes) -> str:
    """Why these bytes are no saved page, judged before they are taken apart; "" where they may be.

    The email package takes a second for a million lines, and the square of a header's length and
    of the depth of parts in parts.
    """
    if data.count(b"\n") + data.count(b"\r") > _MOST_LINES:
        return "it has far more lines than a page"
    types = [found[0] for found in _TYPE.finditer(data)]
    if any(len(each) > _LONGEST_HEADER for each in types):
        return f"it has a header of more than {_LONGEST_HEADER:,} bytes"
    if sum(_NESTS.match(each) is not None for each in types) > _MOST_NESTED:
        return f"it has more than {_MOST_NESTED} parts that have parts themselves"
    boundaries = {found[1] or found[2] for each in types for found in _BOUNDARY.finditer(each)}
    if sum(data.count(b"\n--" + each) for each in boundaries) > _MOST_PARTS:
        return f"it has more than {_MOST_PARTS:,} parts"
    return ""


def _saved(message: Message, parts: list[Message], pages: list[Message]) -> Saved:
    if not pages:
        return Saved(wrong="it holds no web page")
    base = _header(message, "Content-Location")
    address = _header(message, "Snapshot-Content-Location")
    start = _bare(str(message.get_param("start", "") or ""))
    page = next((each for each in pages if start and _cid(each) == start), None)
    if page is None:
        page = next((each for each in pages if address and _is_at(each, address)), pages[0])
    location = joined(base, _header(page, "Content-Location"))
    words = _bytes(page)
    enclosed = [
        Enclosed(joined(base, _header(each, "Content-Location")), _later(each), _cid(each))
        for each in parts
        if each is not page
    ]
    return Saved(
        page=_with_addresses(words, [each for each in pages if each is not page]),
        charset=page.get_content_charset() or "",
        address=next((each for each in (address, location) if _WEB.match(each)), ""),
        base=location or address,
        enclosed=keyed(enclosed),
        remarks=tuple(_remarks(message, parts, page, pages, words)),
    )


def _remarks(
    message: Message,
    parts: list[Message],
    page: Message,
    pages: list[Message],
    words: bytes,
) -> list[str]:
    """What a person must know: that the file was cut off, that it holds other pages as well."""
    remarks: list[str] = []
    cut = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    whole = [part for part in message.walk() if part.is_multipart()]
    if any(isinstance(each, cut) for part in (message, *whole) for each in part.defects):
        inside = "the page" if parts[-1] is page else "what was saved with the page"
        remarks.append(f"the file ends too early, in {inside}: look whether all of it is there")
    others = [each for each in pages if each is not page and not _is_set_into(each, words)]
    others = [each for each in others if _bytes(each) != words]
    if others:
        where = ", ".join(_header(each, "Content-Location") or "without a name" for each in others)
        shown = where if len(where) <= 200 else f"{where[:199]}…"
        remarks.append(f"the file holds other pages as well, which are left out: {shown}")
    return remarks


def _with_addresses(words: bytes, frames: list[Message]) -> bytes:
    """The page, its frames called by their addresses again: Chrome gives them names of its own."""
    known = {
        cid.encode("utf-8", "replace"): escape(where).encode("ascii", "xmlcharrefreplace")
        for each in frames
        if (cid := _cid(each)) and (where := _header(each, "Content-Location"))
    }
    return _NAMED.sub(lambda found: known.get(found[1], found[0]), words) if known else words


def _is_set_into(part: Message, words: bytes) -> bool:
    """Whether the page names this one: it then is a frame of it, which is left out where it is."""
    names = (f"cid:{_cid(part)}" if _cid(part) else "", _header(part, "Content-Location"))
    return any(name and name.encode("utf-8", "replace") in words for name in names)


def _is_at(part: Message, address: str) -> bool:
    return key_of(_header(part, "Content-Location")) == key_of(address)


def _cid(part: Message) -> str:
    return _bare(_header(part, "Content-ID"))


def _bare(cid: str) -> str:
    return cid.strip().removeprefix("<").removesuffix(">")


def _header(part: Message, name: str) -> str:
    """The value of a header on one line, "" where there is none or none that can be read."""
    wanted = name.lower()
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == wanted), "")
    if len(raw) > _LONGEST_HEADER:
        return ""
    if "=?" in raw:
        try:
            raw = str(make_header(decode_header(raw)))
        except _BROKEN:
            return ""
    raw = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(raw.split())


def _later(part: Message) -> Callable[[], bytes]:
    return cache(lambda: _bytes(part))


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return found if isinstance(found, bytes) else b""
