"""The command `journalpress`: arguments in, lines and an exit code out.

Only click is imported here and in each command's file; everything else when a command runs.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from journalpress.cli.talk import say
from journalpress.errors import JournalPressError

__all__ = ["commands", "main"]

SHORT_HELP = {
    "init": "Make a journal to start from.",
    "new": "Make a commented article to fill in.",
    "import": "Read the text of a web page into an article.",
    "check": "Say what is wrong with articles.",
    "approve": "Sign an article as reviewed.",
    "export": "Make leaflets, e-books, Word copies and web pages.",
    "leaflet": "Make one leaflet to hand out now.",
    "review": "Read what reviewers changed in their Word copies.",
    "verify": "Prove that exported files still say what they must.",
    "trace": "Say which leaflet that was.",
    "refs": "List the sources: who cites what, what was retracted.",
    "fmt": "Rewrite articles in the house form.",
    "schema": "Print the JSON Schema of an article or a report.",
    "completion": "Print how the Tab key can complete commands.",
}
"""Every command in the order of a day's work; its file is read only when it is called."""

ENDINGS = """\b
Example:
  journalpress init our-journal
  journalpress export --journal our-journal --draft

\b
Exit status: 0 all good · 1 something is left for a person · 2 wrong usage ·
3 the input is invalid, nothing was tried · 4 the computer failed, run again ·
130 interrupted
"""


class Commands(click.Group):
    """The commands by name, each imported from its own file when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names, in the order of SHORT_HELP."""
        return list(SHORT_HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, None where there is none of this name."""
        if cmd_name not in SHORT_HELP:
            if near := get_close_matches(cmd_name, SHORT_HELP, n=1):
                ctx.fail(f"No such command '{cmd_name}'. Did you mean {near[0]}?")
            return None
        module = import_module(f"journalpress.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SHORT_HELP.items()))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"journalpress {version('journalpress')}")
        ctx.exit()


@click.group(cls=Commands, epilog=ENDINGS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version and stop.",
)  # fmt: skip
@click.option("--debug", is_flag=True, help="Show the program's own trace when something fails.")
def commands(debug: bool) -> None:
    """Turn reviewed articles into print leaflets, e-books and Word copies that always agree."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error is a line on standard error."""
    if arguments is None:
        # This process is ours and ends with us: its memory goes back at once, unswept.
        atexit.register(gc.freeze)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter must not stop the work.
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="backslashreplace")
    try:
        return int(_run(given) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted: files that were finished are whole; run the same command to go on")
        return 130
    except BrokenPipeError:
        # Whoever read our output is gone; Python must not stumble over it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except JournalPressError as error:
        hint = f"  → {error.hint}" if error.hint else ""
        for line in f"{error}{hint}".splitlines():
            say(line)
        return _failed(error, error.exit_code, given)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"{place}{(error.strerror or str(error)).lower()}")
        return _failed(error, 4, given)
    except Exception as error:  # a bug of ours: one line for the person, the trace for --debug
        words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        say(f"an unexpected error: {words}  → run it again with --debug and report what it shows")
        return _failed(error, 1, given)


def _failed(error: Exception, code: int, given: list[str]) -> int:
    """The exit code; with --debug, where the error arose."""
    if "--debug" in given:
        traceback.print_exception(error)
    return code


def _run(arguments: list[str]) -> Any:
    return commands.main(arguments, prog_name="journalpress", standalone_mode=False)
