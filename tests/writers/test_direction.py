"""What is set apart in a line of the other direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.writers.direction import Direction, opens_rightwards, stretches


@given(st.text(alphabet="ابج abc 0123-/.،()\u00a0"), st.sampled_from(["ltr", "rtl"]))
def test_pieces_are_the_text_again(text: str, direction: Direction) -> None:
    """No character is lost, none is empty."""
    pieces = list(stretches(text, direction))

    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)


@pytest.mark.parametrize(
    ("text", "direction", "apart"),
    [
        ("اتصل على 020 7946 0142.", "rtl", ["020 7946 0142"]),
        ("الرمز 72K4-K2M9-D", "rtl", ["72K4-K2M9-D"]),
        (
            "موقعنا https://quillmere-clinic.example/ الآن",
            "rtl",
            ["https://quillmere-clinic.example/"],
        ),
        ("أقل من 135/85، أو 50%", "rtl", []),
        ("كما في CAR-T (أو B-cells)", "rtl", ["CAR-T", "B-cells"]),
        ("see قياس ضغط الدم (K7QX)", "ltr", ["قياس ضغط الدم"]),
        ("plain words", "ltr", []),
    ],
)
def test_phrases_are_set_apart_whole(text: str, direction: Direction, apart: list[str]) -> None:
    """Figures that keep together by themselves are left alone."""
    assert [piece for piece, is_apart in stretches(text, direction) if is_apart] == apart


def test_the_first_letter_tells_where_a_source_begins() -> None:
    """Figures and signs before it do not."""
    assert opens_rightwards("2021 European Society")
    assert not opens_rightwards("«دليل» NICE")
    assert not opens_rightwards("2021")
