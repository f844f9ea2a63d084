"""Tests of journalpress.readers.html.webarchive: the page in a file of Safari."""

from __future__ import annotations

import plistlib
import struct

import pytest

from journalpress.readers.html.webarchive import open_webarchive
from tests.readers.html.archives import ADDRESS, webarchive


def test_the_page_its_address_and_its_pictures_are_found() -> None:
    """Safari leaves the page's own addresses as they were written."""
    data = webarchive(b"<p>x</p>", [("image/png", "https://clinic.example/i/a.png", b"\x89P")])
    saved = open_webarchive(data)
    assert (saved.page, saved.address, saved.charset) == (b"<p>x</p>", ADDRESS, "UTF-8")
    assert saved.find("i/a.png") == saved.find("/i/a.png") == b"\x89P"


def _of(whole: object) -> bytes:
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)  # type: ignore[arg-type]


_MANY = webarchive(b"x")[:-24] + struct.pack(">QQQ", 1 << 40, 0, 9)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_of({"WebSubresources": []}), "no web page"),
        (_of(["a list"]), "no web page"),
        (_of({"WebMainResource": {"WebResourceData": "text"}}), "no web page"),
        (webarchive(b"x")[:-40], "cut off"),
        (b"bplist00", "cut off"),
        (_MANY, "far more than a page"),
    ],
)
def test_what_is_no_saved_page_is_refused(data: bytes, words: str) -> None:
    """With the reason."""
    assert words in open_webarchive(data).wrong


def test_a_resource_that_is_none_is_passed_over() -> None:
    """What is not as Safari writes it is no picture."""
    whole = plistlib.loads(webarchive(b"<p>x</p>"))
    whole["WebSubresources"] = ["a text", {"WebResourceURL": 3}, {"WebResourceData": b"x"}]
    saved = open_webarchive(_of(whole))
    assert saved.page == b"<p>x</p>"
    assert saved.find("a.png") is None
