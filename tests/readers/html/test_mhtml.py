"""Tests of journalpress.readers.html.mhtml: the page in an .mht file, and what lies beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.readers.html.mhtml import open_mhtml
from tests.readers.html.archives import ADDRESS, mhtml, part, saved_page

PAGE = "<p>Words about lupus</p>"
FRAME = part("text/html", "https://ads.example/", b"<p>Buy</p>")


def test_the_page_its_address_and_its_pictures_are_found() -> None:
    """However the picture's address is spelled in the page."""
    saved = open_mhtml(
        saved_page(PAGE, ("image/png", "https://clinic.example/a%20b.png", b"\x89P"))
    )
    assert (saved.page.rstrip(), saved.address) == (PAGE.encode(), ADDRESS)
    for source in ("https://clinic.example/a%20b.png", "a b.png", "/a%20b.png#top"):
        assert saved.find(source) == b"\x89P"
    assert saved.find("c.png") is None
    assert not saved.remarks


def test_parts_are_found_by_their_content_id() -> None:
    """Mail programs name pictures so."""
    picture = part("image/png", "", b"\x89P", also="Content-ID: <one@x>\r\n")
    saved = open_mhtml(mhtml(part("text/html", ADDRESS, b'<img src="cid:one@x">'), picture))
    assert saved.find("cid:one@x") == b"\x89P"


def test_a_file_of_word_names_what_lies_on_its_disk() -> None:
    """The address of the page is none then, and its pictures are found all the same."""
    where = "file:///C:/0A1B/lupus_files/image001.png"
    saved = open_mhtml(
        mhtml(
            part('text/html; charset="windows-1252"', "file:///C:/0A1B/lupus.htm", b"Caf\xe9"),
            part("image/png", where, b"\x89P"),
            address="",
        )
    )
    assert (saved.address, saved.charset) == ("", "windows-1252")
    assert saved.find("lupus_files/image001.png") == b"\x89P"


def test_addresses_may_be_folded_over_lines() -> None:
    """RFC 2557 lets a program break a long address anywhere."""
    picture = part("image/png", "https://clinic.example/a/\r\n long/name.png", b"\x89P")
    saved = open_mhtml(mhtml(part("text/html", ADDRESS, b"x"), picture))
    assert saved.find("https://clinic.example/a/long/name.png") == b"\x89P"


def test_addresses_with_letters_are_coded_in_the_header() -> None:
    """As mail programs do it with all that is no ASCII."""
    picture = part("image/png", "=?utf-8?Q?https://clinic.example/h=C3=A4nde.png?=", b"\x89P")
    saved = open_mhtml(mhtml(part("text/html", ADDRESS, b"x"), picture))
    assert saved.find("hände.png") == saved.find("h%C3%A4nde.png") == b"\x89P"


def test_the_page_may_be_nested_or_alone() -> None:
    """A multipart in a multipart, with the words as text besides; or no multipart at all."""
    inner = (
        b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n--in\r\n'
        b"Content-Type: text/plain\r\n\r\nwords\r\n--in\r\n"
        b"Content-Type: text/html\r\n\r\n<p>Words</p>\r\n--in--\r\n"
    )
    assert open_mhtml(mhtml(inner)).page.rstrip() == b"<p>Words</p>"
    alone = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Words</p>"
    assert open_mhtml(alone).page == b"<p>Words</p>"


def test_of_several_pages_the_one_of_the_address_is_read() -> None:
    """Others are told of, unless the page shows them in a frame or they are the same once more."""
    page = part("text/html", ADDRESS, PAGE.encode())
    saved = open_mhtml(mhtml(FRAME, page))
    assert saved.page.rstrip() == PAGE.encode()
    assert saved.remarks == (
        "the file holds other pages as well, which are left out: https://ads.example/",
    )
    assert not open_mhtml(mhtml(page, page)).remarks
    framed = part("text/html", ADDRESS, b'<iframe src="https://ads.example/"></iframe>')
    assert not open_mhtml(mhtml(framed, FRAME)).remarks


