"""An export makes, proves, records and publishes; one failure never stops the others."""

import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from journalpress.batch.job import make_files
from journalpress.batch.ledger import read_records
from journalpress.batch.manifest import MANIFEST
from journalpress.batch.plan import plan_jobs
from journalpress.batch.proof import prove_folder
from journalpress.batch.records import LOCK, SCRATCH
from journalpress.batch.run import Making, Moment, Report, hire_nobody, run_plan
from journalpress.batch.workers import hiring
from journalpress.edition.types import Edition, LeftOut
from journalpress.errors import EnvironmentFailure, FolderLocked, RenderingError
from journalpress.files import TEMPORARY_SUFFIX, held
from journalpress.journal import Journal, read_history
from journalpress.limits import DEFAULT_LIMITS
from journalpress.model import Article
from journalpress.writers import WRITERS
from tests.batch import stubs
from tests.editions import DISCLAIMER, approved, house
from tests.journals import AS_OF, book, in_force, journal_of, judged_of, leaflet, with_articles
from tests.trees import figure, p

BESIDE = ("index.html", MANIFEST, "provenance.json")
"""What every export writes beside the files that it was asked for."""


def export(
    journal: Journal,
    out: Path | None = None,
    *,
    formats: Sequence[str] = ("html", "text"),
    as_of: date = AS_OF,
    draft: bool = False,
    slugs: Sequence[str] = (),
) -> Report:
    """Plan and run, as the command does."""
    judged = judged_of(journal, as_of)
    plan = plan_jobs(journal, judged, formats=formats, draft=draft, slugs=slugs)
    return run_plan(plan, journal, judged, out or journal.folder / "out", as_of=as_of)


def events(journal: Journal) -> list[tuple[str, str]]:
    """(event, id) of each line of the history."""
    return [(line["event"], line["id"]) for line in read_history(journal.folder)]


def files_in(folder: Path) -> set[str]:
    """Every file for people below a folder, as paths with `/`."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".journalpress" not in path.parts
    }


def test_finals_lie_where_the_contract_says_and_in_the_manifest(tmp_path: Path) -> None:
    """OUT/html/<slug>.html, OUT/text/<slug>.txt, and sha256sum's lines for both."""
    journal = journal_of(tmp_path, in_force("asthma"), leaflet("draft"))

    report = export(journal)

    out = tmp_path / "out"
    assert files_in(out) == {"html/asthma.html", "text/asthma.txt", *BESIDE}
    assert report.plan.skipped == ("draft",)
    assert report.is_whole
    for line in (out / MANIFEST).read_text().splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256((out / path).read_bytes()).hexdigest() == digest


def test_drafts_stand_apart_and_outside_the_manifest(tmp_path: Path) -> None:
    """--draft writes to OUT/draft and publishes nothing."""
    journal = journal_of(tmp_path, leaflet("asthma"))

    export(journal, draft=True)

    out = tmp_path / "out"
    assert files_in(out) == {"draft/html/asthma.html", "draft/text/asthma.txt", *BESIDE}
    assert [line[66:] for line in (out / MANIFEST).read_text().splitlines()] == ["index.html"]
    assert "DRAFT" in (out / "draft/text/asthma.txt").read_text()
    assert events(journal) == []


