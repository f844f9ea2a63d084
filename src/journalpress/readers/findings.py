"""What a reader notes while it reads: Problems of one file, in the order in which they are met."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from journalpress.problems import Problem, problem


class Findings:
    """Collects the Problems of one file; lives as long as its reading."""

    def __init__(self, file: str, article: str = "") -> None:
        self._file = file
        self._article = article
        self._found: dict[Problem, None] = {}

    def note(self, code: str, message: str, hint: str = "", *, line: int = 0) -> None:
        """Adds a Problem of this code; the same one is kept once."""
        found = problem(
            code,
            _on_one_line(message),
            _on_one_line(hint),
            file=self._file,
            line=line,
            article=self._article,
        )
        self._found[found] = None

    def take(self, problems: Iterable[Problem]) -> None:
        """Adds Problems that another reader found."""
        self._found.update(dict.fromkeys(problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, by line where they name one."""
        return tuple(sorted(self._found, key=lambda found: found.line))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    @property
    def has_error(self) -> bool:
        """Whether one of them keeps the article from going out in any form."""
        return any(found.severity == "error" for found in self._found)


def _on_one_line(words: str) -> str:
    """Words that a terminal shows as they are, whatever of the source they quote."""
    folded = "".join(" " if each.isspace() else each for each in words)
    return "".join(each if each.isprintable() else "\ufffd" for each in folded)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or ""."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")
