"""A file is recognised by what it holds, then by its name."""

from __future__ import annotations

import pytest

from journalpress.errors import UsageError
from journalpress.journal.importers import IMPORTERS, importer_of, is_importable


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><title>x", "page.html", "web page"),
        (b"\xef\xbb\xbf\n<!-- saved from url -->\n<HTML>", "page.htm", "web page"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML">', "a.xml", "web page"),
        (b"<p>words", "page.txt", "web page"),
        (
            b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?x\r\n y?=\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related;\r\n\tboundary=x\r\n",
            "page.txt",
            "web page in one file",
        ),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n", "a.mhtml", "web page in one file"),
        (b"bplist00", "page.webarchive", "web page in one file"),
        (b"Subject: x\nContent-Type: text/plain\n\nwords", "page.txt", "page text"),
        (b"<article><h1>x</h1>", "page.html", "web page"),
        (b"<article><front>", "page.xml", "JATS file"),
        (b'<?xml version="1.0"?><article xmlns:xlink="x" article-type="r">', "a.txt", "JATS file"),
        (b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.3">', "page.html", "JATS file"),
        (b"PK\x03\x04", "page.docx", "Word file"),
        (b"PK\x03\x04", "page.md", "Word file"),
        (b'{"a": 1}', "page.json", "JSON"),
        (b'\xef\xbb\xbf[\n  {"id": 1}]', "page.txt", "JSON"),
        (b"---\ntitle: x\n---\n", "page.md", "Markdown"),
        (b"<div align=center>\n\n# Title", "page.MD", "Markdown"),
        (b"[1] words", "page.txt", "page text"),
        (b"words", "page.html", "page text"),
        (b"# words", "page.txt", "page text"),
        (b"words", "page", "page text"),
        (b"MZ is short for Mozambique.\n", "page.txt", "page text"),
        (b"", "page.jpg", "page text"),
        (b"<5 mg is a low dose", "page.txt", "page text"),
    ],
)
def test_what_a_file_holds_counts_before_its_ending(data: bytes, name: str, kind: str) -> None:
    """Only of Markdown the ending must say it: its bytes may look like anything."""
    assert importer_of(data, name, file=name).name == kind


@pytest.mark.parametrize("name", ["page.txt", "page.html", "page.docx", "page.md"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "a PDF"), (b"\x89PNG", "a picture"), (b"\xd0\xcf\x11\xe0", "old Word"),
        (b"{\\rtf1", "RTF"), ("x".encode("utf-16"), "UTF-16"), (b"<?xml?><x:y/>", "XML"),
        (b"MZ\x90\x00\x03\x00\x00\x00\n\x04", "a program, which holds no text"),
        (b"\x7fELF\x02\x01", "a program"),
    ],
)  # fmt: skip
def test_a_kind_that_no_row_reads_is_named(data: bytes, kind: str, name: str) -> None:
    """Whatever its ending says."""
    if name.endswith(".md") and data[:1] in (b"<", b"{"):
        assert importer_of(data, name, file=name).name == "Markdown"
        return
    with pytest.raises(UsageError, match=kind):
        importer_of(data, name, file=name)


def test_names_in_a_folder_that_are_meant() -> None:
    """Every ending of the table, in any case; nothing else."""
    assert all(is_importable(f"page{each}") for each in (".TXT", ".html", ".MHT", ".docx", ".md"))
    assert not any(is_importable(name) for name in ("style.css", "a.png", "Makefile", "page"))


def test_rows_have_names_and_endings_of_their_own() -> None:
    """So that a record says which reader it was."""
    names = [each.name for each in IMPORTERS]
    assert len(set(names)) == len(names)
    for each in IMPORTERS:
        assert all(ending == ending.lower() for ending in each.endings)
        assert all(not ending or ending.startswith(".") for ending in each.endings)
