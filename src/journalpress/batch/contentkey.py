"""A Job → its content key: a digest of everything that its file depends on, part by part.

Two exports with equal keys make equal bytes, so that the second need not be made. The parts are
kept apart so that a person can be told which of them changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import journalpress
from journalpress.assets import styles_dir, templates_dir
from journalpress.batch.plan import Job
from journalpress.digests import digest_of, digest_of_files
from journalpress.journal.load import Journal
from journalpress.journal.memory import version_of
from journalpress.standing import Judged, neighbours

LIBRARIES = (
    "EbookLib", "babel", "fonttools", "jinja2", "lxml", "pikepdf", "pillow", "pydyf", "pyphen",
    "pypandoc_binary", "pypdfium2", "python-docx", "segno", "tinycss2", "weasyprint",
)  # fmt: skip
"""What has a hand in the bytes of some format."""

DIGITS = 16
"""Hexadecimal digits of each part: one change in 2^64 would go unseen."""

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "its text changed",
        "pictures": "a picture changed",
        "linked": "an article that it links to changed its title, address or standing",
        "remarks": "what there is to say to reviewers changed",
        "clinic": "the clinic's details in journal.toml changed",
        "theme": "the theme changed",
        "style": "the style of the references changed",
        "order": "it is to be made in another way",
        "program": "journalpress or one of its libraries changed",
    }
)
"""Every part of a key, and what is said where it differs; the first that differs is told."""


def job_key(job: Job, journal: Journal, judged: Mapping[str, Judged]) -> str:
    """The content key of this file, as the ledger keeps it: JSON of part → digest."""
    return KeyMaker(journal, judged).key_of(job)


def why_made(kept: str, now: str) -> str:
    """What changed between two keys, in words; "" where nothing did."""
    if kept == now:
        return ""
    old, new = _parts(kept), _parts(now)
    return next(
        (words for part, words in PARTS.items() if old.get(part) != new.get(part)),
        PARTS["program"],
    )


def _parts(key: str) -> Mapping[str, str]:
    try:
        parts = json.loads(key)
    except ValueError:
        return {}
    return parts if isinstance(parts, dict) else {}


class KeyMaker:
    """The keys of one journal's files; what many files share is digested once."""

    def __init__(self, journal: Journal, judged: Mapping[str, Judged]) -> None:
        house = journal.settings.house
        self._judged = judged
        self._neighbours = neighbours(judged)
        self._covers = {each.id: each.cover for each in journal.collections}
        self._theme = digest_of((house.theme, house.press))
        self._style = digest_of(house.style)
        self._clinic = digest_of(replace(house, theme=None, press=None, style=None))  # type: ignore[arg-type]

    def key_of(self, job: Job) -> str:
        """The key of one file."""
        articles = [self._judged[slug] for slug in job.slugs]
        known = [each.facts for each in articles]
        linked = dict.fromkeys(slug for each in known if each for slug in each.linked)
        parts = {
            "text": digest_of([each.content if each else "" for each in known]),
            "pictures": digest_of([each.standing.digest for each in articles]),
            "linked": digest_of([self._neighbours.get(slug) for slug in linked]),
            "remarks": digest_of([_said(each) for each in articles] if job.copy else None),
            "clinic": self._clinic,
            "theme": digest_of((self._theme, self._covers.get(job.name))),
            "style": self._style,
            "order": digest_of(job),
            "program": program_digest(),
        }
        return json.dumps({part: digest[:DIGITS] for part, digest in parts.items()}, sort_keys=True)


@cache
def program_parts() -> Mapping[str, str]:
    """What makes the files: each library with its version, each folder of ours with its digest.

    A library that is not there has "". Read once in a process, when it is first asked.
    """
    folders = {"modules": (_modules(), ".py"), "styles": (styles_dir(), ""),
               "templates": (templates_dir(), "")}  # fmt: skip
    parts = {name: version_of(name) for name in LIBRARIES}
    return MappingProxyType(
        parts
        | {name: digest_of_files(folder, suffix) for name, (folder, suffix) in folders.items()}
    )


@cache
def program_digest() -> str:
    """One digest of all that makes the files."""
    return digest_of(sorted(program_parts().items()))


def _said(judged: Judged) -> list[tuple[str, str, str, int]]:
    return [(each.code, each.message, each.hint, each.line) for each in judged.problems]


def _modules() -> Path:
    return Path(journalpress.__file__).parent
