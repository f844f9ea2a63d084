"""LibreOffice as an editor: it protects nothing, survives a crash, and says what it cannot do."""

from __future__ import annotations

import os
import signal

import pytest

from tests.copies import sample_copy
from tests.editors import libreoffice
from tests.editors.libreoffice import EditFailed, OfficeLost, edit, edited
from tests.writers.docx.reading import every, part, words

pytestmark = pytest.mark.tool

SLUG = "lupus"
TITLED = edit("insert", at="_jp_title", words=" An addition")


def test_a_protected_copy_is_edited_too() -> None:
    """Word's protection of tracking does not keep a robot from silent edits."""
    data = edited(sample_copy(SLUG), TITLED, tracked=False)

    assert "An addition" in words(part(data))
    assert every(part(data), "ins") == []


def test_the_author_is_who_edits() -> None:
    """Each record carries the name of the person, with the characters that it has."""
    data = edited(sample_copy(SLUG), TITLED, author="Łukasz Żak <MD>")

    assert every(part(data), "ins", "author") == ["Łukasz Żak <MD>"]


def test_the_same_edit_twice_says_the_same() -> None:
    """Nothing of one document is left over in the next."""
    one, two = (edited(sample_copy(SLUG), TITLED) for _ in range(2))

    assert words(part(one)) == words(part(two))


@pytest.mark.parametrize(
    "impossible",
    [
        edit("insert", at="_jp_nowhere", words="x"),
        edit("delete", at="_jp_title", words="words that are not there"),
        edit("delete_row", at="_jp_title"),
        edit("replace_picture", at="_jp_title", picture=""),
        edit("restyle", at="_jp_title", style="No style of this name"),
    ],
    ids=lambda each: each.name,
)
def test_what_cannot_be_done_is_said(impossible: libreoffice.Edit) -> None:
    """An edit that finds no place fails: it never passes for an edit that was made."""
    with pytest.raises(EditFailed):
        edited(sample_copy(SLUG), impossible)


def test_what_is_no_document_is_said() -> None:
    """A file that LibreOffice does not open fails, and the next one is edited."""
    with pytest.raises(EditFailed):
        edited(b"PK nonsense", TITLED)
    assert "An addition" in words(part(edited(sample_copy(SLUG), TITLED)))


def test_a_crash_is_survived() -> None:
    """Another LibreOffice is started where the first is gone."""
    libreoffice.office().kill()

    assert "An addition" in words(part(edited(sample_copy(SLUG), TITLED)))


def test_a_libreoffice_that_hangs_is_ended() -> None:
    """What does not answer in time is ended with all that it has started."""
    hanging = libreoffice.start()
    os.killpg(hanging.pid, signal.SIGSTOP)

    with pytest.raises(OfficeLost, match="no answer"):
        hanging.ask({}, seconds=0)

    assert hanging.ended