def test_publishing_twice_adds_nothing(tmp_path: Path) -> None:
    """The second export of the same articles adds no line and changes no byte."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    report = export(journal)

    assert report.published == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert events(journal) == [("published", "asthma")]


def test_another_folder_records_nothing_outside_itself(tmp_path: Path) -> None:
    """Only the folder that journal.toml names is published."""
    journal = journal_of(tmp_path / "journal", in_force("asthma"))

    export(journal, tmp_path / "stick")

    assert files_in(tmp_path / "journal") == set()
    assert "text/asthma.txt" in files_in(tmp_path / "stick")


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (replace(in_force("asthma"), status="withdrawn"), "withdrawn"),
        (replace(in_force("asthma-inhalers"), id="asthma"), "renamed"),
        (in_force("asthma", standfirst="A new text."), "replaced"),
        (None, "deleted"),
    ],
    ids=["withdrawn", "renamed", "replaced", "deleted"],
)
def test_what_may_no_longer_go_out_is_retired(
    tmp_path: Path, later: Article | None, why: str
) -> None:
    """Every format of it moves to OUT/retired, exported again or not, and the history says so."""
    journal = journal_of(tmp_path, in_force("asthma"), in_force("other"))
    export(journal)
    after = with_articles(journal, *([later] if later else []), in_force("other"))

    report = export(after, slugs=("other",))

    out = tmp_path / "out"
    assert {path for path in files_in(out) if not path.startswith("retired/")} == {
        "html/other.html", "text/other.txt", *BESIDE,
    }  # fmt: skip
    retired = {path for path in files_in(out) if path.startswith("retired/")}
    assert {path.split(".")[0] for path in retired} == {
        "retired/html/asthma", "retired/text/asthma",
    }  # fmt: skip
    assert all(why in each.why for each in report.retired)
    assert events(journal).count(("retired", "asthma")) == 2
    assert "asthma" not in (out / MANIFEST).read_text()


def test_a_leaflet_past_its_date_is_retired_by_any_export(tmp_path: Path) -> None:
    """The day after "do not give out after" it leaves the folder; its article is refused."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal, as_of=date(2028, 6, 20))

    report = export(journal, as_of=date(2028, 6, 21))

    assert report.plan.refused == ("asthma",)
    assert not report.is_whole
    assert "text/asthma.txt" not in files_in(tmp_path / "out")


def test_a_leaflet_whose_source_is_edited_stays_until_its_date(tmp_path: Path) -> None:
    """An article back in draft keeps its leaflet out, and the export lists it."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal)

    report = export(with_articles(journal, replace(in_force("asthma"), status="draft")))

    assert "text/asthma.txt" in files_in(tmp_path / "out")
    assert [each.record.path for each in report.edited] == ["html/asthma.html", "text/asthma.txt"]
    assert events(journal) == [("published", "asthma")]


def test_a_new_disclaimer_replaces_the_leaflets(tmp_path: Path) -> None:
    """The code holds the disclaimer: the old leaflets retire, the new ones carry the new code."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal)
    words = replace(DISCLAIMER, full="Other words, approved.")
    changed = journal_of(tmp_path, in_force("asthma"), house=house(disclaimers={"en": words}))

    report = export(changed)

    assert len(report.retired) == 2
    assert "Other words, approved." in (tmp_path / "out/text/asthma.txt").read_text()


def test_one_failure_never_stops_the_others(tmp_path: Path) -> None:
    """A picture lost between check and print fails one article; the other is made."""
    broken = approved(leaflet("broken"))
    journal = journal_of(tmp_path, broken, in_force("whole"))
    judged = dict(judged_of(journal))
    plan = plan_jobs(journal, judged, formats=("text",))
    changed = replace(broken, body=(*broken.body, p("Words added behind our back.")))
    judged["broken"] = replace(
        judged["broken"], entry=replace(judged["broken"].entry, article=changed)
    )

    report = run_plan(plan, journal, judged, tmp_path / "out", as_of=AS_OF)

    assert [failure.path for failure in report.failures] == ["text/broken.txt"]
    assert report.written == ("text/whole.txt",)
    assert not report.is_whole


def fails(error: BaseException) -> Callable[[Edition], bytes]:
    """A backend that breaks on one article."""

    def write(edition: Edition) -> bytes:
        if edition.id == "bad":
            raise error
        return WRITERS["text"].write(edition)

    return write


def writing(write: Callable[[Edition], bytes]) -> Making:
    """An export whose plain text is written in this way."""
    writers = {"text": replace(WRITERS["text"], write=write)}
    return Making(hire_nobody, make=partial(make_files, writers=writers))


