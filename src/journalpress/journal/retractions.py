"""The list of retractions that Crossref offers for download (Retraction Watch) → notices.

The file has some 70,000 rows and 60 MB; it is read row by row, and of it is kept what concerns the
papers that are asked about. A number that is not known stands as `unavailable` or `0` in it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TextIO, TypeAlias

from journalpress.edition.collation import folded
from journalpress.errors import EnvironmentFailure, InputError

Verdict: TypeAlias = Literal["retracted", "concern", "corrected", "reinstated", "noticed"]
"""concern: an expression of concern stands · noticed: a notice of a kind that we do not know."""

_NEEDED = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
_VERDICTS: Mapping[str, Verdict] = {
    "retraction": "retracted",
    "expression of concern": "concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_GRAVEST: Sequence[Verdict] = ("retracted", "concern", "noticed", "corrected", "reinstated")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b|(\d{4})-(\d\d)-(\d\d)\b")
_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[;,\s]+(?=10\.\d{4,9}/)")
_FEWEST_WORDS = 4
"""A title of fewer words does not tell one paper from another."""
_FEWEST_INSIDE = 5
"""The same for a title that is looked for among other words."""
_BETWEEN_PRINTS = 1
"""Years that may lie between a paper's first day, online, and the issue that a reference names."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One row: what was said of a paper, when and why. `on` is None where the file has no day.

    `doi` is that of the notice itself. `by` is what the paper was known by: "DOI", "PMID", or
    "title", which may be another paper's; `number` is that DOI or PMID. `paper_year` is 0 where the
    file has no date of the paper.
    """

    verdict: Verdict
    nature: str
    on: date | None
    reasons: tuple[str, ...]
    title: str
    doi: str
    record: str
    by: str
    number: str = ""
    paper_year: int = 0


@dataclass(frozen=True, slots=True)
class RetractionList:
    """What the file holds of the papers that were asked about.

    `rows` counts all of its rows, `unread` those that could not be read, `newest` is the last day
    that any of them names.
    """

    rows: int
    unread: int
    newest: date | None
    by_doi: Mapping[str, tuple[Notice, ...]]
    by_pmid: Mapping[str, tuple[Notice, ...]]
    by_title: Mapping[str, tuple[Notice, ...]]
    by_words: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)

    def notices_of(
        self, doi: str, pmid: str, title: str, *, words: str = "", year: str = ""
    ) -> tuple[Notice, ...]:
        """Every notice about this paper, the oldest first; those without a day come first.

        `words` are those of a reference in which a title may stand, `year` is the one that it
        names: a paper of another year is another paper.
        """
        inside = self.by_words.get(folded(words), ()) if words else ()
        found = [
            *self.by_doi.get(plain_doi(doi), ()),
            *self.by_pmid.get(pmid, ()),
            *self.by_title.get(plain_title(title), ()),
            *(each for each in inside if _may_be_of(each, year)),
        ]
        # One row may be found by all three; the surest way is named.
        unique: dict[tuple[str, str, date | None], Notice] = {}
        for each in found:
            unique.setdefault((each.record, each.nature, each.on), each)
        return tuple(sorted(unique.values(), key=lambda each: each.on or date.min))


def verdict_of(notices: Iterable[Notice]) -> Verdict | None:
    """What holds today: the gravest notice; a retraction or a concern until a later reinstatement.

    None where there is no notice. On one day the graver one counts, and a notice without a day is
    never taken back.
    """
    notices = tuple(notices)
    days = [each.on for each in notices if each.verdict == "reinstated" and each.on]
    back = max(days, default=date.min)
    return gravest(
        each.verdict
        for each in notices
        if each.verdict not in ("retracted", "concern") or each.on is None or each.on >= back
    )


def gravest(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The one that weighs most; None where there is none."""
    found = set(verdicts)
    return next((each for each in _GRAVEST if each in found), None)


def plain_doi(text: str) -> str:
    """A DOI in small letters without what stands before it; "" where there is none."""
    found = _PREFIX.sub("", text.strip()).strip().rstrip(".,;").casefold()
    return found if found.startswith("10.") else ""


def plain_title(text: str) -> str:
    """A title as titles are compared; "" where it has too few words to tell a paper."""
    words = folded(text)
    return words if len(words.split()) >= _FEWEST_WORDS else ""


def _may_be_of(notice: Notice, year: str) -> bool:
    """Whether the paper may be of this year; it may where either is not known."""
    if not (notice.paper_year and year.isdecimal()):
        return True
    return abs(notice.paper_year - int(year)) <= _BETWEEN_PRINTS


