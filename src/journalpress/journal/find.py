"""What a person calls an article → the articles that may be meant; none is ever guessed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from journalpress.journal.facts import Facts
from journalpress.journal.load import Entry, Journal


def find_articles(journal: Journal, words: str) -> tuple[Entry, ...]:
    """The articles with this path or slug; else those whose title or aliases hold all the words.

    A path or slug finds one at most. Several hits are for the person to choose from.
    """
    path = Path(words)
    if path.suffix.lower() == ".md":
        here = path if path.exists() else journal.folder / path
        hits = [each for each in journal.entries.values() if is_same_file(each.path, here)]
        if hits:
            return tuple(hits)
    if words in journal.entries:
        return (journal.entries[words],)
    wanted = _folded(words).split()
    return tuple(
        entry
        for entry in journal.entries.values()
        if wanted and entry.facts and all(word in _names(entry.facts) for word in wanted)
    )


def is_same_file(one: Path, other: Path) -> bool:
    """Whether both paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _names(facts: Facts) -> str:
    return _folded(" ".join(facts.names))


def _folded(text: str) -> str:
    """Case and accents aside: "cœur" stays, "Après" becomes "apres"."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in spread if not unicodedata.combining(each))
