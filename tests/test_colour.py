"""Colours are told apart as WCAG does it, and mixed in sRGB."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.colour import contrast, is_colour, lightened, middle, mixed

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The examples that WCAG's own tools give; the order does not matter."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("text", ["", "red", "#fff", "#FFFFFF", "#1234567", "#12345g", "123456"])
def test_only_six_small_digits_are_a_colour(text: str) -> None:
    """One way to write one colour."""
    assert is_colour("#0b4f6c")
    assert not is_colour(text)


@given(COLOURS)
def test_a_middle_tone_is_seen_on_white_and_on_black(colour: str) -> None:
    """At 3 to 1, which a rule needs (WCAG 2.2, 1.4.11)."""
    assert contrast(middle(colour), "#ffffff") >= 3
    assert contrast(middle(colour), "#000000") >= 3


@given(COLOURS)
def test_text_is_lightened_until_it_stands_out(colour: str) -> None:
    """On a dark screen, and no further than it must be."""
    light = lightened(colour, "#12181b", 8)

    assert contrast(light, "#12181b") >= 8
    assert light == colour or contrast(light, "#12181b") < 8.6


def test_a_mixture_lies_between_its_parts() -> None:
    """None of the other, half of it, all of it."""
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#ffffff",
    ]
