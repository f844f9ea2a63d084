"""Articles → the same articles in the house form."""

from __future__ import annotations

from pathlib import Path

import click

from journalpress.cli.options import chosen, journal_option, open_journal
from journalpress.cli.talk import give, say_all


@click.command(
    "fmt",
    epilog="""\b
Example:
  journalpress fmt            rewrite every article
  journalpress fmt --check    only say which would be rewritten""",
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
@click.option("--check", is_flag=True, help="Change nothing; exit status 1 if anything would.")
@journal_option
def command(articles: tuple[str, ...], check: bool, journal_folder: Path | None) -> int:
    """Rewrite articles in the house form: the same text, written in one way.

    A file is rewritten only if it reads back as exactly the same article. Notes (# …) in the lines
    at the top are not kept.
    """
    from journalpress.files import write_whole
    from journalpress.journal.house_form import house_form

    journal = open_journal(journal_folder, articles)
    left = 0
    for entry in chosen(journal, articles) or tuple(journal.entries.values()):
        article = entry.reading.article
        if article is None:
            say_all(entry.reading.problems)
            left += 1
            continue
        data = house_form(journal, entry, article)
        if data == entry.path.read_bytes():
            continue
        give(entry.file)
        if check:
            left += 1
        else:
            write_whole(entry.path, data)
    return 1 if left else 0
