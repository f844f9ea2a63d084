"""Where words change their direction."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journalpress.writers.docx.runs import directed


@given(st.text(), st.booleans())
def test_stretches_are_the_text_again(text: str, rtl: bool) -> None:
    """No character is lost, and two stretches that touch run in different directions."""
    stretches = list(directed(text, rtl=rtl))

    assert "".join(words for words, _ in stretches) == text
    assert all(one[1] != other[1] for one, other in pairwise(stretches))


def test_digits_and_signs_follow_their_neighbours() -> None:
    """Between two Latin words they are Latin; at the end of an Arabic paragraph they are Arabic."""
    assert list(directed("علاج CAR-T 19 cells 2024.", rtl=True)) == [
        ("علاج ", True),
        ("CAR-T 19 cells 2024", False),
        (".", True),
    ]
    assert list(directed("رقم 020 7946 0142.", rtl=True)) == [
        ("رقم ", True),
        ("020 7946 0142", False),
        (".", True),
    ]
    assert list(directed("plain", rtl=False)) == [("plain", False)]
    assert list(directed("an Arabic كلمة.", rtl=False)) == [
        ("an Arabic ", False),
        ("كلمة", True),
        (".", False),
    ]
