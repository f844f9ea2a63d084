"""A new journal, a new article: laid down once, never over what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from journalpress.edition.template import EXAMPLE_CLINIC, EXAMPLE_PERSON, EXAMPLE_PHONE
from journalpress.edition.wording import CATALOGUE, has_wording
from journalpress.errors import EnvironmentFailure, UsageError
from journalpress.files import write_whole
from journalpress.journal.load import ARTICLES, IMPORTS, Journal
from journalpress.journal.pictures import MEDIA
from journalpress.journal.settings import SETTINGS_FILE
from journalpress.journal.slugs import SLUG_RULE, free_id, is_slug
from journalpress.readers.slugs import propose_slug

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")

STARTER = Path(__file__).resolve().parent / "starter"
FOLDERS = (ARTICLES, MEDIA, IMPORTS)

SHORT = "For general information only. It does not replace advice from your doctor or nurse."
FULL = (
    "This leaflet gives general information. It is not a diagnosis and it does not replace advice "
    "from a doctor, nurse or pharmacist who knows you."
)


def create_journal(folder: Path, *, bare: bool = False) -> tuple[Path, ...]:
    """Lay down a journal to start from; returns the files that were written.

    `bare`: journal.toml and empty folders, no article, the clinic and the disclaimer left empty.
    Raises UsageError where there is a journal already, EnvironmentFailure.
    """
    settings = folder / SETTINGS_FILE
    if settings.exists():
        raise UsageError(f"{folder} is a journal already", hint="choose another folder")
    name = folder.resolve().name or "journal"
    words = {
        "id": _collection_id(name),
        "title": re.sub(r"[-_]+", " ", name).strip().capitalize() or "Journal",
        "clinic": "" if bare else EXAMPLE_CLINIC,
        "phone": "" if bare else EXAMPLE_PHONE,
        "short": "" if bare else SHORT,
        "full": "" if bare else FULL,
    }
    try:
        for each in FOLDERS:
            (folder / each).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(f"cannot make {folder}: {reason}") from error
    written = [settings]
    if not bare:
        article = folder / ARTICLES / "welcome.md"
        write_whole(article, (STARTER / "welcome.md").read_bytes())
        written.append(article)
    write_whole(settings, _filled("journal.toml", words))
    return tuple(written)


def create_article(
    journal: Journal, slug: str, *, title: str, lang: str = "", category: str = "", author: str = ""
) -> Path:
    """Lay down a commented draft and return its path.

    Its id is the slug, with -2, -3… where the journal or its history holds that already. Raises
    UsageError for a slug that cannot be, or that is taken; EnvironmentFailure.
    """
    language = check_new(journal, slug, title=title, lang=lang)
    path = journal.folder / ARTICLES / f"{slug}.md"
    words = {
        "id": free_id(slug, journal.ids),
        "title": title,
        "lang": language,
        "category": category,
        "author": author or EXAMPLE_PERSON,
    }
    write_whole(path, _filled("article.md", words))
    return path


def check_new(journal: Journal, slug: str, *, title: str, lang: str = "") -> str:
    """The language of a new article of this name: `lang`, else the journal's first.

    Raises UsageError for a slug that cannot be, or that is taken, and for a language without
    printed words.
    """
    path = journal.folder / ARTICLES / f"{slug}.md"
    if not is_slug(slug):
        proposed = propose_slug(slug if re.search("[A-Za-z]", slug) else title, journal.entries)
        raise UsageError(f"“{slug}” cannot name an article: {SLUG_RULE}", hint=f"try {proposed}")
    taken = {each.casefold() for each in journal.entries}
    if slug in taken or path.exists():
        raise UsageError(f"there is an article “{slug}” already", hint="choose another name")
    if any(slug == book.id for book in journal.collections):
        raise UsageError(f"“{slug}” is the name of a collection", hint="choose another name")
    check_language(lang)
    languages = journal.settings.languages
    return lang or (languages[0] if languages else "en")


def check_language(lang: str) -> None:
    """Raises UsageError for what is no language, or one without printed words; "" is none."""
    if lang and not (_LANGUAGE.fullmatch(lang) and has_wording(lang)):
        known = ", ".join(sorted(CATALOGUE))
        raise UsageError(
            f"there are no printed words for “{lang}”",
            hint=f"there are: {known}, with or without a region, as in en-GB",
        )


def _collection_id(name: str) -> str:
    slug = propose_slug(name, ("welcome",))
    return slug if is_slug(slug) else "journal"


def _filled(name: str, words: dict[str, str]) -> bytes:
    """The starter file with each @word@ as a quoted text (JSON's form is TOML's and YAML's too)."""
    text = (STARTER / name).read_text(encoding="utf-8")
    for key, value in words.items():
        quoted = json.dumps(" ".join(value.split()), ensure_ascii=False)
        text = text.replace(f"@{key}@", quoted)
    return text.encode()
