"""What a command takes: seconds of the clock, and of the processor with all that it started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "JOURNALPRESS_JOBS", "JOURNALPRESS_JOURNAL")
}
"""Compiled modules are kept, as pip does where it installs them; nothing else is preset."""
PR_SET_CHILD_SUBREAPER = 36
"""Of Linux' prctl(2): processes whose parent has ended become our children."""


class CommandFailed(Exception):
    """A command that did not end well: its last words."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the wall clock, and of all processors together."""

    wall: float
    processor: float


def of_command(command: Sequence[str]) -> Spent:
    """What this command took, the workers that outlive it included. Raises CommandFailed.

    Where the system hands no orphans over (elsewhere than on Linux), their processor time is not
    in it.
    """
    _adopt_orphans()
    return of_call(lambda: run(command))


def of_call(call: Callable[[], object]) -> Spent:
    """What the call took, the processes that it started and waited for included."""
    before, begun = _processor(), time.perf_counter()
    call()
    wall = time.perf_counter() - begun
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    return Spent(wall, _processor() - before)


def run(command: Sequence[str]) -> str:
    """What the command prints. Raises CommandFailed."""
    ended = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if ended.returncode:
        words = (ended.stderr.strip() or ended.stdout.strip() or "it said nothing").splitlines()
        last = " · ".join(word.strip() for word in words[-3:] if word)
        raise CommandFailed(f"{' '.join(command[:2])} … ended with {ended.returncode}: {last}")
    return ended.stdout


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
