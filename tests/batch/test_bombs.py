"""Inputs that cost a minute or a gigabyte: refused before, or contained by the worker's limits.

The sizes are those at which WeasyPrint 70 took longer than a minute or more than a gigabyte.
"""

from pathlib import Path

import pytest

from journalpress.batch.making import Handling, made_files
from journalpress.batch.workers import Guard, Workers
from journalpress.journal import load_journal
from journalpress.standing import judge_journal
from tests.bad_input.conftest import bomb
from tests.batch import stubs
from tests.batch.test_making import task
from tests.journals import AS_OF, source_text, write_journal

LIMIT_SECONDS = 8


@pytest.mark.tool
@pytest.mark.parametrize("name", list(stubs.BOMBS))
def test_a_page_that_would_never_end_is_contained(tmp_path: Path, name: str) -> None:
    """Laid out by WeasyPrint in a worker: it is stopped, and two other files are made."""
    guard = Guard(seconds=LIMIT_SECONDS, megabytes=1_000)
    slugs = ["sound-1", f"bomb-{name}", "sound-2"]
    with Workers(1, guard, tmp_path / "scratch") as workers:
        ended = {
            job.slugs[0]: outcome.problems[0].code if outcome.problems else ""
            for job, outcome in made_files(
                map(task, slugs), stubs.make, workers, Handling(0, guard.seconds)
            )
        }

    assert ended.pop(f"bomb-{name}") in ("JP220", "JP222")
    assert ended == {"sound-1": "", "sound-2": ""}


WIDE = "| a | b |\n|---|---|\n"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<div style="display:flex">' * 10 + "x" + "</div>" * 10, "JP120"),
        ('<div style="columns:2">x</div>', "JP120"),
        ('<table><tr><td colspan="1000000">x</td></tr></table>', "JP120"),
        ("<style>:root { --a: var(--b) var(--b) }</style>", "JP120"),
        ('<svg><use href="#a"/></svg>', "JP120"),
        ("![A drawing](../media/x.svg)", "JP045"),
        ("![A square](../media/x.png)", "JP112"),
        (WIDE + "| x | y |\n" * 1_001, "JP112"),
        ("- a\n" + "".join("  " * n + "- a\n" for n in range(1, 70)), "JP112"),
    ],
    ids=["flex", "columns", "colspan", "var", "svg", "drawing", "pixels", "rows", "nesting"],
)
def test_an_article_cannot_bring_it_in(tmp_path: Path, body: str, code: str) -> None:
    """Each is refused by name before anything is laid out."""
    folder = write_journal(tmp_path / "journal", sick=source_text("sick", body))
    (folder / "media").mkdir()
    (folder / "media/x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "media/x.png").write_bytes(bomb(9_000))

    judged = judge_journal(load_journal(folder), AS_OF)["sick"]

    assert code in {each.code for each in judged.errors}
