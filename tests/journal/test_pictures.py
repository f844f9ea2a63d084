"""Pictures come from media/ and from nowhere else."""

from pathlib import Path

from journalpress.journal import load_journal
from journalpress.journal.pictures import read_pictures
from tests.editions import png
from tests.journals import source_text, write_journal


def test_pictures_stay_inside_the_journal(tmp_path: Path) -> None:
    """A link that leads out of media/ is refused, whatever it shows."""
    text = source_text("a", "![One](../media/in.png)\n\n![Two](../media/out.png)")
    folder = write_journal(tmp_path / "j", a=text)
    (folder / "media").mkdir()
    (folder / "media/in.png").write_bytes(png().data)
    (tmp_path / "secret.png").write_bytes(png().data)
    (folder / "media/out.png").symlink_to(tmp_path / "secret.png")
    journal = load_journal(folder)

    usable, unusable = read_pictures(journal, journal.entries["a"])

    assert set(usable) == {"in.png"}
    assert "outside media/" in str(unusable["out.png"])
    assert unusable["out.png"].line > 0


def test_a_picture_that_is_not_there_is_in_neither_answer(tmp_path: Path) -> None:
    """The checks say so, with the line; a damaged one is told by its reader."""
    text = source_text("a", "![One](../media/none.png)\n\n![Two](../media/bad.png)")
    folder = write_journal(tmp_path / "j", a=text)
    (folder / "media").mkdir()
    (folder / "media/bad.png").write_bytes(b"nonsense")
    journal = load_journal(folder)

    usable, unusable = read_pictures(journal, journal.entries["a"])

    assert usable == {}
    assert {name: each.code for name, each in unusable.items()} == {"bad.png": "JP045"}
