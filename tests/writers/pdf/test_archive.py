"""What goes into the archive: two standards in one file, and the article beside the page."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.schema import article_from_json
from journalpress.verify import Means, compare
from journalpress.writers.pdf import draw_pdf, extract_pdf, write_pdf
from tests import tools
from tests.editions import everything_edition

# Each draws pages.
pytestmark = pytest.mark.tool


@cache
def edition() -> Edition:
    """Every kind of block."""
    return everything_edition(draft=False)


@cache
def archived() -> bytes:
    """Its file for the archive."""
    return write_pdf(edition(), "archive")


def opened() -> pikepdf.Pdf:
    """The PDF, as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(archived()))


def test_the_article_inside_is_the_article() -> None:
    """The leaflet can be made again from the one file that was kept."""
    with opened() as pdf:
        data = pdf.attachments["everything.json"].get_file().read_bytes()

    assert article_from_json(data) == edition().articles[0]


def test_the_article_inside_is_named_as_the_source() -> None:
    """ISO 19005-3 asks for the relation, the names and the kind of each file inside."""
    with opened() as pdf:
        (attached,) = pdf.Root.AF

        assert str(attached.AFRelationship) == "/Source"
        assert str(attached.UF) == str(attached.F) == "everything.json"
        assert str(attached.EF.F.Subtype) == "/application/json"
        assert attached.EF.F.Params.Size == len(attached.EF.F.read_bytes())


def test_it_says_to_be_pdf_a_3a_and_pdf_ua_1() -> None:
    """One rdf:RDF holds both, and explains the property that PDF/A does not know."""
    with opened() as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        intent = pdf.Root.OutputIntents[0]

        assert str(intent.S) == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"RGB "
    assert packet.count("<rdf:RDF") == 1
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A<" in packet
    assert 'pdfuaid:part="1"' in packet
    assert "<pdfaSchema:prefix>pdfuaid<" in packet


def test_links_are_printed_and_pictures_are_not_smoothed() -> None:
    """What an archive may not hold is gone."""
    with opened() as pdf:
        flags = {int(each.F) for page in pdf.pages for each in page.obj.get("/Annots", [])}
        streams: list[Any] = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]

        assert flags == {4}
        assert not any(bool(each.get("/Interpolate", False)) for each in streams)


def test_it_says_what_the_edition_says() -> None:
    """The archive is proved like every leaflet, and reads like the one that was drawn."""
    means = Means(paged=True, spaced=False, linked=True, returns=True)

    assert compare(expectation(edition()), extract_pdf(archived()), means) == ()
    assert extract_pdf(archived()) == extract_pdf(draw_pdf(edition(), "archive"))


def test_the_same_edition_gives_the_same_bytes() -> None:
    """No date of today, no random name."""
    assert write_pdf(edition(), "archive") == archived()


def test_the_validators_find_no_fault(tmp_path: Path) -> None:
    """PDF/UA-1 by two of them, PDF/A-3a by one."""
    path = tmp_path / "archive.pdf"
    path.write_bytes(archived())

    assert tools.page_validation(archived()) == ()
    assert tools.qpdf_check(path) == ()
    assert tools.verapdf(path) == ()
    assert tools.verapdf(path, flavour="3a") == ()
