"""The processor time of a Word copy, each in a cold process, as a ratio to pandoc's plain one.

And what it weighs without its pictures, and what reading it back takes beside making it.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

JOURNAL = Path(__file__).parents[1] / "samples" / "journal"
BARE = Path(__file__).with_name("bare_pandoc.py")
JOURNALPRESS = Path(sys.executable).with_name("journalpress")
AS_OF = "2026-12-01"
SLUGS = ("lupus", "car-t-beyond-cancer")
PAIRS = 7
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Both keep what they compiled of their modules, as pip does where it installs them."""


def main() -> None:
    """Prints each figure with the one it is held to."""
    with tempfile.TemporaryDirectory() as name:
        for slug in SLUGS:
            ratios = pairs(slug, Path(name))
            print(
                f"cold: review copy of {slug}, proved / plain one by pandoc: "
                f"{statistics.median(ratios):.3f} (median of {PAIRS} pairs, "
                f"{min(ratios):.3f}–{max(ratios):.3f}; at most 1.00)",
                flush=True,
            )
        journal = Path(name) / "journal"
        shutil.copytree(JOURNAL, journal)
        ratios = read_back("lupus", journal)
        print(
            "cold: review of the unedited copy of lupus / its export: "
            f"{statistics.median(ratios):.3f} (median of {PAIRS} pairs, "
            f"{min(ratios):.3f}–{max(ratios):.3f})",
            flush=True,
        )
        for copy in copies(journal):
            print(f"bytes without pictures: {copy.name} {weight(copy):,} (at most 25,600)")


def read_back(slug: str, journal: Path) -> list[float]:
    """The ratio of each pair: `review` of a copy that nobody edited, and making it."""
    common = ["--journal", str(journal), "--as-of", AS_OF]
    out = journal / "sent"
    make = [str(JOURNALPRESS), "export", slug, "--to", "docx", "-o", str(out), "--quiet", *common]
    read = [str(JOURNALPRESS), "review", str(out / "review" / f"{slug}.docx"), *common]
    found = []
    for _ in range(PAIRS + 1):
        shutil.rmtree(out, ignore_errors=True)
        made = spent(make)
        found.append(spent(read) / made)
    return found[1:]


def copies(journal: Path) -> list[Path]:
    """The copies of all articles."""
    out = journal / "all"
    spent(
        [
            str(JOURNALPRESS), "export", "--to", "docx", "-o", str(out), "--quiet",
            "--journal", str(journal), "--as-of", AS_OF,
        ]
    )  # fmt: skip
    return sorted((out / "review").iterdir())


def weight(copy: Path) -> int:
    """Bytes of a Word file without its pictures."""
    with zipfile.ZipFile(copy) as archive:
        pictures = sum(
            each.compress_size for each in archive.infolist() if "/media/" in each.filename
        )
    return copy.stat().st_size - pictures


def pairs(slug: str, folder: Path) -> list[float]:
    """The ratio of each pair; the first of all, which fills the caches, is not counted."""
    source = JOURNAL / "articles" / f"{slug}.md"
    ours = [
        str(JOURNALPRESS), "export", slug, "--journal", str(JOURNAL), "--to", "docx",
        "-o", str(folder / "out"), "--as-of", AS_OF, "--quiet",
    ]  # fmt: skip
    plain = [sys.executable, str(BARE), str(source), str(folder / "plain.docx")]
    found = [spent(ours) / spent(plain) for _ in range(PAIRS + 1)]
    return found[1:]


def spent(command: list[str]) -> float:
    """Seconds of processor time, those of programs that it starts included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
