"""A Task is all that a worker needs; with the pictures in it, on another computer too."""

import pickle
from dataclasses import replace
from pathlib import Path

from journalpress.batch.job import TaskMaker, make_files
from journalpress.batch.plan import Job
from journalpress.journal import load_journal
from journalpress.standing import judge_journal
from tests.editions import png
from tests.journals import AS_OF, source_text, write_journal


def test_pictures_travel_to_where_the_journal_is_not_seen(tmp_path: Path) -> None:
    """The same file; without them it is refused, because it is not what was approved."""
    folder = write_journal(
        tmp_path / "journal", asthma=source_text("asthma", "![A lung](../media/lung.png)")
    )
    (folder / "media").mkdir()
    (folder / "media" / "lung.png").write_bytes(png().data)
    journal = load_journal(folder)
    judged = judge_journal(journal, AS_OF)
    job = Job(format="html", path="html/asthma.html", kind="draft", slugs=("asthma",), draft=True)
    here = TaskMaker(journal, judged).task_of((job,))
    there = TaskMaker(journal, judged, distant=True).task_of((job,))
    sent = pickle.loads(pickle.dumps(replace(there, folder=tmp_path)))

    (made,), (distant,) = make_files(here), make_files(sent)
    (blind,) = make_files(replace(here, folder=tmp_path))

    assert here.pictures is None
    assert there.pictures == {"lung.png": png().data}
    assert made.data == distant.data is not None
    assert [each.code for each in blind.problems] == ["JP210"]
