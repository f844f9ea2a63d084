"""A file is recognised by what it holds, then by its name."""

from __future__ import annotations

import re
from typing import Any

import pytest

from journalpress.errors import UsageError
from journalpress.journal import importers
from journalpress.journal.importers import IMPORTERS, Importer, importer_of, is_importable
from journalpress.readers.imports import Import


def nothing(_data: bytes, /, **_given: Any) -> Import:
    """A reader of no article."""
    return Import(article=None)


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows for two kinds that look alike, and one that looks like anything."""
    made = (
        Importer("markup", (".html", ".htm"), re.compile(rb"\s*<"), nothing),
        Importer("journal markup", (".xml",), re.compile(rb"\s*<"), nothing),
        *IMPORTERS,
        Importer("notes", (".md",), None, nothing),
    )
    monkeypatch.setattr(importers, "IMPORTERS", made)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<p>words", "page.html", "markup"),
        (b" <p>words", "page.txt", "markup"),
        (b"<article/>", "page.XML", "journal markup"),
        (b"words", "page.html", "page text"),
        (b"words", "page.txt", "page text"),
        (b"words", "page.md", "notes"),
        (b"words", "page", "page text"),
        (b"", "page.jpg", "page text"),
    ],
)
def test_what_a_file_holds_counts_before_its_ending(data: bytes, name: str, kind: str) -> None:
    """The ending chooses among kinds that look alike."""
    assert importer_of(data, name, file=name).name == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04", "a packed file"), (b"%PDF-1.7", "a PDF"), (b"\x89PNG", "a picture"),
        (b'{"a": 1}', "JSON"), ("x".encode("utf-16"), "UTF-16"), (b"\n<!DOCTYPE html>", "HTML"),
    ],
)  # fmt: skip
def test_a_kind_that_no_row_reads_is_named(
    data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its ending says."""
    monkeypatch.setattr(importers, "IMPORTERS", [each for each in IMPORTERS if not each.content])

    with pytest.raises(UsageError, match=kind):
        importer_of(data, "page.txt", file="page.txt")


def test_names_in_a_folder_that_are_meant() -> None:
    """Every ending of the table, in any case; nothing else."""
    assert is_importable("page.TXT")
    assert not any(is_importable(name) for name in ("style.css", "a.png", "Makefile", "page"))


def test_rows_have_names_and_endings_of_their_own() -> None:
    """So that a record says which reader it was."""
    names = [each.name for each in IMPORTERS]
    assert len(set(names)) == len(names)
    for each in IMPORTERS:
        assert all(ending == ending.lower() for ending in each.endings)
        assert all(not ending or ending.startswith(".") for ending in each.endings)
