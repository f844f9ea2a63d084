"""Pages in one file, as Chrome and as Safari write them, in one line."""

from __future__ import annotations

import base64
import plistlib
import quopri
from collections.abc import Sequence

ADDRESS = "https://clinic.example/lupus"
_BOUNDARY = "----MultipartBoundary--x----"

Part = tuple[str, str, bytes]
"""What kind of data, its address, its bytes."""


def part(kind: str, where: str, data: bytes, *, also: str = "") -> bytes:
    """One part with its header: text in quoted-printable, the rest in base64."""
    text = kind.startswith("text/")
    coded = quopri.encodestring(data) if text else base64.encodebytes(data)
    way = "quoted-printable" if text else "base64"
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n"
    head += f"Content-Location: {where}\r\n" if where else ""
    return f"{head}{also}\r\n".encode() + coded.replace(b"\n", b"\r\n")


def mhtml(
    *parts: bytes, address: str = ADDRESS, kind: str = "multipart/related", ends: bool = True
) -> bytes:
    """A file of these parts; without its last line where it does not end."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Lupus\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: {kind};\r\n\ttype="text/html";\r\n'
        f'\tboundary="{_BOUNDARY}"\r\n\r\n'
    )
    inside = b"".join(f"\r\n--{_BOUNDARY}\r\n".encode() + each for each in parts)
    return head.encode() + inside + (f"\r\n--{_BOUNDARY}--\r\n".encode() if ends else b"")


def saved_page(html: str, *others: Part, address: str = ADDRESS) -> bytes:
    """The file that Chrome makes of a page and of what it shows."""
    parts = [part("text/html", address, html.encode())]
    return mhtml(*parts, *(part(*each) for each in others), address=address)


def webarchive(html: bytes, others: Sequence[Part] = (), *, charset: str = "UTF-8") -> bytes:
    """The file that Safari makes of a page and of what it shows."""

    def resource(kind: str, where: str, data: bytes) -> dict[str, object]:
        return {
            "WebResourceData": data,
            "WebResourceMIMEType": kind,
            "WebResourceURL": where,
        }

    main = resource("text/html", ADDRESS, html) | {"WebResourceTextEncodingName": charset}
    whole = {"WebMainResource": main, "WebSubresources": [resource(*each) for each in others]}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)
