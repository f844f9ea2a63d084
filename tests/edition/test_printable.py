"""Which characters would print as a box is known without opening a font."""

import pytest

from journalpress.edition.printable import named, unprintable


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "≤ ≥ µ α → ✓ − ½ “quotes” « guillemets\u202f»",
        "قياس ضغط الدم ١٢٣",
        "one letter of two: \u1e17 \u0231",
        "joined\u2060, \u2066apart\u2069",
        "a disclaimer\nof two lines",
    ],
)
def test_what_our_fonts_have_is_let_pass(text: str) -> None:
    """Letters of each family, spaces, and what is drawn without a glyph."""
    assert unprintable(text) == ()


def test_the_others_come_once_each_in_order() -> None:
    """Emoji, other scripts, a space as wide as an ideograph."""
    assert unprintable("漢 ☃ a 漢\u3000ก") == ("漢", "☃", "\u3000", "ก")


def test_they_are_named_as_a_person_may_look_them_up() -> None:
    """Number and name; a character without a name has its number alone."""
    assert named(("☃", "\ue000")) == "“☃” (U+2603, snowman), “\ue000” (U+E000)"