def test_a_frame_is_called_by_its_address() -> None:
    """Chrome gives frames names of its own; a person is told of the address."""
    where = "https://video.example/1?a=b&c=d"
    frame = part("text/html", where, b"<p>Film</p>", also="Content-ID: <frame-1@x>\r\n")
    page = part("text/html", ADDRESS, b'<iframe src="cid:frame-1@x"></iframe> cid:other')
    saved = open_mhtml(mhtml(page, frame))
    html = b'<iframe src="https://video.example/1?a=b&amp;c=d"></iframe> cid:other'
    assert (saved.page.rstrip(), saved.remarks) == (html, ())


def test_the_part_that_the_file_calls_its_start_is_the_page() -> None:
    """RFC 2387 has a name for it."""
    start = part("text/html", "", b"<p>Start</p>", also="Content-ID: <s@x>\r\n")
    data = mhtml(FRAME, start).replace(b'type="text/html"', b'start="<s@x>"')
    assert open_mhtml(data).page.rstrip() == b"<p>Start</p>"


def test_of_two_parts_with_one_address_the_first_with_bytes_counts() -> None:
    """A picture that was loaded twice, once in vain."""
    where = "https://clinic.example/a.png"
    parts = [part("image/png", where, each) for each in (b"", b"one", b"two")]
    assert open_mhtml(mhtml(part("text/html", ADDRESS, b"x"), *parts)).find(where) == b"one"


@pytest.mark.parametrize(
    ("parts", "inside"),
    [
        ([part("text/html", ADDRESS, b"<p>Wor")], "the page"),
        ([part("text/html", ADDRESS, b"x"), part("image/png", "a", b"y")], "what was saved with"),
    ],
)
def test_a_file_that_was_cut_off_is_read_and_told_of(parts: list[bytes], inside: str) -> None:
    """It matters whether words are missing or a picture."""
    saved = open_mhtml(mhtml(*parts, ends=False))
    assert saved.page
    assert [inside in each for each in saved.remarks] == [True]


def _nested(depth: int) -> bytes:
    heads = (
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n".encode() for n in range(depth)
    )
    return b"".join(heads) + b"Content-Type: text/html\n\n<p>x</p>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (mhtml(part("image/png", "a", b"x")), "no web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n", "no web page"),
        (b"", "no web page"),
        (_nested(21), "parts themselves"),
        (b"Content-Type: text/html;" + b";" * 9_000 + b"\n\nx", "a header of more than"),
        (b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\n" * 5_002, "5,000 parts"),
        (b"MIME-Version: 1.0\n" + b"\n" * 4_000_001, "more lines than a page"),
    ],
)
def test_what_is_no_saved_page_is_refused(data: bytes, words: str) -> None:
    """With the reason; what would take very long is not even begun."""
    assert words in open_mhtml(data).wrong


def test_parts_in_parts_are_read_as_deep_as_programs_nest_them() -> None:
    """Three of them are many."""
    assert open_mhtml(_nested(5)).page == b"<p>x</p>"


_WHOLE = saved_page(PAGE, ("image/png", "https://clinic.example/a.png", b"\x89P"))


@given(st.integers(0, len(_WHOLE)), st.binary(max_size=12), st.integers(0, 40))
def test_nothing_is_raised_whatever_is_broken(at: int, put: bytes, cut: int) -> None:
    """Bytes put in, taken out or overwritten anywhere give a page or a reason."""
    saved = open_mhtml(_WHOLE[:at] + put + _WHOLE[at + cut :])
    assert saved.wrong or isinstance(saved.page, bytes)
    saved.find("a.png")


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_no_header_is_too_strange(value: str) -> None:
    """The email package raises many things over headers that are none."""
    for name in ("Content-Type", "Content-Location", "Content-ID", "Content-Transfer-Encoding"):
        head = f"MIME-Version: 1.0\n{name}: {value}\n\n<p>x</p>".encode()
        assert isinstance(open_mhtml(head).page, bytes)
