"""Words → the language they are in."""

from __future__ import annotations

import pytest

from journalpress.readers.language import guess_language

ENGLISH = "This is the page that you have been looking for and it is not for the faint of heart. "


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (ENGLISH + "A tumour is recognised.", "en-GB"),
        (ENGLISH + "A tumor is recognized.", "en-US"),
        (ENGLISH + "A tumour is recognized.", "en"),
        (ENGLISH + "The Tumour's size.", "en-GB"),
        (ENGLISH + "tumour_size, 2tumours", "en"),
        (ENGLISH, "en"),
        ("١٢٣ — 12", "en"),
        ("Nothing", "en"),
        ("Le vertige est fréquent et il ne dure pas, mais vous avez mal à la tête.", "fr"),
        ("Der Schwindel ist häufig und nicht gefährlich, wenn Sie sich mit Ruhe helfen.", "de"),
        ("El vértigo es frecuente y no dura más que una semana para las personas.", "es"),
        ("الدوار شائع وغالبًا ما يزول وحده", "ar"),
    ],
)
def test_the_language_shows_in_small_words_and_spelling(text: str, lang: str) -> None:
    """A region is named only where one spelling outweighs the other."""
    assert guess_language(text).lang == lang
