"""A folder with a journal.toml → Journal: its settings, every article, shared sources, pictures."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from journalpress.edition.calendar import months_after
from journalpress.errors import EnvironmentFailure, InputError, JournalPressError, UnreadableJournal
from journalpress.files import read_whole
from journalpress.journal.facts import Facts, facts_of
from journalpress.journal.history import read_history
from journalpress.journal.settings import (
    SETTINGS_FILE,
    Collection,
    CollectionPart,
    Settings,
    read_settings,
)
from journalpress.journal.slugs import SLUG_RULE, is_slug
from journalpress.journal.strays import stray_files
from journalpress.model import Article, Media, Source
from journalpress.problems import Problem, problem
from journalpress.readers import Reading
from journalpress.theme import THEME_FILE, read_theme, with_logo

ARTICLES = "articles"
IMPORTS = "imports"
THEME = "theme"
LEAST_COVER = (625, 1000)
"""Width and height in pixels of a cover that shops take (Kindle Publishing Guidelines)."""
SHARED_SOURCES = tuple(f"references.{form}" for form in ("yaml", "json", "bib", "ris", "nbib"))


@dataclass(frozen=True)
class Entry:
    """One file of articles/. `reading.article` is as written, `article` with what the journal adds.

    `article` is None where the file cannot be an article; `reading.problems` then says why.
    `file` is the path as a person knows it.
    """

    slug: str
    path: Path
    file: str
    reading: Reading
    article: Article | None

    @cached_property
    def facts(self) -> Facts | None:
        """What others ask of the article; None where there is none."""
        return facts_of(self.article) if self.article else None

    @property
    def id(self) -> str | None:
        """The article's id; None where there is no article."""
        return self.article.id if self.article else None

    @property
    def category(self) -> str | None:
        """The article's category, "" where it names none; None where there is no article."""
        return self.article.category if self.article else None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file that was read, "" where it could not be."""
        return self.reading.sha256

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The other files that the article names and that were read for it."""
        return self.reading.others


class UnreadEntry(Entry):
    """An article that is known by its facts; it is read when somebody asks for its text.

    Reading it raises JournalPressError where the file is no longer the one of these facts.
    """

    def __init__(
        self,
        slug: str,
        path: Path,
        file: str,
        facts: Facts,
        settings: Settings,
        shared: Mapping[str, Source],
        *,
        sha256: str,
        others: tuple[str, ...],
    ) -> None:
        # The fields of a frozen class, without those that wait for the file.
        self.__dict__.update(slug=slug, path=path, file=file, facts=facts)
        self.__dict__.update(sha256=sha256, others=others)
        self.__dict__["_read"] = lambda: read_entry(path, shared, settings)

    @property
    def id(self) -> str | None:
        """The article's id, as its facts say."""
        return self.facts.id if self.facts else None

    @property
    def category(self) -> str | None:
        """The article's category, as its facts say."""
        return self.facts.category if self.facts else None

    def __getattr__(self, name: str) -> Any:
        """`reading` and `article`, read now."""
        if name not in ("reading", "article"):
            raise AttributeError(name)
        entry = self.__dict__["_read"]()
        if entry.facts != self.facts:
            raise JournalPressError(
                f"{self.file} was changed during the export", hint="export again"
            )
        self.__dict__.update(reading=entry.reading, article=entry.article)
        return self.__dict__[name]


Recall = Callable[[Path, Settings, Mapping[str, Source]], Entry | None]
"""An article's file → its entry, unread, where it is known; None where it must be read."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal as it lies on the disk. `problems` are those of no single article.

    `ids` are all that were ever given: those of the articles and those in the history.
    """

    folder: Path
    settings: Settings
    entries: Mapping[str, Entry]
    collections: tuple[Collection, ...]
    ids: frozenset[str]
    problems: tuple[Problem, ...]


def find_journal(start: Path) -> Path | None:
    """The nearest folder with a journal.toml, from `start` upwards; None where there is none."""
    here = start.resolve()
    return next((each for each in (here, *here.parents) if (each / SETTINGS_FILE).is_file()), None)


