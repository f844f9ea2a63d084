"""What an export leaves beside its files is the same anywhere, and survives a disaster."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.manifest import MANIFEST
from journalpress.batch.plan import plan_jobs
from journalpress.batch.proof import prove_folder
from journalpress.batch.provenance import PROVENANCE, read_subjects
from journalpress.batch.run import run_plan
from journalpress.digests import sha256
from journalpress.journal import load_journal, read_history
from journalpress.journal.kept import ARCHIVE, archive_path
from journalpress.standing import judge_journal
from journalpress.standing.approval import approve
from tests.journals import AS_OF, SETTINGS, source_text, write_journal

ARCHIVED = SETTINGS + '\n[export]\nformats = ["html", "text"]\narchive = true\n'
BESIDE = ("index.html", MANIFEST, PROVENANCE)


def journal(folder: Path, *, settings: str = ARCHIVED) -> Path:
    """A journal with two articles in force and a draft."""
    write_journal(
        folder,
        settings=settings,
        asthma=source_text("asthma", front="aliases: [wheeze]\n"),
        copd=source_text("copd"),
        gout=source_text("gout"),
    )
    sign(folder, "asthma")
    sign(folder, "copd")
    return folder


def sign(folder: Path, slug: str, on: date = AS_OF) -> None:
    """An approval of the article as it stands."""
    loaded = load_journal(folder)
    approve(
        loaded, loaded.entries[slug], by="Dr B. Madeup", role="clinical_reviewer", on=on, as_of=on
    )


def export(folder: Path, out: Path | None = None, *, as_of: date = AS_OF) -> Path:
    """An export of the whole journal, as the command does it; returns where it went."""
    loaded = load_journal(folder)
    judged = judge_journal(loaded, as_of)
    plan = plan_jobs(loaded, judged, formats=loaded.settings.export.formats)
    target = out or folder / "out"
    run_plan(plan, loaded, judged, target, as_of=as_of)
    return target


def beside(out: Path) -> dict[str, bytes]:
    """Page, manifest and provenance."""
    return {name: (out / name).read_bytes() for name in BESIDE}


def test_a_lost_folder_comes_back_from_a_copy_of_the_journal(tmp_path: Path) -> None:
    """The disk dies; the journal's backup is put back; the same manifest, the history intact."""
    folder = journal(tmp_path / "journal")
    export(folder)
    edit(folder, "copd", status="withdrawn")
    before = beside(export(folder, as_of=date(2026, 12, 2)))
    history = (folder / "history.jsonl").read_bytes()
    shutil.copytree(folder, tmp_path / "backup", ignore=shutil.ignore_patterns("out"))
    shutil.rmtree(folder)

    shutil.copytree(tmp_path / "backup", folder)
    after = beside(export(folder, as_of=date(2026, 12, 2)))

    assert after == before
    assert (folder / "history.jsonl").read_bytes() == history
    assert b"About copd" in after["index.html"]
    assert prove_folder(folder / "out") == (2, ())


def edit(folder: Path, slug: str, **fields: str) -> None:
    """Fields of the front matter, written anew by hand."""
    path = folder / "articles" / f"{slug}.md"
    lines = path.read_text("utf-8").splitlines()
    for name, value in fields.items():
        lines = [f"{name}: {value}" if each.startswith(f"{name}:") else each for each in lines]
    path.write_text("\n".join(lines) + "\n", "utf-8")


