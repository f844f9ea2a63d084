"""Labels that CommonMark has not become numbers, line by line."""

import pytest

from journalpress.readers.pandoc.list_labels import Label, with_numbers


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("#. a\n#. b", "1. a\n1. b"),
        ("(3) a\n    more\n(4) b", "03) a\n    more\n04) b"),
        ("(@) a\n\nText\n\n(@) b", "01) a\n\nText\n\n02) b"),
        ("As said in\n(1) and (@)\n(2) so", "As said in\n(1) and (@)\n(2) so"),
        ("    (1) code", "    (1) code"),
        ("```\n\n(1) code\n```\n\n(1) a", "```\n\n(1) code\n```\n\n01) a"),
        ("(1)word", "(1)word"),
    ],
)
def test_a_label_becomes_a_number(source: str, written: str) -> None:
    """Below a blank line or another item, as wide as it was; never in a sentence or in code."""
    assert with_numbers(source.split("\n")) == (written.split("\n"), ())


def test_a_named_example_is_known_by_its_number() -> None:
    """Above its item or below; the names are told."""
    lines = ["See (@two) and (@other).", "", "(@) a", "(@two) b"]

    assert with_numbers(lines) == (
        ["See (2) and (@other).", "", "01) a", "00002) b"],
        (Label("two", 3), Label("two", 0)),
    )
