"""Tests of journalpress.readers.rich.figures."""

from __future__ import annotations

from journalpress.readers.rich.tree import (
    Picture,
    Plate,
)
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    para,
    png,
    words,
)


def test_a_picture_without_description_is_asked_about() -> None:
    """Nothing is invented: the draft has it as decoration, and a question is open."""
    made = assembled(
        document(para("See ", Picture("a"), "this."), pictures={"a": png()}), taken_slugs=()
    )
    assert body(made) == "See this.\n\n![](../media/living-with-lupus-1.png){.decorative}"
    assert list(made.pictures) == ["living-with-lupus-1.png"]
    assert [each.kind for each in made.open] == ["shape"]


def test_a_picture_that_did_not_come_is_missing() -> None:
    """Its description and its caption stay."""
    plate = Plate(Picture("b.jpg", "Two hands"), words("How to hold it"))
    made = assembled(document(para("x"), plate))
    assert body(made) == "x\n\n::: missing figure\nTwo hands\n:::\n\nHow to hold it"
