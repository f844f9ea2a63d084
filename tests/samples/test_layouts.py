"""Every sample in every layout, held to its criteria and judged by the tools of the world."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.inspect.leaflet import check_leaflet
from journalpress.writers.pdf.layouts import LAYOUTS
from tests import tools
from tests.samples.exports import PRINTED, SLUGS

pytestmark = pytest.mark.long

PROVED = tuple(name for name in PRINTED if not LAYOUTS[name].proved_on_draw)
"""Layouts whose files are read by people on a screen, or heard: they keep PDF/UA-1."""


def file_of(folder: Path, slug: str, layout: str) -> Path:
    """A leaflet: a4 is the one that needs no name."""
    return folder / (f"{slug}.pdf" if layout == "a4" else f"{slug}.{layout}.pdf")


def of_layout(folder: Path, layout: str) -> list[Path]:
    """The leaflet of every sample in this layout."""
    return [file_of(folder, slug, layout) for slug in SLUGS]


@pytest.mark.parametrize("layout", PRINTED)
def test_every_sample_keeps_the_criteria_of_its_layout(laid_out: Path, layout: str) -> None:
    """What `journalpress check FILE.pdf` says of them: nothing, and it knows the layout."""
    for file in of_layout(laid_out, layout):
        known, found = check_leaflet(file.read_bytes(), name=file.name)

        assert known == layout
        assert [str(each) for each in found] == []


@pytest.mark.parametrize("layout", PROVED)
def test_every_sample_is_accessible_in_its_layout(laid_out: Path, layout: str) -> None:
    """PDF/UA-1 by page-validation: no failure."""
    for file in of_layout(laid_out, layout):
        assert tools.page_validation(file.read_bytes()) == (), file.name


@pytest.mark.parametrize("layout", PRINTED)
def test_every_sample_is_sound_to_qpdf_in_its_layout(laid_out: Path, layout: str) -> None:
    """No structural warning."""
    for file in of_layout(laid_out, layout):
        assert tools.qpdf_check(file) == (), file.name


def test_every_sample_is_accessible_to_verapdf(laid_out: Path) -> None:
    """PDF/UA-1 by veraPDF: no failure."""
    files = [file for layout in PROVED for file in of_layout(laid_out, layout)]

    assert [str(each) for each in tools.verapdf(*files)] == []


def test_every_archive_can_be_kept(laid_out: Path) -> None:
    """PDF/A-3a by veraPDF: no failure."""
    assert [
        str(each) for each in tools.verapdf(*of_layout(laid_out, "archive"), flavour="3a")
    ] == []
