"""A folder of exported files → how they differ from what was written."""

from __future__ import annotations

from pathlib import Path

import click

from journalpress.cli.options import as_of_option
from journalpress.cli.talk import count, give, say


@click.command(
    "verify",
    epilog="""\b
Example:
  journalpress verify out""",
)
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@as_of_option
def command(out: Path, as_of: str | None) -> int:
    """Prove that the files in the folder OUT still say what they must.

    Every file is opened and read again: its words, numbers, links, sources, disclaimer and the
    lines of every page. A file for patients that is past its date is named too. The journal is not
    needed, and the folder may have been moved.
    """
    from journalpress.batch.proof import prove_folder
    from journalpress.standing import as_of_date

    files, problems = prove_folder(out, as_of_date(as_of, "UTC"))
    for each in problems:
        give(str(each))
    if problems:
        wrong = len({each.file for each in problems})
        say(f"{count(files, 'file')} read: {count(wrong, 'file')} not as it must be")
        return 1
    say(f"{count(files, 'file')} read: all agree")
    return 0
