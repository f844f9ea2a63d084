"""The system's own viewer shows a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from journalpress.errors import EnvironmentFailure

PROGRAMS = ("open",) if sys.platform == "darwin" else ("xdg-open",)
PATIENCE_SECONDS = 3.0
"""How long a failure is waited for; a viewer that shows the file may run on for hours."""


def viewer() -> str:
    """The program that opens files here. Raises EnvironmentFailure where there is none."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    raise EnvironmentFailure(
        f"this computer has no viewer to open: the program {PROGRAMS[0]} is missing",
        hint="leave out --open, and open the file by hand; on Debian install xdg-utils",
    )


def open_file(path: Path, program: str) -> None:
    """Show the file; does not wait until the viewer is closed. Raises EnvironmentFailure."""
    try:
        started = subprocess.Popen(
            [program, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(f"cannot run {program}: {reason}") from error
    try:
        code = started.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        # It shows the file and outlives us: Python must not complain that nobody waited for it.
        started.returncode = 0
        return
    if code:
        raise EnvironmentFailure(
            f"the viewer could not open {path}", hint="the file is whole: open it by hand"
        )