def load_settings(folder: Path) -> Settings:
    """The settings of the journal in this folder. Raises UnreadableJournal, a line a problem."""
    path = folder / SETTINGS_FILE
    try:
        data = read_whole(path)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UnreadableJournal(
            f"{folder} is not a journal: it has no {SETTINGS_FILE}",
            hint="name the journal's folder with --journal, or make one with: journalpress init",
        ) from error
    except OSError as error:
        raise UnreadableJournal(
            f"{shown(path)}: cannot be read: {_reason(error)}",
            hint="put the journal's own file there",
        ) from error
    settings, problems = read_settings(data, file=shown(path))
    if settings is None:
        raise UnreadableJournal("\n".join(str(each) for each in problems))
    settings = _with_covers(folder, _with_theme(folder, settings))
    settings = _with_profile(folder, settings) if settings.press_profile else settings
    return _with_style(folder, settings) if settings.style else settings


def _with_theme(folder: Path, settings: Settings) -> Settings:
    """The settings with the journal's own theme, where it has one. Raises UnreadableJournal."""
    path = folder / THEME / THEME_FILE
    data = read_optional(path, inside=folder)
    if data is None:
        return settings
    theme, logo, problems = read_theme(data, file=shown(path))
    if theme and logo:
        media = _in_theme(folder, settings, logo.name, "logo.file")
        if isinstance(media, Problem):
            problems = [replace(media, code="JP070", file=shown(path))]
        else:
            theme = with_logo(theme, media, logo)
    if theme is None or problems:
        raise UnreadableJournal("\n".join(str(each) for each in problems))
    return replace(settings, house=replace(settings.house, theme=theme))


def _in_theme(folder: Path, settings: Settings, name: str, key: str) -> Media | Problem:
    """The picture of this name in theme/, which `key` asks for, or why it cannot be used."""
    data = _inside(folder / THEME, name, settings.limits.picture_bytes + 1)
    if data is None:
        return problem("JP070", f"{key}: there is no file “{name}” in theme/", "put it there")
    from journalpress.readers.pictures import read_picture

    return read_picture(data, name, settings.limits)


def _with_covers(folder: Path, settings: Settings) -> Settings:
    """The settings with the clinic's own covers. Raises UnreadableJournal, a line a problem."""
    covered: list[Collection] = []
    problems: list[Problem] = []
    for each in settings.collections:
        if each.cover_file:
            found = _cover(folder, settings, each.cover_file)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                each = replace(each, cover=found)
        covered.append(each)
    if problems:
        file = shown(folder / SETTINGS_FILE)
        lines = (str(replace(each, code="JP070", file=file)) for each in problems)
        raise UnreadableJournal("\n".join(lines))
    return replace(settings, collections=tuple(covered))


def _cover(folder: Path, settings: Settings, name: str) -> Media | Problem:
    """The clinic's own cover, upright and large enough for a shop's shelf, or what is wrong."""
    found = _in_theme(folder, settings, name, "collection.cover")
    if isinstance(found, Problem):
        return found
    width, height = found.width, found.height
    if width >= height or width < LEAST_COVER[0] or height < LEAST_COVER[1]:
        least = f"{LEAST_COVER[0]} × {LEAST_COVER[1]}"
        return problem(
            "JP070",
            f"collection.cover: “{name}” has {width} × {height} pixels",
            f"a cover is upright and has at least {least} pixels; 1560 × 2496 are best",
        )
    return found


def _with_profile(folder: Path, settings: Settings) -> Settings:
    """The settings with the bytes of the print shop's profile. Raises UnreadableJournal."""
    name, most = settings.press_profile, settings.limits.picture_bytes
    data = _inside(folder / ARTICLES, f"../{name}", most)
    if not data:
        message = f"[press] profile: there is no file “{name}” in the journal"
        hint = "put the print shop's ICC profile there, or take the line out"
        raise _unusable(folder, message, hint)
    press = replace(settings.house.press, profile=data)
    return replace(settings, house=replace(settings.house, press=press))


