"""The processor time of `refs`, cold processes, as ratios to the least that must be read.

Over 1,000 articles: to reading their front matter as YAML, with every article read and with every
article remembered. With a list of retractions of 60 MB: what it takes more, to reading its rows.
"""

from __future__ import annotations

import csv
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

JOURNAL = Path(__file__).parents[1] / "samples" / "journal"
YAML = Path(__file__).with_name("bare_yaml.py")
CSV = Path(__file__).with_name("bare_csv.py")
JOURNALPRESS = Path(sys.executable).with_name("journalpress")
ARTICLES = 1_000
ROWS = 70_000
PAIRS = 2
NO_MEMORY = MappingProxyType({"JOURNALPRESS_CACHE": "none"})
COLUMNS = (
    "Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author",
    "URLS", "ArticleType", "RetractionDate", "RetractionDOI", "RetractionPubMedID",
    "OriginalPaperDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason",
    "Paywalled", "Notes",
)  # fmt: skip


def main() -> None:
    """Prints each figure."""
    with tempfile.TemporaryDirectory() as name:
        journal = thousand(Path(name) / "journal")
        listed = Path(name) / "list.csv"
        fill(listed)
        memory = {"JOURNALPRESS_CACHE": str(Path(name) / "memory")}
        plain, again, looked_up = [], [], []
        seconds = (0.0, 0.0, 0.0)
        for each in range(PAIRS + 1):
            least = spent([sys.executable, str(YAML), str(journal / "articles")])
            refs = spent([str(JOURNALPRESS), "refs", str(journal)])
            rows = spent([sys.executable, str(CSV), str(listed)])
            both = spent([str(JOURNALPRESS), "refs", str(journal), "--retractions", str(listed)])
            recalled = spent([str(JOURNALPRESS), "refs", str(journal)], memory)
            if each:  # the first of all fills the caches, and the memory
                plain.append(refs / least)
                again.append(recalled / least)
                looked_up.append((both - refs) / rows)
                seconds = (refs, recalled, both)
        tell(f"refs of {ARTICLES:,} articles, read / their front matter as YAML", plain)
        tell("the same, remembered", again)
        size = listed.stat().st_size / 1e6
        tell(f"looking them up in {ROWS:,} rows, {size:.0f} MB / reading the rows", looked_up)
        read, recalled, both = seconds
        print(
            f"seconds of processor: refs {read:.1f}, remembered {recalled:.1f}, "
            f"with --retractions {both:.1f}"
        )


def tell(what: str, ratios: list[float]) -> None:
    """One line for a figure."""
    middle, least, most = statistics.median(ratios), min(ratios), max(ratios)
    print(f"cold: {what}: {middle:.2f} (median of {PAIRS} pairs, {least:.2f}–{most:.2f})")


def thousand(folder: Path) -> Path:
    """A journal with the samples over and over, each time under another name."""
    shutil.copytree(JOURNAL, folder, ignore=shutil.ignore_patterns("out"))
    samples = sorted((JOURNAL / "articles").glob("*.md"))
    for path in (folder / "articles").iterdir():
        path.unlink()
    settings = (folder / "journal.toml").read_text("utf-8")
    (folder / "journal.toml").write_text(settings.partition("[[collection]]")[0], "utf-8")
    for number in range(ARTICLES):
        sample = samples[number % len(samples)]
        slug = f"{sample.stem[:40]}-{number}"
        text = re.sub(r"^id: .*$", f"id: {slug}", sample.read_text("utf-8"), count=1, flags=re.M)
        (folder / "articles" / f"{slug}.md").write_text(text, "utf-8")
    return folder


def fill(path: Path) -> None:
    """A list as large as Crossref's, about papers that do not exist."""
    long = "Words of an invented institution, its department and its country; " * 8
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(ROWS):
            writer.writerow((
                number, f"An invented paper about nothing at all, number {number}", "Subject", long,
                "A Journal", "A Publisher", "Nowhere", "A. Nobody;B. Nobody", "", "Article;",
                "3/14/2024 0:00", f"10.5555/retraction.{number}", "0", "1/1/2020 0:00",
                f"10.5555/paper.{number}", str(number), "Retraction", "+Invented;", "No", "",
            ))  # fmt: skip


def spent(command: list[str], given: Mapping[str, str] = NO_MEMORY) -> float:
    """Seconds of processor time of this process and what it started; nothing is remembered."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, capture_output=True, env={**os.environ, **given})
    if result.returncode not in (0, 1):
        raise SystemExit(result.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    main()
