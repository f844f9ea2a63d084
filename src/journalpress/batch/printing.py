"""A PDF file → the system's print service (CUPS), as it is: its own paper, no scaling."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from journalpress.errors import EnvironmentFailure, UsageError

PATIENCE_SECONDS = 60
"""How long the print service may take to answer."""

PAPER: Mapping[str, str] = MappingProxyType({"a5": "A5", "letter": "Letter"})
"""Layout → paper by its CUPS name; A4 where it is not named."""

NOT_FOR_THE_OFFICE = frozenset({"press"})
"""Layouts that an office printer cannot print: CMYK pages with bleed."""


def check_printer(name: str, layout: str) -> None:
    """Make sure that this layout can be printed on this printer, before any work is done.

    Raises UsageError where the printer is unknown or the layout is made for a print shop,
    EnvironmentFailure where there is no print service or it does not answer.
    """
    if layout in NOT_FOR_THE_OFFICE:
        raise UsageError(
            f"the layout {layout} is for a print shop, not for an office printer",
            hint="send the file to the shop, or print another layout",
        )
    known = printers()
    if name not in known:
        listed = f"there are: {', '.join(known)}" if known else "none is set up on this computer"
        raise UsageError(f"no printer “{name}”", hint=listed)


def printers() -> tuple[str, ...]:
    """The printers that this computer knows, by name. Raises EnvironmentFailure."""
    return tuple(sorted(_answer("lpstat", ["-e"]).split()))


def print_file(path: Path, *, printer: str, layout: str, title: str, copies: int = 1) -> None:
    """Hand the file over to the printer's queue; what the printer does with it, it says itself.

    Raises EnvironmentFailure where the print service is absent or refuses.
    """
    wanted = [
        f"media={PAPER.get(layout, 'A4')}",
        "print-scaling=none",
        "fit-to-page=false",
    ]
    if layout == "booklet":
        wanted.append("sides=two-sided-short-edge")
    options = [word for option in wanted for word in ("-o", option)]
    _answer(
        "lp",
        ["-d", printer, "-n", str(copies), "-t", title, *options, "--", str(path.absolute())],
    )


def _answer(program: str, arguments: Sequence[str]) -> str:
    """What a program of the print service says. Raises EnvironmentFailure."""
    found = shutil.which(program)
    if found is None:
        raise EnvironmentFailure(
            f"this computer has no print service: the program {program} is missing",
            hint="open the file with --open and print it from there, or install CUPS "
            "(on Debian: cups and cups-client)",
        )
    try:
        ended = subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EnvironmentFailure(
            f"the print service did not answer within {PATIENCE_SECONDS} seconds",
            hint="see whether the printer is on, then run this again",
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(f"cannot run {found}: {reason}") from error
    if ended.returncode:
        words = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        said = words[0] if words else f"{program} ended with {ended.returncode}"
        raise EnvironmentFailure(
            f"the print service refused: {said}",
            hint="see whether the printer is on and set up, then run this again",
        )
    return ended.stdout.decode("utf-8", "replace")
