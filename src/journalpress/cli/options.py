"""What several commands are told, and what it means: the journal, the day, the articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from journalpress.cli.sweeping import unswept
from journalpress.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from journalpress.journal import Entry, Journal
    from journalpress.journal.load import Recall

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def journal_option(command: CommandT) -> CommandT:
    """--journal DIR, else JOURNALPRESS_JOURNAL, else the nearest journal upwards."""
    return click.option(
        "--journal",
        "journal_folder",
        type=click.Path(path_type=Path),
        envvar="JOURNALPRESS_JOURNAL",
        metavar="DIR",
        help="The journal's folder. Without it: the nearest one with a journal.toml, from here up.",
    )(command)


def as_of_option(command: CommandT) -> CommandT:
    """--as-of DATE, else JOURNALPRESS_AS_OF, else today at the clinic."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help="The day that counts, e.g. 2026-12-01. Without it: today.",
    )(command)


def journal_folder_for(given: Path | None, articles: Sequence[str] = ()) -> Path:
    """The folder that is meant. Raises UsageError where there is no journal."""
    from journalpress.journal import find_journal

    if given is not None:
        return given
    for article in articles:
        path = Path(article)
        if path.exists():
            found = find_journal(path if path.is_dir() else path.parent)
            if found:
                return _short(found)
    found = find_journal(Path())
    if found:
        return _short(found)
    raise UsageError(
        "no journal here", hint="name its folder with --journal, or make one: journalpress init"
    )


def open_journal(
    given: Path | None, articles: Sequence[str] = (), recall: Recall | None = None
) -> Journal:
    """The journal that is meant, loaded; `recall` may know articles that need not be read.

    Raises JournalPressError.
    """
    from journalpress.journal import load_journal

    folder = journal_folder_for(given, articles)
    with unswept():
        return load_journal(folder, recall)


def look_into(given: Path | None, articles: Sequence[str] = ()) -> Journal:
    """The journal that is meant, for a command that only looks: what was read is remembered.

    Raises JournalPressError.
    """
    from journalpress.journal.memory import load_remembered

    folder = journal_folder_for(given, articles)
    with unswept():
        return load_remembered(folder)


def day_of(as_of: str | None, journal: Journal) -> date:
    """The day that counts."""
    from journalpress.standing import as_of_date

    return as_of_date(as_of, journal.settings.timezone)


def chosen(journal: Journal, articles: Sequence[str]) -> tuple[Entry, ...]:
    """The articles that are meant, in the order given; none where all are.

    Raises UsageError where words fit no article or several: these are then listed, none guessed.
    """
    from journalpress.journal import find_articles

    found: dict[str, Entry] = {}
    for words in articles:
        if Path(words).is_dir() and _is_same(Path(words), journal.folder):
            return ()
        hits = find_articles(journal, words)
        if len(hits) > 1:
            listed = ", ".join(each.slug for each in hits)
            raise UsageError(f"“{words}” fits {len(hits)} articles: {listed}", hint="name one")
        if not hits:
            raise UsageError(
                f"no article “{words}” in {journal.folder}", hint=_near(journal, words)
            )
        found[hits[0].slug] = hits[0]
    return tuple(found.values())


def _near(journal: Journal, words: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(words, list(journal.entries), n=3, cutoff=0.4)
    return f"did you mean {' or '.join(near)}?" if near else "see the files in articles/"


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _short(folder: Path) -> Path:
    """The folder as seen from here, where it lies here or below."""
    try:
        return folder.relative_to(Path.cwd())
    except ValueError:
        return folder
