"""What pages never say — reviewers, dates, addresses — between a sheet and the articles."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from journalpress.errors import InputError
from journalpress.files import read_whole, write_whole
from journalpress.journal.load import (
    Entry,
    Journal,
    load_shared_sources,
    read_bytes,
)
from journalpress.model import Article, Person, PersonRole, Source, plain
from journalpress.readers.markdown.front_fields import set_fields

COLUMNS = ("slug", "id", "title", "reviewer", "role", "reviewed", "next_review", "url")
"""`id` and `title` are for people: they are written, and passed over when a sheet is read."""
REVIEWING: tuple[PersonRole, ...] = ("clinical_reviewer", "patient_reviewer")
_DAYS = ("reviewed", "next_review")
_FORMULA = ("=", "+", "-", "@", "\t")
MOST_BYTES = 5_000_000
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sheet says of one article; what it leaves empty is not in it.

    `reviewers` are all whom it names, `line` is the first that speaks of the article.
    """

    slug: str
    line: int
    reviewers: tuple[tuple[str, PersonRole], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by slug, and a line for each row that cannot be used."""

    stated: Mapping[str, Stated]
    wrong: tuple[str, ...] = ()


def read_sheet(data: bytes, *, file: str) -> Sheet:
    """The rows of a CSV file, parted by commas, semicolons or tabs, in UTF-8.

    A slug may stand in several rows, one for each reviewer. An article with a row that cannot be
    used is in none of them. Raises InputError where the file is no such sheet.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"{file}: larger than {MOST_BYTES:,} bytes", hint="split the sheet")
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{file}:{line}: is not in UTF-8", hint="save the sheet as “CSV UTF-8”"
        ) from error
    rows = _rows(text, file)
    number, header = next(rows, (1, []))
    names = [each.strip().lower() for each in header]
    _check_header(names, file, number)
    found: dict[str, Stated] = {}
    wrong: list[str] = []
    bad: set[str] = set()
    for number, row in rows:
        if not any(each.strip() for each in row):
            continue
        if len(row) > len(names) and any(each.strip() for each in row[len(names) :]):
            wrong.append(f"{file}:{number}: has more cells than the first row has names")
            bad.add(row[0].strip())
            continue
        cells = dict(zip(names, (" ".join(each.split()) for each in row), strict=False))
        slug = cells.get("slug", "")
        try:
            stated = _stated(slug, number, cells)
            found[slug] = _joined(found[slug], stated) if slug in found else stated
        except ValueError as error:
            wrong.append(f"{file}:{number}: {error}")
            bad.add(slug)
    return Sheet({slug: each for slug, each in found.items() if slug not in bad}, tuple(wrong))


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for count, row in enumerate(reader):
            if count > MOST_ROWS:
                raise InputError(f"{file}: more than {MOST_ROWS:,} rows", hint="split the sheet")
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{file}:{line}: {error}", hint="open the sheet and save it as CSV once more"
        ) from error


def _check_header(names: Sequence[str], file: str, line: int) -> None:
    """Raises InputError where the first row does not name the columns."""
    columns = ", ".join(COLUMNS)
    if "slug" not in names:
        raise InputError(
            f"{file}:{line}: the first row names no column “slug”", hint=f"name them: {columns}"
        )
    for each in names:
        if each and each not in COLUMNS:
            raise InputError(f"{file}:{line}: unknown column “{each}”", hint=f"known: {columns}")
        if each and names.count(each) > 1:
            raise InputError(f"{file}:{line}: the column “{each}” stands twice")


def _stated(slug: str, line: int, cells: Mapping[str, str]) -> Stated:
    """What one row says. Raises ValueError."""
    if not slug:
        raise ValueError("names no slug  → write the article's file name without .md")
    role = cells.get("role", "")
    reviewer = cells.get("reviewer", "")
    if role and role not in REVIEWING:
        raise ValueError(f"“{role}” is no role of a reviewer  → {' or '.join(REVIEWING)}")
    values: dict[str, str] = {}
    for name in _DAYS:
        if day := cells.get(name, ""):
            values[name] = _day(name, day)
    if url := cells.get("url", ""):
        if not url.startswith(("https://", "http://")) or " " in url:
            raise ValueError(f"“{url}” is no address  → write it from https:// on")
        values["url"] = url
    reviewers = ((reviewer, _role(role)),) if reviewer else ()
    return Stated(slug, line, reviewers, values)


def _role(name: str) -> PersonRole:
    return next((each for each in get_args(PersonRole) if each == name), "clinical_reviewer")


def _day(name: str, day: str) -> str:
    """The day as it stands. Raises ValueError unless it is an ISO date."""
    try:
        if date.fromisoformat(day).isoformat() == day:
            return day
    except ValueError:
        pass
    raise ValueError(f"{name} “{day}” is no day  → write year, month, day, as in 2026-06-17")


