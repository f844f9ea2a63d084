"""Makes a journal of any size out of the sample journal: each article over and over, approved.

The same size gives the same files. Every copy has a name and a number of its own; links lead to the
copies of the same round.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from journalpress.edition.digest import text_digest
from journalpress.journal import load_journal
from journalpress.journal.pictures import read_pictures
from journalpress.model import Article, Media, Prose, Text

SAMPLES = Path(__file__).parents[1] / "samples" / "journal"
ROUNDS_OF_A_VOLUME = 20
"""A collection holds so many copies of each sample at most; the next ones go into a new volume."""


def main() -> None:
    """Makes the journal that is asked for and says where it lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--articles", type=int, default=100, metavar="N")
    options = parser.parse_args()
    try:
        made = make_journal(options.folder, options.articles)
    except (ValueError, FileExistsError) as error:
        parser.error(str(error))
    print(f"{options.articles} articles in {made}")


def make_journal(folder: Path, articles: int) -> Path:
    """The folder, with a journal of so many articles in it, all in force on 2026-12-01.

    Raises ValueError for fewer articles than there are samples, whose links would lead nowhere,
    and FileExistsError where the folder is there already.
    """
    samples = _samples()
    if articles < len(samples):
        raise ValueError(f"at least {len(samples)} articles, one of each sample")
    folder.mkdir(parents=True)
    for name in ("media", "theme"):
        shutil.copytree(SAMPLES / name, folder / name)
    shutil.copy(SAMPLES / "references.yaml", folder)
    (folder / "articles").mkdir()
    slugs = list(samples)
    copies = {
        f"{slugs[place % len(slugs)]}-{place // len(slugs) + 1}": place // len(slugs) + 1
        for place in range(articles)
    }
    for name, number in copies.items():
        sample = samples[name.rpartition("-")[0]]
        # The last round may be cut short: what is missing there is taken from the one before.
        names = {
            slug: f"{slug}-{number if f'{slug}-{number}' in copies else number - 1}"
            for slug in slugs
        }
        path = folder / "articles" / f"{name}.md"
        path.write_text(_copied(sample, number, names), "utf-8")
    (folder / "journal.toml").write_text(_settings(copies), "utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class _Sample:
    """A sample: its source, and what an approval of it signs."""

    slug: str
    text: str
    article: Article
    media: Mapping[str, Media]


@cache
def _samples() -> dict[str, _Sample]:
    journal = load_journal(SAMPLES)
    found: dict[str, _Sample] = {}
    for slug, entry in sorted(journal.entries.items()):
        article = entry.reading.article
        assert article is not None, slug
        media, _ = read_pictures(journal, entry, encoded=False)
        found[slug] = _Sample(slug, entry.path.read_text("utf-8"), article, media)
    return found


def _copied(sample: _Sample, number: int, names: Mapping[str, str]) -> str:
    """The source of a copy with this number, signed as the sample was."""
    _, front, body = sample.text.split("---\n", 2)
    lines = [_line(line, sample, number, names) for line in front.splitlines()]
    body = re.sub(r"\]\(([a-z0-9-]+)\.md\)", lambda found: f"]({names[found[1]]}.md)", body)
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def _line(line: str, sample: _Sample, number: int, names: Mapping[str, str]) -> str:
    """A line of the front matter, as it stands in the copy."""
    key, _, value = line.partition(": ")
    match key:
        case "id":
            return f"id: {names[sample.slug]}"
        case "title" | "short_title":
            return f"{key}: {value[:-1]} {number}{value[-1]}"
        case "url":
            return f"{line}-{number}"
        case "translation_of":
            return f"{key}: {names[value]}"
        case "related":
            return f"{key}: [{', '.join(names[each] for each in value[1:-1].split(', '))}]"
        case "  digest":
            return f"{key}: {_digest(sample, number)}"
        case _:
            return line


def _digest(sample: _Sample, number: int) -> str:
    """The digest of a copy: it differs from the sample's by its title alone."""
    title = sample.article.title
    *before, last = title.inlines
    assert isinstance(last, Text)
    inlines = (*before, replace(last, text=f"{last.text} {number}"))
    article = replace(sample.article, title=Prose(title.key, inlines))
    return text_digest(article, sample.media)


def _settings(copies: Mapping[str, int]) -> str:
    """journal.toml of the samples; each of its collections holds the copies, in volumes."""
    text = (SAMPLES / "journal.toml").read_text("utf-8")
    whole = [text.partition("[[collection]]")[0]]
    rounds = max(copies.values())
    for book in tomllib.loads(text)["collection"]:
        for volume, first in enumerate(range(1, rounds + 1, ROUNDS_OF_A_VOLUME), 1):
            numbers = range(first, first + ROUNDS_OF_A_VOLUME)
            parts = [_part(section, numbers, copies) for section in book["sections"]]
            whole += [
                "[[collection]]",
                f"id = {_quoted(book['id'] + f'-{volume}')}",
                f"title = {_quoted(book['title'] + f', {volume}')}",
                f"lang = {_quoted(book['lang'])}",
                f"sections = [{', '.join(filter(None, parts))}]\n",
            ]
    return "\n".join(whole)


def _part(section: Mapping[str, Any], numbers: range, copies: Mapping[str, int]) -> str:
    """A section of a collection with the copies of these rounds; "" where there are none."""
    inside = [
        name
        for number in numbers
        for slug in section["articles"]
        if (name := f"{slug}-{number}") in copies
    ]
    named = ", ".join(map(_quoted, inside))
    return f"{{ title = {_quoted(section['title'])}, articles = [{named}] }}" if inside else ""


def _quoted(text: str) -> str:
    """A string of TOML, which has the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
