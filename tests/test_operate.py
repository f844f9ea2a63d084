"""docs/operate.md: its blocks run as they stand, and its timer is one that systemd takes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from journalpress.cli import commands
from tests.conftest import AS_OF
from tests.test_docs import EXAMPLES, SAMPLE, Example

PAGE = [each for each in EXAMPLES if each.page == "operate.md"]
BLOCKS = [each for each in PAGE if each.told.get("run") == "yes"]
UNITS = [each for each in PAGE if each.language == "ini"]
CALL = re.compile(r"(?:^|[\s=]|bin/)(?<!-C )(journalpress [a-z-][^\n>]*)", re.M)


def calls(example: Example) -> list[list[str]]:
    """The command lines of ours in a block, without the program's name."""
    return [shlex.split(each)[1:] for each in CALL.findall(example.body)]


@pytest.mark.parametrize("example", PAGE, ids=str)
def test_every_command_is_one_that_the_program_takes(example: Example) -> None:
    """A name or an option that was changed must not live on in a timer: NoSuchOption."""
    for arguments in calls(example):
        name, *rest = arguments
        if name == "--version":
            continue
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        command.make_parser(click.Context(command)).parse_args(rest)


def test_the_page_calls_what_it_explains() -> None:
    """The check above would pass on a page without commands."""
    named = {arguments[0] for example in PAGE for arguments in calls(example)}

    assert {"export", "verify", "trace", "--version"} <= named


@pytest.mark.tool
def test_the_blocks_run_one_after_another(tmp_path: Path) -> None:
    """Backup, restore and upgrade of a published journal end with 0 and lose nothing."""
    journal = tmp_path / "journals" / "our-journal"
    shutil.copytree(SAMPLE, journal)
    settings = journal / "journal.toml"
    slim = settings.read_text("utf-8").replace(
        'formats = ["pdf", "epub", "docx", "html"]', 'formats = ["html", "text"]'
    )
    settings.write_text(slim, "utf-8")
    around = {
        **os.environ,
        "HOME": str(tmp_path),
        "JOURNALPRESS_AS_OF": AS_OF,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
    }

    def run(script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", script], env=around, capture_output=True, text=True, check=False
        )

    assert run("journalpress export --journal ~/journals/our-journal").returncode == 0
    history = (journal / "history.jsonl").read_bytes()
    for example in BLOCKS:
        ended = run(example.body)
        assert ended.returncode == 0, f"{example}: {ended.stdout}{ended.stderr}"

    assert len(BLOCKS) == 4
    assert (journal / "history.jsonl").read_bytes() == history


@pytest.mark.tool
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Service and timer, as `systemd-analyze verify` reads them."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed: systemd brings it")
    names = ("journalpress.service", "journalpress.timer")
    for name, example in zip(names, UNITS, strict=True):
        body = example.body.replace("/opt/journalpress/bin/journalpress", "/bin/true")
        (tmp_path / name).write_text(body.replace("User=journal\n", ""), "utf-8")
    (tmp_path / "tell-the-editor@.service").write_text("[Service]\nExecStart=/bin/true\n", "utf-8")

    ended = subprocess.run(
        [program, "verify", "--man=no", *(str(tmp_path / name) for name in names)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip

    told = [line for line in ended.stderr.splitlines() if "journalpress" in line]
    assert (ended.returncode, told) == (0, [])