def read_retractions(
    path: Path,
    *,
    dois: Set[str],
    pmids: Set[str],
    titles: Set[str],
    words: Iterable[str] = (),
) -> RetractionList:
    """What the file says of papers with these DOIs, PMIDs and titles.

    They are given as `plain_doi` and `plain_title` give them. A title counts only where a row has
    no numbers, or where it was asked for. `words` are references in the words of their authors: a
    paper is found where its title of at least five words stands in them as a whole. Raises
    InputError for a file of another kind, EnvironmentFailure where it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return _Search(path, dois, pmids, titles, _Passages(words)).read(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if isinstance(error, FileNotFoundError | IsADirectoryError):
            raise InputError(
                f"{path}: cannot be read: {reason}",
                hint="name the CSV file that you downloaded from Crossref",
            ) from error
        raise EnvironmentFailure(f"cannot read {path}: {reason}") from error


class _Passages:
    """References in words, found by any five words in a row: a list has many titles, we have few.

    Lives as long as one reading of the list.
    """

    def __init__(self, references: Iterable[str]) -> None:
        self._by_five: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for reference in set(map(folded, references)):
            words = reference.split()
            for at in range(len(words) - _FEWEST_INSIDE + 1):
                self._by_five[tuple(words[at : at + _FEWEST_INSIDE])].add(reference)

    def __bool__(self) -> bool:
        return bool(self._by_five)

    def holding(self, title: str) -> list[str]:
        """The references, folded, in which this folded title stands as a whole."""
        near = self._by_five.get(tuple(title.split()[:_FEWEST_INSIDE]), ())
        return [each for each in near if f" {title} " in f" {each} "]


class _Search:
    """Reads the file once and keeps the rows about papers that are asked for."""

    def __init__(
        self, path: Path, dois: Set[str], pmids: Set[str], titles: Set[str], passages: _Passages
    ) -> None:
        self._path = path
        self._wanted = (dois, pmids, titles)
        self._passages = passages
        self._rows = 0
        self._unread = 0
        self._newest = date.min
        self._found: tuple[dict[str, list[Notice]], ...] = tuple(
            defaultdict(list) for _ in range(4)
        )

    def read(self, file: TextIO) -> RetractionList:
        for row in self._read_rows(file):
            self._rows += 1
            if (day := _day(row.get("RetractionDate", ""))) and day > self._newest:
                self._newest = day
            self._look_at(row, day)
        found = [{key: tuple(all_) for key, all_ in each.items()} for each in self._found]
        newest = self._newest if self._newest > date.min else None
        return RetractionList(self._rows, self._unread, newest, *found)

    def _read_rows(self, file: TextIO) -> Iterator[Mapping[str, str]]:
        rows = csv.reader(file)
        try:
            names = [name.strip() for name in next(rows, [])]
        except csv.Error:
            names = []
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise InputError(
                f"{self._path}: this is not the list of retractions: it has no column {missing[0]}",
                hint="download retraction_watch.csv from Crossref, and name it as it is",
            )
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error:
                self._unread += 1
                continue
            if len(row) != len(names):
                # A cut-off last line, or one that a spreadsheet has spoilt.
                self._unread += bool(row)
                continue
            yield dict(zip(names, row, strict=True))

    def _look_at(self, row: Mapping[str, str], day: date | None) -> None:
        dois, pmids, titles = self._wanted
        named = [plain_doi(each) for each in _SEPARATOR.split(row["OriginalPaperDOI"])]
        numbers = [each for each in re.findall(r"\d+", row["OriginalPaperPubMedID"]) if int(each)]
        for doi in named:
            if doi and doi in dois:
                self._found[0][doi].append(_notice(row, day, "DOI", doi))
        for number in numbers:
            if number in pmids:
                self._found[1][number].append(_notice(row, day, "PMID", number))
        if not (titles or self._passages):
            return
        title = plain_title(row.get("Title", ""))
        if title in titles:
            self._found[2][title].append(_notice(row, day, "title"))
        for words in self._passages.holding(title):
            self._found[3][words].append(_notice(row, day, "title"))


def _notice(row: Mapping[str, str], day: date | None, by: str, number: str = "") -> Notice:
    nature = " ".join(row["RetractionNature"].split())
    reasons = (each.strip().lstrip("+").strip() for each in row.get("Reason", "").split(";"))
    return Notice(
        _VERDICTS.get(nature.casefold(), "noticed"),
        nature or "a notice",
        day,
        tuple(each for each in reasons if each),
        " ".join(row.get("Title", "").split()),
        plain_doi(row.get("RetractionDOI", "")),
        row.get("Record ID", "").strip(),
        by,
        number,
        first.year if (first := _day(row.get("OriginalPaperDate", ""))) else 0,
    )


def _day(text: str) -> date | None:
    """`3/14/2024 0:00`, as the file has it (month first), or an ISO date."""
    found = _DATE.match(text.strip())
    if found is None:
        return None
    try:
        if found[3]:
            return date(int(found[3]), int(found[1]), int(found[2]))
        return date(int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        return None
