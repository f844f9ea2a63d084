"""A page may have files below its own folder, and no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journalpress.journal.beside import beside


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page with a picture below it, and secrets around it."""
    folder = tmp_path / "site"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "a.png").write_bytes(b"picture")
    (folder / "page.html").write_bytes(b"page")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (folder / "out.png").symlink_to(tmp_path / "secret.txt")
    (folder / "outside").symlink_to(tmp_path)
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "inside.png").symlink_to(folder / "page_files" / "a.png")
    os.mkfifo(folder / "pipe.png")
    return folder


def test_what_lies_below_is_read(site: Path) -> None:
    """Directly, in a folder, and through a link that stays inside."""
    read = beside(site / "page.html", 100)

    assert read("page_files/a.png") == read("./page_files/a.png") == read("inside.png")
    assert read("inside.png") == b"picture"


@pytest.mark.parametrize(
    "name",
    [
        "", "../secret.txt", "page_files/../../secret.txt", "out.png", "outside/secret.txt",
        "circle", "pipe.png", "page_files", "/etc/passwd", "C:\\secret", "..\\secret.txt",
        "\\\\server\\share", "a\0.png", "missing.png", "x" * 5000, "\udcff.png",
    ],
)  # fmt: skip
def test_nothing_else_is(site: Path, name: str) -> None:
    """No way leads out, nothing is waited for, and nothing is raised."""
    assert beside(site / "page.html", 100)(name) is None


def test_a_file_that_is_too_large_is_none(site: Path) -> None:
    """The limit itself is allowed."""
    assert beside(site / "page.html", 7)("page_files/a.png") == b"picture"
    assert beside(site / "page.html", 6)("page_files/a.png") is None
