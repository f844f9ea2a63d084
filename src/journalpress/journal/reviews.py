"""reviews/<article-id>/<review-id>/: what left, what came back, what was decided; by file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from journalpress.errors import EnvironmentFailure
from journalpress.files import read_whole
from journalpress.journal.load import Entry, Journal, shown
from journalpress.problems import Problem, problem

REVIEWS = "reviews"
BASELINE = "baseline.json"
"""What the copy said when it left; written once."""
SENT = "sent.json"
"""Who holds it, since when; written once."""
RETURNED = "returned.json"
"""What was found in each file that came back."""
DECISIONS = "decisions.json"
"""What was decided about each finding."""


def review_folder(journal: Path, article: str, review: str) -> Path:
    """The folder of one review copy."""
    return journal / REVIEWS / article / review


def review_folders(journal: Path, article: str) -> tuple[Path, ...]:
    """The folders of all copies of an article (by its id), by name. Raises EnvironmentFailure."""
    folder = journal / REVIEWS / article
    try:
        return tuple(sorted(each for each in folder.iterdir() if each.is_dir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(f"cannot read {shown(folder)}: {reason}") from error


def read_json(path: Path) -> Any:
    """The content of a JSON file, None where there is none. Raises ValueError, OSError."""
    try:
        return json.loads(read_whole(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def open_reviews(journal: Journal, entry: Entry) -> tuple[Problem, ...]:
    """A problem (JP024) for each copy with findings that nobody has decided.

    Raises EnvironmentFailure.
    """
    if entry.article is None:
        return ()
    return tuple(
        each
        for folder in review_folders(journal.folder, entry.article.id)
        for each in _of_copy(folder, entry)
    )


def _of_copy(folder: Path, entry: Entry) -> Iterator[Problem]:
    try:
        returned = read_json(folder / RETURNED)
        if returned is None:
            return
        decided = (read_json(folder / DECISIONS) or {}).get("decisions", {})
        ids = dict.fromkeys(
            str(each["id"])
            for file in returned["files"]
            for each in (*file["changes"], *file["comments"])
        )
        left = [each for each in ids if each not in decided]
        recipient = str(returned.get("recipient", ""))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        message = f"{shown(folder)} cannot be read: {error}"
        hint = "put the folder back from a backup"
        yield problem("JP024", message, hint, file=entry.file, article=entry.slug)
        return
    if left:
        whose = f"the copy of {recipient}" if recipient else "a review copy"
        message = f"{len(left)} findings in {whose} are not decided"
        if len(left) == 1:
            message = f"a finding in {whose} is not decided"
        hint = f"journalpress review {entry.slug} --decide"
        yield problem("JP024", message, hint, file=entry.file, article=entry.slug)
