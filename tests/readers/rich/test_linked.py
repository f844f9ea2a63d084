"""Tests of journalpress.readers.rich.linked: raised numbers that lead to pages elsewhere."""

from __future__ import annotations

from tests.readers.rich.documents import assembled, body, document, para, references, sup, told

_ONE, _TWO = "https://doi.org/10.1002/x1", "https://www.nhs.uk/iron/"


def test_a_number_that_leads_elsewhere_is_a_source_by_its_address() -> None:
    """The same number is the same source; a person is told to name it."""
    text = para("It helps.", sup("2", _TWO), " Take it", sup("[1]", _ONE), ". Yes.", sup("2", _TWO))
    made = assembled(document(text))
    assert body(made) == "It helps.[@source-2] Take it[@source-1]. Yes.[@source-2]"
    assert made.article is not None
    assert [each.raw for each in made.article.sources] == [_ONE, _TWO]
    assert any("write who says it" in each.what for each in made.decisions)
    assert not made.open
    assert "JP125" not in told(made)


def test_other_links_stay_links() -> None:
    """A number with two addresses, raised words, a number that is level, a file with a list."""
    for text, listed in (
        (para("A", sup("1", _ONE), " b", sup("1", _TWO)), ()),
        (para("A", sup("®", _ONE)), ()),
        (para("A", sup("1", "/somewhere")), ()),
        (para("A", sup("1", _ONE)), references()),
    ):
        made = assembled(document(text, references=listed))
        assert made.article is not None
        assert len(made.article.sources) == len(listed)
