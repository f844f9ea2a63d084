"""Lists are in the order in which the readers of their language look for words."""

import pytest

from journalpress.edition.collation import folded, sort_key

ORDERS = [
    ("en-GB", ["2 tablets", "10 tablets", "aorta", "Antibody", "CD4", "CD19", "«T» cell"],
     ["2 tablets", "10 tablets", "Antibody", "aorta", "CD4", "CD19", "«T» cell"]),
    ("fr", ["étude", "eau", "œdème", "Etude clinique", "zona"],
     ["eau", "étude", "Etude clinique", "œdème", "zona"]),
    ("de", ["Zoster", "Ödem", "Ohr", "Straße", "Strasse 2"],
     ["Ödem", "Ohr", "Straße", "Strasse 2", "Zoster"]),
    ("es", ["niño", "nube", "nuez", "ñame", "óseo"], ["niño", "nube", "nuez", "ñame", "óseo"]),
    ("ar", ["CAR-T", "الضغط", "سكر", "أنسولين", "المناعة", "قلب"],
     ["أنسولين", "سكر", "الضغط", "قلب", "المناعة", "CAR-T"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "words", "ordered"), ORDERS)
def test_each_language_has_its_order(lang: str, words: list[str], ordered: list[str]) -> None:
    """Accents, ñ, the Arabic article and numbers; another script comes last."""
    assert sorted(words, key=lambda each: sort_key(each, lang)) == ordered


def test_words_are_folded_to_letters_and_figures() -> None:
    """Case, accents, vowel signs and punctuation do not count; letters of any script do."""
    assert folded("  The “Émile”-Study:\n2024.") == "the emilestudy 2024"
    assert folded("ضَغْط الدّم") == "ضغط الدم"
