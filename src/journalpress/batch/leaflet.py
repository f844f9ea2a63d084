"""One article in force → one proved PDF where a person wants it, and its line in the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from journalpress.batch.job import make_file, make_job_edition
from journalpress.batch.plan import Job
from journalpress.batch.publish import logged_in
from journalpress.batch.records import STATE, read_file
from journalpress.digests import sha256
from journalpress.edition.brief import brief_edition
from journalpress.edition.types import Edition
from journalpress.errors import DisagreementError, UsageError
from journalpress.files import write_whole
from journalpress.journal.history import Event, add_event
from journalpress.journal.load import Journal
from journalpress.problems import Problem
from journalpress.standing import Judged
from journalpress.writers import WRITERS, in_layout

FIELD = "/articleid"
"""Where a leaflet of ours says in its information dictionary which article it holds."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet that was proved: what it was made of, its layout, its bytes, what to judge."""

    edition: Edition
    layout: str
    data: bytes
    warnings: tuple[Problem, ...] = ()


def make_leaflet(
    journal: Journal, judged: Mapping[str, Judged], slug: str, *, layout: str = "a4"
) -> Leaflet:
    """The leaflet of an article in force, read back and compared with its Edition.

    Raises DisagreementError, a line a problem, where it does not say what it must, and every
    JournalPressError of making it.
    """
    name = leaflet_name(slug, layout)
    job = Job(format="pdf", path=name, kind="final", slugs=(slug,), draft=False, layout=layout)
    writer = in_layout(WRITERS["pdf"], layout)
    edition = make_job_edition(job, journal, judged)
    edition = brief_edition(edition) if writer.brief else edition
    data, differences = make_file(edition, writer, name)
    if any(each.severity == "error" for each in differences):
        raise DisagreementError("\n".join(str(each) for each in differences))
    return Leaflet(edition, layout, data, differences)


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
    check_target(target, leaflet.edition.chapters[0].identity.id)
    write_whole(target, leaflet.data)


def tell_printed(
    journal: Journal, leaflet: Leaflet, *, as_of: date, printer: str, copies: int
) -> None:
    """Add the line `printed` to the journal's history. Raises EnvironmentFailure."""
    chapter = leaflet.edition.chapters[0]
    identity = chapter.identity
    add_event(
        journal.folder,
        Event(
            event="printed",
            as_of=as_of,
            id=identity.id,
            slug=chapter.slug,
            version=identity.version,
            digest=identity.digest,
            code=identity.code,
            by=logged_in(),
            files={leaflet_name(chapter.slug, leaflet.layout): sha256(leaflet.data)},
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
