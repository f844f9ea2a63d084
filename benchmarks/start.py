"""The processor time of `journalpress --help` as a ratio to that of importing click alone."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

PAIRS = 15
OURS = (str(Path(sys.executable).with_name("journalpress")), "--help")
LEAST = (sys.executable, "-c", "import click")


def processor_seconds(command: tuple[str, ...]) -> float:
    """User and system time of one run of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=os.environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main() -> None:
    """Runs both in turn, so that a slower moment of the machine touches both, and prints."""
    for command in (OURS, LEAST):
        processor_seconds(command)
    ratios = [processor_seconds(OURS) / processor_seconds(LEAST) for _ in range(PAIRS)]
    print(
        f"journalpress --help / import click: {statistics.median(ratios):.2f}"
        f" (median of {PAIRS} pairs, {min(ratios):.2f}–{max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
