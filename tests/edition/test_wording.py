"""The catalogues of printed words."""

import dataclasses
import string
from datetime import date

import pytest

from journalpress.edition.wording import CATALOGUE, Wording, has_wording, wording_for
from journalpress.errors import InputError


def braces(text: str) -> set[str]:
    """The names in a pattern's braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("wording", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_every_language_has_every_word(wording: Wording) -> None:
    """No word is empty, and each fills in the same names as English does."""
    english = CATALOGUE["en"]
    for field in dataclasses.fields(Wording):
        word = getattr(wording, field.name)
        assert word.strip(), f"{wording.lang}: {field.name} is empty"
        assert braces(word) == braces(getattr(english, field.name)), f"{wording.lang}: {field.name}"


def test_the_five_languages_are_there() -> None:
    """English, French, German, Spanish and Arabic."""
    assert set(CATALOGUE) == {"en", "fr", "de", "es", "ar"}


def test_a_region_falls_back_to_its_base_and_never_to_another_language() -> None:
    """en-GB reads as en; Welsh has no catalogue and says so."""
    assert wording_for("en-GB") is CATALOGUE["en"]
    assert not has_wording("cy")
    with pytest.raises(InputError, match="cy"):
        wording_for("cy")


@pytest.mark.parametrize(
    ("lang", "printed"),
    [("en-GB", "6 August 2018"), ("fr", "6 août 2018"), ("de", "6. August 2018")],
)
def test_a_day_prints_in_words(lang: str, printed: str) -> None:
    """A printed date never leaves the reader to guess which number is the month."""
    assert wording_for(lang).day(date(2018, 8, 6)) == printed


def test_an_unknown_day_prints_as_a_dash() -> None:
    """What is not known is not invented."""
    assert wording_for("en").day(None) == "—"
