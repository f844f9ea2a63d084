"""Everything journalpress raises on purpose.

JournalPressError           exit 1   base: one line for a person, never a traceback
├── UsageError              exit 2   the command line asks for what cannot be
├── InputError              exit 3   an input or the configuration is invalid, nothing was tried
│   ├── UnreadableJournal   exit 3   journal.toml or the folder is not a journal
│   ├── LimitExceeded       exit 3   a limit of limits.py, named
│   └── UnknownSource       exit 3   a citation key that no source has
├── DisagreementError       exit 1   a written file does not say what the Edition says
├── RenderingError          exit 1   a backend could not draw an article
└── EnvironmentFailure      exit 4   disk, fonts, system libraries: put it right, run again
    └── FolderLocked        exit 4   another export holds the output folder
"""

from __future__ import annotations

from typing import ClassVar


class JournalPressError(Exception):
    """Base of all errors; `str(error)` is one line, `hint` is the next step for a person."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(JournalPressError):
    """The command line asks for what cannot be."""

    exit_code = 2


class InputError(JournalPressError):
    """An input or the configuration is invalid; nothing was tried."""

    exit_code = 3


class UnreadableJournal(InputError):
    """The folder is not a journal, or its journal.toml cannot be read."""


class LimitExceeded(InputError):
    """An input is past a limit of limits.py; the message names the limit."""


class UnknownSource(InputError):
    """A citation names a key that no source of the article has."""


class DisagreementError(JournalPressError):
    """A written file does not say what the Edition says."""


class RenderingError(JournalPressError):
    """A backend could not draw an article, or would have drawn it with something missing."""


class EnvironmentFailure(JournalPressError):
    """Disk, fonts or system libraries: nothing is wrong with the input; run again when mended."""

    exit_code = 4


class FolderLocked(EnvironmentFailure):
    """Another export is writing into the same folder."""
