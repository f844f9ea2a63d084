"""A leaflet code stays in one line, and is read back as it is written elsewhere."""

from __future__ import annotations

import pytest

from journalpress.edition.reading import expectation
from journalpress.inspect.docx_codes import plain_codes
from journalpress.wordfile.parts import W
from journalpress.writers.docx import extract_docx, write_docx
from journalpress.writers.docx.codes import join_codes
from tests.editions import edition_of, everything_edition
from tests.trees import article, p
from tests.writers.docx.reading import differences, part


def test_the_hyphens_of_a_code_never_break() -> None:
    """Word's own element for it, in the foot of the page and in the text."""
    edition = everything_edition(draft=False)
    data = write_docx(edition)

    for name in ("word/document.xml", "word/footer2.xml"):
        assert len(list(part(data, name).iter(f"{{{W}}}noBreakHyphen"))) >= 2, name
    assert edition.chapters[0].identity.code in extract_docx(data).running[0]
    assert expectation(edition).leaves == extract_docx(data).leaves


@pytest.mark.parametrize(
    "text", ["low-risk", "KXQX-2M9F-DA", "AK7QX-2M9F-D", "k7qx-2m9f-d", "1234-5678-90", "K7QX-2M9F"]
)
def test_other_hyphens_stay_as_they_are(text: str) -> None:
    """What only looks like a code, and words."""
    assert join_codes(text) == text


def test_a_hyphen_of_the_authors_that_never_breaks_stays_one() -> None:
    """Only those of codes are made plain again."""
    edition = edition_of(article(p("a low\u2011risk drug, leaflet K7QX-2M9F-D")))

    assert plain_codes("low\u2011risk K7QX\u20112M9F\u2011D") == "low\u2011risk K7QX-2M9F-D"
    assert differences(edition, write_docx(edition)) == []
