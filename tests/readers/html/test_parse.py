"""Tests of journalpress.readers.html.parse: elements of today that its parser does not know."""

from __future__ import annotations

import pytest

from journalpress.readers.html.elements import text_of
from journalpress.readers.html.parse import tree_of
from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body, png


def test_words_behind_a_place_to_break_are_kept() -> None:
    """A long word that may be broken loses nothing, however often it may be."""
    made = read(page("<p>Take para<wbr>cetamol 500 <wbr/>mg <b>now</b>.</p>" + "a<wbr>" * 400))
    assert body(made).startswith("Take paracetamol 500 mg **now**.")
    assert not [each for each in made.problems if each.severity == "error"]


def test_a_picture_with_sources_is_kept() -> None:
    """A picture element, as sites write it today, with nothing closed that need not be."""
    html = '<p>A</p><picture><source srcset="a.webp"><source srcset="a.avif">'
    made = read(page(f'{html}<img src="a.png" alt="A meter"></picture><p>B</p>'),
                beside={"a.png": png()})  # fmt: skip
    assert body(made) == "A\n\n![A meter](../media/living-with-lupus-1.png)\n\nB"


@pytest.mark.parametrize("tag", ["source", "track", "embed"])
def test_what_holds_nothing_takes_nothing_in(tag: str) -> None:
    """What stands behind such an element stands in its order, none of it inside."""
    root = tree_of(f"<div>a<{tag}>b<i>c</i>d<{tag}>e</div>f").root
    assert root is not None
    assert text_of(root) == "abcde f"
    assert all(not len(each) and not each.text for each in root.iter(tag))
