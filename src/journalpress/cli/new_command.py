"""A slug and a title → a commented article."""

from __future__ import annotations

from pathlib import Path

import click

from journalpress.cli.options import journal_option, open_journal
from journalpress.cli.talk import give


@click.command(
    "new",
    epilog="""\b
Example:
  journalpress new asthma-inhalers --title "How to use your inhaler" --category Lungs""",
)
@click.argument("slug")
@click.option("--title", required=True, help="The title, as it is to be printed.")
@click.option("--lang", default="", metavar="LANG", help="en, en-GB, fr, de, es or ar.")
@click.option("--category", default="", help="The shelf on which it stands.")
@click.option("--author", default="", help="Who writes it.")
@journal_option
def command(
    slug: str, title: str, lang: str, category: str, author: str, journal_folder: Path | None
) -> None:
    """Make a commented article to fill in: articles/SLUG.md.

    SLUG is the name of the file and of every leaflet made from it: small letters, digits, hyphens.
    """
    from journalpress.errors import UsageError
    from journalpress.journal.create import create_article
    from journalpress.journal.load import shown

    if not title.strip():
        raise UsageError("the title is empty", hint='give one: --title "…"')
    journal = open_journal(journal_folder)
    path = create_article(journal, slug, title=title, lang=lang, category=category, author=author)
    give(shown(path))
