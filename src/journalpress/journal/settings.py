"""journal.toml → Settings: what is true for the clinic and never for one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journalpress.edition.printable import named, unprintable
from journalpress.edition.types import Clinic, ClinicDisclaimer, House, Numbering, Press
from journalpress.edition.wording import CATALOGUE, has_wording
from journalpress.journal.slugs import is_slug
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import Media, PersonRole
from journalpress.problems import Problem
from journalpress.tables import Table, read_toml

SETTINGS_FILE = "journal.toml"
SCHEMA = 1
FORMATS: Final = ("pdf", "epub", "docx", "html", "text")
LAYOUTS: Final = (
    "a4",
    "a5",
    "letter",
    "large-print",
    "brief",
    "brief-large-print",
    "booklet",
    "press",
    "archive",
)
CONDITIONS: Final = (
    "FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52", "CGATS TR 001", "CGATS TR 006",
)  # fmt: skip
"""Printing conditions that a file for the press may name where it embeds no profile."""
LEAST_MEGABYTES: Final = 300
"""Memory with which a worker can load its backends and draw a page."""
TITLE_ROOM: Final = 30
"""So many characters the clinic's name leaves for a short title at the head of a page."""
DEFAULT_LAYOUT: Final = "a4"
DEFAULT_FORMATS: Final = ("pdf", "epub", "docx", "html")
ROLES: Final[tuple[PersonRole, ...]] = (
    "author",
    "clinical_reviewer",
    "patient_reviewer",
    "translator",
)


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """How long an approval lasts, in months, and whose names an approved article must carry."""

    interval_months: int = 24
    required_roles: tuple[PersonRole, ...] = ("clinical_reviewer",)


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Where the published files lie, seen from the journal's folder, and what they are.

    `archive`: whether what was published is kept, for `archive_years` after it was taken back; 0:
    for ever.
    """

    out: str = "out"
    formats: tuple[str, ...] = DEFAULT_FORMATS
    layouts: tuple[str, ...] = (DEFAULT_LAYOUT,)
    archive: bool = False
    archive_years: int = 0


DEFAULT_REVIEW = ReviewPolicy()
DEFAULT_EXPORT = ExportSettings()


@dataclass(frozen=True, slots=True)
class CollectionPart:
    """A part of a collection: its title and its articles in order, by slug."""

    title: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """A named, ordered choice of articles: one book.

    `cover_file` names the clinic's own cover in theme/, "" where it is drawn; `cover` is its
    picture, once it was read.
    """

    id: str
    title: str
    lang: str
    parts: tuple[CollectionPart, ...]
    cover_file: str = ""
    cover: Media | None = field(default=None, repr=False)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every article of the book, in order."""
        return tuple(slug for part in self.parts for slug in part.slugs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of journal.toml. `collections` is empty where it names none (journal.load makes one).

    `press_profile` is the print shop's ICC profile and `style` the CSL file of the references,
    both seen from the journal's folder, or "".
    """

    id: str
    title: str
    languages: tuple[str, ...]
    url: str = ""
    timezone: str = "UTC"
    house: House
    press_profile: str = ""
    style: str = ""
    review: ReviewPolicy = DEFAULT_REVIEW
    export: ExportSettings = DEFAULT_EXPORT
    limits: Limits = DEFAULT_LIMITS
    collections: tuple[Collection, ...] = field(default=())


def read_settings(
    data: bytes, *, file: str = SETTINGS_FILE
) -> tuple[Settings | None, list[Problem]]:
    """The settings that these bytes hold, and every problem with them (JP070).

    None where they cannot be used. An unknown key is a problem that names the nearest known one.
    """
    top, problems = read_toml(data, file=file)
    if top is None:
        return None, problems
    settings = _settings(top)
    top.close()
    return (None if top.problems else settings), top.problems


def _settings(top: Table) -> Settings:
    if top.number("schema", SCHEMA) != SCHEMA:
        top.complain("schema", f"this journalpress reads schema = {SCHEMA} only")
    sample = top.flag("sample")
    journal = top.table("journal", required=True)
    clinic = top.table("clinic")
    timezone = clinic.text("timezone", "UTC")
    if not is_timezone(timezone):
        clinic.complain("timezone", f"“{timezone}” is not a time zone", "write e.g. Europe/London")
    title = journal.text("title", required=True)
    press = top.table("press")
    references = top.table("references")
    export = top.table("export")
    limits = _limits(top.table("limits"))
    review = _review(top.table("review"))
    return Settings(
        id=_slug(journal, "id"),
        title=title,
        languages=_languages(journal),
        url=journal.address("url"),
        timezone=timezone,
        house=House(
            journal_title=title,
            clinic=_clinic(clinic, limits),
            disclaimers=_disclaimers(top.table("disclaimer")),
            numbering=_numbering(references),
            review_months=review.interval_months,
            sample=sample,
            press=Press(condition=press.choice("condition", CONDITIONS)),
            book_fonts=export.flag("epub_fonts"),
        ),
        press_profile=press.text("profile"),
        style=references.text("style"),
        review=review,
        export=_export(export),
        limits=limits,
        collections=_collections(top),
    )


def _clinic(table: Table, limits: Limits) -> Clinic:
    clinic = Clinic(
        name=table.text("name"),
        address=table.texts("address"),
        phone=table.text("phone"),
        email=table.text("email"),
        website=table.address("website"),
    )
    most = max(limits.head_characters - TITLE_ROOM, 0)
    if len(clinic.name) > most:
        table.complain(
            "name",
            f"has {len(clinic.name):,} characters, more than {most}: it stands at the head of each "
            "page, with a short title",
            "write it shorter (limit head_characters)",
        )
    for key in ("name", "address", "phone", "email", "website"):
        _check_letters(table, key, "".join(getattr(clinic, key)))
    return clinic


def _check_letters(table: Table, key: str, printed: str) -> None:
    if missing := unprintable(printed):
        table.complain(
            key,
            f"has what our fonts lack: {named(missing)}",
            "write it in words or with another character",
        )


def is_timezone(name: str) -> bool:
    """Whether the name is a time zone, as far as this machine's time zone data can tell."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "/" in name and not has_timezones()
    return True


def has_timezones() -> bool:
    """Whether this machine has time zone data at all (a bare one may not)."""
    try:
        ZoneInfo("Europe/London")
    except (ZoneInfoNotFoundError, OSError):
        return False
    return True


def _slug(table: Table, key: str) -> str:
    slug = table.text(key, required=True)
    if slug and not is_slug(slug):
        table.complain(
            key,
            f"“{slug}” cannot name a file",
            "small letters a–z, digits and hyphens, beginning with a letter, at most 63",
        )
    return slug


def _no_wording(lang: str) -> tuple[str, str]:
    """What is wrong with a language that has no catalogue, and what there is."""
    known = ", ".join(sorted(CATALOGUE))
    return f"names “{lang}”, for which there are no printed words", f"there are: {known}"


def _languages(table: Table) -> tuple[str, ...]:
    languages = table.texts("languages", ("en",))
    for lang in languages:
        if not has_wording(lang):
            table.complain("languages", *_no_wording(lang))
    return languages


def _disclaimers(table: Table) -> Mapping[str, ClinicDisclaimer]:
    disclaimers: dict[str, ClinicDisclaimer] = {}
    for lang in table.names():
        each = table.table(lang)
        if not has_wording(lang):
            table.complain(lang, *_no_wording(lang))
        disclaimers[lang] = ClinicDisclaimer(
            short=each.text("short"),
            full=each.text("full"),
            url=each.address("url"),
            approved_by=each.text("approved_by"),
            approved_on=each.day("approved_on"),
        )
        for key in ("short", "full", "url"):
            _check_letters(each, key, getattr(disclaimers[lang], key))
    return disclaimers


def _numbering(table: Table) -> Numbering:
    match table.choice("numbering", ("as-listed", "as-cited")):
        case "as-cited":
            return "as-cited"
        case _:
            return "as-listed"


def _review(table: Table) -> ReviewPolicy:
    months = table.number("interval_months", DEFAULT_REVIEW.interval_months)
    if not 1 <= months <= 120:
        table.complain("interval_months", "must lie between 1 and 120")
    named = table.choices("required_roles", ROLES, DEFAULT_REVIEW.required_roles)
    return ReviewPolicy(months, tuple(role for role in ROLES if role in named))


def _export(table: Table) -> ExportSettings:
    out = table.text("out", DEFAULT_EXPORT.out)
    if not out or ".." in out.split("/"):
        table.complain("out", "must name a folder inside the journal, or one by its full path")
    formats = table.choices("formats", FORMATS, DEFAULT_FORMATS)
    layouts = table.choices("layouts", LAYOUTS, (DEFAULT_LAYOUT,))
    for key, named_here in (("formats", formats), ("layouts", layouts)):
        if not named_here:
            table.complain(key, "names none, so that nothing is made", "name one, or take it out")
    archive, years = table.flag("archive"), table.number("archive_years", 0)
    if years and not archive:
        table.complain("archive_years", "counts only with an archive", "add: archive = true")
    if not 0 <= years <= 100:
        table.complain("archive_years", "must lie between 0, for ever, and 100")
    return ExportSettings(
        out,
        tuple(each for each in FORMATS if each in formats),
        tuple(each for each in LAYOUTS if each in layouts),
        archive,
        years,
    )


def _limits(table: Table) -> Limits:
    raised = {
        each.name: table.number(each.name, getattr(DEFAULT_LIMITS, each.name))
        for each in fields(Limits)
    }
    for name, value in raised.items():
        least = LEAST_MEGABYTES if name == "worker_megabytes" else 1
        if value < least:
            table.complain(name, f"must be {least} or more")
    return Limits(**raised)


def _collections(top: Table) -> tuple[Collection, ...]:
    collections: list[Collection] = []
    for table in top.tables("collection"):
        parts: list[CollectionPart] = []
        for section in table.tables("sections"):
            parts.append(CollectionPart(section.text("title"), section.texts("articles")))
        lang = table.text("lang", required=True)
        if lang and not has_wording(lang):
            table.complain("lang", *_no_wording(lang))
        collection = Collection(
            id=_slug(table, "id"),
            title=table.text("title", required=True),
            lang=lang,
            parts=tuple(parts),
            cover_file=_cover(table),
        )
        _check_letters(table, "title", collection.title)
        if any(collection.id == other.id for other in collections):
            table.complain("id", f"two collections are called “{collection.id}”")
        doubled = {slug for slug in collection.slugs if collection.slugs.count(slug) > 1}
        for slug in sorted(doubled):
            table.complain("sections", f"“{slug}” stands twice in “{collection.id}”")
        collections.append(collection)
    return tuple(collections)


def _cover(table: Table) -> str:
    name = table.text("cover")
    if set(name) & set("/\\:") or name.startswith("."):
        table.complain("cover", "must be the name of a file in theme/, without a folder")
    return name
