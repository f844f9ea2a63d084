"""What people hold and change: baselines of Word copies, and files that somebody has edited."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from journalpress.batch.plan import FileKind
from journalpress.batch.records import RETIRED, read_file
from journalpress.digests import sha256
from journalpress.errors import InputError, JournalPressError
from journalpress.files import move, write_whole
from journalpress.journal.reviews import BASELINE, SENT, review_folder
from journalpress.reviewcopy import Baseline, from_json, to_json

SCHEMA = 1
EDITED = "edited"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that a person had changed, and the path where it lies now."""

    path: str
    now: str


def keep_baseline(journal: Path, baseline: Baseline, *, file: str, as_of: date) -> None:
    """Write what this copy says, and who holds it since when, into the journal; once and for all.

    `journal` is its folder, `file` the name of the copy. Raises JournalPressError where another
    baseline stands under the same id, EnvironmentFailure.
    """
    folder = review_folder(journal, baseline.article, baseline.review)
    kept = read_file(folder / BASELINE)
    if kept is None:
        write_whole(folder / BASELINE, to_json(baseline))
    elif not _is(baseline, kept):
        raise JournalPressError(
            f"{folder / BASELINE} was changed after the copy was sent",
            hint="put the file back from a backup, or move its folder away",
        )
    if read_file(folder / SENT) is None:
        sent = {
            "schema": SCHEMA,
            "review": baseline.review,
            "recipient": baseline.recipient,
            "since": as_of.isoformat(),
            "file": file,
        }
        text = json.dumps(sent, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / SENT, text.encode())


def set_aside(out: Path, path: str, kind: FileKind, ours: Collection[str]) -> SetAside | None:
    """Move a file that a person changed out of the way; None where there is none.

    Changed is what has none of the SHA-256 in `ours`: of the file that was recorded, and of the
    one that is to be written. A leaflet goes to retired/, because nobody may hand it out; any
    other stays beside the new file. Raises EnvironmentFailure.
    """
    there = read_file(out / path) if (out / path).is_file() else None
    if there is None or sha256(there) in ours:
        return None
    now = _free(out, PurePosixPath(RETIRED if kind == "final" else "", path))
    move(out / path, out / now)
    return SetAside(path, now)


def _is(baseline: Baseline, kept: bytes) -> bool:
    try:
        return from_json(kept) == baseline
    except InputError:
        return False


def _free(out: Path, path: PurePosixPath) -> str:
    """`review/lupus.edited.docx`, else `…edited-2.docx`, `…edited-3.docx`."""
    number = 1
    while True:
        marked = EDITED if number == 1 else f"{EDITED}-{number}"
        name = path.with_name(f"{path.stem}.{marked}{path.suffix}").as_posix()
        if not (out / name).exists():
            return name
        number += 1
