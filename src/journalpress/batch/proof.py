"""An output folder → every way in which its files differ from what was written, said and listed.

It needs the folder alone: not the journal, and not the place where it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from journalpress.batch.formats import means_of
from journalpress.batch.frontdesk import PAGE
from journalpress.batch.ledger import has_ledger, read_records, read_said
from journalpress.batch.manifest import MANIFEST, read_manifest
from journalpress.batch.records import Record, read_file
from journalpress.digests import sha256
from journalpress.edition.types import Expectation
from journalpress.errors import EnvironmentFailure, InputError, UsageError
from journalpress.files import TEMPORARY_SUFFIX
from journalpress.problems import Problem, problem
from journalpress.verify import compare
from journalpress.writers import WRITERS, in_layout

AGAIN = "export again, or put the file back as it was"
FOLDERS = ("pdf", "epub", "html", "text")
"""Where files for patients lie: nothing else may lie there."""


def prove_folder(out: Path, as_of: date | None = None) -> tuple[int, tuple[Problem, ...]]:
    """How many files were read back, and every difference that was found, by path.

    With `as_of`, files for patients that are past their date on that day are told too. Raises
    InputError where no export ever wrote into this folder, EnvironmentFailure where the disk
    refuses.
    """
    if not has_ledger(out):
        raise InputError(
            f"{out} is not a folder that an export wrote",
            hint="name the folder that was given to export with -o",
        )
    records = read_records(out)
    strangers = _strangers(out, records)
    known_as = {record.sha256: record.path for record in records.values()}
    problems: list[Problem] = []
    for record, said in read_said(out):
        problems += _prove(out, record, said)
        if as_of and record.kind == "final" and (due := _first_due(record)) and due < as_of:
            message = f"is past its date, {due}, and still lies here"
            hint = "export again, which takes it back, or throw it away"
            problems.append(problem("JP003", message, hint, file=record.path))
    for path, digest in strangers.items():
        if digest in known_as:
            message = f"is a copy of {known_as[digest]} under another name"
        else:
            message = "was not written by an export"
        problems.append(problem("JP209", message, "throw it away", file=path))
    problems += _agreement(records)
    problems += _manifest(out, records)
    return len(records), tuple(problems)


def _first_due(record: Record) -> date | None:
    """The last day on which the file may be handed out: that of its first article to be due."""
    return min((each.next_review for each in record.chapters if each.next_review), default=None)


def _prove(out: Path, record: Record, said: Expectation | None) -> Iterator[Problem]:
    """The file is there, is the one that was written, and says what it must."""
    data = read_file(out / record.path)
    if data is None:
        yield problem("JP209", "the file is missing", AGAIN, file=record.path)
        return
    if sha256(data) != record.sha256:
        if record.kind == "review":
            # It is there to be written into; what stands in it is its reviewer's.
            return
        yield problem("JP209", "the file was changed after it was written", AGAIN, file=record.path)
    writer = WRITERS.get(record.format)
    if writer is None:
        message = f"the format “{record.format}” is not known here"
        yield problem("JP207", message, "use the journalpress that made it", file=record.path)
        return
    try:
        writer = in_layout(writer, record.layout)
    except UsageError:
        message = f"the layout “{record.layout}” is not known here"
        yield problem("JP207", message, "use the journalpress that made it", file=record.path)
        return
    if writer.finish:
        # What was read in order is the PDF that it was imposed from; the SHA-256 speaks for it.
        return
    try:
        found = writer.extract(data)
    except EnvironmentFailure:
        raise
    except Exception as error:  # a damaged file may make a backend raise anything
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield problem("JP207", f"the file cannot be read back: {words}", AGAIN, file=record.path)
        return
    if said is None:
        message = "what the file must say was lost"
        yield problem("JP209", message, "export again with --force", file=record.path)
        return
    means = means_of(writer)
    yield from compare(said, found, means, file=record.path, hint=AGAIN)


def _strangers(out: Path, records: Mapping[str, Record]) -> dict[str, str]:
    """Files that lie among those for patients and were not written there, with their SHA-256."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((out / folder).rglob("*")):
            name = path.relative_to(out).as_posix()
            if path.is_file() and name not in records and not name.endswith(TEMPORARY_SUFFIX):
                found[name] = sha256(read_file(path) or b"")
    return found


def _agreement(records: Mapping[str, Record]) -> Iterator[Problem]:
    """One article has one text, one version and one code, whatever the format."""
    seen: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        if record.kind == "final":
            for chapter in record.chapters:
                seen[chapter.id].append(record)
    for article, holders in seen.items():
        first, *others = holders
        for other in others:
            one = next(each for each in first.chapters if each.id == article)
            two = next(each for each in other.chapters if each.id == article)
            if (one.digest, one.code, one.version) != (two.digest, two.code, two.version):
                yield problem(
                    "JP200",
                    f"holds version {two.version} of {two.slug}, {two.code or 'without a code'}; "
                    f"{first.path} holds version {one.version}, {one.code or 'without a code'}",
                    "export every format again",
                    file=other.path,
                    article=two.slug,
                )
            elif one.next_review != two.next_review:
                yield problem(
                    "JP200",
                    f"says “do not give out after {two.next_review}”; {first.path} says "
                    f"{one.next_review}",
                    "export every format again",
                    file=other.path,
                    article=two.slug,
                )


def _manifest(out: Path, records: Mapping[str, Record]) -> Iterator[Problem]:
    """The manifest names the files for patients, each with the SHA-256 that it has."""
    listed = read_manifest(out)
    finals = {path: each.sha256 for path, each in records.items() if each.kind == "final"}
    page = (listed or {}).pop(PAGE, "")
    if page and sha256(read_file(out / PAGE) or b"") != page:
        message = "the front desk's page is missing, or was changed after it was written"
        yield problem("JP209", message, AGAIN, file=PAGE)
    if listed is None:
        if finals:
            yield problem("JP209", "the manifest is missing", "export again", file=MANIFEST)
        return
    for path, digest in listed.items():
        if path not in finals:
            yield problem("JP209", f"names {path}, which no export wrote", AGAIN, file=MANIFEST)
        elif finals[path] != digest:
            yield problem("JP209", f"has another SHA-256 for {path}", AGAIN, file=MANIFEST)
    for path in finals:
        if path not in listed:
            message = f"does not name {path}: it may no longer be handed out"
            yield problem("JP209", message, "throw that file away", file=MANIFEST)
