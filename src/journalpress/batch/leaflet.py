"""One article in force → one proved PDF where a person wants it, and its line in the history."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from journalpress.batch.job import TaskMaker, make_files
from journalpress.batch.making import Handling, made_files
from journalpress.batch.plan import Job
from journalpress.batch.publish import logged_in
from journalpress.batch.records import STATE, ChapterRecord, read_file
from journalpress.batch.workers import Guard, Workers
from journalpress.errors import EnvironmentFailure, RenderingError, UsageError
from journalpress.files import write_whole
from journalpress.journal.history import Event, add_event
from journalpress.journal.load import Journal
from journalpress.problems import Problem
from journalpress.standing import Judged

FIELD = "/articleid"
"""Where a leaflet of ours says in its information dictionary which article it holds."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet that was proved: the text that it holds, its layout, its bytes, what to judge."""

    chapter: ChapterRecord
    layout: str
    data: bytes
    sha256: str
    warnings: tuple[Problem, ...] = ()


def make_leaflet(
    journal: Journal, judged: Mapping[str, Judged], slug: str, *, layout: str = "a4"
) -> Leaflet:
    """The leaflet of an article in force, read back and compared with its Edition.

    It is made by a guarded process, as each file of an export is. Raises RenderingError, a line a
    problem, where it could not be made or does not say what it must; EnvironmentFailure.
    """
    name = leaflet_name(slug, layout)
    job = Job(format="pdf", path=name, kind="final", slugs=(slug,), draft=False, layout=layout)
    task = TaskMaker(journal, judged).task_of((job,))
    limits = journal.settings.limits
    guard = Guard(limits.worker_seconds, limits.worker_megabytes)
    scratch = Path(tempfile.mkdtemp(prefix="journalpress-"))
    with Workers(1, guard, scratch, few=True) as workers:
        handling = Handling(seconds=limits.worker_seconds)
        ((_, made),) = made_files(iter([task]), make_files, workers, handling)
    if made.failure:
        raise EnvironmentFailure(made.failure[0], hint=made.failure[1])
    if made.data is None:
        error = RenderingError("\n".join(str(each) for each in made.problems))
        error.add_note(made.trace)
        raise error
    return Leaflet(made.chapters[0], layout, made.data, made.sha256, made.problems)


def leaflet_name(slug: str, layout: str = "a4") -> str:
    """`lupus.pdf`; `lupus.a5.pdf` in another layout than A4."""
    return f"{slug}.pdf" if layout == "a4" else f"{slug}.{layout}.pdf"


def check_target(target: Path, article_id: str) -> None:
    """Make sure that nothing is lost when a leaflet of this article is written there.

    An older leaflet of the same article may be replaced. Raises UsageError for any other file and
    for a folder that `export` keeps, EnvironmentFailure where the disk refuses.
    """
    for folder in target.absolute().parents:
        if (folder / STATE).is_dir():
            raise UsageError(
                f"{folder} is kept by export: only that may write there",
                hint="name another place with -o",
            )
    data = read_file(target)
    if data is not None and _article_in(data) != article_id:
        raise UsageError(
            f"{target} is there already and is no leaflet of this article",
            hint="move it away, or name another file with -o",
        )


def write_leaflet(leaflet: Leaflet, target: Path) -> None:
    """Put the leaflet there, wholly or not at all. Raises what `check_target` raises."""
    check_target(target, leaflet.chapter.id)
    write_whole(target, leaflet.data)


def tell_printed(
    journal: Journal, leaflet: Leaflet, *, as_of: date, printer: str, copies: int
) -> None:
    """Add the line `printed` to the journal's history. Raises EnvironmentFailure."""
    chapter = leaflet.chapter
    add_event(
        journal.folder,
        Event(
            event="printed",
            as_of=as_of,
            id=chapter.id,
            slug=chapter.slug,
            version=chapter.version,
            digest=chapter.digest,
            code=chapter.code,
            by=logged_in(),
            files={leaflet_name(chapter.slug, leaflet.layout): leaflet.sha256},
            more={"layout": leaflet.layout, "copies": copies, "printer": printer},
        ),
    )


def _article_in(data: bytes) -> str:
    """The id of the article whose leaflet these bytes are; "" where they are none of ours."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return str(pdf.docinfo.get(FIELD, ""))
    except (pikepdf.PdfError, ValueError, TypeError):
        return ""
