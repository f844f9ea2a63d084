"""A slug and a title → a commented article, or a Word file to write one in."""

from __future__ import annotations

from pathlib import Path

import click

from journalpress.cli.options import journal_option, look_into
from journalpress.cli.talk import give


@click.command(
    "new",
    epilog="""\b
Example:
  journalpress new asthma-inhalers --title "How to use your inhaler" --category Lungs
  journalpress new asthma-inhalers --title "How to use your inhaler" --word -o inhaler.docx""",
)
@click.argument("slug")
@click.option("--title", required=True, help="The title, as it is to be printed.")
@click.option("--lang", default="", metavar="LANG", help="en, en-GB, fr, de, es or ar.")
@click.option("--category", default="", help="The shelf on which it stands.")
@click.option("--author", default="", help="Who writes it.")
@click.option("--word", is_flag=True, help="A Word file for an author instead, to be imported.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Where the Word file goes. Without it: SLUG.docx, here.",
)  # fmt: skip
@journal_option
def command(
    slug: str,
    title: str,
    lang: str,
    category: str,
    author: str,
    word: bool,
    output: Path | None,
    journal_folder: Path | None,
) -> None:
    """Make a commented article to fill in: articles/SLUG.md.

    SLUG is the name of the file and of every leaflet made from it: small letters, digits, hyphens.
    With --word nothing is added to the journal: an author writes in the Word file, and `import`
    makes the article of it.
    """
    from journalpress.errors import UsageError
    from journalpress.files import write_whole
    from journalpress.journal.create import check_new, create_article
    from journalpress.journal.load import shown

    if not title.strip():
        raise UsageError("the title is empty", hint='give one: --title "…"')
    if output is not None and not word:
        raise UsageError("-o is for the Word file", hint="add --word, or leave it out")
    journal = look_into(journal_folder)
    if word:
        from journalpress.writers.docx import write_author_file

        language = check_new(journal, slug, title=title, lang=lang)
        file = output or Path(f"{slug}.docx")
        if file.exists():
            raise UsageError(f"{shown(file)} is there already", hint="choose another with -o")
        words = " ".join(title.split())
        write_whole(
            file,
            write_author_file(title=words, lang=language, category=category, author=author),
        )
        give(shown(file))
        return
    path = create_article(journal, slug, title=title, lang=lang, category=category, author=author)
    give(shown(path))
