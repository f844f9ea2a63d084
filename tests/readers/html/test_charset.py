"""Tests of journalpress.readers.html.charset."""

from __future__ import annotations

import codecs

import pytest

from journalpress.readers.html.charset import characters_of

TEXT = "<p>naïve – “quoted” café</p>"
ARABIC = '<html lang="ar"><p>مرض مزمن</p>'


@pytest.mark.parametrize(
    ("data", "text", "assumed"),
    [
        (TEXT.encode(), TEXT, ""),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT, ""),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT, ""),
        (b"<meta charset=windows-1252>" + TEXT.encode("cp1252"), TEXT, ""),
        (b"<meta charset='iso-8859-1'>" + TEXT.encode("cp1252"), TEXT, ""),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
            + TEXT.encode("cp1252"),
            TEXT,
            "",
        ),
        (b"<meta charset=iso-8859-1>" + TEXT.encode(), TEXT, "its bytes are UTF-8"),
        (b"<meta charset=utf-8>" + TEXT.encode("cp1252"), TEXT, "read as cp1252"),
        (TEXT.encode("cp1252"), TEXT, "names no encoding"),
        (ARABIC.encode("cp1256"), ARABIC, "read as cp1256"),
        (b"<meta charset=nonsense>" + TEXT.encode(), TEXT, ""),
    ],
)
def test_the_encoding_is_told_as_browsers_tell_it(data: bytes, text: str, assumed: str) -> None:
    """A mark, a declaration, the bytes themselves, the language: in this order, and said."""
    found = characters_of(data)
    assert found.text.endswith(text)
    assert assumed in found.assumed
    assert bool(assumed) == bool(found.assumed)


def test_bytes_that_are_no_characters_are_lost_visibly() -> None:
    """Each becomes U+FFFD, which the import refuses to print."""
    assert "\ufffd" in characters_of(b"<meta charset=gb2312>abc \xff\xff").text
