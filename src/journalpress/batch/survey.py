"""What was learnt of an article is remembered, so that one that did not change is not read again.

A row is believed only where everything it was learnt from is the same, by SHA-256: the source, the
files that it names, journal.toml with the shared sources, and the program. What depends on the day
or on other articles is looked at anew each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.batch.contentkey import program_digest
from journalpress.batch.ledger import read_remembered
from journalpress.digests import digest_of, sha256
from journalpress.files import read_whole
from journalpress.journal.facts import Facts, MadeLink
from journalpress.journal.load import ARTICLES, IMPORTS, Entry, Journal, UnreadEntry, shown
from journalpress.journal.pictures import MEDIA
from journalpress.journal.reviews import DECISIONS, RETURNED, REVIEWS, review_folders
from journalpress.journal.settings import Settings
from journalpress.model import Source
from journalpress.problems import Problem
from journalpress.standing import Judged, Standing

MOST_BYTES = 100_000_000
"""What is larger than this is not hashed: its article is read."""


class Survey:
    """The memory of one journal, as the ledger in `out` keeps it.

    Without `out` it is the published folder's.
    """

    def __init__(self, out: Path | None = None) -> None:
        self._out = out
        self._rows: Mapping[str, tuple[str, str]] | None = None
        self._ground = ""
        self._keys: dict[str, str] = {}
        self._known: dict[str, Mapping[str, Any]] = {}

    def recall(self, path: Path, settings: Settings, shared: Mapping[str, Source]) -> Entry | None:
        """The entry of this file, unread, if all that it was learnt from is the same.

        None where it must be read. Raises EnvironmentFailure where the ledger cannot be read.
        """
        journal = path.parents[1]
        if self._rows is None:
            out = self._out or journal / settings.export.out
            self._rows = read_remembered(out)
            self._ground = digest_of(
                (replace(settings, collections=()), shared, program_digest(), shown(journal))
            )
        try:
            data = read_whole(path, settings.limits.article_bytes + 1, inside=journal)
        except OSError:
            return None
        digest = sha256(data)
        self._keys[path.name] = key = f"{self._ground} {digest}"
        kept, content = self._rows.get(path.name, ("", ""))
        if kept != key:
            return None
        try:
            row = json.loads(content)
            facts = _facts(row["facts"])
            inputs = row["inputs"]
        except (ValueError, KeyError, TypeError):
            return None
        if inputs != _inputs(journal, inputs):
            return None
        self._known[path.name] = row
        others = tuple(
            name.removeprefix(f"{ARTICLES}/") for name in inputs if name.startswith(f"{ARTICLES}/")
        )
        return UnreadEntry(
            path.stem, path, shown(path), facts, settings, shared, sha256=digest, others=others
        )

    def judged(self, journal: Journal, as_of: date) -> Mapping[str, Judged]:
        """What was said of each article that was recalled, where that still holds on this day."""
        found: dict[str, Judged] = {}
        for slug, entry in journal.entries.items():
            row = self._known.get(entry.path.name)
            facts = entry.facts
            if row is None or facts is None or not isinstance(entry, UnreadEntry):
                continue
            if row["days"] != _days(journal.settings, facts, as_of) or not _leads(journal, facts):
                continue
            try:
                found[slug] = Judged(
                    entry, _problems(row["problems"], entry), _standing(row["standing"], entry)
                )
            except (KeyError, TypeError):
                continue
        return found

    def learnt(
        self, journal: Journal, judged: Mapping[str, Judged], as_of: date
    ) -> Mapping[str, tuple[str, str]]:
        """Name and row of every article that was read and can be recalled next time."""
        found: dict[str, tuple[str, str]] = {}
        for slug, each in judged.items():
            entry, facts = each.entry, each.facts
            name = entry.path.name
            key = self._keys.get(name)
            if facts is None or key is None or isinstance(entry, UnreadEntry):
                continue
            own = tuple(each for each in each.problems if each.code != "JP021")
            told = (*own, *each.standing.reasons)
            if any(each.file != entry.file or each.code == "JP051" for each in told):
                # It says something of other files, which may change without this one.
                continue
            if not _leads(journal, facts):
                continue
            names = (
                *(f"{MEDIA}/{picture}" for picture in facts.pictures),
                f"{IMPORTS}/{slug}.json",
                f"{REVIEWS}/{facts.id}",
                *(f"{ARTICLES}/{other}" for other in entry.reading.others),
            )
            row = {
                "facts": asdict(facts),
                "inputs": _inputs(journal.folder, names),
                "days": _days(journal.settings, facts, as_of),
                "problems": [asdict(replace(problem, file="")) for problem in own],
                "standing": {
                    **asdict(each.standing),
                    "reasons": [
                        asdict(replace(problem, file="")) for problem in each.standing.reasons
                    ],
                },
            }
            found[name] = (key, json.dumps(row, ensure_ascii=False, default=str))
        return found

    def gone(self) -> Iterable[str]:
        """The names of files that are remembered and no longer there."""
        return [name for name in self._rows or () if name not in self._keys]


def _inputs(journal: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of each of these files, seen from the journal; "" where it is not there."""
    return {name: _input(journal, name) for name in names}


def _input(journal: Path, name: str) -> str:
    if name.startswith(f"{REVIEWS}/"):
        return _reviewed(journal, name.removeprefix(f"{REVIEWS}/"))
    path = journal / name
    try:
        data = read_whole(path, MOST_BYTES, inside=journal)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError):
        return "unreadable"
    where = path.resolve().parent.as_posix()
    return f"{sha256(data)} {where}" if path.is_symlink() else sha256(data)


def _reviewed(journal: Path, article: str) -> str:
    """What came back of an article's copies and what was decided, as a digest; "" if nothing."""
    found = {
        f"{folder.name}/{name}": digest
        for folder in review_folders(journal, article)
        for name in (RETURNED, DECISIONS)
        if (digest := _input(folder, name))
    }
    return digest_of(found) if found else ""


def _days(settings: Settings, facts: Facts, as_of: date) -> list[bool]:
    """How the day stands to every date that a judgement looks at."""
    approved = [each.approved_on for _, each in sorted(settings.house.disclaimers.items())]
    return [
        facts.reviewed is not None and facts.reviewed > as_of,
        facts.next_review is not None and facts.next_review < as_of,
        *(on is not None and on > as_of for on in approved),
    ]


def _leads(journal: Journal, facts: Facts) -> bool:
    """Whether every article that it names is there."""
    return all(slug in journal.entries for slug in facts.linked) and (
        not facts.translation_of or facts.translation_of in journal.ids
    )


def _facts(content: Mapping[str, Any]) -> Facts:
    given: dict[str, Any] = dict(content)
    for name in ("reviewed", "next_review"):
        given[name] = date.fromisoformat(given[name]) if given[name] else None
    for name in ("names", "linked", "pictures"):
        given[name] = tuple(given[name])
    given["links"] = tuple(MadeLink(**each) for each in given["links"])
    return Facts(**given)


def _problems(content: Iterable[Mapping[str, Any]], entry: Entry) -> tuple[Problem, ...]:
    return tuple(Problem(**{**each, "file": entry.file}) for each in content)


def _standing(content: Mapping[str, Any], entry: Entry) -> Standing:
    return Standing(
        verdict=content["verdict"],
        reasons=_problems(content["reasons"], entry),
        renew_by=tuple(content["renew_by"]),
        digest=content["digest"],
        code=content["code"],
    )