def _with_style(folder: Path, settings: Settings) -> Settings:
    """The settings with the style of the references, which has printed once.

    Raises UnreadableJournal where it is none of ours, EnvironmentFailure where pandoc cannot run.
    """
    from journalpress.csl.pandoc import INSTALL, find_pandoc
    from journalpress.csl.printing import printed_entries
    from journalpress.csl.style import read_style

    name, most = settings.style, settings.limits.article_bytes
    data = _inside(folder / ARTICLES, f"../{name}", most + 1)
    if not data:
        message = f"[references] style: there is no file “{name}” in the journal"
        raise _unusable(folder, message, "put the .csl file there, or take the line out")
    if len(data) > most:
        message = f"[references] style: “{name}” is larger than article_bytes ({most:,})"
        raise _unusable(folder, message, "name a .csl file")
    if find_pandoc() is None:
        message = "[references] style: printing by a CSL style needs one more part"
        raise _unusable(folder, message, f"run: {INSTALL}, or take the line out")
    try:
        style = read_style(data, name)
        printed_entries(style, (Source("a", type="book", title="A title"),), "en")
    except InputError as error:
        raise _unusable(folder, f"[references] style: {error}", error.hint) from error
    return replace(settings, house=replace(settings.house, style=style))


def _unusable(folder: Path, message: str, hint: str) -> UnreadableJournal:
    """That journal.toml asks for what is not there or cannot be used (JP070)."""
    return UnreadableJournal(
        str(problem("JP070", message, hint, file=shown(folder / SETTINGS_FILE)))
    )


def load_journal(folder: Path, recall: Recall | None = None) -> Journal:
    """The journal in this folder, with every article read that `recall` does not know.

    Raises UnreadableJournal where journal.toml or the shared sources cannot be used,
    EnvironmentFailure where the disk refuses.
    """
    settings = load_settings(folder)
    shared = load_shared_sources(folder, settings)
    entries = [
        (recall(path, settings, shared) if recall and _is_named(path) else None)
        or read_entry(path, shared, settings)
        for path in article_files(folder)
    ]
    entries += _strays(folder, {entry.slug.casefold() for entry in entries})
    entries = told_apart(entries)
    by_slug = {entry.slug: entry for entry in entries}
    given = {entry.id for entry in entries if entry.id is not None}
    past = {str(line.get("id", "")) for line in read_history(folder)}
    collections = settings.collections or (_whole(settings, entries),)
    return Journal(
        folder=folder,
        settings=settings,
        entries=by_slug,
        collections=collections,
        ids=frozenset(given | past),
        problems=tuple(_journal_problems(folder, collections, by_slug)),
    )


def article_files(folder: Path) -> tuple[Path, ...]:
    """The articles' files, by name. Raises EnvironmentFailure."""
    return tuple(
        path
        for path in _files(folder)
        if path.suffix.lower() == ".md" and not path.name.startswith(".")
    )


def _files(folder: Path) -> tuple[Path, ...]:
    """Whatever lies in articles/, by name."""
    articles = folder / ARTICLES
    try:
        return tuple(sorted(articles.iterdir()))
    except FileNotFoundError:
        return ()
    except NotADirectoryError as error:
        raise UnreadableJournal(
            f"{shown(articles)} is no folder", hint="make a folder of this name for the articles"
        ) from error
    except OSError as error:
        raise _unreadable(articles, error) from error


