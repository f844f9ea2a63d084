"""The files of a journal as pandoc's users make them: one command for each, citations processed."""

from __future__ import annotations

import sys
import sysconfig
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from spent import CommandFailed, run

TYPST = """\
#!{python} -IS
import sys
sys.path.append({packages!r})
import typst
_, _, source, target = sys.argv
typst.compile(source, output=target, root="/")
"""
"""PyPI has typst without its program: this is one, as pandoc calls it.

pandoc names pictures by their whole path, which typst finds only with `--root /`.
"""
ENGINES = ("typst", "weasyprint")
PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Command:
    """What makes one file."""

    target: Path
    words: tuple[str, ...]


class Pandoc:
    """pandoc's commands for a journal; what they read is written into `folder`."""

    def __init__(
        self, program: str, journal: Path, books: Mapping[str, Sequence[str]], folder: Path
    ):
        self._program = program
        self._journal = journal
        self._books = books
        self._folder = folder
        shared = yaml.safe_load((journal / "references.yaml").read_text("utf-8"))
        self._shared = {each["id"]: each for each in shared}
        self._known = dict(self._shared)
        for name in ("alone", "bound", "made"):
            (folder / name).mkdir(parents=True)
        self._slugs = [self._write(path) for path in sorted((journal / "articles").glob("*.md"))]
        bibliography = {"references": list(self._known.values())}
        self._all_sources = folder / "references.yaml"
        self._all_sources.write_text(yaml.safe_dump(bibliography, allow_unicode=True), "utf-8")
        self._typst = folder / "typst"
        packages = sysconfig.get_path("platlib")
        self._typst.write_text(TYPST.format(python=sys.executable, packages=packages), "utf-8")
        self._typst.chmod(0o755)

    def pdfs(self, engine: str) -> list[Command]:
        """A PDF of each article, by typst or by WeasyPrint."""
        programs = {
            "typst": self._typst,
            "weasyprint": Path(sys.executable).with_name("weasyprint"),
        }
        return [
            self._alone(slug, "pdf", f"--pdf-engine={programs[engine]}") for slug in self._slugs
        ]

    def word_files(self) -> list[Command]:
        """A Word file of each article."""
        return [self._alone(slug, "docx") for slug in self._slugs]

    def books(self) -> list[Command]:
        """A book of each collection."""
        found = []
        for name, slugs in self._books.items():
            target = self._folder / "made" / f"{name}.epub"
            sources = [str(self._folder / "bound" / f"{slug}.md") for slug in slugs]
            words = (
                *(self._program, *sources, "--from=markdown", "--to=epub3", "--citeproc"),
                *(f"--bibliography={self._all_sources}", "--split-level=1"),
                *(f"--metadata=title:{name}", *self._resources(), "-o", str(target)),
            )
            found.append(Command(target, words))
        return found

    def start_of_typst(self) -> list[Command]:
        """What Python takes for the beginning of each typst, which its own program would not."""
        words = (
            sys.executable,
            "-IS",
            "-c",
            "import sys; sys.path.append(sys.argv[1]); import typst",
        )
        return [Command(self._folder, (*words, sysconfig.get_path("platlib"))) for _ in self._slugs]

    def _alone(self, slug: str, suffix: str, *more: str) -> Command:
        target = self._folder / "made" / f"{slug}.{suffix}"
        source = str(self._folder / "alone" / f"{slug}.md")
        words = (
            *(self._program, source, "--from=markdown", "--citeproc"),
            *(*self._resources(), *more, "-o", str(target)),
        )
        return Command(target, words)

    def _resources(self) -> tuple[str, ...]:
        return (f"--resource-path={self._journal / 'articles'}",)

    def _write(self, path: Path) -> str:
        """The article as pandoc reads it, alone and in a book; its name."""
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        facts = yaml.safe_load(front)
        own = [each for each in facts["references"] if isinstance(each, dict)]
        self._known |= {each["id"]: each for each in own}
        sources = [
            each if isinstance(each, dict) else self._shared[each] for each in facts["references"]
        ]
        head: dict[str, Any] = {
            "title": facts["title"],
            "lang": facts["lang"],
            "references": sources,
        }
        told = yaml.safe_dump(head, allow_unicode=True)
        (self._folder / "alone" / path.name).write_text(f"---\n{told}---\n{body}", "utf-8")
        chapter = f"# {facts['title']} {{#{path.stem}}}\n\n{body}\n"
        (self._folder / "bound" / path.name).write_text(chapter, "utf-8")
        return path.stem


def one_after_the_other(commands: Iterable[Command]) -> list[str]:
    """Make each file, as a loop in a shell does; why some were not made."""
    return [why for why in map(_failure, commands) if why]


def two_at_a_time(commands: Sequence[Command]) -> list[str]:
    """The same with two processes at any moment, those of many articles first."""
    with ThreadPoolExecutor(2) as pool:
        longest_first = sorted(commands, key=lambda each: -len(each.words))
        return [why for why in pool.map(_failure, longest_first) if why]


def _failure(command: Command) -> str:
    try:
        run(command.words)
    except CommandFailed as error:
        return str(error)
    return ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies in a folder, every file opened: how many of each suffix, pages, pictures."""

    files: Mapping[str, int]
    pages: int
    pictures: int
    torn: tuple[str, ...]

    def __str__(self) -> str:
        """In words for a person."""
        counted = ", ".join(f"{number} {suffix}" for suffix, number in sorted(self.files.items()))
        told = f"{counted}; {self.pages} pages, {self.pictures} pictures in Word files and books"
        return f"{told}; TORN: {', '.join(self.torn)}" if self.torn else told


def opened(folder: Path) -> Opened:
    """Every PDF, Word file and book below the folder, opened."""
    files: Counter[str] = Counter()
    pages = pictures = 0
    torn: list[str] = []
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix[1:]
        if suffix not in ("pdf", "docx", "epub"):
            continue
        files[suffix] += 1
        try:
            if suffix == "pdf":
                with pypdfium2.PdfDocument(path) as document:
                    pages += len(document)
            else:
                with zipfile.ZipFile(path) as archive:
                    if archive.testzip():
                        torn.append(path.name)
                    pictures += sum(name.endswith(PICTURES) for name in archive.namelist())
        except (pypdfium2.PdfiumError, zipfile.BadZipFile) as error:
            torn.append(f"{path.name}: {error}")
    return Opened(files, pages, pictures, tuple(torn))
