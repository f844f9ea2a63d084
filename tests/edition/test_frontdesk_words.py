"""The words of the front desk's page."""

import dataclasses
import string
from collections.abc import Mapping

import pytest

from journalpress.edition import wording
from journalpress.edition.frontdesk_words import CATALOGUE, FrontdeskWords, frontdesk_words
from journalpress.journal.settings import LAYOUTS


@pytest.mark.parametrize("lang", CATALOGUE)
def test_every_language_has_every_word(lang: str) -> None:
    """No word is empty, and each fills in the same names as English does."""
    for field in dataclasses.fields(FrontdeskWords):
        word, english = getattr(CATALOGUE[lang], field.name), getattr(CATALOGUE["en"], field.name)
        if isinstance(word, Mapping):
            assert word.keys() == english.keys()
            assert all(each.strip() for each in word.values())
        else:
            assert word.strip(), field.name
            assert _braces(word) == _braces(english), field.name


def test_the_languages_are_those_of_the_leaflets() -> None:
    """A page in a language that leaflets have is never in another one."""
    assert CATALOGUE.keys() == wording.CATALOGUE.keys()
    assert frontdesk_words("fr-CH") is CATALOGUE["fr"]


def test_every_layout_has_a_name() -> None:
    """A link always says in words what it leads to."""
    assert {*LAYOUTS, "press-proof"} == set(CATALOGUE["en"].layouts)


def _braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