def lies(edition: Edition) -> bytes:
    """A backend that loses one word of one article."""
    data = WRITERS["text"].write(edition)
    return data.replace(b" first ", b" ") if edition.id == "bad" else data


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (fails(ValueError("a\nb")), "JP210"),
        (fails(MemoryError()), "JP222"),
        (fails(RecursionError("deep")), "JP210"),
        (fails(RenderingError("a picture was not drawn")), "JP210"),
        (lies, "JP200"),
    ],
)
def test_a_backend_that_breaks_or_lies_costs_one_file(
    tmp_path: Path, write: Callable[[Edition], bytes], code: str
) -> None:
    """That file is not published, what was there before stands, the others are made."""
    journal = journal_of(tmp_path, in_force("bad"), in_force("good"))
    export(journal, formats=("text",))
    before = (tmp_path / "out/text/bad.txt").read_bytes()
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("text",))
    broken = writing(write)

    report = run_plan(plan, journal, judged, tmp_path / "out", as_of=AS_OF, force=True, how=broken)

    assert report.written == ("text/good.txt",)
    (failure,) = report.failures
    assert failure.path == "text/bad.txt"
    assert {each.code for each in failure.problems} == {code}
    assert all("\n" not in str(each) for each in failure.problems)
    assert bool(failure.trace) == (code != "JP200")
    assert (tmp_path / "out/text/bad.txt").read_bytes() == before
    assert prove_folder(tmp_path / "out") == (2, ())


def test_a_computer_that_fails_stops_the_export(tmp_path: Path) -> None:
    """Missing fonts would fail every file: exit 4, and what was made is in the manifest."""
    journal = journal_of(tmp_path, in_force("aaa"), in_force("bad"))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("text",))
    broken = writing(fails(EnvironmentFailure("no fonts")))

    with pytest.raises(EnvironmentFailure, match="no fonts"):
        run_plan(plan, journal, judged, tmp_path / "out", as_of=AS_OF, how=broken)

    assert prove_folder(tmp_path / "out") == (1, ())
    assert "text/aaa.txt" in (tmp_path / "out" / MANIFEST).read_text()


def test_an_article_without_its_picture_is_not_made(tmp_path: Path) -> None:
    """A missing picture is an error: nothing goes out, not even a draft."""
    journal = journal_of(tmp_path, leaflet("asthma"), leaflet("other"))
    lacking = replace(leaflet("asthma"), body=(figure("x.png", "An inhaler"),))

    report = export(with_articles(journal, lacking, leaflet("other")), draft=True)

    assert report.plan.broken == ("asthma",)
    assert "draft/text/other.txt" in report.written


def test_two_exports_into_one_folder_are_refused(tmp_path: Path) -> None:
    """The second finds the lock held and touches nothing."""
    journal = journal_of(tmp_path, in_force("asthma"))
    out = tmp_path / "out"

    with held(out / LOCK), pytest.raises(FolderLocked, match="another export"):
        export(journal)

    assert files_in(out) == set()


def test_what_a_killed_export_left_is_swept(tmp_path: Path) -> None:
    """Temporary files go."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal)
    out = tmp_path / "out"
    torn = out / "text" / f".asthma.txt{TEMPORARY_SUFFIX}"
    torn.write_bytes(b"half")

    export(journal)

    assert not torn.exists()
    assert prove_folder(out) == (2, ())


def test_an_unwritable_folder_fails_the_environment(tmp_path: Path) -> None:
    """A file where the folder should be: one line, exit 4, nothing written."""
    (tmp_path / "out").write_text("in the way")

    with pytest.raises(EnvironmentFailure, match="cannot write"):
        export(journal_of(tmp_path, in_force("asthma")))


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.batch.test_run import export, in_force, journal_of
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    export(journal_of(Path(sys.argv[1]), *(in_force(f"a{n}") for n in range(3))))
except Exception as error:
    print(type(error).__name__, error.exit_code)
"""


