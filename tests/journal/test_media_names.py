"""Pictures of a page get names in media/."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.errors import InputError
from journalpress.journal.media_names import keep_pictures, with_media
from journalpress.model import Figure, every_block
from tests.trees import article, callout, figure, item, p, qa, questions, section, ul


@pytest.mark.parametrize("name", ["../a.png", "/a.png", ".a.png", "a\\b.png", "a\0.png", "", "x/y"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever a reader made of a page."""
    with pytest.raises(InputError, match="cannot name a picture"):
        keep_pictures(tmp_path, {name: b"x"})


def test_two_names_are_never_made_one(tmp_path: Path) -> None:
    """The second name may be what the first has become."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").write_bytes(b"there")

    new, names = keep_pictures(tmp_path, {"a.png": b"one", "a-2.png": b"two", "b.png": b"three"})

    assert names == {"a.png": "a-2.png", "a-2.png": "a-2-2.png", "b.png": "b.png"}
    assert {path.name: data for path, data in new.items()} == {
        "a-2.png": b"one", "a-2-2.png": b"two", "b.png": b"three",
    }  # fmt: skip


def test_every_picture_of_the_article_follows(tmp_path: Path) -> None:
    """In sections, lists, boxes and answers."""
    picture = figure("a.png", "A picture")
    made = article(
        picture, callout("note", p("Words."), picture), ul(item("Words.", picture)),
        section("Heading", picture), questions("Questions", qa("Why?", p("So."), picture)),
    )  # fmt: skip

    renamed = with_media(made, {"a.png": "b.png"})

    names = [each.media for each in every_block(renamed.body) if isinstance(each, Figure)]
    assert names == ["b.png"] * 5
    assert with_media(made, {"a.png": "a.png"}) == made
    assert not list(tmp_path.iterdir())
