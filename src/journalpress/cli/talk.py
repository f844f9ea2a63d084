"""Lines for a person on standard error, data on standard output, both fit for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from journalpress.problems import Problem
from journalpress.terminal import clean


def say(line: str) -> None:
    """One line for the person, on standard error."""
    click.echo(clean(line), err=True)


def give(line: str) -> None:
    """One line of data, on standard output."""
    click.echo(clean(line))


def say_all(problems: Iterable[Problem]) -> None:
    """A line a problem, on standard error."""
    for each in problems:
        say(str(each))


def count(number: int, one: str, many: str = "") -> str:
    """`1 article`, `7 articles`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