@pytest.mark.tool
@pytest.mark.parametrize("most_bytes", [0, 100, 2_000, 6_000])
def test_a_full_disk_tears_nothing(tmp_path: Path, most_bytes: int) -> None:
    """Writes that fail at any size end in exit 4; what is there is whole and can be proved."""
    export(journal_of(tmp_path, in_force("a0"), in_force("a1")))

    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(most_bytes)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert ended.stdout.strip() == "EnvironmentFailure 4"
    records = read_records(tmp_path / "out")
    for path, record in records.items():
        data = (tmp_path / "out" / path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == record.sha256
    assert not list(tmp_path.rglob(f"*{TEMPORARY_SUFFIX}"))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY


def test_a_book_says_what_it_left_out(tmp_path: Path) -> None:
    """The e-book holds what is in force; the rest is named in it, not dropped in silence."""
    journal = journal_of(
        tmp_path,
        in_force("asthma"),
        leaflet("copd", title="About COPD"),
        collections=(book("lungs", "asthma", "copd"),),
    )

    plan = plan_jobs(journal, judged_of(journal), formats=("epub",))

    (job,) = plan.jobs
    assert job.path == "epub/lungs.epub"
    assert job.slugs == ("asthma",)
    assert job.left_out == (LeftOut("About COPD", "en-GB", "draft"),)


def test_a_book_is_made_anew_when_one_of_its_articles_is_taken_back(tmp_path: Path) -> None:
    """An export of the withdrawn article alone leaves the others their book."""
    journal = journal_of(tmp_path, in_force("tea"), in_force("water"))
    export(journal, formats=("epub",))
    withdrawn = replace(in_force("tea"), status="withdrawn")

    report = export(
        with_articles(journal, withdrawn, in_force("water")), formats=("text",), slugs=("tea",)
    )

    assert report.written == ("epub/larkfield.epub",)
    record = read_records(tmp_path / "out")["epub/larkfield.epub"]
    assert [each.slug for each in record.chapters] == ["water"]
    assert len(report.retired) == 1


@pytest.mark.parametrize("later", [(), (replace(in_force("cough"), id="asthma"),)])
def test_a_review_copy_without_an_article_is_retired(
    tmp_path: Path, later: tuple[Article, ...]
) -> None:
    """It carries the code and no DRAFT: deleted or renamed, it goes with the leaflets."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal, formats=("docx",))

    export(with_articles(journal, *later), formats=("text",))

    names = {path.split(".")[0] for path in files_in(tmp_path / "out")}
    assert "retired/review/asthma" in names
    assert "review/asthma" not in names


def test_another_article_of_the_same_name_is_another_article(tmp_path: Path) -> None:
    """Decided by id: the old leaflet is past, and nothing else is said of it."""
    journal = journal_of(tmp_path, in_force("asthma"))
    export(journal)

    report = export(with_articles(journal, leaflet("asthma", id="asthma-2")), draft=True)

    assert [each.record.path for each in report.past] == ["html/asthma.html", "text/asthma.txt"]
    assert report.edited == ()


def test_an_interrupted_run_is_whole_and_goes_on(tmp_path: Path) -> None:
    """Stopped after the first of four files: that one is there, the rest follows later."""
    journal = journal_of(tmp_path, *(in_force(f"a{number}") for number in range(4)))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("text",))
    out = tmp_path / "out"

    def interrupts(now: Moment) -> None:
        if now.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(
            plan, journal, judged, out, as_of=AS_OF, step=interrupts,
            how=Making(hiring(2, DEFAULT_LIMITS, out, {"text"})),
        )  # fmt: skip

    assert prove_folder(out) == (1, ())
    assert not (out / SCRATCH).exists()
    report = run_plan(plan, journal, judged, out, as_of=AS_OF)
    assert (len(report.kept), len(report.written)) == (1, 3)
    assert prove_folder(out) == (4, ())


def test_books_are_begun_first(tmp_path: Path) -> None:
    """One that is begun last keeps a single worker busy; the report tells in the plan's order."""
    journal = journal_of(tmp_path, in_force("sound"), in_force("other"))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("text", "epub"))
    moments: list[Moment] = []

    report = run_plan(
        plan, journal, judged, tmp_path / "out", as_of=AS_OF,
        step=moments.append, how=Making(hire_nobody, stubs.make),
    )  # fmt: skip

    leaflets = ("text/sound.txt", "text/other.txt")
    assert [each.path for each in moments] == ["", "epub/larkfield.epub", *leaflets]
    assert report.written == (*leaflets, "epub/larkfield.epub")


def test_fail_fast_stops_after_the_first_failure(tmp_path: Path) -> None:
    """What was made until then stays; the report says that more was left."""
    journal = journal_of(tmp_path, in_force("aaa"), in_force("bad"), in_force("ccc"))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("text",))
    how = replace(writing(fails(ValueError("no"))), fail_fast=True)

    report = run_plan(plan, journal, judged, tmp_path / "out", as_of=AS_OF, how=how)

    assert report.written == ("text/aaa.txt",)
    assert report.stopped
    assert [line.ending for line in report.lines] == ["done", "failed"]
