"""How far an export is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journalpress.cli.talk import count, say

if TYPE_CHECKING:
    from journalpress.batch.run import Moment, Step

SECONDS_BETWEEN = 10.0
"""So long nothing is said where lines go to a file or a mail."""
FEW_FILES = 20
"""Of fewer files nothing is said on the way: they are soon there."""


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Step | None]:
    """What `run_plan` tells how far it is; None where nobody wants to know."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as step:
            yield step
    else:
        yield _Lines().step


class _Lines:
    """Says a line when SECONDS_BETWEEN have passed since the last."""

    def __init__(self) -> None:
        self._begun = self._said = time.monotonic()

    def step(self, now: Moment) -> None:
        """Say how far it is, if it is time to."""
        at = time.monotonic()
        if at - self._said >= SECONDS_BETWEEN and now.total >= FEW_FILES:
            self._said = at
            say(line_of(now, at - self._begun))


def line_of(now: Moment, seconds: float) -> str:
    """`120 of 1,000 files, 40 articles, 2 failed, 3.1 a second, 4:44 left`."""
    rate = now.done / seconds if seconds > 0 else 0.0
    left = (now.total - now.done) / rate if rate else 0.0
    failed = f", {now.failed:,} failed" if now.failed else ""
    return (
        f"{now.done:,} of {now.total:,} files, {count(now.articles, 'article')}{failed}, "
        f"{rate:.1f} a second, {_clock(left)} left"
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextlib.contextmanager
def _bar() -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    begun = time.monotonic()
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(now: Moment) -> None:
            rate = now.done / max(time.monotonic() - begun, 0.001)
            formats = " ".join(f"{name} {made:,}" for name, made in sorted(now.formats.items()))
            failed = f"{now.failed:,} failed" if now.failed else ""
            words = filter(None, (count(now.articles, "article"), formats, f"{rate:.1f}/s", failed))
            bar.update(task, completed=now.done, total=now.total, description=" · ".join(words))

        yield step