ELSEWHERE = """
import sys
from datetime import date
from pathlib import Path
from tests.batch.test_finish import export
export(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.tool
@pytest.mark.parametrize(
    "around",
    [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ],
)
def test_another_folder_time_zone_and_locale_change_no_byte(
    tmp_path: Path, around: dict[str, str]
) -> None:
    """Of page, manifest and provenance: all that is compared between computers."""
    folder = journal(tmp_path / "journal")
    here = beside(export(folder, tmp_path / "here"))
    moved = shutil.copytree(folder, tmp_path / "elsewhere" / "my journal")

    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(moved), str(tmp_path / "there")],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **around, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert beside(tmp_path / "there") == here


def test_what_was_published_says_of_what_it_was_made(tmp_path: Path) -> None:
    """Sources and tool in the history, with the last day; the superseded text in the archive."""
    folder = journal(tmp_path / "journal")
    first = (folder / "articles/asthma.md").read_bytes()
    export(folder)

    line = next(each for each in read_history(folder) if each["event"] == "published")
    subject = read_subjects(folder / "out")["text/asthma.txt"]

    assert (line["id"], line["until"], line["title"]) == ("asthma", "2028-12-01", "About asthma")
    assert line["tool"].startswith("journalpress ")
    assert subject["sources"].items() <= line["sources"].items()
    assert {"articles/asthma.md", "journal.toml"} <= line["sources"].keys()
    edit(folder, "asthma", title="Another title")
    kept = folder / archive_path("x.md", line["sources"]["articles/asthma.md"])
    assert kept.read_bytes() == first


def test_a_second_export_touches_nothing(tmp_path: Path) -> None:
    """Neither page, manifest, provenance, archive nor history: not even with the same bytes."""
    folder = journal(tmp_path / "journal")
    export(folder)
    lock = ".journalpress"

    def stamps() -> dict[Path, int]:
        files = [each for each in folder.rglob("*") if each.is_file() and lock not in each.parts]
        watched = [each for each in files if each.name in BESIDE or "out" not in each.parts]
        return {each: each.stat().st_mtime_ns for each in watched}

    before = stamps()
    export(folder, as_of=date(2026, 12, 2))

    assert stamps() == before


def test_a_leaflet_whose_source_is_edited_keeps_what_it_was_made_of(tmp_path: Path) -> None:
    """The provenance tells of the text that was printed, not of the one being written."""
    folder = journal(tmp_path / "journal")
    export(folder)
    before = read_subjects(folder / "out")["text/asthma.txt"]
    edit(folder, "asthma", status="draft", title="Being written")
    export(folder)

    assert read_subjects(folder / "out")["text/asthma.txt"] == before
    assert b"Being written" not in (folder / "out/index.html").read_bytes()


@pytest.mark.tool
def test_no_archive_unless_it_is_asked_for(tmp_path: Path) -> None:
    """Nobody's disk fills without their knowing."""
    folder = journal(tmp_path / "journal", settings=SETTINGS)
    export(folder)

    assert not (folder / ARCHIVE).exists()


def test_an_archive_forgets_after_so_many_years(tmp_path: Path) -> None:
    """What was taken back is kept for a year here, and then goes; what is out stays."""
    folder = journal(tmp_path / "journal", settings=f"{ARCHIVED}archive_years = 1\n")
    export(folder)
    old = next(each for each in read_history(folder) if each["event"] == "published")["sources"]
    path = folder / archive_path("x.md", old["articles/asthma.md"])
    edit(folder, "asthma", title="Another")
    sign(folder, "asthma")
    export(folder)
    assert path.exists()

    # As if all of this had been written later: the archive looks at the days in the history.
    lines = [json.loads(each) for each in (folder / "history.jsonl").read_text().splitlines()]
    later = [json.dumps({**each, "at": "2028-03-01T02:00:00+00:00"}) for each in lines]
    (folder / "history.jsonl").write_text("\n".join(later) + "\n", "utf-8")
    export(folder, as_of=date(2028, 3, 1))

    assert not path.exists()


def test_the_page_is_proved_with_the_folder(tmp_path: Path) -> None:
    """A list that was changed by hand, or thrown away, is named."""
    out = export(journal(tmp_path / "journal"))
    page = out / "index.html"
    page.write_bytes(page.read_bytes().replace(b"2028", b"2038"))
    (changed,) = prove_folder(out)[1]
    page.unlink()
    (missing,) = prove_folder(out)[1]

    assert changed.file == missing.file == "index.html"
    assert changed.code == missing.code == "JP209"


def test_a_source_saved_during_the_export_is_not_taken_for_it(tmp_path: Path) -> None:
    """The history names what was read; the archive keeps nothing under a false name."""
    folder = journal(tmp_path / "journal")
    read = sha256((folder / "articles/asthma.md").read_bytes())
    loaded = load_journal(folder)
    judged = judge_journal(loaded, AS_OF)
    plan = plan_jobs(loaded, judged, formats=("text",))
    edit(folder, "asthma", title="Saved meanwhile")

    run_plan(plan, loaded, judged, folder / "out", as_of=AS_OF)

    lines = {each["id"]: each for each in read_history(folder) if each["event"] == "published"}
    assert lines["asthma"]["sources"]["articles/asthma.md"] == read
    assert not (folder / archive_path("x.md", read)).exists()
    copd = lines["copd"]["sources"]["articles/copd.md"]
    assert (folder / archive_path("x.md", copd)).exists()


def test_old_history_lines_stay_as_they_are(tmp_path: Path) -> None:
    """Lines without the newer keys, and keys of others, are read and never rewritten."""
    folder = journal(tmp_path / "journal")
    old = (
        '{"schema": 1, "event": "published", "as_of": "2020-01-01", "id": "gout", "slug": "gout", '
        '"code": "QMW4-M1M4-A", "files": {"text/gout.txt": "a"}, "mood": "good"}\n'
    )
    retired = old.replace("published", "retired").replace('"mood"', '"why": "withdrawn", "mood"')
    path = folder / "history.jsonl"
    path.write_text(old + retired + path.read_text("utf-8"), "utf-8")

    out = export(folder)

    assert path.read_text("utf-8").startswith(old + retired)
    assert b"QMW4-M1M4-A" in (out / "index.html").read_bytes()
