"""What did not change is not read again, and nothing is believed that may have changed."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.ledger import Ledger
from journalpress.batch.survey import Survey
from journalpress.cli import main
from journalpress.errors import JournalPressError
from journalpress.journal import Journal, load_journal
from journalpress.journal.load import UnreadEntry
from journalpress.standing import Judged, judge_journal
from tests.bad_input.conftest import png
from tests.batch.test_faults import journal_on_disk
from tests.journals import AS_OF, SETTINGS, source_text

PICTURE = "\n\n![A teal square](../media/x.png)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three approved articles, of which each links to the one before; a draft with a picture."""
    journal = journal_on_disk(tmp_path / "journal", 3)
    (journal / "media").mkdir()
    (journal / "media/x.png").write_bytes(png(700, 40))
    (journal / "articles/seen.md").write_text(source_text("seen", PICTURE))
    return journal


def surveyed(folder: Path, as_of: date = AS_OF) -> tuple[Journal, Mapping[str, Judged]]:
    """The journal and its judgements, as an export has them, which then remembers them."""
    survey = Survey()
    journal = load_journal(folder, survey.recall)
    judged = judge_journal(journal, as_of, survey.judged(journal, as_of))
    with Ledger(folder / "out") as ledger:
        ledger.remember(survey.learnt(journal, judged, as_of), survey.gone())
    return journal, judged


def unread(journal: Journal) -> set[str]:
    """The slugs of the articles that were recalled."""
    return {slug for slug, each in journal.entries.items() if isinstance(each, UnreadEntry)}


def same(judged: Mapping[str, Judged], folder: Path, as_of: date = AS_OF) -> bool:
    """Whether the judgements are those of a journal that was wholly read."""
    afresh = judge_journal(load_journal(folder), as_of)
    return {slug: (each.problems, each.standing, each.facts) for slug, each in judged.items()} == {
        slug: (each.problems, each.standing, each.facts) for slug, each in afresh.items()
    }


def test_what_did_not_change_is_recalled(folder: Path) -> None:
    """And judged as if it had been read; its text can still be had."""
    surveyed(folder)

    journal, judged = surveyed(folder)

    assert unread(journal) == {"a0", "a1", "a2", "seen"}
    assert not any("article" in vars(each) for each in journal.entries.values())
    assert same(judged, folder)
    assert journal.entries["a1"].article == load_journal(folder).entries["a1"].article
    assert journal.ids == load_journal(folder).ids
    assert journal.collections == load_journal(folder).collections


def _write(path: str, text: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)

    return change


ALL = {"a0", "a1", "a2", "seen"}
RETURNED = json.dumps({"files": [{"changes": [{"id": "c1"}], "comments": []}]})
SIDE = json.dumps({"schema": 1})


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (_write("articles/seen.md", source_text("seen", PICTURE + "More.")), {"seen"}),
        (lambda folder: (folder / "media/x.png").write_bytes(png(650, 40)), {"seen"}),
        (lambda folder: (folder / "media/x.png").unlink(), {"seen"}),
        (_write("imports/a1.json", SIDE), {"a1"}),
        (_write("reviews/a2/r1/returned.json", RETURNED), {"a2"}),
        (_write("journal.toml", SETTINGS + "[review]\ninterval_months = 6\n"), ALL),
        (_write("references.yaml", "- id: other\n  raw: Other.\n"), ALL),
        (lambda folder: (folder / "articles/a0.md").unlink(), set()),
        (lambda folder: (folder / "articles/a2.md").touch(), set()),
    ],
    ids=[
        "text", "picture", "no picture", "import", "review", "settings", "sources", "deleted",
        "touch",
    ],
)  # fmt: skip
def test_what_changed_is_read(
    folder: Path, change: Callable[[Path], object], read: set[str]
) -> None:
    """And only that; every judgement is the one of a journal that was wholly read."""
    surveyed(folder)
    change(folder)

    journal, judged = surveyed(folder)

    assert set(journal.entries) - unread(journal) == read
    assert same(judged, folder)


@pytest.mark.parametrize("as_of", [date(2028, 12, 1), date(2028, 12, 2), date(2026, 11, 30)])
def test_another_day_is_judged_anew(folder: Path, as_of: date) -> None:
    """The last day, the day after, and a day before the approval."""
    surveyed(folder)

    _, judged = surveyed(folder, as_of)

    assert same(judged, folder, as_of)


def test_what_others_do_is_looked_at_each_time(folder: Path) -> None:
    """A link to an article that is no longer in force is told of (JP021)."""
    surveyed(folder)
    text = (folder / "articles/a0.md").read_text()
    (folder / "articles/a0.md").write_text(text.replace("status: approved", "status: withdrawn"))

    journal, judged = surveyed(folder)

    assert unread(journal) == {"a1", "a2", "seen"}
    assert "JP021" in {each.code for each in judged["a1"].problems}
    assert same(judged, folder)
    _, judged = surveyed(folder)
    assert same(judged, folder)


def test_a_file_that_changes_during_the_export_is_not_believed(folder: Path) -> None:
    """Its text is no longer that of its facts."""
    surveyed(folder)
    journal, _ = surveyed(folder)
    (folder / "articles/a1.md").write_text(source_text("a1", "Quite other words."))

    with pytest.raises(JournalPressError, match="changed during the export"):
        _ = journal.entries["a1"].article


def test_what_is_gone_is_forgotten(folder: Path) -> None:
    """The ledger keeps no row of a deleted article."""
    surveyed(folder)
    (folder / "articles/seen.md").unlink()
    surveyed(folder)

    with Ledger(folder / "out") as ledger:
        assert set(ledger.remembered()) == {"a0.md", "a1.md", "a2.md"}


BACKENDS = ("weasyprint", "docx", "ebooklib", "jinja2", "pebble", "markdown_it", "PIL")


@pytest.mark.tool
def test_an_export_without_work_loads_no_backend(folder: Path) -> None:
    """Nor the reader of Markdown, nor what opens pictures, nor what starts workers."""
    arguments = ["export", "--journal", str(folder), "--to", "text", "--to", "epub"]
    assert main([*arguments, "--quiet"]) == 0
    script = (
        "import sys\nfrom journalpress.cli import main\n"
        f"code = main({arguments!r})\n"
        f"print(code, sorted({set(BACKENDS)!r} & set(sys.modules)))\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert ended.stdout == "0 []\n"
    assert "0 files written" in ended.stderr
