"""What the glyphs of our fonts stand for."""

from __future__ import annotations

import pytest

from journalpress.edition.reading import expectation
from journalpress.verify import Means, compare
from journalpress.writers.pdf import extract_pdf, write_pdf
from journalpress.writers.pdf.letters import glyph_texts
from tests.editions import edition_of
from tests.trees import article, p

# Each draws pages.
pytestmark = pytest.mark.tool

NASKH, SANS = "JP Serif Arabic", "JP Sans Arabic"


@pytest.mark.parametrize("family", [NASKH, SANS])
@pytest.mark.parametrize("weight", [400, 600, 700])
def test_joined_letters_stand_for_each_of_them(family: str, weight: int) -> None:
    """Lam and alef in one glyph are two letters, and no glyph stands for a joined form."""
    texts = set(glyph_texts(family, weight, 0).values())

    assert {"لا", "لأ", "لإ", "لآ", "ب"} <= texts
    assert not [text for text in texts if any("\ufe80" <= sign <= "\ufefc" for sign in text)]


def test_a_font_that_is_none_of_ours_says_nothing() -> None:
    """Its glyphs are left as they are."""
    assert glyph_texts("DejaVu Sans", 400, 0) == {}


@pytest.mark.parametrize(
    "words", ["إن شاء الله", "أَوْلَى مُراجَع طبيًّا", "فارسی یک پزشک گچ", "١٢٣ أو ٥٠٪؟", "لَا لأنّ"]
)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_words_are_read_back_from_their_glyphs(words: str, lang: str) -> None:
    """Vowels, joined letters, Persian letters, Arabic figures, in a leaflet of either direction."""
    edition = edition_of(article(p(words), lang=lang))
    means = Means(paged=True, spaced=False, linked=True, returns=True)

    assert compare(expectation(edition), extract_pdf(write_pdf(edition)), means) == ()
