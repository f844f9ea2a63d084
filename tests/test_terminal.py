"""Words of others on a terminal: nothing that steers it, nothing that turns the line."""

from __future__ import annotations

from journalpress.terminal import clean


def test_a_terminal_cannot_be_steered() -> None:
    """No escape, no return to the line's start, no override of direction; words and tabs stay."""
    assert clean("a\x1b[31mb\r\n\tc\u202ed\u2066e\x9bf é 漢") == "a[31mb\tcdef é 漢"
