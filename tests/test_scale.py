"""docs/scale.md: the programs that it calls take what it gives them, and its extra exists."""

from __future__ import annotations

import re
import shlex
import tomllib

import click
import pytest

from journalpress.cli import commands
from tests.test_docs import EXAMPLES, ROOT

PAGE = [each for each in EXAMPLES if each.page == "scale.md"]
CALLS = [
    shlex.split(line)
    for each in PAGE
    if each.language == "sh"
    for line in each.body.splitlines()
    if line.strip()
]


@pytest.mark.tool
def test_every_command_is_one_that_its_program_takes() -> None:
    """Those of Dask in the version that is installed: NoSuchOption."""
    from distributed.cli import dask_scheduler, dask_worker

    known = {
        ("dask", "scheduler"): dask_scheduler.main,
        ("dask", "worker"): dask_worker.main,
        ("journalpress", "export"): commands.get_command(click.Context(commands), "export"),
    }
    called = [call for call in CALLS if call[0] != "pip"]
    for program, name, *rest in called:
        command = known.pop((program, name))
        assert command is not None
        command.make_parser(click.Context(command)).parse_args(rest)

    assert not known


def test_the_extra_is_the_one_that_pip_is_told() -> None:
    """And it asks for Dask."""
    ((*_, told),) = [call for call in CALLS if call[0] == "pip"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = re.fullmatch(r"journalpress\[(\w+)\]", told)

    assert named
    assert project["optional-dependencies"][named[1]][0].startswith("distributed")


def test_python_on_the_page_is_python() -> None:
    """dask-jobqueue itself is asked of nobody who develops here."""
    (example,) = [each for each in PAGE if each.language == "python"]

    compile(example.body, str(example), "exec")
