"""One line makes the text of a web page, as a browser copies it."""

from __future__ import annotations

from pathlib import Path

from journalpress.journal.importing import Imported
from journalpress.journal.load import load_journal
from journalpress.journal.moving import Failed, Here, Intake


def page_text(title: str, *paragraphs: str, day: str = "17 Jun 2026") -> str:
    """A page with a title, a standfirst, these paragraphs behind one that cites, two sources."""
    body = "\n\n".join(paragraphs)
    return f"""\
Lung health

{title}

Words that stand first and say what the page is about. They are two sentences.

{day} · 4 min read

Something happens in the body and a study has shown it 1. It acts within minutes.

{body}

Sources

  1. Somebody A, et al., Lungs (2024) — Mist and powder
  2. Invented B, Airways (2023) — Muscles at rest

For general information and education only. Read our disclaimer.
"""


def take(
    journal: Path, *files: Path, update: bool = False, again: bool = False
) -> tuple[Imported | Here | Failed, ...]:
    """What becomes of these files in one call: all are taken in and linked."""
    intake = Intake(load_journal(journal), update=update)
    done = tuple(
        each if isinstance(each, Failed | Here) else intake.take(each)
        for each in intake.survey(files, again=again)
    )
    intake.link()
    return done


def write_page(folder: Path, name: str, text: str) -> Path:
    """A page as a file of this name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
