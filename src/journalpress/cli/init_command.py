"""A folder → a journal to start from."""

from __future__ import annotations

from pathlib import Path

import click

from journalpress.cli.talk import give, say


@click.command(
    "init",
    epilog="""\b
Example:
  journalpress init our-journal
  journalpress export --journal our-journal --draft""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--bare", is_flag=True, help="No example article, the disclaimer left empty.")
def command(folder: Path, bare: bool) -> None:
    """Make a journal to start from in the folder DIR.

    It holds journal.toml, where your clinic's name and disclaimer go, and one article to look at.
    """
    from journalpress.journal.create import create_journal

    for path in create_journal(folder, bare=bare):
        give(str(path))
    say("Next: fill in journal.toml, then: journalpress new SLUG --title …, or import")