def _joined(one: Stated, other: Stated) -> Stated:
    """Two rows of one article. Raises ValueError where they contradict each other."""
    for name, value in other.values.items():
        if one.values.get(name, value) != value:
            raise ValueError(
                f"{name} “{value}” contradicts line {one.line}  → keep one of them for {one.slug}"
            )
    reviewers = dict.fromkeys((*one.reviewers, *other.reviewers))
    return replace(one, reviewers=tuple(reviewers), values={**one.values, **other.values})


# --- sheet → articles


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of an article's row: the fields that changed, or why it could not be used."""

    slug: str
    file: str
    changed: tuple[str, ...] = ()
    refused: str = ""


def fill(journal: Journal, sheet: Sheet, *, file: str, today: date) -> tuple[Filled, ...]:
    """Write what the sheet says into the articles' front matter, and nothing else.

    The reviewers of a role that the sheet names take the place of those that the article names for
    this role; an empty cell changes nothing. Of an approved article only the address is changed:
    its reviewer and dates are those of the approval. A review that is later than `today`, or not
    before the next one, is refused. Raises EnvironmentFailure.
    """
    shared = load_shared_sources(journal.folder, journal.settings)
    done: list[Filled] = []
    for slug, stated in sheet.stated.items():
        entry = journal.entries.get(slug)
        where = f"{file}:{stated.line}"
        if entry is None or entry.reading.article is None:
            why = "there is no article" if entry is None else "no article can be read in"
            done.append(Filled(slug, where, refused=f"{why} “{slug}”"))
            continue
        article = entry.reading.article
        wanted = _with_stated(article, stated)
        changed = tuple(
            each for each in ("people", *_DAYS, "url")
            if getattr(wanted, each) != getattr(article, each)
        )  # fmt: skip
        if why := _wrong_days(wanted, changed, today):
            done.append(Filled(slug, where, refused=f"{slug}: {why}"))
            continue
        approved = article.approved is not None or article.status == "approved"
        if approved and set(changed) - {"url"}:
            why = f"{slug} is approved: its reviewer and dates are those of the approval"
            done.append(Filled(slug, where, refused=f"{why}  → journalpress approve {slug}"))
            continue
        if changed:
            try:
                _write(entry, wanted, changed, journal, shared)
            except InputError as error:
                why = f"{entry.file}: {error}  → write it into the article by hand"
                done.append(Filled(slug, where, refused=why))
                continue
        done.append(Filled(slug, entry.file, changed))
    return tuple(done)


def _wrong_days(wanted: Article, changed: Sequence[str], today: date) -> str:
    """What is wrong with the days that the sheet changes, "" for nothing."""
    reviewed, following = wanted.reviewed, wanted.next_review
    if "reviewed" in changed and reviewed and reviewed > today:
        return f"reviewed {reviewed} is later than {today}  → write the day of the review"
    if set(changed) & set(_DAYS) and reviewed and following and following <= reviewed:
        return f"next_review {following} is not after reviewed {reviewed}  → put one of them right"
    return ""


def _with_stated(article: Article, stated: Stated) -> Article:
    values = stated.values
    days = {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    return replace(
        article,
        reviewed=days.get("reviewed", article.reviewed),
        next_review=days.get("next_review", article.next_review),
        url=values.get("url", article.url),
        people=_people(article.people, stated.reviewers),
    )


def _people(
    people: tuple[Person, ...], reviewers: Sequence[tuple[str, PersonRole]]
) -> tuple[Person, ...]:
    roles = {role for _, role in reviewers}
    if not roles:
        return people
    kept = [
        each for each in people if each.role not in roles or (each.name, each.role) in reviewers
    ]
    there = {(each.name, each.role) for each in kept}
    return (*kept, *(Person(*each) for each in reviewers if each not in there))


def _write(
    entry: Entry,
    wanted: Article,
    changed: Sequence[str],
    journal: Journal,
    shared: Mapping[str, Source],
) -> None:
    data = read_whole(entry.path)
    values = {name: str(getattr(wanted, name)) for name in changed if name != "people"}
    made = set_fields(
        data,
        values,
        wanted.people if "people" in changed else None,
        wanted,
        lambda text: read_bytes(text, entry.path, shared, journal.settings),
    )
    write_whole(entry.path, made)


# --- articles → sheet


def write_sheet(entries: Sequence[Entry]) -> str:
    """The sheet of these articles, a row for each reviewer, parted by commas, with LF line ends.

    Read back, it changes nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        article = entry.reading.article
        if article is None:
            continue
        people = [each for each in article.people if each.role in REVIEWING]
        named: list[tuple[str, str]] = [(each.name, each.role) for each in people] or [("", "")]
        for name, role in named:
            writer.writerow(
                (
                    article.slug,
                    article.id,
                    _harmless(plain(article.title.inlines)),
                    name,
                    role,
                    article.reviewed or "",
                    article.next_review or "",
                    article.url,
                )
            )
    return out.getvalue()


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