def load_shared_sources(folder: Path, settings: Settings) -> Mapping[str, Source]:
    """The sources that all articles share, by key. Raises UnreadableJournal, a line a problem."""
    problems: list[Problem] = []
    shared: dict[str, Source] = {}
    for name in SHARED_SOURCES:
        path = folder / name
        data = read_optional(path, inside=folder)
        if data is None:
            continue
        if len(data) > settings.limits.article_bytes:
            message = f"is larger than article_bytes ({settings.limits.article_bytes:,})"
            problems.append(problem("JP112", message, "split it", file=shown(path)))
            continue
        from journalpress.readers.bibliography import read_bibliography

        sources, found = read_bibliography(data, shown(path))
        problems += [each for each in found if each.severity == "error"]
        for source in sources:
            if shared.setdefault(source.key, source) != source:
                message = f"the source “{source.key}” stands in another list with other content"
                problems.append(problem("JP014", message, "keep one of them", file=shown(path)))
    if problems:
        raise UnreadableJournal("\n".join(str(each) for each in problems))
    return shared


def shown(path: Path) -> str:
    """The path as a person knows it: from the current folder where it lies below that."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read_entry(path: Path, shared: Mapping[str, Source], settings: Settings) -> Entry:
    """One file of articles/, read. Raises EnvironmentFailure."""
    slug, file = path.stem, shown(path)
    if not _is_named(path):
        bad = problem(
            "JP050",
            f"“{path.name}” cannot name an article",
            f"rename the file: {SLUG_RULE}, then .md",
            file=file,
        )
        return Entry(slug, path, file, Reading(None, {}, (bad,)), None)
    return entry_of(path, read_article(path, shared, settings), settings)


def entry_of(path: Path, reading: Reading, settings: Settings) -> Entry:
    """The entry of a file of which this was read: the journal's interval says when it is due."""
    article = reading.article
    if article and article.reviewed and article.next_review is None:
        due = months_after(article.reviewed, settings.review.interval_months)
        article = replace(article, next_review=due)
    return Entry(path.stem, path, shown(path), reading, article)


def _is_named(path: Path) -> bool:
    return is_slug(path.stem) and path.suffix == ".md"


def _strays(folder: Path, taken: set[str]) -> list[Entry]:
    """An entry (JP050) for each file that is not read: its article counts as being edited."""
    found: list[Entry] = []
    for slug, path, todo in stray_files(_files(folder)):
        name = path.name if slug.casefold() in taken else slug
        taken.add(name.casefold())
        file = shown(path)
        unread = problem("JP050", f"“{path.name}” is not read", todo, file=file, article=name)
        found.append(Entry(name, path, file, Reading(None, {}, (unread,)), None))
    return found


def read_article(path: Path, shared: Mapping[str, Source], settings: Settings) -> Reading:
    """What the file says, read as an article of this journal; JP052 where it cannot be read."""
    try:
        data = read_whole(path, settings.limits.article_bytes + 1, inside=path.parents[1])
    except OSError as error:
        unread = problem(
            "JP052",
            f"the file cannot be read: {_reason(error)}",
            "put the article's text there, or take this entry away",
            file=shown(path),
            article=path.stem,
        )
        return Reading(None, {}, (unread,))
    return read_bytes(data, path, shared, settings)


def read_bytes(
    data: bytes,
    path: Path,
    shared: Mapping[str, Source],
    settings: Settings,
    lists: dict[str, str] | None = None,
) -> Reading:
    """What these bytes say, read as if they were the file at this path.

    `lists` takes the SHA-256 of every list of sources that was read, "" of one that is not there.
    """
    from journalpress.readers.markdown.read import read_markdown

    others = {} if lists is None else lists

    def bibliography(name: str) -> bytes | None:
        found = _inside(path.parent, name, settings.limits.article_bytes)
        others[name] = _digest_of_list(found)
        return found

    reading = read_markdown(
        data,
        file=shown(path),
        slug=path.stem,
        shared=shared,
        bibliography=bibliography,
        limits=settings.limits,
    )
    return replace(reading, others=tuple(others), sha256=hashlib.sha256(data).hexdigest())


def list_digest(path: Path, name: str, settings: Settings) -> str:
    """SHA-256 of the list of sources that an article names so; "" where it is not there."""
    return _digest_of_list(_inside(path.parent, name, settings.limits.article_bytes))


def _digest_of_list(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _inside(articles: Path, name: str, most: int) -> bytes | None:
    """A file that an article names, seen from articles/; None where it lies outside the journal."""
    try:
        path = (articles / name).resolve()
        if not path.is_relative_to(articles.parent.resolve()) or not path.is_file():
            return None
        return read_whole(path, most)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle, before 3.13
        return None


def open_questions(journal: Journal, entry: Entry) -> tuple[Problem, ...]:
    """What the import of this article is still unsure of (JP007). Raises EnvironmentFailure."""
    path = journal.folder / IMPORTS / f"{entry.slug}.json"
    try:
        data = read_whole(path, inside=journal.folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        why = f"{shown(path)} cannot be read: {_reason(error)}"
        hint = "put it back as it was, or import the page again"
        return (problem("JP007", why, hint, article=entry.slug),)
    from journalpress.readers.imports import open_problems, read_sidecar

    try:
        sidecar = read_sidecar(data, file=shown(path))
    except InputError as error:
        return (problem("JP007", str(error), error.hint, article=entry.slug),)
    return open_problems(sidecar, file=shown(path), article=entry.slug)


def read_optional(path: Path, *, inside: Path | None = None) -> bytes | None:
    """The bytes of a file of this journal; None where it is not there. Raises EnvironmentFailure.

    With `inside`, a link out of that folder counts as a file that cannot be read.
    """
    try:
        return read_whole(path, inside=inside)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def told_apart(entries: list[Entry]) -> list[Entry]:
    """The entries, with a problem (JP051) for every file name or id that two of them share."""
    by_name: dict[str, list[Entry]] = defaultdict(list)
    by_id: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_name[unicodedata.normalize("NFC", entry.slug).casefold()].append(entry)
        if entry.id is not None:
            by_id[entry.id].append(entry)
    marked: list[Entry] = []
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.slug).casefold()
        others = [other for other in by_name[name] if other is not entry]
        if others:
            entry = _clash(entry, f"{others[0].path.name} has the same name on some computers")
        if entry.id is not None:
            twins = [other for other in by_id[entry.id] if other.path != entry.path]
            if twins:
                entry = _clash(entry, f"{twins[0].path.name} has the same id, {entry.id}")
        marked.append(entry)
    return marked


def _clash(entry: Entry, message: str) -> Entry:
    found = problem(
        "JP051",
        message,
        "rename one of the files" if "name" in message else "give the newer one an id of its own",
        file=entry.file,
        line=entry.reading.spans.get("front:id", 0),
        article=entry.slug,
    )
    problems = (*entry.reading.problems, found)
    reading = replace(entry.reading, problems=problems)
    return Entry(entry.slug, entry.path, entry.file, reading, entry.article)


def _whole(settings: Settings, entries: list[Entry]) -> Collection:
    """The collection of a journal that names none: all articles, by category as first met."""
    by_category: dict[str, list[str]] = {}
    for entry in entries:
        if entry.category is not None:
            by_category.setdefault(entry.category, []).append(entry.slug)
    return Collection(
        id=settings.id,
        title=settings.title,
        lang=settings.languages[0] if settings.languages else "en",
        parts=tuple(CollectionPart(title, tuple(slugs)) for title, slugs in by_category.items()),
    )


def _journal_problems(
    folder: Path, collections: tuple[Collection, ...], entries: Mapping[str, Entry]
) -> list[Problem]:
    file = shown(folder / SETTINGS_FILE)
    found: list[Problem] = []
    for collection in collections:
        if collection.id in entries:
            message = f"the collection “{collection.id}” has the name of an article"
            found.append(problem("JP051", message, "give it another id", file=file))
        found += [
            problem(
                "JP053",
                f"the collection “{collection.id}” names “{slug}”, which is no article",
                "correct the name, or take it out",
                file=file,
            )
            for slug in collection.slugs
            if slug not in entries
        ]
    return found


def _unreadable(path: Path, error: OSError) -> EnvironmentFailure:
    return EnvironmentFailure(
        f"cannot read {shown(path)}: {_reason(error)}",
        hint="ask for the right to read it, or put the file back as it was",
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
